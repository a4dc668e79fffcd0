"""What may become of an action point: every status, every verb, every kind of person; what it tells."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from tests.actions.helping import lines, now, point, reports, stand, told
from tests.cast import Cast
from wgtool.actions import operations
from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import ActionPoint, Priority, Status
from wgtool.actions.queries import by_id
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import writing

PEOPLE = ("guest", "kofi", "prue", "olga", "omar", "hana", "lena", "sam", "ada")
ANSWERS, CHECKS = {"omar", "hana", "sam"}, {"sam"}
"""Omar is the contact, Hana the owner's focal point: both answer for it. Who opened it is Lena."""
REPORTS = {"report progress": "in progress", "report no change": "", "report done": "reported done"}
MAY: dict[tuple[str, str], tuple[set[str], str]] = {}
for working in ("not started", "in progress"):
    MAY |= {(working, verb): (ANSWERS, to or working) for verb, to in REPORTS.items()}
    MAY |= {(working, "move"): (ANSWERS, working), (working, "hand over"): ({"hana", "sam"}, working)}
for ajar in ("not started", "in progress", "reported done"):
    MAY |= {(ajar, "not applicable"): (CHECKS | {"lena"}, "no longer applicable")}
    MAY |= {(ajar, "not implemented"): (CHECKS | {"lena"}, "not implemented")}
for over in ("closed", "no longer applicable", "not implemented"):
    MAY |= {(over, "reopen"): ({"hana", "sam", "lena"}, "in progress")}
MAY |= {(status.value, "show"): ({"sam"}, status.value) for status in Status}
MAY |= {
    ("reported done", "add evidence"): (ANSWERS, "reported done"),
    ("closed", "add evidence"): (ANSWERS, "reported done"),
    ("reported done", "verify"): (CHECKS | {"lena"}, "closed"),
    ("reported done", "send back"): (CHECKS | {"lena"}, "in progress"),
}


def facts(verb: str, cast: Cast) -> dict[str, Any]:
    """Give what each step is told."""
    return {
        "report progress": {"taken": "Asked the port"},
        "report no change": {"because": "The port is closed"},
        "report done": {"taken": "It is online"},
        "add evidence": {"evidence": "The minutes of May"},
        "move": {"due": clock.today() + timedelta(days=40), "why": "The port is closed"},
        "hand over": {"to": Ref("organisation", cast.lantern.id), "why": "They run the ferry"},
        "verify": {},
        "show": {"sight": Sight.PARTNERS, "why": "A security matter"},
        "not implemented": {"why": "No ferry", "decided_by": "The SAG"},
    }.get(verb, {"why": "a reason"})


def act(verb: str, made: ActionPoint, actor: Actor, **said: Any) -> None:
    """Take a step as a page does, in a transaction of its own."""
    with writing():
        LIFE.act(verb, made, actor=actor, **said)


def test_every_step_from_every_status_is_open_to_whom_we_think(cast: Cast) -> None:
    made = point(cast, contact_id=cast.omar.person, opened_by=cast.lena.person)
    people = {name: getattr(cast, name).actor for name in PEOPLE}
    for status in Status:
        stand(cast, made.id, status)
        held = by_id(made.id)
        assert held is not None
        for verb, (name, actor) in product(LIFE.verbs(), people.items()):
            offered = verb in {offer.step.verb for offer in LIFE.offers(held, actor)}
            assert offered == (name in MAY.get((status, verb), (set(), ""))[0]), (status, verb, name)


@pytest.mark.one_engine
def test_every_step_that_is_open_leads_where_we_think_and_no_other_is_taken(cast: Cast) -> None:
    made = point(cast, contact_id=cast.omar.person, opened_by=cast.lena.person)
    sam, omar, lines_told = cast.sam.actor, cast.omar.actor, 0
    for status, verb in product(Status, LIFE.verbs()):
        stand(cast, made.id, status)
        who, to = MAY.get((status, verb), (set(), ""))
        with contextlib.ExitStack() as wrong:
            if not who:
                wrong.enter_context(pytest.raises(Refused, match="changed in the meantime"))
            act(verb, made, sam, **facts(verb, cast))
        lines_told += bool(who) * (1 + (verb == "verify"))
        assert now(made.id).status == (to if who else status), (status, verb)
    stand(cast, made.id, Status.REPORTED_DONE)
    with pytest.raises(Forbidden):
        act("verify", made, omar)
    assert len(told(made.id, cast, most=1000)) == lines_told, "one line for each change, two for verified and closed"


def test_from_opening_to_closure(cast: Cast) -> None:
    sam, owner = cast.sam.actor, Ref("organisation", cast.rivermark.id)
    with writing():
        made = operations.open_action(
            deliverable="Publish the timetable", owner=owner, actor=sam,
            due=clock.today() + timedelta(days=30), source=Ref("recommendation", 7), source_label="LLE-2026-02/R5",
        )  # fmt: skip
    assert made.number == f"AP-{clock.today().year}-0001"
    act("report progress", made, cast.hana.actor, taken="Asked the port")
    act("report done", made, cast.hana.actor, taken="It is online", evidence="The port's page")
    act("verify", made, cast.sam.actor)
    assert told(made.id, cast) == ["Opened", "Progressed", "ReportedDone", "Verified", "Closed"]
    assert [report.status for report in reports(made.id)] == ["in progress", "reported done"]
    assert lines(made.id) == []


