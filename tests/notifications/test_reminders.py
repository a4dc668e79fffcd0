"""Reminders of action points: each step once to each reader, whatever runs are missed, repeated, broken or parallel."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tests.actions.helping import point
from tests.cast import Cast
from tests.groups import helping
from tests.support.crowd import Timer, Together
from tests.support.depth import tried
from tests.support.smtp import Manners, Rude, rude
from wgtool.accounts.models import Person
from wgtool.actions import operations
from wgtool.actions.models import ActionPoint, Report, Slip
from wgtool.config import Settings
from wgtool.groups.models import Group, Role
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.notifications import outbox, reminders
from wgtool.notifications.delivery import deliver
from wgtool.notifications.models import Mail, Reminder
from wgtool.notifications.steps import by_date

MONDAY = date(2026, 11, 30)
DUE = date(2026, 12, 16)


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def bodies() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Mail.body).where(Mail.event == "reminder").order_by(Mail.id)))


@pytest.mark.one_engine
@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(-400, 400))
def test_steps_by_date(due: date, days: int) -> None:
    """Each step holds until the next one begins, and none comes back."""
    today = due + timedelta(days=days)
    key, following = by_date(due, today), by_date(due, today + timedelta(days=1))
    assert (key is None) == (days < -14)
    if key is not None and key != following:
        later = [by_date(due, today + timedelta(days=n)) for n in range(1, 30)]
        assert key not in later


@pytest.mark.one_engine
def test_the_steps_of_one_action_point(cast: Cast) -> None:
    _ = cast.hana
    point(cast, due=DUE, first_due=DUE)
    told = []
    for n in range(36):
        with clock.at(at(MONDAY + timedelta(days=n))):
            if reminders.remind():
                told.append((MONDAY + timedelta(days=n)).isoformat())
    assert told == ["2026-12-02", "2026-12-13", "2026-12-16", "2026-12-21", "2026-12-28", "2027-01-04"]  # fmt: skip


@pytest.mark.one_engine
def test_one_mail_a_reader_with_reason_and_stop(cast: Cast) -> None:
    _ = cast.hana
    for n, days in enumerate((1, 9, -3, -30), 1):
        point(cast, n=n, due=MONDAY + timedelta(days=days))
    with clock.at(at(MONDAY)):
        assert reminders.remind() == 1
        (body,) = bodies()
        places = [body.index(f"AP-2026-{n:04d}") for n in (3, 4, 2, 1)]
        assert places == sorted(places), "overdue first, the newest first in each"
        assert "You get this because" in body
        mail = db.session.scalars(sa.select(Mail)).one()
        stop = mail.stop_url.partition("/mail/")[2]
        assert cast.guest.client.post(f"/mail/{stop}", data={"List-Unsubscribe": "One-Click"}).status_code == 303
    with clock.at(at(MONDAY + timedelta(days=8))):
        assert reminders.remind() == 0
    assert "Remind me again" in cast.guest.get(f"/mail/{stop}").text
    cast.guest.post(f"/mail/{stop}", {"again": "yes"})
    with clock.at(at(MONDAY + timedelta(days=15))):
        assert reminders.remind() == 1
    assert cast.guest.get(f"/mail/{stop}x").status_code == 404


@pytest.mark.one_engine
def test_a_mail_says_what_is_to_be_done_and_leads_to_what_its_reader_may_open(cast: Cast) -> None:
    """Cut short, in the reader's language; what few may read goes by its number alone, since mail is no safe place."""
    group = helping.group(cast, status=GroupStatus.ACTIVE, people={"lena": Role.LEAD})
    long = "Repair the ferry " + "and the quay of the northern port " * 5
    point(
        cast,
        n=1,
        deliverable=long,
        contact_id=cast.omar.person,
        due=MONDAY,
        interval_days=30,
        heard_on=MONDAY,
        group_id=group.id,
    )
    point(cast, n=2, deliverable="Zebra", contact_id=cast.omar.person, due=MONDAY, sight="partners")
    for week, (language, named) in enumerate((
        ("en", "AP-2026-0001 “Repair the ferry and the quay of the northern port and the quay of the …”"),
        ("fr", "AP-2026-0001 «\xa0Repair the ferry"), ("es", "AP-2026-0001 «Repair the ferry"), ("ar", "AP-2026-0001 «Repair the ferry"),
    )):  # fmt: skip
        factories.change(Person, Person.id == cast.omar.person, language=language)
        with clock.at(at(MONDAY + timedelta(weeks=week))):
            reminders.remind()
        mail = db.session.scalars(
            sa.select(Mail).where(Mail.address.startswith("omar")).order_by(Mail.id.desc())
        ).first()
        assert mail is not None
        assert named in mail.body
        assert "AP-2026-0002" in mail.body
        assert "Zebra" not in mail.body
        assert "/actions/mine" in mail.body
    with clock.at(at(MONDAY + timedelta(days=61))):
        reminders.remind()
    db.session.rollback()
    mail = db.session.scalars(sa.select(Mail).where(Mail.address.startswith("lena"))).one()
    assert (
        mail.subject
        == "AP-2026-0001 “Repair the ferry and the quay of the northern port and the quay of the …” asks for a word"
    )
    assert "/actions?state=silent" in mail.body
    with clock.at(at(MONDAY + timedelta(days=61))):
        assert "AP-2026-0001" in cast.lena.get("/actions?state=silent").text


