"""Reviews are announced 90, 30 and 7 days before, once each; then the group's page says that its terms lapsed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import current_app

from tests import factories
from tests.cast import Cast
from tests.groups.helping import add, found, group, paused
from wgtool.accounts.models import Person
from wgtool.decisions.models import Question
from wgtool.desk import naming
from wgtool.documents.models import Document, Level, Version, VersionStatus
from wgtool.documents.outlines import TERMS
from wgtool.groups.models import Pause, Role, Status
from wgtool.groups.operations import announce_reviews
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail
from wgtool.timers import do_due


def reviewed(cast: Cast, on: date, *, status: Status = Status.ACTIVE) -> Version:
    """Make a group with terms in force that are to be reviewed by a day."""
    made = group(cast, status=status)
    add(made, cast.ines, Role.SAG_FOCAL)
    document = Document(template=TERMS, title="Water", owner_kind="group", owner_id=made.id)
    return factories.save(
        Version(document=document, label="v1", status=VersionStatus.ENDORSED, level=Level.SAG, sight=Sight.PUBLIC,
                audience=str(made.ref), endorsed_on=clock.today(), review_by=on)
    )  # fmt: skip


def run(days: int = 0) -> int:
    """Let the timer look after so many days."""
    db.session.rollback()
    with clock.at(clock.now() + timedelta(days=days)), writing():
        return announce_reviews(actor=Actor.tool())


def mails() -> list[tuple[str, str]]:
    db.session.rollback()
    sent = sa.select(Mail.address, Mail.subject).where(Mail.event == "groups.ReviewNears").order_by(Mail.id)
    return [(to, subject) for to, subject in db.session.execute(sent)]


def test_once_each_however_often_or_late(cast: Cast) -> None:
    reviewed(cast, clock.today() + timedelta(100))
    told = [run(days) for days in (0, 9, 10, 11, 10, 69, 70, 71, 92, 93, 94, 99, 100, 101)]
    assert told == [0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]
    assert len(mails()) == 6
    assert len({to for to, _subject in mails()}) == 2
    assert mails()[0][1].startswith("WG-WATER: review due by")


@pytest.mark.one_engine
def test_the_timer_looks_after_them(cast: Cast) -> None:
    reviewed(cast, clock.today() + timedelta(30))
    assert ["1 reviews announced" in do_due(), "0 reviews announced" in do_due(), len(mails())] == [True, True, 2]


@pytest.mark.one_engine
def test_late_runs_tell_the_nearest_step(cast: Cast) -> None:
    version = reviewed(cast, clock.today() + timedelta(100))
    assert [run(days) for days in (80, 81, 95, 95)] == [1, 0, 1, 0]
    factories.change(Version, Version.id == version.id, review_by=clock.today() + timedelta(200))
    assert [run(days) for days in (105, 110, 120)] == [0, 1, 0]


@pytest.mark.one_engine
def test_a_pause_suspends_the_terms_and_is_itself_looked_at(cast: Cast) -> None:
    reviewed(cast, clock.today() + timedelta(5), status=Status.PAUSED)
    paused(found(), days=20)
    assert [run(), run()] == [1, 0]
    assert "the pause" in mails()[0][1]
    pause = Ref("pause", db.session.scalars(sa.select(Pause.id)).one())
    with current_app.test_request_context():
        assert naming.labels([pause])[pause].text == "WG-WATER", "desks say which group's pause"
    assert "Review due by" not in cast.guest.get("/groups/WG-WATER/history").text
    assert "ToR lapsed" not in cast.guest.get("/groups/WG-WATER").text


@pytest.mark.one_engine
def test_rulings_are_looked_at_again(cast: Cast) -> None:
    made = group(cast, status=Status.ACTIVE)
    sag = factories.sag({}, chair=db.session.get(Person, cast.charis.person))
    facts = {"body_id": sag.id, "about": "matter", "title": "A ruling", "text": "Text", "digest": "0" * 64, "undo": {}}
    of_group = Question(**facts, number="SAG-2026-901", subject_kind="group", subject_id=made.id, group_id=made.id,
                        asked_at=clock.now(), review_on=clock.today() + timedelta(30))  # fmt: skip
    of_none = Question(**facts, number="SAG-2026-902", subject_kind="body", subject_id=sag.id, asked_at=clock.now(),
                       review_on=clock.today() + timedelta(6))  # fmt: skip
    factories.save(of_group, of_none)
    assert [run(), run()] == [2, 0]
    assert any(subject.startswith("WG-WATER") and "the ruling" in subject for _to, subject in mails())
    assert any(subject.startswith("SAG-2026-902") and "the ruling" in subject for _to, subject in mails())


@pytest.mark.one_engine
def test_the_banner_once_the_day_is_past(cast: Cast) -> None:
    version = reviewed(cast, clock.today())
    assert "ToR lapsed" not in cast.guest.get("/groups/WG-WATER").text
    factories.change(Version, Version.id == version.id, review_by=clock.today() - timedelta(1))
    assert "ToR lapsed" in cast.guest.get("/groups/WG-WATER").text
    assert "Revise them" in cast.lena.get("/groups/WG-WATER").text
