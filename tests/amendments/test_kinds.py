"""What each kind of amendment makes of the plan: identities stay, numbers are never used again, and all of it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories
from tests.actions.helping import now, point
from tests.amendments.conftest import OF, WHY, WORDS, Assembly, later
from tests.cast import Cast
from tests.groups import helping, planning
from tests.support import agreement
from wgtool.actions.models import Status as Stand
from wgtool.groups import models as groups
from wgtool.history.models import Line
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail
from wgtool.partners.models import Organisation
from wgtool.plan import queries as plans
from wgtool.plan.models import Category, Item
from wgtool.signups import operations as signups
from wgtool.signups.models import SignUp


def told(*events: str) -> set[str]:
    """Give who gets a mail that a sign-up ended, or of these events."""
    db.session.rollback()
    names = [name if "." in name else f"signups.{name}" for name in events or ("Ended",)]
    wanted = sa.select(Mail.address).where(Mail.event.in_(names), Mail.cancelled_at.is_(None))
    return set(db.session.scalars(wanted))


def taking_back(assembly: Assembly, amendment: str) -> Any:
    """Take the GLM's ruling on an amendment back; give the answer."""
    return assembly.cast.sam.post(f"/decisions/{assembly.asked(amendment).number}/take-back")


@contextmanager
def taken_back(assembly: Assembly, kind: str, number: str = OF, **asks: Any) -> Iterator[str]:
    """Have an amendment verified; afterwards take it back, which must give the plan as it was."""
    before = assembly.tree.items
    amendment = assembly.verified(kind, number, **asks)
    yield amendment
    with clock.at(clock.now() + timedelta(minutes=5)):
        answer = taking_back(assembly, amendment)
    assert answer.status_code == 303, answer.text
    assert assembly.tree.items == before


@pytest.mark.one_engine
def test_a_moved_activity_keeps_its_identity_and_its_old_number_leads_to_it(assembly: Assembly) -> None:
    id = assembly.item().id
    factories.signup(OF, assembly.cast.rivermark)
    with taken_back(assembly, "move", to="1.1.2"):
        assert assembly.tree.by_number["1.1.2.3"].id == id
        assert OF not in assembly.tree.by_number
        answer = assembly.cast.guest.get(f"/plan/2022/{OF}")
        assert (answer.status_code, answer.location) == (303, "/plan/2022/1.1.2.3")
        assert "Rivermark Relief" in assembly.cast.guest.get("/plan/2022/1.1.2.3").text
        assert assembly.cast.guest.get(f"/plan/2022/{OF}?as-of=2026-11-19").status_code == 404  # it was not kept then
        item = assembly.item("1.1.1.2")
        data = {"who": f"group:{assembly.group.id}", "reason": WHY, "seen": item.version, "number": OF}
        answer = assembly.lead.post("/plan/2022/1.1.1.2/amend/renumber", data)
        assert (answer.status_code, "never used again" in answer.text) == (409, True)
    assert assembly.cast.guest.get(f"/plan/2022/{OF}").status_code == 200


@pytest.mark.one_engine
def test_a_new_number_in_its_place(assembly: Assembly) -> None:
    with taken_back(assembly, "renumber", number_asked="1.1.1.9"):
        assert assembly.tree.by_number["1.1.1.9"].text == WORDS


def test_an_addition_gets_the_next_number_and_is_void_when_taken_back(assembly: Assembly) -> None:
    asks = {"title": "A new thing", "text": "Partners do it.", "category": "CRITICAL", "runs": "continuing"}
    with taken_back(assembly, "add", "1.1.1", **asks) as number:
        made = assembly.tree.by_number["1.1.1.3"]
        assert (made.title, made.text, made.category, made.continuing) == (
            "A new thing",
            "Partners do it.",
            "CRITICAL",
            True,
        )
        assert assembly.cast.guest.get("/plan/2022/1.1.1.3").status_code == 200
    assert assembly.cast.guest.get("/plan/2022/1.1.1.3").status_code == 404
    with later(minutes=6):
        assert assembly.acclaim() == 303
    assert assembly.tree.by_number["1.1.1.3"].id == made.id
    assert assembly.status(number) == "verified"