@pytest.mark.one_engine
def test_who_is_told_of_silence(cast: Cast) -> None:
    group = helping.group(cast, status=GroupStatus.ACTIVE, people={"lena": Role.LEAD, "ines": Role.SAG_FOCAL})
    point(cast, group_id=group.id, contact_id=cast.omar.person, interval_days=30, heard_on=MONDAY)
    told: dict[int, list[str]] = {}
    for days in (29, 31, 61, 91, 92):
        with clock.at(at(MONDAY + timedelta(days=days))):
            before = set(db.session.scalars(sa.select(Mail.id)))
            reminders.remind()
            db.session.rollback()
            new = sa.select(Mail.address).where(Mail.id.not_in(before)).order_by(Mail.address)
            told[days] = [address.partition("@")[0] for address in db.session.scalars(new)]
    assert told == {29: [], 31: ["omar-haddad"], 61: ["lena-okafor"], 91: ["ines-duarte"], 92: []}


@pytest.mark.one_engine
def test_nothing_while_the_group_is_paused(cast: Cast) -> None:
    group = helping.group(cast, status=GroupStatus.PAUSED, people={"lena": Role.LEAD})
    point(cast, group_id=group.id, contact_id=cast.omar.person, due=MONDAY - timedelta(days=1))
    with clock.at(at(MONDAY)):
        assert reminders.remind() == 0
        factories.change(Group, Group.id == group.id, status=GroupStatus.ACTIVE)
        assert reminders.remind() == 1


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("days"), st.integers(0, 40)),
        st.tuples(st.just("run"), st.just(0)),
        st.tuples(st.just("crash"), st.integers(0, 3)),
        st.tuples(st.just("report"), st.integers(0, 3)),
        st.tuples(st.just("move"), st.integers(0, 3)),
        st.tuples(st.just("pause"), st.booleans()),
        st.tuples(st.just("deliver"), st.sampled_from([Manners.GOOD, Manners.CLOSES, Manners.DROPS_BEFORE])),
    ),
    max_size=14,
)


@pytest.mark.one_engine
@tried(8)
@given(acts=ACTS)
def test_each_step_is_told_exactly_once_whatever_happens(cast: Cast, acts: list[tuple[str, Any]]) -> None:
    """Runs are missed, repeated and broken, and the mail server fails now and then: what it takes, it takes once."""
    world = _world(cast)
    today = MONDAY
    with rude() as server:
        for act, n in [*acts, ("run", 0), *[("days", 1), ("deliver", Manners.GOOD)] * 2]:
            if act == "days":
                today += timedelta(days=n)
            with clock.at(at(today)):
                _deliver(server, n) if act == "deliver" else _do(act, n, world)
                _agrees(server)
                if act == "run":
                    assert reminders.due() == [], "a whole run leaves nothing that is due untold"
        assert not any(bodies()), "all of it left"
        assert len({mail["Message-ID"] for mail in server.taken}) == len(server.taken)


def _deliver(server: Rude, manners: Manners) -> None:
    server.manners = manners
    deliver(Settings(smtp_host="127.0.0.1", smtp_port=server.port, smtp_starttls=False, mail_from="w@example.org"))


