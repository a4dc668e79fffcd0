import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import selectinload

from tests import access
from tests.cast import Cast, Someone
from wgtool.desk import queries
from wgtool.history.models import Line
from wgtool.kernel.db import db
from wgtool.kernel.lines import Wait
from wgtool.kernel.sight import sees


def test_the_desk_opens(cast: Cast) -> None:
    _ = cast.rivermark
    cast.hana.post(
        "/partners/rivermark-relief/edit", {"name": "Rivermark", "type": "ingo", "standing": "partner", "seen": "1"}
    )
    answer = cast.omar.get("/desk")
    assert answer.status_code == 200
    assert "Rivermark" in answer.text


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