def test_what_is_dropped_ends_its_sign_ups_with_a_reason_and_taking_back_gives_them_back(assembly: Assembly) -> None:
    cast = assembly.cast
    lead = factories.signup(OF, cast.rivermark, "lead", by=None)
    factories.signup(OF, cast.lantern, "contributor", status="offered")
    form = assembly.lead.get(f"/plan/2022/{OF}/amend/drop").text
    assert "Rivermark Relief (Lead)" in form
    with taken_back(assembly, "drop"):
        assert {one.status.value for one in factories.signups()} == {"withdrawn"}
        assert {one.why for one in factories.signups()} == {"The activity left the plan."}
        assert told() == {"hana-aziz@example.org", "lena-okafor@example.org"}
    assert told() == set()
    assert [one.status.value for one in factories.signups()] == ["confirmed", "offered"]
    assert factories.signups()[0].until is None
    assert db.session.get_one(SignUp, sa.inspect(lead).identity[0]).confirmed_at is not None


def test_what_is_dropped_ends_its_action_points_but_not_the_check_of_one_reported_done(assembly: Assembly) -> None:
    """Each has its line; who is asked gets a mail, a contact without account, too; taken back, each stands as it stood."""
    cast, item = assembly.cast, assembly.item().id
    states = (Stand.NOT_STARTED, Stand.IN_PROGRESS, Stand.REPORTED_DONE, Stand.CLOSED)
    points = [point(cast, n=n, item_id=item, status=one, contact_id=cast.omar.person).id
              for n, one in enumerate(states, 1)]  # fmt: skip
    noor = {"contact_name": "Noor", "contact_email": "noor@crossroads.example"}
    points.append(point(cast, n=5, item_id=item, sight="partners", **noor).id)
    form = assembly.lead.get(f"/plan/2022/{OF}/amend/drop").text
    assert form.index("AP-2026-0002") < form.index("This goes on without it") < form.index("AP-2026-0003")
    with taken_back(assembly, "drop") as number:
        ended = [Stand.NOT_APPLICABLE] * 2
        assert [now(id).status for id in points] == [*ended, Stand.REPORTED_DONE, Stand.CLOSED, Stand.NOT_APPLICABLE]
        assert [now(id).item_id for id in points] == [item, item, None, item, item]
        assert now(points[0]).why == "The activity left the plan."
        left = ["EndedWithPlan"]
        assert [lines_of("action", id) for id in points] == [left, left, ["LeftPlan"], [], left]
        assert told("actions.EndedWithPlan") == {"omar-haddad@example.org", "noor@crossroads.example"}
        body = db.session.scalars(sa.select(Mail.body).where(Mail.address == noor["contact_email"])).one()
        assert ("http://" in body, "ask the support team" in body) == (False, True), "she cannot read its page"
        assert assembly.cast.omar.get("/actions/AP-2026-0001").status_code == 200
        assert "leaves the plan" in assembly.cast.guest.get(f"/amendments/{number}").text
        first = assembly.asked(number).text.splitlines()[0]
        assert ("leaves" in first.partition("** ")[0], first.endswith(" > leaves the plan")) == (False, True)
    assert [(now(id).status, now(id).item_id, now(id).ended_at) for id in points[:3]] == [
        (one, item, None) for one in states[:3]
    ]
    assert told("actions.EndedWithPlan") == set()


@pytest.mark.one_engine
def test_an_item_with_something_under_it_is_not_dropped(assembly: Assembly) -> None:
    item = assembly.item("1.1.1")
    data = {"who": f"group:{assembly.group.id}", "reason": WHY, "seen": item.version}
    answer = assembly.lead.post("/plan/2022/1.1.1/amend/drop", data)
    assert (answer.status_code, "move or drop them first" in answer.text) == (409, True)


@pytest.mark.one_engine
def test_a_split_keeps_the_first_and_makes_the_others(assembly: Assembly) -> None:
    id = assembly.item().id
    assembly.say(OF, category=Category.CRITICAL)
    asks = {"text": "Partners share what they know of customs.", "part_title": "Roads", "part_text": "And of roads."}
    with taken_back(assembly, "split", **asks):
        tree = assembly.tree
        assert (tree.by_number[OF].id, tree.by_number[OF].text) == (id, asks["text"])
        assert (tree.by_number["1.1.1.3"].text, tree.by_number["1.1.1.3"].category) == ("And of roads.", "CRITICAL")


def standing() -> list[tuple[str, str, str, str]]:
    """Give (organisation, number, role, status) of every sign-up."""
    db.session.rollback()
    rows = (
        sa.select(SignUp, Organisation.name, Item.number)
        .join(SignUp.organisation)
        .join(SignUp.item)
        .order_by(SignUp.id)
    )
    return [
        (name.split()[0], number, one.role.value, one.status.value) for one, name, number in db.session.execute(rows)
    ]