def _world(cast: Cast) -> list[ActionPoint]:
    db.session.rollback()
    db.session.connection(execution_options={"writes": True})
    for model in (Mail, Reminder, Report, Slip, ActionPoint):
        db.session.execute(sa.delete(model))
    db.session.commit()
    _ = cast.hana
    group = db.session.scalar(sa.select(Group)) or helping.group(cast, status=GroupStatus.ACTIVE)
    who = {0: {"contact_id": cast.omar.person}, 1: {}, 2: {"contact_email": "zara@nowhere.example"},
           3: {"contact_id": cast.omar.person, "group_id": group.id}}  # fmt: skip
    return [
        point(cast, n=n, due=MONDAY + timedelta(days=7 * n), interval_days=30, heard_on=MONDAY, **more)
        for n, more in who.items()
    ]


def _do(act: str, n: int, world: list[ActionPoint]) -> None:
    db.session.rollback()
    tool = Actor.tool()
    if act == "run":
        reminders.remind()
    elif act == "crash":
        _crash(n)
    elif act == "report":
        with writing():
            operations.report_no_change(world[n], because="The port is closed", actor=tool)
    elif act == "move":
        due = clock.today() + timedelta(days=20)
        if db.session.get_one(ActionPoint, n_id(world, n)).due != due:
            with writing():
                operations.move(world[n], due=due, why="The port is closed", actor=tool)
    elif act == "pause":
        factories.change(Group, sa.true(), status=GroupStatus.PAUSED if n else GroupStatus.ACTIVE)


def n_id(world: list[ActionPoint], n: int) -> int:
    return int(sa.inspect(world[n]).identity[0])


class Crash(Exception):
    """The machine stops."""


def _crash(after: int) -> None:
    """Run, and break after so many mails: once they are written, and before the commit."""
    written, post = 0, outbox.post

    def breaks(*args: object, **kwargs: object) -> None:
        nonlocal written
        post(*args, **kwargs)  # type: ignore[arg-type]
        written += 1
        if written > after:
            raise Crash

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Crash) if reminders_due() > after else _nothing():
        patch.setattr(outbox, "post", breaks)
        reminders.remind()


def reminders_due() -> int:
    found = len(reminders.due())
    db.session.rollback()
    return found


def _nothing() -> object:
    return pytest.MonkeyPatch.context()


def _agrees(server: Rude | None = None) -> None:
    """Each claimed step stands in one mail, sent or still here, and each mail tells claimed steps alone."""
    db.session.rollback()
    numbers = dict(db.session.execute(sa.select(ActionPoint.id, ActionPoint.number)).all())
    claimed = Counter(numbers[thing] for thing in db.session.scalars(sa.select(Reminder.thing)))
    sent = [str(mail.get_payload(decode=True), "utf-8") for mail in server.taken] if server else []
    told = Counter(
        word.strip(":") for body in [*bodies(), *sent] for word in body.split() if word.startswith("AP-2026")
    )
    assert told == claimed


def test_two_runs_at_once_tell_each_step_once(world: Flask, cast: Cast, together: Together) -> None:
    _ = cast.hana
    for n in range(1, 4):
        point(cast, n=n, due=MONDAY, **({"contact_id": cast.omar.person} if n == 2 else {}))
    run = Timer("wgtool.notifications.reminders:remind", at(MONDAY))
    with clock.at(at(MONDAY)):
        looked = reminders.due()
        db.session.rollback()
    together([run], [run])
    with clock.at(at(MONDAY)):
        assert [reminders._tell(*todo) for todo in looked] == [0, 0], "who looked before them finds every step taken"
    assert Counter(db.session.scalars(sa.select(Reminder.thing))) == {1: 1, 2: 1, 3: 1}
    assert len(bodies()) == 2
    _agrees()


@pytest.mark.one_engine
def test_over_a_mail_server_that_fails_now_and_then(cast: Cast) -> None:
    """What the server took, it took once; what it did not take is sent again."""
    for n, who in enumerate((cast.omar, cast.kofi, cast.ines), 1):
        point(cast, n=n, due=MONDAY, contact_id=who.person)
    with rude() as server:
        sent = Settings(smtp_host="127.0.0.1", smtp_port=server.port, smtp_starttls=False, mail_from="w@example.org")
        for hour, manners in enumerate((Manners.CLOSES, Manners.GOOD, Manners.DROPS_BEFORE, *[Manners.GOOD] * 3)):
            server.manners = manners
            with clock.at(at(MONDAY) + timedelta(hours=6 * hour)):
                reminders.remind()
                deliver(sent)
                db.session.rollback()
        assert sorted(mail["To"].partition("@")[0] for mail in server.taken) == [
            "ines-duarte", "kofi-mensah", "omar-haddad",
        ]  # fmt: skip
        assert all(mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" for mail in server.taken)