def test_numbers_are_by_year_and_never_used_twice(cast: Cast) -> None:
    owner, sam = Ref("organisation", cast.rivermark.id), cast.sam.actor
    with writing():
        first = operations.open_action(deliverable="One", owner=owner, actor=sam).number
    with pytest.raises(Refused), writing():
        operations.open_action(deliverable="  ", owner=owner, actor=sam)
    with writing():
        second = operations.open_action(deliverable="Two", owner=owner, actor=sam).number
    assert (first[-4:], second[-4:]) == ("0001", "0002")


@pytest.mark.parametrize("owner", [Ref("person", 1), Ref("organisation", 9999), Ref("group", 9999), Ref("body", 9999)])
def test_an_owner_there_must_be(cast: Cast, owner: Ref) -> None:
    sam = cast.sam.actor
    with pytest.raises(Refused), writing():
        operations.open_action(deliverable="One", owner=owner, actor=sam)


def test_nobody_verifies_what_they_reported_done(cast: Cast) -> None:
    made = point(cast, opened_by=cast.sam.person)
    act("report done", made, cast.sam.actor, taken="Done for them")
    with pytest.raises(Forbidden):
        act("verify", made, cast.sam.actor)
    assert now(made.id).status == Status.REPORTED_DONE


def test_a_high_priority_takes_evidence_and_another_organisation(cast: Cast) -> None:
    made = point(cast, priority=Priority.HIGH, opened_by=cast.omar.person)
    with pytest.raises(Refused, match="priority is high"):
        act("report done", made, cast.hana.actor, taken="It is online")
    act("report done", made, cast.hana.actor, taken="It is online", evidence="The port's page")
    with pytest.raises(Forbidden):
        act("verify", made, cast.omar.actor)
    act("verify", made, cast.sam.actor)
    assert now(made.id).status == Status.CLOSED


def test_handing_it_over_does_not_let_one_close_ones_own(cast: Cast) -> None:
    made = point(cast, priority=Priority.HIGH, opened_by=cast.omar.person)
    act("report done", made, cast.hana.actor, taken="It is online", evidence="The port's page")
    act("send back", made, cast.sam.actor, why="Not yet")
    act("hand over", made, cast.hana.actor, to=Ref("organisation", cast.lantern.id), why="They run it")
    act("report done", made, cast.lena.actor, taken="It is online")
    act("verify", made, cast.omar.actor)
    assert now(made.id).verified_by == cast.omar.person


def test_new_evidence_reopens_the_check(cast: Cast) -> None:
    made = point(cast, status=Status.CLOSED, verified_by=cast.sam.person)
    act("add evidence", made, cast.hana.actor, evidence="Minutes of May")
    held = now(made.id)
    assert (held.status, held.verified_at, held.ended_at) == (Status.REPORTED_DONE, None, None)
    assert lines(made.id) == [("support:world:", "actions.check")]


def test_moving_a_date_keeps_the_first_and_is_counted(cast: Cast) -> None:
    first, later = clock.today() + timedelta(days=5), clock.today() + timedelta(days=40)
    made = point(cast, due=first, first_due=first)
    act("move", made, cast.hana.actor, due=later, why="The port is closed")
    held = now(made.id)
    assert (held.first_due, held.due, held.slips) == (first, later, 1)
    for due, why in ((later, "again"), (clock.today() - timedelta(days=1), "again"), (first, " ")):
        with pytest.raises(Refused):
            act("move", made, cast.hana.actor, due=due, why=why)
    assert now(made.id).slips == 1


def test_a_first_date_is_no_slip_and_needs_no_reason(cast: Cast) -> None:
    made, day = point(cast), clock.today() + timedelta(days=9)
    here = f"/actions/{made.number}"
    assert cast.hana.post(f"{here}/move", {"due": day.isoformat(), "seen": ""}).status_code == 303
    assert (now(made.id).slips, now(made.id).first_due) == (0, day)
    unaware = cast.hana.post(f"{here}/move", {"due": (day + timedelta(days=9)).isoformat(), "seen": ""})
    assert (unaware.status_code, "Somebody did the same" in unaware.text) == (409, True)
    assert (
        cast.hana.post(f"{here}/move", {"due": clock.today().isoformat(), "seen": day.isoformat()}).status_code == 422
    )


def test_a_report_of_no_change_ends_the_silence(cast: Cast) -> None:
    made = point(cast, interval_days=30, heard_on=clock.today() - timedelta(days=31), due=clock.today() + timedelta(90))
    act("report no change", made, cast.hana.actor, because="The port is closed")
    assert now(made.id).heard_on == clock.today()
    assert lines(made.id) == []


def test_who_must_do_what(cast: Cast) -> None:
    _ = cast.hana
    made = point(cast, due=clock.today() - timedelta(days=1))
    act("report progress", made, cast.sam.actor, taken="Asked")
    assert lines(made.id) == [(f"focal:organisation:{cast.rivermark.id}", "actions.overdue")]
    act("report done", made, cast.hana.actor, taken="Done")
    assert lines(made.id) == [("support:world:", "actions.check")]
    db.session.rollback()
