"""What changed: against the words to begin with, the version in force, and what the reader last read."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.cast import Someone
from tests.documents.conftest import Room
from tests.documents.test_becoming import endorsed, revised
from wgtool.accounts.events import Forgotten
from wgtool.documents.models import Reading
from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.writes import writing

SINCE = "What changed since you last read it"
NOTHING = "Nothing has changed since you last read it"


def hours_pass(monkeypatch: pytest.MonkeyPatch, hours: int = 2) -> None:
    later = clock.now() + timedelta(hours=hours)
    monkeypatch.setattr(clock, "now", lambda: later)


def compared(who: Someone, old: str, new: str = "v1") -> str:
    answer = who.get(f"{Room.base}/compare?from={old}&to={new}")
    assert answer.status_code == 200
    return answer.text.split("<main", 1)[1]


def readings() -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(Reading)) or 0


def test_what_changed_since_the_visit_before(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    omar, hana = room.cast.omar, room.cast.hana
    room.write(hana, "Roads and rivers.")
    assert SINCE not in omar.get(room.base).text
    room.write(hana, "Roads and harbours.")
    assert SINCE not in omar.get(room.base).text
    hours_pass(monkeypatch)
    for _ in range(2):  # the second opening is the same visit
        assert SINCE in omar.get(room.base).text
    told = compared(omar, "read")
    assert "<del>rivers</del><ins>harbours</ins>" in told
    hours_pass(monkeypatch)
    assert NOTHING in omar.get(room.base).text


def test_what_was_put_aside_was_never_read(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.write(room.cast.hana, "It covers roads.")
    room.write(room.cast.hana, "It covers wide roads.")
    room.write(room.cast.omar, "It covers narrow roads.", seen=1)
    room.cast.omar.get(room.base)
    hours_pass(monkeypatch)
    room.choose(room.cast.hana, 3, "mine")
    assert "<del>wide</del><ins>narrow</ins>" in compared(room.cast.omar, "read")


def test_who_read_the_version_before_sees_what_the_next_one_changes(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    endorsed(room)
    room.cast.kofi.get(room.base)
    room.cast.omar.get(room.base)
    revised(room)
    room.write(room.cast.hana, "Harbours, too.")
    hours_pass(monkeypatch)
    assert SINCE in room.cast.omar.get(room.base).text
    assert "Harbours" in compared(room.cast.omar, "read", "v2")
    assert NOTHING in room.cast.kofi.get(room.base).text


def test_nobody_is_remembered_without_a_name(room: Room) -> None:
    endorsed(room)
    room.cast.guest.get(room.base)
    assert readings() == 0
    assert room.cast.guest.get(f"{room.base}/compare?from=read&to=v1").status_code == 404
    room.cast.kofi.get(room.base)
    assert readings() == 1
    who = room.cast.kofi
    gone = Forgotten(actor=who.actor, subject=Ref("person", who.person), person=who.person)
    with writing():
        announce(gone)
    assert readings() == 0


def test_against_the_words_to_begin_with_in_the_language_of_the_text(room: Room) -> None:
    room.write(room.cast.omar, "Le groupe couvre les routes.\n\nIl ne couvre pas les ports, qui relèvent de …")
    told = compared(room.cast.omar, "template")
    assert "Il ne couvre pas" in told
    assert "<del>It does not cover" not in told
    room.write(room.cast.omar, "The group covers roads.\n\nIt does not cover harbours, which is the task of …")
    told = compared(room.cast.omar, "template")
    assert "<del>Il ne couvre" not in told
    assert "Difference to the template" in room.cast.omar.get(room.base).text


def test_the_draft_against_what_is_in_force(room: Room) -> None:
    endorsed(room)
    revised(room)
    page = room.cast.omar.get(room.base).text
    assert "compare?from=v1&amp;to=v2" in page