def lines_of(kind: str, id: int) -> list[str]:
    """Give what history tells of a thing since it was made by hand."""
    db.session.rollback()
    found = db.session.scalars(sa.select(Line).where(Line.kind == kind, Line.thing == id).order_by(Line.id))
    return [line.event.partition(".")[2] for line in found]


def test_a_merger_takes_the_others_in_with_all_that_hangs_on_them(assembly: Assembly) -> None:
    """A partner keeps one sign-up; of two leads the one where it goes leads on; all comes back."""
    cast, other = assembly.cast, "1.1.1.2"
    assert cast.hana.person
    group = helping.group(
        cast, code="WG-OTHER", name="Other", status=groups.Status.ACTIVE, items=(factories.item(other).id,)
    )
    planning.deliverable(group, 1, item_id=factories.item(other).id)
    leads = factories.signup(OF, cast.rivermark, "lead")
    loses = factories.signup(other, cast.lantern, "lead")
    both = [factories.signup(n, cast.rivermark, "contributor") for n in (OF, other)]
    factories.signup(other, factories.organisation("Harbour Aid"), "contributor", status="offered")
    before, begun = standing(), agreement.begin()
    with taken_back(assembly, "merge", others=other, text="All of it.") as number:
        tree = assembly.tree
        assert tree.by_number[OF].text == "All of it."
        assert tree.by_number[other].dropped_at is not None
        assert standing() == [
            ("Rivermark", OF, "lead", "confirmed"), ("Lantern", OF, "co-lead", "confirmed"),
            ("Rivermark", OF, "contributor", "confirmed"), ("Rivermark", other, "contributor", "withdrawn"),
            ("Harbour", OF, "contributor", "offered"),
        ]  # fmt: skip
        assert lines_of("signup", loses.id) == ["LedByOther"]
        assert (lines_of("signup", leads.id), lines_of("signup", both[0].id), lines_of("signup", both[1].id)) == (
            [],
            [],
            ["PutTogether"],
        )
        assert lines_of("group", group.id)[-1:] == ["Described"]
        assert [row.item.number for row in helping.found("WG-OTHER").alignments] == [OF]
        assert planning.stands(1, "WG-OTHER").item_id == factories.item(OF).id
        assert agreement.disagreements(begun) == []
        assert (
            "which became part of 1.1.1.1. Rivermark Relief leads there" in cast.guest.get(f"/signups/{loses.id}").text
        )
        assert number
        assert (told("LedByOther"), told("PutTogether")) == ({"lena-okafor@example.org"}, {"hana-aziz@example.org"})
    assert told("LedByOther", "PutTogether", "WentAlong") == set()
    assert standing() == before
    assert [row.item.number for row in helping.found("WG-OTHER").alignments] == [other]
    assert planning.stands(1, "WG-OTHER").item_id == factories.item(other).id
    assert lines_of("signup", loses.id) == ["LedByOther", "CameBack"]
    with later(minutes=6):
        assert agreement.disagreements(begun) == []


@pytest.mark.one_engine
@pytest.mark.parametrize(("here", "there", "after"), [
    (("contributor", "confirmed"), ("lead", "confirmed"), [("lead", "confirmed"), ("lead", "withdrawn")]),
    (("lead", "offered"), ("lead", "confirmed"), [("lead", "confirmed"), ("lead", "withdrawn")]),
    (("lead", "offered"), ("contributor", "confirmed"), [("lead", "offered"), ("contributor", "confirmed")]),
    (("contributor", "confirmed"), ("lead", "offered"), [("contributor", "confirmed"), ("lead", "offered")]),
    (("co-lead", "confirmed"), ("consulted", "offered"), [("co-lead", "confirmed"), ("consulted", "withdrawn")]),
])  # fmt: skip
def test_a_partner_with_a_sign_up_on_both_keeps_one(
    cast: Cast, here: tuple[str, str], there: tuple[str, str], after: list[tuple[str, str]]
) -> None:
    """The better of both counts; an offer to do more stands beside it."""
    factories.plan()
    for number, (role, status) in ((OF, here), ("1.1.1.2", there)):
        factories.signup(number, cast.rivermark, role, status=status)
    ids = [factories.item(number).id for number in ("1.1.1.2", OF)]
    before = standing()
    with writing():
        went = list(signups.carry(*ids, actor=Actor.tool()))
    assert [(role, status) for _who, _number, role, status in standing()] == after
    with writing():
        for id, was in reversed(went):
            signups.carry_back(id, was, actor=Actor.tool())
    assert standing() == before


