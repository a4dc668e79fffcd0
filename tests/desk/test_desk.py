from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import selectinload

from tests import access, factories
from tests.cast import Cast, Someone
from tests.groups.planning import deliverable, planning
from wgtool.accounts.models import Role, RoleName
from wgtool.actions.models import ActionPoint
from wgtool.desk import queries
from wgtool.history.models import Line
from wgtool.kernel.db import Ref, db
from wgtool.kernel.lines import Wait
from wgtool.kernel.sight import Sight, sees
from wgtool.kernel.turns import once, open_title


def test_the_desk_opens(cast: Cast) -> None:
    _ = cast.rivermark
    cast.hana.post(
        "/partners/rivermark-relief/edit", {"name": "Rivermark", "type": "ingo", "standing": "partner", "seen": "1"}
    )
    answer = cast.omar.get("/desk")
    assert answer.status_code == 200
    assert "Rivermark" in answer.text


@pytest.mark.one_engine
def test_an_administrators_desk_says_what_an_administrator_does_and_leads_there(cast: Cast) -> None:
    ada, omar, sam = (who.get("/desk").text.partition("<main")[2] for who in (cast.ada, cast.omar, cast.sam))
    assert "As an administrator you name the support team" in ada
    for page in ("/people", "/decisions/bodies"):
        assert f'<a href="{page}">' in ada
        assert cast.ada.get(page).status_code == 200
    assert '"/mail/undelivered"' not in ada, "that is for the support team"
    assert "administrator" not in omar + sam
    factories.save(Role(person_id=cast.ada.person, name=RoleName.SUPPORT))
    assert '<a href="/mail/undelivered">' in cast.ada.get("/desk").text.partition("<main")[2]


@pytest.mark.one_engine
def test_what_changed_names_a_thing_once_and_leads_there(cast: Cast) -> None:
    """Most sentences begin with the number: the number is the link. Others stand behind the name."""
    made = planning(cast)
    deliverable(made, 1)
    assert cast.hana.post(f"/groups/{made.code}/plan/1/start", {"text": "Begun."}).status_code == 303
    told = cast.lena.get("/desk").text
    link = f'<a href="/groups/{made.code}/plan/1"><bdi>{made.code}/D1</bdi></a>'
    assert f"Work on {link}, “Thing 1”, began." in told


def by_definition(who: Someone) -> set[int]:
    """Give the lines of others on what somebody began, or what touches what they follow."""
    me = who.actor
    lines = db.session.scalars(sa.select(Line).options(selectinload(Line.places))).all()
    mine = {(kind, int(id)) for _, kind, id in me.hats if kind in queries.FOLLOWED and id.isdigit()}
    things = mine | {(x.kind, x.thing) for x in lines if x.person == me.person}
    things |= {(x.kind, x.thing) for x in lines if mine & {(at.kind, at.thing) for at in x.places}}
    waits = db.session.scalars(sa.select(Wait)).all()
    return {x.id for x in waits if (x.kind, x.thing) in things and x.holder not in me.keys and sees(me, x)}


@pytest.mark.one_engine
def test_one_waits_for_others_on_what_one_began_or_follows(madeup: Flask) -> None:
    people = [who for who in access.people(madeup).values() if who.person is not None]
    told = {who.name: {line.id for line in queries.waited_for(who.actor)} for who in people}
    assert told == {who.name: by_definition(who) for who in people}
    assert sum(map(bool, told.values())) > 3


@pytest.mark.one_engine
def test_a_thing_waits_once_in_the_line_that_tells_most() -> None:
    """A question and each silent seat of it, a pause and the review of it: one line; what others do with the thing stays."""
    says = ["question.decide", "question.position", "question.position", "question.answer-objection", "group.paused",
            "group.review-pause", "group.no-focal"]  # fmt: skip
    lines = [Wait(id=n, kind=one.partition(".")[0], thing=1, says=one) for n, one in enumerate(says)]
    assert [line.id for line in once(lines)] == [0, 3, 5, 6]
    assert [line.id for line in once(lines, [Ref("question", 1)])] == [0, 3, 5, 6]
    assert [line.id for line in once([*lines[1:3], lines[4]])] == [1, 2, 4], "who is told nothing else is told this"
    assert once(lines[1:3], [Ref("question", 1)]) == []


@pytest.mark.one_engine
def test_a_number_is_told_with_what_it_is_about(madeup: Flask) -> None:
    """On the desk of who is asked and of who waits for them; of what not everybody may read, the number alone."""
    told = []
    for who in access.people(madeup).values():
        if who.person is not None:
            page = unescape(who.get("/desk").text)
            told += [
                (line, page)
                for line in (*queries.turns(who.actor), *queries.waited_for(who.actor))
                if line.kind == ActionPoint.kind
            ]
    points = {one.id: one for one in db.session.scalars(sa.select(ActionPoint))}
    assert len({line.thing for line, _page in told}) > 5
    for line, page in told:
        point = points[line.thing]
        words = f"<bdi>{open_title(point.deliverable, Sight.PUBLIC)}</bdi>"
        assert (words in page) == (point.sight == Sight.PUBLIC), point.number
