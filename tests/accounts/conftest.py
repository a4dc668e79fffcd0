"""The mail people would get, and hats put on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wgtool.accounts import events
from wgtool.kernel.events import Event, listen

_box: list[events.LinkMade] = []


def _collect(event: Event) -> None:
    assert isinstance(event, events.LinkMade)
    _box.append(event)


@pytest.fixture
def mailed() -> Iterator[list[events.LinkMade]]:
    """Give the links announced, in order."""
    listen(events.LinkMade, _collect)
    _box.clear()
    yield _box
    _box.clear()