@pytest.mark.one_engine
def test_outputs_split_and_merge_with_all_that_stands_under_them(assembly: Assembly) -> None:
    ids = {number: assembly.item(number).id for number in ("1.1.2.1", "1.1.1.2")}
    asks = {"part_title": "Roads", "part_text": "All of roads.", "part_takes": "1.1.1.2"}
    with taken_back(assembly, "split", "1.1.1", **asks):
        tree = assembly.tree
        part = next(one for one in tree.items if one.title == "Roads")
        assert [(child.id, child.number) for child in tree.children(part)] == [(ids["1.1.1.2"], f"{part.number}.2")]
        assert assembly.cast.guest.get("/plan/2022/1.1.1.2").location == f"/plan/2022/{part.number}.2"
    with taken_back(assembly, "merge", "1.1.1", others="1.1.2"):
        tree = assembly.tree
        assert tree.by_number["1.1.1.3"].id == ids["1.1.2.1"]
        assert tree.by_number["1.1.2"].dropped_at is not None
        assert "became part of 1.1.1" in assembly.cast.guest.get("/plan/2022/1.1.2").text


@pytest.mark.one_engine
def test_a_pillar_gets_another_number_and_what_came_under_it_meanwhile_stops_that(assembly: Assembly) -> None:
    pillar, held = (
        assembly.supported("renumber", "1", number_asked="9"),
        assembly.verified("add", "1.1.1", title="Late", text="Late."),
    )
    assembly.sit(pillar)
    assert assembly.acclaim() == 409
    assert assembly.status(held) == "verified"
    again = assembly.verified("renumber", "2", number_asked="8")
    assert {one.number.partition(".")[0] for one in assembly.tree.items if not one.dropped_at} == {"1", "8", "3", "4"}
    assert assembly.cast.guest.get(f"/amendments/{again}").status_code == 200
    under = assembly.item("3.2").id
    assembly.verified("split", "3", part_title="Water", part_text="All of water.", part_takes="3.2")
    added = next(one for one in assembly.tree.items if one.title == "Water")
    assert added.level == "pillar", "a pillar comes by a split, and takes outcomes along"
    assert [child.id for child in assembly.tree.children(added)] == [under]


@pytest.mark.one_engine
def test_two_amendments_of_one_item_in_one_bundle_are_taken_back_singly(assembly: Assembly) -> None:
    """In any order, where they change different things; one that changed the same again is named."""
    words, lead = assembly.supported(text="Other words."), assembly.supported("lead", printed_lead="WFP")
    assembly.sit(words, lead)
    assert assembly.acclaim() == 303
    with later(minutes=3):
        again = assembly.verified(text="Yet other words.")
        answer = taking_back(assembly, words)
        assert (answer.status_code, f"{again} was verified since and changes the same" in answer.text) == (409, True)
        assert assembly.status(words) == "verified"
        for number in (lead, again, words):
            assert taking_back(assembly, number).status_code == 303
    assert (assembly.item().text, assembly.item().printed_lead) == (WORDS, "")


@pytest.mark.one_engine
def test_two_that_meet_are_marked_and_answered_one_by_one(assembly: Assembly) -> None:
    """Whichever stands first: acclamation does not choose. By themselves, both, if the second still fits."""
    words, gone, under = (
        assembly.supported(text="Other words."),
        assembly.supported("drop"),
        assembly.supported("add", "1.1.2", title="Ports", text="Ports."),
    )
    moved = assembly.supported("renumber", "1.1.2", number_asked="1.1.9")
    at, sam = assembly.sit(words, gone, under, moved), assembly.cast.sam
    page = assembly.cast.guest.get(at).text
    for one, other in ((words, gone), (gone, words), (under, moved)):
        assert page.count(f"none of {one}, {other} while they stand") == 1
    assert assembly.acclaim() == 409
    assert "meet in the plan" in sam.post(f"{at}/acclaim").text
    for number in (gone, moved):
        assert sam.post(f"{at}/questions/{assembly.found(number).glm_question_id}/take-singly").status_code == 303
    assert assembly.acclaim() == 303
    assert [assembly.status(number) for number in (words, under, gone)] == ["verified", "verified", "on a sitting"]
    assert "Two of these meet" not in assembly.cast.guest.get(at).text
    assembly.answer(gone, "approve")
    assert assembly.answer(moved, "approve").status_code == 409
    assert [assembly.status(number) for number in (words, gone, moved)] == ["verified", "verified", "on a sitting"]
    assert assembly.item().dropped_at is not None
    assert assembly.item().text == "Other words."


