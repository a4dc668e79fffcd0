"""Two at the same moment, over one place or one sign-up."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from tests import factories
from tests.cast import Cast
from tests.support.agreement import begin, disagreements
from tests.support.crowd import Together, form
from wgtool.kernel.db import db
from wgtool.signups.models import SignUp
from wgtool.signups.waiting import turns

ROUNDS = ("1.1.1.1", "1.1.1.2", "1.1.2.1", "1.1.2.2", "1.1.3.1")


def stand(number: str) -> dict[int, SignUp]:
    db.session.rollback()
    found = db.session.scalars(sa.select(SignUp).where(SignUp.item_id == factories.item(number).id))
    return {signup.organisation_id: signup for signup in found}


def test_two_leads_confirmed_at_once(world: Flask, cast: Cast, together: Together) -> None:
    """Exactly one takes the place; the other is told who leads, and its offer stands with its text."""
    factories.plan()
    other = cast._play(factories.person("Tess Other", roles="support"))
    mine = [factories.signup(n, cast.rivermark, "lead", status="offered", offers="Ten trucks").id for n in ROUNDS]
    theirs = [factories.signup(n, cast.lantern, "lead", status="offered", offers="Ten boats").id for n in ROUNDS]
    names = {cast.rivermark.id: "Rivermark Relief", cast.lantern.id: "Lantern Health Logistics"}
    before = begin()
    first, second = together(
        [form(cast.sam, f"/signups/{id}/confirm") for id in mine],
        [form(other, f"/signups/{id}/confirm") for id in theirs],
    )
    for number, *answers in zip(ROUNDS, first, second, strict=True):
        assert sorted(a.code for a in answers) == [303, 409], number
        by = stand(number)
        (winner,) = [s for s in by.values() if s.status == "confirmed"]
        (loser,) = [s for s in by.values() if s.status == "offered"]
        told = next(a.text for a in answers if a.code == 409)
        assert f"{names[winner.organisation_id]} leads {number} already" in told
        assert loser.offers in {"Ten trucks", "Ten boats"}
        assert [turn.says for turn in turns(loser.id)] in ([], ["signups.taken"])
    assert disagreements(before) == []


def test_one_offer_sent_by_two_at_once(world: Flask, cast: Cast, together: Together) -> None:
    """Of one organisation's two people one signs it up; the other is told, and keeps the text."""
    factories.plan()
    sent = {"role": "contributor", "offers": "Ten trucks and a crane"}
    people, before = (cast.omar, cast.hana), begin()
    first, second = together(*([form(who, f"/plan/2022/{n}/sign-up", sent) for n in ROUNDS] for who in people))
    for number, *answers in zip(ROUNDS, first, second, strict=True):
        assert sorted(a.code for a in answers) == [303, 409], number
        assert "Ten trucks and a crane" in next(a.text for a in answers if a.code == 409)
        assert len(stand(number)) == 1
    assert disagreements(before) == []


def test_withdrawn_and_confirmed_at_once(world: Flask, cast: Cast, together: Together) -> None:
    """Whichever comes first, nothing is both."""
    factories.plan()
    ids = [factories.signup(n, cast.rivermark, "lead", status="offered").id for n in ROUNDS]
    _, before = (cast.sam, cast.hana), begin()
    first, second = together(
        [form(cast.sam, f"/signups/{id}/confirm") for id in ids],
        [form(cast.hana, f"/signups/{id}/withdraw", {"why": "No funds"}) for id in ids],
    )
    for number, confirmed, withdrawn in zip(ROUNDS, first, second, strict=True):
        assert withdrawn.code == 303
        assert confirmed.code in {303, 403, 409}
        (signup,) = stand(number).values()
        assert (signup.status, signup.why) == ("withdrawn", "No funds")
    assert disagreements(before) == []
