"""The action plan of a group: written, amended with reasons, reported on; late, suspended, seen by whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import factories
from tests.cast import Cast
from tests.groups.helping import turns
from tests.groups.planning import amended, day, deliverable, done, planning, said, stands, told
from tests.support.agreement import begin, disagreements
from wgtool.groups import queries
from wgtool.groups.lifecycle import DELIVERABLE
from wgtool.groups.models import Deliverable, Progress, Status
from wgtool.kernel import clock, waits
from wgtool.kernel.refs import whole
from wgtool.kernel.writes import writing

PLAN = "/groups/WG-WATER/plan"


def test_written_amended_and_reported_on(cast: Cast) -> None:
    planning(cast)
    before = begin()
    owner = {"owner": str(cast.rivermark.id), "contact": str(cast.omar.person)}
    done(cast.lena.post(f"{PLAN}/add", said(**owner)))
    row = stands()
    assert (row.serial, row.title, row.due_on, row.first_due_on) == (
        1,
        "Ferry timetable",
        *[clock.today() + timedelta(60)] * 2,
    )
    assert (row.owner_id, row.contact_id, row.sight) == (cast.rivermark.id, cast.omar.person, "public")
    assert amended(cast.lena, due_on=day(90)).status_code == 409
    done(amended(cast.lena, due_on=day(90), title="Timetable of ferries", why="The river froze."))
    done(amended(cast.lena))
    row = stands()
    assert (row.moves, row.due_on, row.first_due_on) == (
        1,
        clock.today() + timedelta(90),
        clock.today() + timedelta(60),
    )
    done(cast.omar.post(f"{PLAN}/1/start", {}))
    done(cast.omar.post(f"{PLAN}/1/report", {"text": "Half of it is there."}))
    done(cast.omar.post(f"{PLAN}/1/finish", {"text": "See the shared folder."}))
    assert told(stands()) == ["Planned", "Amended", "DueMoved", "WorkBegan", "ProgressReported", "DeliverableDone"]
    page = cast.guest.get(f"{PLAN}/1").text
    assert "Half of it is there." in page
    assert "moved 1 time, first" in page
    assert "Omar" not in page
    assert "Omar" in cast.kofi.get(f"{PLAN}/1").text
    assert amended(cast.lena, title="X", why="Y").status_code == 409
    done(cast.lena.post(f"{PLAN}/1/take-up-again", {"why": "It is out of date."}))
    assert stands().status == Progress.IN_PROGRESS
    assert disagreements(before) == []


@pytest.mark.one_engine
def test_what_does_not_fit_is_said(cast: Cast) -> None:
    planning(cast)
    refused = {
        "Say why it serves this": {"item": "", "other": "1.1.2"},
        "Choose what of the plan it serves": {"item": ""},
        "It is due before it starts": {"starts_on": day(70)},
        "The contact is a person of the owner": {"contact": str(cast.omar.person)},
        "say why it changes": {"why": ""},
    }
    for sentence, changes in refused.items():
        answer = cast.lena.post(f"{PLAN}/add", said(**changes))
        assert answer.status_code == 409, sentence
        assert sentence in answer.text
        assert "Ferry timetable" in answer.text
    assert "no output or activity of this number" in cast.lena.post(f"{PLAN}/add", said(item="", other="9.9.9")).text
    assert cast.lena.post(f"{PLAN}/add", said(owner=str(cast.watchers.id))).status_code == 422
    done(cast.lena.post(f"{PLAN}/add", said(item="", other="1.1.2", why_item="It carries the rest.")))
    for someone, code in ((cast.guest, 401), (cast.omar, 403), (cast.kofi, 403), (cast.prue, 403)):
        assert someone.post(f"{PLAN}/add", said()).status_code == code
    stale = {**said(), "seen": "0"}
    answer = cast.hana.post(f"{PLAN}/1/amend", stale)
    assert (answer.status_code, "Saved meanwhile" in answer.text) == (409, True)


def test_late_on_the_leads_desk_and_suspended_by_a_pause(cast: Cast) -> None:
    made = planning(cast)
    late = deliverable(
        made, 1, due_on=clock.today() - timedelta(3), contact_id=cast.omar.person, owner_id=cast.rivermark.id
    )
    deliverable(made, 2, due_on=clock.today() + timedelta(3))
    deliverable(made, 3)
    with writing():
        waits.settle_all()
    words = "WG-WATER/D1, “Thing 1”, is late. Say that it is done, move its date with a reason, or drop it."
    assert (turns(cast.lena), turns(cast.omar), turns(cast.hana)) == ([words], [words], [])
    factories.change(Deliverable, Deliverable.id == late.id, contact_id=cast.lena.person)
    with writing():
        waits.settle_all()
    assert cast.lena.get(f"{PLAN}/1").text.count(whole(words)) == 1, "its page asks who is its contact, too, once"
    factories.change(Deliverable, Deliverable.id == late.id, contact_id=cast.omar.person)
    with writing():
        waits.settle_all()
    for page in (PLAN, f"{PLAN}/1", "/plan/2022/1.1.1.1"):
        assert "Overdue 3 days" in cast.guest.get(page).text, page
    overview = cast.guest.get("/groups/WG-WATER").text
    assert "Late" in overview
    assert "Undated" in overview
    above = ("1.1.1.1", "1.1.1", "1.1", "1")
    for number in above:
        shown = cast.guest.get(f"/plan/2022/{number}").text
        assert "3 deliverables, 0 done" in shown, number
        assert "1 late" in shown, number
    assert "deliverables, " not in cast.guest.get("/plan/2022/1.1.2").text
    _ = cast.ines
    done(cast.lena.post("/groups/WG-WATER/pause-for-security", {"review_by": day(20)}))
    assert turns(cast.lena) == turns(cast.omar) == []
    for page in (PLAN, f"{PLAN}/1", "/groups/WG-WATER", "/plan/2022/1.1.1.1"):
        shown = cast.guest.get(page).text
        assert "suspended" in shown, page
        assert "Overdue" not in shown, page
    for number in above:
        shown = cast.guest.get(f"/plan/2022/{number}").text
        assert ("suspended" in shown, "1 late" in shown) == (True, False), number
    asked = cast.sam.get("/groups/WG-WATER/resume").text
    assert "WG-WATER/D3, “Thing 3”" in asked
    done(cast.sam.post("/groups/WG-WATER/resume", {f"date-deliverable-{late.id}": day(30)}))
    row = stands()
    assert (row.due_on, row.moves, turns(cast.lena)) == (clock.today() + timedelta(30), 1, [])


@pytest.mark.one_engine
def test_a_draft_plan_is_the_groups(cast: Cast) -> None:
    made = planning(cast, status=Status.DRAFTING)
    done(cast.lena.post(f"{PLAN}/add", said(why="")))
    done(amended(cast.lena, title="Another title"))
    done(amended(cast.lena, title="Another title", due_on=day(9), why="Sooner."))
    for someone, sees in ((cast.guest, False), (cast.kofi, False), (cast.omar, True), (cast.sam, True)):
        assert ("Another title" in someone.get(PLAN).text) is sees
        assert someone.get(f"{PLAN}/1").status_code == (200 if sees else 404)
        assert ("Another title" in someone.get("/plan/2022/1.1.1.1").text) is sees
        assert ("Another title" in someone.get("/groups/WG-WATER/history").text) is sees
    assert cast.lena.post(f"{PLAN}/1/start", {}).status_code == 409
    factories.change(type(made), type(made).id == made.id, status=Status.SAG_REVIEW)
    assert amended(cast.lena, title="X", why="Y").status_code == 409
    assert cast.lena.post(f"{PLAN}/add", said()).status_code == 409


@pytest.mark.one_engine
def test_the_owner_and_the_contact_leave(cast: Cast) -> None:
    made = planning(cast)
    deliverable(made, 1, owner_id=cast.rivermark.id, contact_id=cast.omar.person)
    from tests.groups.helping import membership

    url = f"/groups/WG-WATER/members/{membership(cast.omar).id}/end"
    assert "WG-WATER/D1, “Thing 1”" in cast.omar.get(url).text
    done(cast.omar.post(url))
    assert (stands().contact_id, told(stands())) == (None, ["ContactGone"])
    assert turns(cast.lena) == []
    done(cast.hana.post(f"/groups/WG-WATER/members/{membership(cast.hana).id}/end"))
    assert turns(cast.lena) == [
        "Nobody of the organisation that owns WG-WATER/D1 is in the group any more. Name another owner."
    ]
    assert "left the group" in cast.guest.get(PLAN).text


@pytest.mark.one_engine
def test_closing_asks_for_every_deliverable(cast: Cast) -> None:
    made = planning(cast, status=Status.CLOSING)
    other = planning(cast, code="WG-OTHER", name="Other", people={})
    for serial in (1, 2, 3):
        deliverable(made, serial, due_on=clock.today())
    deliverable(made, 4, status=Progress.DONE)
    assert cast.lena.post(f"{PLAN}/add", said()).status_code == 409
    nothing = "nothing new begins under it"
    assert nothing in cast.lena.post(f"{PLAN}/4/take-up-again", {"why": "It broke."}).text
    assert cast.lena.get(f"{PLAN}/4").text.count(nothing) == 1
    assert cast.sam.post("/groups/WG-WATER/terms/ask-glm").status_code == 403
    for page in ("/actions/new", "/learning/plan"):
        assert "WG-OTHER" in (offered := cast.sam.get(page).text)
        assert "WG-WATER" not in offered
    page = cast.lena.get("/groups/WG-WATER/open").text
    assert page.count("Thing ") >= 3
    ids: list[int] = [stands(serial).id for serial in (1, 2, 3)]
    url = "/groups/WG-WATER/open"
    done(cast.lena.post(url, {"row": f"deliverable:{ids[0]}", "to": str(other.id)}))
    done(cast.lena.post(url, {"row": f"deliverable:{ids[1]}", "to": "", "why": "No money."}))
    done(cast.lena.post(f"{PLAN}/3/finish", {"text": "It is there."}))
    assert "Nothing is open under it" in cast.lena.get(url).text
    moved = stands(1, "WG-OTHER")
    assert (moved.id, told(moved)) == (ids[0], ["DeliverableMoved"])
    assert (stands(2).status, stands(2).why) == (Progress.DROPPED, "No money.")
    assert "came from WG-WATER/D1" in cast.guest.get("/groups/WG-OTHER/plan").text
    assert cast.guest.get(f"{PLAN}/1").headers["Location"] == "/groups/WG-OTHER/plan/1"


@pytest.mark.one_engine
def test_who_answers_for_what_names_each_gap_and_leads_to_signing_up(cast: Cast) -> None:
    made = planning(cast)
    deliverable(made, 1, seeks=True)
    deliverable(made, 2, seeks=False)
    deliverable(made, 3, owner_id=cast.rivermark.id, seeks=True)
    page = cast.guest.get(f"{PLAN}/raci").text
    rows = page.split("<tr>")[2:5]
    assert [row.count(f'href="{PLAN}/{n}#sign-up"') for n, row in enumerate(rows, 1)] == [3, 0, 1]
    assert [row.count("nobody yet") for row in rows] == [3, 3, 1], (
        "a gap is a word on paper, whether it is a link or not"
    )
    assert "Accountable <b>2</b>" in page
    overview = cast.guest.get("/groups/WG-WATER").text
    assert "Not started" in overview
    assert "Planned" not in overview


@pytest.mark.one_engine
def test_numbers_are_not_given_twice(cast: Cast) -> None:
    made = planning(cast, status=Status.CLOSING)
    other = planning(cast, code="WG-OTHER", name="Other", people={})
    row = deliverable(made, 1)
    done(cast.lena.post("/groups/WG-WATER/open", {"row": f"deliverable:{row.id}", "to": str(other.id)}))
    factories.change(type(made), type(made).id == made.id, status=Status.ACTIVE)
    done(cast.lena.post(f"{PLAN}/add", said()))
    assert stands(2).title == "Ferry timetable"


def test_the_plan_costs_the_same_for_many(cast: Cast) -> None:
    from tests.support.statements import statements
    from wgtool.kernel.db import db

    made = planning(cast)
    paused_late = {"due_on": clock.today() - timedelta(1)}
    asked: list[list[int]] = []
    for serials in ((1, 2), range(3, 23)):
        for serial in serials:
            deliverable(made, serial, owner_id=cast.rivermark.id, **paused_late)
        counts = []
        for page in (PLAN, f"{PLAN}/1", f"{PLAN}/raci", "/plan/2022/1.1.1.1", "/groups/WG-WATER"):
            with statements(db.engine) as found:
                assert cast.guest.get(page).status_code == 200
            counts.append(len(found))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert all(count <= 10 for count in asked[1][:3]), asked


ROLES = ("guest", "kofi", "olga", "prue", "ada", "omar", "lena", "hana", "sam", "ines")
REPORTS, PLANS = {"lena", "hana", "omar", "sam"}, {"lena", "hana", "sam"}
MAY = {"start": REPORTS, "report": REPORTS, "finish": REPORTS, "drop": PLANS, "take up again": PLANS}


@pytest.mark.one_engine
def test_who_may_take_which_step(cast: Cast) -> None:
    """Of the owner's people those in the group report; what the plan says is for who tends the group."""
    made = planning(cast)
    actors = {who: getattr(cast, who).actor for who in ROLES}
    for serial, status in enumerate(Progress, 1):
        why = "No." if status == Progress.DROPPED else ""
        id = deliverable(made, serial, status=status, why=why, owner_id=cast.rivermark.id).id
        row = queries.deliverable_by_id(id)
        assert row is not None
        for verb in DELIVERABLE.verbs():
            open_to = {who for who in ROLES if verb in {o.step.verb for o in DELIVERABLE.offers(row, actors[who])}}
            stands_here = DELIVERABLE.step_for(verb, row) is not None
            assert open_to == (MAY[verb] if stands_here else set()), (verb, status)
            if not stands_here:
                url = f"{PLAN}/{serial}/{verb.replace(' ', '-')}"
                assert cast.lena.post(url, {"why": "W", "text": "T"}).status_code == 409, (verb, status)