@pytest.mark.one_engine
def test_pages_of_every_kind(assembly: Assembly) -> None:
    of_activity = ("reword", "category", "lead", "timeframe", "drop", "move", "renumber", "split", "merge")
    page = assembly.lead.get(f"/plan/2022/{OF}/amend").text
    for kind in of_activity:
        assert f"/plan/2022/{OF}/amend/{kind}" in page
        assert assembly.lead.get(f"/plan/2022/{OF}/amend/{kind}").status_code == 200
    assert assembly.lead.get(f"/plan/2022/{OF}/amend/add").status_code == 404
    assert assembly.lead.get("/plan/2022/1.1.1/amend/add").status_code == 200
    for kind, status in (("split", 200), ("move", 200), ("merge", 200), ("renumber", 200), ("timeframe", 404)):
        assert assembly.lead.get(f"/plan/2022/1.1.1/amend/{kind}").status_code == status
    assert [assembly.lead.get(f"/plan/2022/1/amend/{kind}").status_code for kind in ("move", "renumber")] == [404, 200]
    answer = assembly.lead.post(f"/plan/2022/{OF}/amend/timeframe", {"runs": "dates", "reason": WHY})
    assert (answer.status_code, "Give at least one of the two days." in answer.text, WHY in answer.text) == (
        422,
        True,
        True,
    )


@pytest.mark.one_engine
def test_one_version_for_all_that_a_sitting_verifies(assembly: Assembly) -> None:
    numbers = [assembly.supported("category", n, category="CRITICAL") for n in (OF, "1.1.1.2")]
    assembly.sit(*numbers)
    assert assembly.acclaim() == 303
    assert {assembly.found(n).plan_version.number for n in numbers} == {2}
    with later(minutes=5):
        assert assembly.cast.sam.post(f"/decisions/{assembly.asked(numbers[0]).number}/take-back").status_code == 303
    assert [v.number for v in plans.versions(assembly.edition)] == [2, 1]
    assert (assembly.item().category, assembly.item("1.1.1.2").category) == (None, "CRITICAL")


def test_the_next_edition_says_what_became_of_what_was_merged_or_dropped_before(assembly: Assembly) -> None:
    """The map of numbers and the crosswalk lead on with what took it in, and say that its sign-ups went along."""
    sam, merged, gone = assembly.cast.sam, "1.1.1.2", "1.1.2.1"
    factories.signup(merged, assembly.cast.rivermark)
    assembly.verified("merge", OF, others=merged)
    assembly.verified("drop", gone)
    assert (
        f"It was merged into {OF}, and its sign-ups went along." in assembly.cast.guest.get(f"/plan/2022/{merged}").text
    )
    at = sam.post("/plan/next", {"title": "Strategy 2027", "starts": "2027", "ends": "2031"}).location
    told = f"by way of {OF}, which took it in before; its sign-ups went along"
    assert sam.post(at, {"map": f"{OF} > 1.1.1.8", "seen": 1}).status_code == 303
    assert told in sam.get(at).text
    assert sam.post(f"{at}/publish", {"seen": 2}).status_code == 303
    page = assembly.cast.guest.get("/plan/2027/crosswalk").text
    row = page.partition(f'id="a{merged}"')[2].partition("</tr>")[0]
    assert ("/plan/2027/1.1.1.8" in row, told in row, "Merged" in row) == (True, True, True)
    for number, says in ((merged, "1.1.1.8"), (gone, "It had left the plan before.")):
        shown = assembly.cast.guest.get(f"/plan/2022/{number}").text
        assert (says in shown, "not settled yet" in shown) == (True, False)
        assert sam.get(f"/plan/2027/crosswalk/{number}").status_code == 404
    assert f"/plan/2027/crosswalk/{merged}" not in sam.get("/plan/2027/crosswalk").text
    changes = assembly.cast.guest.get("/plan/2027/redline?from=2022&to=2027").text
    assert ("<ins>1.1.1.8</ins>" in changes, "1.1.1.8</span>" in changes) == (True, False), "renumbered, not new"
