"""What is read says all that what is loaded says, and can be taken for nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.exc import UnmappedInstanceError

from tests.actions.helping import now, point
from tests.cast import Cast
from wgtool.actions.models import ActionPoint
from wgtool.actions.queries import Shown, shown


def _read(cast: Cast, **more: Any) -> Shown:
    made = point(cast, **more)
    found = shown(made.number, seen_by=cast.sam.actor)
    assert found is not None
    return found


def test_a_thing_that_is_read_says_what_one_that_is_loaded_says(cast: Cast) -> None:
    (read, files, turns) = _read(cast)
    loaded = now(read.id)
    for each in sa.inspect(ActionPoint).column_attrs:
        assert getattr(read, each.key) == getattr(loaded, each.key), each.key
    assert (read.ref, read.owner, read.touches, read.has_ended) == (loaded.ref, loaded.owner, loaded.touches, False)
    assert (read.organisation and read.organisation.name, read.group, read.item) == (cast.rivermark.name, None, None)
    assert (files, turns) == (False, False)
    assert shown("AP-2026-9999", seen_by=cast.sam.actor) is None


@pytest.mark.one_engine
def test_it_cannot_be_changed_and_says_nothing_of_what_was_not_read(cast: Cast) -> None:
    read = _read(cast).point
    with pytest.raises(AttributeError):
        read.why = "as I like it"
    with pytest.raises(UnmappedInstanceError):
        assert read.contact
    assert read.organisation is not None
    with pytest.raises(UnmappedInstanceError):
        assert read.organisation.standing
