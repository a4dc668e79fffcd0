"""What documents record on events from below."""

from __future__ import annotations

from typing import cast

from wgtool.accounts.events import Forgotten
from wgtool.documents import queries
from wgtool.kernel.db import db
from wgtool.kernel.events import Event, listen


def _forgotten(event: Event) -> None:
    """Forget what the person read."""
    db.session.execute(queries.forget_readings(cast(Forgotten, event).person))


def register() -> None:
    """Listen to what happens to people."""
    listen(Forgotten, _forgotten)
