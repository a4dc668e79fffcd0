"""Who sees an action point: a step of its own, with all that hangs on it, and never more than its source."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests import factories
from tests.actions.helping import now, point, told
from tests.cast import Cast
from tests.files.test_files import PDF, kept, send
from tests.groups import helping
from tests.learning.helping import exercise, one
from wgtool.actions.models import ActionPoint
from wgtool.actions.operations.showing import follow_source
from wgtool.groups.models import Role
from wgtool.groups.models import Status as GroupStatus
from wgtool.history.models import Line
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.holdings import drop, hand_over, open
from wgtool.kernel.refs import whole
from wgtool.kernel.sight import Seen, Sight
from wgtool.kernel.writes import writing
from wgtool.learning.models import Exercise, Status
from wgtool.register.choosing import Chosen
from wgtool.register.queries import all_rows

HERE = "/actions/AP-2026-0001"


def seen(cast: Cast, at: str = HERE) -> list[str]:
    """Give who reaches a page."""
    who = ("guest", "prue", "kofi", "hana", "lena", "ada", "sam")
    return [name for name in who if getattr(cast, name).get(at).status_code == 200]


def sights(made: Ref) -> set[tuple[str, str]]:
    """Give who sees its story."""
    db.session.rollback()
    lines = db.session.scalars(sa.select(Line).where(Line.kind == made.kind, Line.thing == made.id))
    return {(line.sight.value, line.audience) for line in lines}


def test_it_is_shown_to_fewer_and_to_more_with_all_that_hangs_on_it(cast: Cast) -> None:
    item = helping.plan()["1.1.1.1"]
    made = point(cast, item_id=item, opened_by=cast.lena.person)
    assert send(cast.hana, PDF)[0] == 303
    (file,) = kept()
    for someone in (cast.lena, cast.hana, cast.omar):
        assert someone.post(f"{HERE}/show", {"sight": "group", "why": "x"}).status_code == 403
    assert cast.sam.post(f"{HERE}/show", {"sight": "group", "why": " "}).status_code == 422
    assert cast.sam.post(f"{HERE}/show", {"sight": "group", "why": "A name was in it"}).status_code == 303
    assert seen(cast) == seen(cast, f"/files/{file.id}") == ["hana", "sam"]
    assert sights(made.ref) == {("group", f"organisation:{cast.rivermark.id}")}
    assert list(all_rows(Chosen())) == []
    assert [held.says for held in open(Ref("plan_item", item))] == ["AP-2026-0001, which few people see"]
    assert cast.sam.post(f"{HERE}/hand-over", {"to": f"organisation:{cast.lantern.id}"}).status_code == 303
    assert seen(cast) == ["kofi", "lena", "sam"]
    assert cast.lena.post(f"{HERE}/show", {"sight": "partners", "why": "It was taken out"}).status_code == 303
    assert cast.sam.post(f"{HERE}/show", {"sight": "public", "why": "All may know"}).status_code == 303
    assert seen(cast) == seen(cast, f"/files/{file.id}") == ["guest", "prue", "kofi", "hana", "lena", "ada", "sam"]
    assert sights(made.ref) == {("public", "")}
    assert told(made.id, cast)[2:] == ["Shown", "HandedOver", "Shown", "Shown"]
    assert whole("Who sees AP-2026-0001 from now: Everybody.") in cast.guest.get(HERE).text


@pytest.mark.one_engine
def test_it_is_never_seen_by_more_than_what_it_came_from(cast: Cast) -> None:
    group = helping.group(cast, status=GroupStatus.ACTIVE, people={"lena": Role.LEAD})
    few = {"sight": Sight.GROUP, "audience": f"group:{group.id}"}
    made = exercise(status=Status.ANSWERED, group_id=group.id, **few)
    ours = point(cast, owner_kind="group", group_id=group.id, source_kind="recommendation", source_id=one(made).id,
                 source_label="LLE-2026-01/R1", opened_by=cast.lena.person, **few)  # fmt: skip
    refused = cast.sam.post(f"{HERE}/show", {"sight": "public", "why": "x"})
    assert (refused.status_code, now(ours.id).sight) == (409, Sight.GROUP)
    assert "It is seen by those who see LLE-2026-01/R1" in cast.sam.get(f"{HERE}/show").text
    given = cast.sam.post(f"{HERE}/hand-over", {"to": f"organisation:{cast.rivermark.id}"})
    assert (given.status_code, "who is to answer is not among them" in given.text) == (409, True)
    factories.change(Exercise, Exercise.id == made.id, sight=Sight.PARTNERS, audience="")
    assert cast.lena.post(f"{HERE}/show", {"sight": "public", "why": "x"}).status_code == 422
    assert cast.lena.post(f"{HERE}/show", {"sight": "partners", "why": "x"}).status_code == 303
    assert seen(cast) == ["kofi", "hana", "lena", "sam"]


@pytest.mark.one_engine
def test_nobody_stays_its_contact_who_would_not_see_it(cast: Cast) -> None:
    """By hand it is refused; where what it came from is seen by fewer, who answers for it is asked instead."""
    group = helping.group(cast, status=GroupStatus.ACTIVE, people={"lena": Role.LEAD})
    made = exercise(status=Status.ANSWERED, group_id=group.id)
    source = one(made).id
    came = {"source_kind": "recommendation", "source_id": source, "source_label": "LLE-2026-01/R1"}
    ours = point(cast, contact_id=cast.kofi.person, **came)
    for asked in ("contact_id", "heir_id"):
        both = {"contact_id": None, "heir_id": None, asked: cast.kofi.person}
        factories.change(ActionPoint, ActionPoint.id == ours.id, **both)
        refused = cast.sam.post(f"{HERE}/show", {"sight": "group", "why": "A name is in it"})
        assert (refused.status_code, now(ours.id).sight) == (409, Sight.PUBLIC)
        assert "Name another contact first." in refused.text
        assert "A name is in it" in refused.text
    with writing():
        follow_source("recommendation", [source], before=ours, actor=Actor.tool(),
                      now=Seen(Sight.GROUP, f"group:{group.id}", None))  # fmt: skip
    left = now(ours.id)
    assert (left.sight, left.contact_id, left.heir_id) == (Sight.GROUP, None, None)
    assert told(ours.id, cast) == ["Shown", "ContactNamed"]
    factories.change(
        ActionPoint, ActionPoint.id == ours.id, sight=Sight.PARTNERS, audience="", contact_id=cast.hana.person
    )
    assert cast.sam.post(f"{HERE}/show", {"sight": "group", "why": "A name is in it"}).status_code == 303


@pytest.mark.one_engine
def test_a_group_that_ends_leaves_it_to_those_who_answer(cast: Cast) -> None:
    group = helping.group(cast, status=GroupStatus.ACTIVE, people={"lena": Role.LEAD})
    other = helping.group(cast, status=GroupStatus.ACTIVE, code="WG-OTHER", name="Other", people={"hana": Role.LEAD})
    few = {"sight": Sight.GROUP, "audience": f"group:{group.id}"}
    own = point(cast, owner_kind="group", group_id=group.id, **few)
    theirs = point(cast, n=2, group_id=group.id, also=f"organisation:{cast.rivermark.id}", **few)
    with writing():
        hand_over(own.ref, group.ref, other.ref, actor=Actor.tool())
        drop(theirs.ref, group.ref, "It is over", actor=Actor.tool())
    assert seen(cast) == ["hana", "sam"]
    assert (now(theirs.id).audience, now(theirs.id).also) == (f"organisation:{cast.rivermark.id}", None)
