"""What hangs on a group, an item of the plan and a person: listed, suspended, dated anew, handed over, dropped."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests import factories
from tests.actions.helping import lines, now, point, told
from tests.cast import Cast
from tests.groups import helping
from wgtool.actions.models import ActionPoint, Status
from wgtool.actions.operations import open_action
from wgtool.groups.models import Role
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock, holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail


def test_a_pause_suspends_and_resuming_dates_anew(cast: Cast) -> None:
    group = helping.group(cast, status=GroupStatus.ACTIVE, people={"lena": Role.LEAD, "ines": Role.SAG_FOCAL})
    made = point(cast, owner_kind="group", group_id=group.id, due=clock.today() - timedelta(days=2), interval_days=30,
                 heard_on=clock.today() - timedelta(days=50))  # fmt: skip
    later = clock.today() + timedelta(days=30)
    pause = {"code": "security", "note": "x", "review_by": later.isoformat()}
    assert cast.ines.post("/groups/WG-WATER/pause", pause).status_code == 303
    shown = cast.guest.get(f"/actions/{made.number}").text
    assert "suspended" in shown
    assert "overdue" not in shown
    field = f"date-action-{made.id}"
    assert field in cast.ines.get("/groups/WG-WATER/resume").text
    assert cast.ines.post("/groups/WG-WATER/resume", {field: later.isoformat()}).status_code == 303
    held = now(made.id)
    assert (held.due, held.slips, held.heard_on) == (later, 0, clock.today())
    assert lines(made.id) == []


def test_what_is_open_under_a_group_is_handed_over_or_dropped(cast: Cast) -> None:
    group = helping.group(cast, status=GroupStatus.ACTIVE)
    other = helping.group(cast, status=GroupStatus.ACTIVE, code="WG-OTHER", name="Other", people={})
    zara = {"contact_name": "Zara", "contact_email": "zara@nowhere.example"}
    own, theirs = point(cast, n=1, owner_kind="group", group_id=group.id, **zara), point(cast, n=2, group_id=group.id)
    moved = point(cast, n=3, owner_kind="group", group_id=group.id)
    tool = Actor.tool()
    over = point(cast, n=4, owner_kind="group", group_id=group.id, status=Status.CLOSED, done_at=clock.now())
    assert [held.ref.id for held in holdings.open(group.ref) if held.ref.kind == "action"] == [
        own.id,
        theirs.id,
        moved.id,
    ]
    with writing():
        holdings.hand_over(moved.ref, group.ref, other.ref, actor=tool)
        dropped = [(own.ref, holdings.drop(own.ref, group.ref, "No ferry any more", actor=tool)),
                   (theirs.ref, holdings.drop(theirs.ref, group.ref, "The group is over", actor=tool))]  # fmt: skip
    assert (now(moved.id).group_id, told(moved.id, cast)) == (other.id, ["HandedOver"])
    assert (now(own.id).status, now(own.id).decided_by) == (Status.NOT_IMPLEMENTED, "WG-WATER")
    ended = "AP-2026-0001 will not be implemented"
    assert mailed("zara@nowhere.example") == [ended]
    assert (now(theirs.id).status, now(theirs.id).group_id) == (Status.NOT_STARTED, None)
    assert told(theirs.id, cast) == ["LeftGroup"]
    with writing():
        for ref, was in dropped:
            holdings.restore(ref, was, group.ref, actor=tool)
    assert mailed("zara@nowhere.example") == []
    for one in (own, theirs):
        assert (now(one.id).status, now(one.id).group_id, now(one.id).decided_by) == (Status.NOT_STARTED, group.id, "")
        assert told(one.id, cast)[-1] == "StandsWithGroup"
    factories.change(type(group), type(group).id == group.id, status=GroupStatus.CLOSING)
    for step in ("reopen", "add-evidence"):
        refused = cast.sam.post(f"/actions/{over.number}/{step}", {"why": "It broke.", "evidence": "A photo."})
        assert (refused.status_code, now(over.id).status) == (409, Status.CLOSED)
        assert "WG-WATER is closing: nothing new begins under it. Choose who takes its work on." in refused.text
    with pytest.raises(Refused, match="nothing new begins"):
        open_action(deliverable="Late", owner=group.ref, actor=tool)
    with pytest.raises(Refused, match="nothing new begins"), writing():
        holdings.hand_over(moved.ref, other.ref, group.ref, actor=tool)


def mailed(address: str) -> list[str]:
    """Give the subjects of the mails to an address that were not cancelled."""
    db.session.rollback()
    here = (Mail.address == address, Mail.cancelled_at.is_(None))
    return list(db.session.scalars(sa.select(Mail.subject).where(*here).order_by(Mail.id)))


@pytest.mark.one_engine
def test_a_contact_hears_of_an_end_by_hand_and_that_it_goes_on_after_all(cast: Cast) -> None:
    made = point(cast, contact_name="Zara", contact_email="zara@nowhere.example")
    ended, here = "AP-2026-0001 is no longer applicable", f"/actions/{made.number}"
    for step, want in (("not-applicable", [ended]), ("reopen", []), ("not-applicable", [ended])):
        assert cast.sam.post(f"{here}/{step}", {"why": "The road."}).status_code == 303
        assert mailed("zara@nowhere.example") == want
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert cast.sam.post(f"{here}/reopen", {"why": "The road."}).status_code == 303
    assert mailed("zara@nowhere.example") == [ended, "AP-2026-0001 goes on"]


@pytest.mark.one_engine
def test_a_contact_hears_that_what_was_done_was_checked_and_closed(cast: Cast) -> None:
    """Once, ten minutes later; opened again before, they hear nothing of it, afterwards that it goes on."""
    made = point(cast, status=Status.REPORTED_DONE, contact_name="Zara", contact_email="zara@nowhere.example")
    here, closed = f"/actions/{made.number}", "AP-2026-0001 was checked and closed"
    for step, want in (("verify", [closed]), ("reopen", [])):
        assert cast.sam.post(f"{here}/{step}", {"why": "The road."}).status_code == 303
        assert mailed("zara@nowhere.example") == want
    factories.change(ActionPoint, ActionPoint.id == made.id, status=Status.REPORTED_DONE, contact_id=cast.omar.person)
    assert cast.sam.post(f"{here}/verify", {}).status_code == 303
    assert (mailed("omar-haddad@example.org"), mailed("zara@nowhere.example")) == ([closed], [])


def test_a_person_hands_over_all_and_the_heir_takes_it_on_their_own_word(cast: Cast) -> None:
    stands = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.REPORTED_DONE)
    made = [point(cast, n=n, contact_id=cast.omar.person, status=x).id for n, x in enumerate(stands, 1)]
    over, _ = point(cast, n=4, contact_id=cast.omar.person, status=Status.CLOSED).id, (cast.kofi, cast.sam)
    assert cast.omar.post("/actions/hand-over", {"to": "nobody@nowhere.example"}).status_code == 409
    assert cast.omar.post("/actions/hand-over", {"to": "kofi-mensah@example.org"}).status_code == 303
    assert [now(id).contact_id for id in made] == [cast.omar.person] * 3
    assert mailed("kofi-mensah@example.org") == ["It is your turn with 3 things"]
    assert lines(made[2]) == [(f"self:person:{cast.kofi.person}", "actions.heir"), ("support:world:", "actions.check")]
    assert cast.kofi.post("/actions/take-over-all").status_code == 303
    assert [now(id).contact_id for id in made] == [cast.kofi.person] * 3
    assert [told(id, cast) for id in (*made, over)] == [["ContactAsked", "ContactNamed"]] * 3 + [[]]


@pytest.mark.one_engine
def test_an_item_with_open_action_points_does_not_go_unnoticed(cast: Cast) -> None:
    item = helping.plan()["1.1.1.1"]
    point(cast, n=1, item_id=item)
    point(cast, n=2, item_id=item, status=Status.CLOSED)
    assert [held.says for held in holdings.open(Ref("plan_item", item))] == [
        "AP-2026-0001, Rivermark Relief: Publish the ferry's timetable"
    ]
