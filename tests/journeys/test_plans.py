"""Iraq's plans: endorsed with the terms, replicated, merged without and with their groups, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests import factories
from tests.cast import Cast
from tests.groups.helping import add, found, proposal
from tests.groups.planning import day, done, stands, told
from tests.journeys.lives import BAGHDAD, ERBIL, SOON, Lives
from tests.support.agreement import begin, disagreements
from wgtool.documents import queries as texts
from wgtool.groups.models import Merger, MergerState, PlanMerger, PlanMergerState, Progress, Role
from wgtool.kernel import clock, holdings
from wgtool.kernel.actors import Actor

PHASES = ("Fact-finding", "Analysis", "Planning")


@pytest.fixture
def lives(cast: Cast) -> Lives:
    return Lives(cast)


def phase_one(lives: Lives, titles: Sequence[str] = PHASES) -> None:
    """Have Erbil plan phase one: fact-finding, analysis, planning."""
    item = str(found(ERBIL).alignments[0].item_id)
    for n, title in enumerate(titles, 1):
        sent = {"title": title, "item": item, "owner": str(lives.cast.lantern.id), "due_on": day(20 * n), "seeks": "y",
                "why": "Phase one."}  # fmt: skip
        done(lives.cast.lena.post(f"/groups/{ERBIL}/plan/add", sent))


def test_the_story_of_iraq(lives: Lives) -> None:
    cast = lives.cast
    before = begin()
    phase_one(lives)
    for n in (1, 2, 3):
        done(cast.lena.post(f"/groups/{ERBIL}/plan/{n}/finish", {"text": "It is there."}))
    own = {
        "title": "Roads to the north",
        "item": str(found(BAGHDAD).alignments[0].item_id),
        "due_on": day(3),
        "why": "First.",
        "seeks": "y",
    }
    done(cast.hana.post(f"/groups/{BAGHDAD}/plan/add", own))
    lives.step(cast.hana, BAGHDAD, "pause-for-security", review_by=SOON)
    lives.due(clock.today() + timedelta(10))
    with clock.at(clock.now() + timedelta(10)):
        page = cast.guest.get(f"/groups/{BAGHDAD}/plan").text
        assert "suspended" in page
        assert "Overdue" not in page
        lives.step(cast.ines, BAGHDAD, "resume", **{f"date-deliverable-{stands(1, BAGHDAD).id}": day(90)})
        copy = {"source": str(found(ERBIL).id), "why": "A replica of Erbil’s first phase."}
        done(cast.hana.post(f"/groups/{BAGHDAD}/plan/copy", copy))
        assert cast.hana.post(f"/groups/{BAGHDAD}/plan/copy", copy).status_code == 409
        new = stands(2, BAGHDAD)
        assert (new.title, new.owner_id, new.due_on, new.status) == (PHASES[0], None, None, Progress.NOT_STARTED)
        assert f"copied from {ERBIL}/D1" in cast.guest.get(f"/groups/{BAGHDAD}/plan").text
        assert f"{BAGHDAD}/D2" in cast.guest.get(f"/groups/{ERBIL}/plan/1").text
        merged_plans(lives)
    assert disagreements(before) == []


def merged_plans(lives: Lives) -> None:
    """Have Baghdad's plan go into Erbil's while both groups go on."""
    cast = lives.cast
    done(cast.hana.post(f"/groups/{BAGHDAD}/plan/merge", {"into": str(found(ERBIL).id), "note": "One national plan."}))
    assert cast.hana.post(f"/groups/{BAGHDAD}/plan/merge", {"into": str(found(ERBIL).id)}).status_code == 409
    assert f"{BAGHDAD} asks to merge its action plan into that of {ERBIL}. Take it in, or say no." in lives.turns(
        cast.lena
    )
    page = cast.lena.get(f"/groups/{ERBIL}/plan").text
    url = page.split('/take-in"')[0].rsplit('action="', 1)[1] + "/take-in"
    assert cast.hana.post(url).status_code == 403
    done(cast.lena.post(url))
    national = cast.guest.get(f"/groups/{ERBIL}/plan").text
    for title in (*PHASES, "Roads to the north"):
        assert title in national
    assert f"came from {BAGHDAD}/D1" in national
    assert (found(ERBIL).status, found(BAGHDAD).status) == ("active", "active")
    assert "Nothing planned yet" in cast.guest.get(f"/groups/{BAGHDAD}/plan").text
    assert cast.guest.get(f"/groups/{BAGHDAD}/plan/1").headers["Location"] == f"/groups/{ERBIL}/plan/4"
    assert "Hana" not in national
    assert "Lena" not in national


def test_merging_groups_brings_plans_along_and_back(lives: Lives) -> None:
    cast = lives.cast
    phase_one(lives)
    own = {"title": "Roads", "item": str(found(BAGHDAD).alignments[0].item_id), "why": "First.", "seeks": "y"}
    done(cast.hana.post(f"/groups/{BAGHDAD}/plan/add", own))
    before = begin()
    lives.step(cast.hana, BAGHDAD, "ask-to-merge", into=str(lives.erbil.id))
    lives.step(cast.lena, ERBIL, "terms/revise")
    lives.step(cast.lena, ERBIL, "submit-the-merger")
    assert f"{BAGHDAD}/D1 Roads" in lives.question.text
    lives.vote()
    moved = stands(4, ERBIL)
    assert (found(BAGHDAD).status, moved.title) == ("merged", "Roads")
    assert "new since" not in cast.guest.get(f"/groups/{ERBIL}/plan").text
    done(lives.carmen.post(f"/decisions/{lives.question.number}/take-back"))
    back = stands(1, BAGHDAD)
    assert (back.id, told(back)) == (moved.id, ["Planned", "DeliverableMoved", "DeliverableMoved"])
    left = [said for said in disagreements(before) if not said.startswith("text ")]  # copies of sections have no line
    assert left == []


@pytest.mark.one_engine
def test_endorsed_with_the_terms_and_amended_later(lives: Lives) -> None:
    cast = lives.cast
    phase_one(lives)
    lives.step(cast.lena, ERBIL, "terms/revise")
    lives.step(cast.lena, ERBIL, "terms/submit")
    assert f"{ERBIL}/D2 Analysis" in lives.question.text
    text = cast.lena.get(f"/groups/{ERBIL}/terms").text
    assert "Action plan" in text
    assert f"{ERBIL}/D1 Fact-finding" in text
    lives.vote()
    page = cast.guest.get(f"/groups/{ERBIL}/plan").text
    assert "Endorsed with the terms v2" in page
    assert "Nothing changed since." in page
    row = stands(2, ERBIL)
    sent = {"title": "Analysis of roads", "item": str(row.item_id), "owner": str(row.owner_id), "due_on": day(70), "seeks": "y",
            "seen": str(row.version), "why": "The survey came late."}  # fmt: skip
    done(cast.lena.post(f"/groups/{ERBIL}/plan/2/amend", sent))
    done(cast.lena.post(f"/groups/{ERBIL}/plan/3/drop", {"why": "Done by others."}))
    page = cast.guest.get(f"/groups/{ERBIL}/plan").text
    for words in (
        "Changed since endorsed",
        "changed since",
        "The survey came late.",
        "Done by others.",
        "Analysis of roads",
    ):
        assert words in page
    lives.step(cast.lena, ERBIL, "terms/revise")
    assert cast.lena.get(f"/groups/{ERBIL}/terms/edit/plan").status_code == 409
    draft = lives.version(ERBIL)
    key = next(s.key for s in texts.sections(draft) if s.key == "plan")
    assert (
        cast.lena.post(
            f"/groups/{ERBIL}/terms/edit/{key}", {"text": "Mine", "seen": "0", "label": draft.label}
        ).status_code
        == 409
    )
    lives.step(cast.lena, ERBIL, "terms/submit")
    redline = cast.lena.get(f"/groups/{ERBIL}/terms/compare?from=v2&to=v3").text
    assert "Action plan" in redline
    assert texts.in_force(texts.versions(found(ERBIL).ref, "terms", seen_by=Actor.tool())) is not None


@pytest.mark.one_engine
def test_a_replicated_group_begins_with_the_plan(lives: Lives) -> None:
    cast = lives.cast
    phase_one(lives)
    done(cast.lena.post(f"/groups/{ERBIL}/plan/1/finish", {"text": "Evidence of Erbil."}))
    assert stands(1, ERBIL).owner_id
    sent = proposal(name="Mosul logistics", code="LWG-MSL", type="national", country="IQ", numbers="3.2.1.3",
                    cross_cutting="", secretariat="hana-aziz@example.org", lead="me")  # fmt: skip
    done(cast.omar.post(f"/groups/{ERBIL}/replicate", sent))
    copies = [stands(n, "LWG-MSL") for n in (1, 2, 3)]
    bare = ("not started", None, None, None, None)
    assert {(c.status, c.owner_id, c.contact_id, c.starts_on, c.due_on) for c in copies} == {bare}
    assert "Evidence of Erbil." not in cast.omar.get("/groups/LWG-MSL/plan/1").text
    assert [stands(n, "LWG-MSL").title for n in (1, 2, 3)] == list(PHASES)
    assert (stands(1, "LWG-MSL").due_on, stands(1, "LWG-MSL").sight) == (None, "group")
    assert PHASES[0] not in cast.guest.get("/groups/LWG-MSL/plan").text
    assert PHASES[0] in cast.omar.get("/groups/LWG-MSL/plan").text


@pytest.mark.one_engine
def test_plans_that_are_not_merged(lives: Lives) -> None:
    cast = lives.cast
    into = {"into": str(found(ERBIL).id)}
    for someone, code, action in ((cast.hana, BAGHDAD, "take-back"), (cast.lena, ERBIL, "decline")):
        done(cast.hana.post(f"/groups/{BAGHDAD}/plan/merge", into))
        page = someone.get(f"/groups/{code}/plan").text
        url = page.split(f'/{action}"')[0].rsplit('action="', 1)[1] + f"/{action}"
        done(someone.post(url))
        assert someone.post(url).status_code == 404
    assert not any("merge its action plan" in line for line in lives.turns(cast.lena))
    add(found(ERBIL), cast.kofi, Role.MEMBER)
    assert cast.kofi.post(f"/groups/{ERBIL}/plan/merge", into).status_code == 403


@pytest.mark.one_engine
def test_requests_between_groups_end_with_either_of_them(lives: Lives) -> None:
    """They are on the list of what is open, each way; dropped with the end of a group, they wait again if it goes on."""
    cast, sag = lives.cast, lives.carmen
    into = {"into": str(found(ERBIL).id)}
    done(cast.hana.post(f"/groups/{BAGHDAD}/plan/merge", into))
    lives.step(cast.hana, BAGHDAD, "ask-to-merge", **into)
    refused = cast.hana.post(f"/groups/{BAGHDAD}/plan/merge", into)
    assert (refused.status_code, "Take that back first" in refused.text) == (409, True)
    before = begin()
    lives.step(sag, ERBIL, "start-closing", code="completed", by="SAG", why="The work is done.")
    lives.write(cast.lena, ERBIL)
    page = cast.lena.get(f"/groups/{ERBIL}/open").text
    for words in (f"{BAGHDAD} asks to merge its action plan into that of {ERBIL}", f"{BAGHDAD} asks to merge into it"):
        assert words in page
    with cast.app.test_request_context():
        left = [str(held.ref) for held in holdings.open(found(ERBIL).ref)]
    for row in left:
        done(cast.lena.post(f"/groups/{ERBIL}/open", {"row": row, "why": "It closes."}))
    assert found(BAGHDAD).mergers == []
    assert not any("action plan" in turn for turn in lives.turns(cast.lena))
    lives.step(cast.lena, ERBIL, "submit-the-closing-report")
    for kind, state in ((PlanMerger, PlanMergerState.ASKED), (Merger, MergerState.ASKED)):
        factories.change(kind, state=state)  # as if they had come in the same moment
    lives.vote()
    assert found(BAGHDAD).mergers == []
    done(sag.post(f"/decisions/{lives.question.number}/take-back"))
    assert [row.survivor_id for row in found(BAGHDAD).mergers] == [found(ERBIL).id]
    assert [said for said in disagreements(before) if "merger" in said] == []
