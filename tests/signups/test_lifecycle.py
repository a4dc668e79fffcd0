"""What may become of a sign-up: every status, every verb, every kind of person; what it tells, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests import factories
from tests.cast import Cast
from tests.groups import helping
from tests.signups.conftest import OPEN
from wgtool.groups import models as groups
from wgtool.history import queries as history
from wgtool.kernel import clock, waits
from wgtool.kernel.db import db
from wgtool.kernel.lifecycle import By
from wgtool.kernel.waits import Wait
from wgtool.signups.lifecycle import LIFE
from wgtool.signups.models import SignUp, Status
from wgtool.timers import do_due

VERBS = ("confirm", "contribute", "decline", "fulfil", "hand over", "withdraw")
PEOPLE = ("guest", "kofi", "prue", "olga", "omar", "hana", "sam", "ada")
CONFIRMING, OWN, FOCAL = {"sam"}, {"omar", "hana", "sam"}, {"hana", "sam"}
MAY = {
    ("offered", "confirm"): CONFIRMING,
    ("offered", "decline"): CONFIRMING,
    ("offered", "withdraw"): OWN,
    ("confirmed", "fulfil"): CONFIRMING,
    ("confirmed", "hand over"): FOCAL,
    ("confirmed", "withdraw"): OWN,
}
ENDS = {"confirm": "confirmed", "decline": "declined", "fulfil": "fulfilled", "hand over": "withdrawn",
        "withdraw": "withdrawn"}  # fmt: skip


def facts(verb: str, cast: Cast) -> dict[str, str]:
    return {"decline": {"why": "a reason"}, "withdraw": {"why": "a reason"},
            "hand over": {"to": str(cast.lantern.id)}}.get(verb, {})  # fmt: skip


def url(signup: SignUp, verb: str = "") -> str:
    return f"/signups/{signup.id}" + (f"/{verb.replace(' ', '-')}" if verb else "")


def now(signup: SignUp) -> SignUp:
    id = sa.inspect(signup).identity[0]
    db.session.rollback()
    return db.session.get_one(SignUp, id)


def told(signup: SignUp, cast: Cast) -> list[str]:
    return [line.event for line in history.timeline(signup.ref, seen_by=cast.sam.actor)]


def lines(signup: SignUp) -> list[tuple[str, str]]:
    db.session.rollback()
    found = db.session.scalars(sa.select(Wait).where(Wait.kind == "signup", Wait.thing == signup.id))
    return sorted((line.holder, line.says) for line in found)


def test_the_table_is_what_we_think(plan: None) -> None:
    assert set(LIFE.verbs()) == set(VERBS)
    assert LIFE.verbs(By.TIMER) == ["lapse"]


@pytest.mark.one_engine
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", list(Status))
def test_every_step_from_every_status_by_everybody(plan: None, cast: Cast, status: str, verb: str) -> None:
    omar = db.session.scalar(sa.select(factories.Person).where(factories.Person.id == cast.omar.person))
    for name, person in [(name, getattr(cast, name)) for name in PEOPLE]:
        signup = factories.signup(OPEN, cast.rivermark, "lead", status=status, by=omar, country="")
        before = len(told(signup, cast))
        answer = person.post(url(signup, verb), facts(verb, cast))
        may = name in MAY.get((status, verb), set())
        assert (answer.status_code == 303) == may, (name, status, verb, answer.status_code)
        expected = ENDS.get(verb) if may else status
        assert now(signup).status == expected
        assert len(told(signup, cast)) - before == (1 if may else 0)
        clear()


@pytest.mark.parametrize(("status", "verb"), MAY)
def test_every_step_is_taken(plan: None, cast: Cast, status: str, verb: str) -> None:
    signup = factories.signup(OPEN, cast.rivermark, "lead", status=status, country="")
    assert cast.sam.post(url(signup, verb), facts(verb, cast)).status_code == 303
    assert now(signup).status == ENDS[verb]
    assert len(told(signup, cast)) == 1


def clear() -> None:
    db.session.rollback()
    db.session.connection(execution_options={"writes": True})
    db.session.execute(sa.delete(SignUp))
    db.session.commit()


def test_a_confirmed_lead_is_shown(plan: None, cast: Cast) -> None:
    signup = factories.signup(OPEN, cast.rivermark, "lead", status="offered")
    cast.sam.post(url(signup, "confirm"))
    assert cast.guest.get(f"/plan/2022/{OPEN}").text.count("nobody yet") == 1, "who is consulted"


def test_the_other_offer_stands_and_is_told_who_leads(plan: None, cast: Cast) -> None:
    _ = cast.hana
    mine = factories.signup(OPEN, cast.rivermark, "lead", status="offered", offers="Ten trucks")
    theirs = factories.signup(OPEN, cast.lantern, "lead", status="offered")
    cast.sam.post(url(theirs, "confirm"))
    assert (now(mine).status, now(mine).offers) == ("offered", "Ten trucks")
    assert lines(mine) == [(f"focal:organisation:{cast.rivermark.id}", "signups.taken")]
    shown = cast.hana.get(url(mine)).text
    assert "Lantern Health Logistics leads 1.1.1.1 now. Contribute instead" in shown
    assert "Contribute instead" in cast.hana.get("/desk").text


def test_a_second_lead_is_refused_with_the_name_of_the_first(plan: None, cast: Cast) -> None:
    mine = factories.signup(OPEN, cast.rivermark, "lead", status="offered")
    factories.signup(OPEN, cast.lantern, "lead")
    answer = cast.sam.post(url(mine, "confirm"))
    assert answer.status_code == 409
    assert "Lantern Health Logistics leads 1.1.1.1 already" in answer.text


def test_contribute_instead_is_one_step(plan: None, cast: Cast) -> None:
    mine = factories.signup(OPEN, cast.rivermark, "lead", status="offered", offers="Ten trucks")
    assert "is not open yet" in cast.hana.get(url(mine)).text
    factories.signup(OPEN, cast.lantern, "lead")
    assert cast.hana.post(url(mine, "contribute")).status_code == 303
    assert (now(mine).role, now(mine).status, now(mine).offers) == ("contributor", "confirmed", "Ten trucks")
    assert told(mine, cast) == ["signups.SteppedBack"]


def test_not_twice_a_contributor(plan: None, cast: Cast) -> None:
    mine = factories.signup(OPEN, cast.rivermark, "lead", status="offered")
    factories.signup(OPEN, cast.rivermark, "contributor")
    factories.signup(OPEN, cast.lantern, "lead")
    assert cast.hana.post(url(mine, "contribute")).status_code == 409
    assert now(mine).role == "lead"


def test_when_the_lead_leaves_the_turn_comes_back(plan: None, cast: Cast) -> None:
    mine = factories.signup(OPEN, cast.rivermark, "lead", status="offered")
    theirs = factories.signup(OPEN, cast.lantern, "lead")
    cast.lena.post(url(theirs, "withdraw"), {"why": "Our programme ended"})
    assert lines(mine) == [("support:world:", "signups.confirm-lead")]
    assert now(theirs).until == clock.today()


def test_the_support_team_is_asked(plan: None, cast: Cast) -> None:
    cast.omar.post(f"/plan/2022/{OPEN}/sign-up", {"role": "co-lead"})
    wanted = "Confirm or decline the offer of Rivermark Relief to co-lead 1.1.1.1."
    assert wanted in cast.sam.get("/desk").text


def test_what_is_settled_waits_no_more(plan: None, cast: Cast) -> None:
    cast.omar.post(f"/plan/2022/{OPEN}/sign-up", {"role": "lead"})
    (signup,) = factories.signups()
    assert len(lines(signup)) == 1
    cast.sam.post(url(signup, "confirm"))
    assert lines(signup) == []


def test_lines_are_what_their_function_says(plan: None, cast: Cast) -> None:
    factories.signup(OPEN, cast.rivermark, "lead", status="offered")
    from wgtool.kernel.writes import writing

    with writing():
        assert [ref.kind for ref in waits.settle_all()].count("signup") == 1
    with writing():
        assert waits.settle_all() == []


def test_nobody_confirms_their_own(plan: None, cast: Cast) -> None:
    both = cast._play(factories.person("Tess Both", at=cast.rivermark, roles="support"))
    signup = factories.signup(OPEN, cast.rivermark, "lead", status="offered")
    assert both.post(url(signup, "confirm")).status_code == 403
    assert cast.sam.post(url(signup, "confirm")).status_code == 303


def test_a_reason_is_asked_for(plan: None, cast: Cast) -> None:
    signup = factories.signup(OPEN, cast.rivermark)
    assert cast.hana.post(url(signup, "withdraw"), {"why": " "}).status_code == 422
    assert cast.hana.post(url(signup, "withdraw"), {"why": "Funding ended"}).status_code == 303
    assert "Funding ended" in cast.guest.get(url(signup)).text


def test_handing_over_leaves_a_gap_until_it_is_confirmed(plan: None, cast: Cast) -> None:
    signup = factories.signup(OPEN, cast.rivermark, "lead", offers="Ten trucks")
    cast.hana.post(url(signup, "hand over"), {"to": str(cast.lantern.id)})
    heir = factories.signups()[-1]
    assert (heir.organisation_id, heir.status, heir.offers) == (cast.lantern.id, "offered", "Ten trucks")
    assert "nobody yet" in cast.guest.get(f"/plan/2022/{OPEN}").text
    assert told(heir, cast) == ["signups.Offered"]
    assert cast.sam.post(url(heir, "confirm")).status_code == 303


def test_handed_to_observers_it_is_refused(plan: None, cast: Cast) -> None:
    signup = factories.signup(OPEN, cast.rivermark, "lead")
    assert cast.hana.post(url(signup, "hand over"), {"to": str(cast.watchers.id)}).status_code == 409
    assert cast.hana.post(url(signup, "hand over"), {"to": "999"}).status_code == 422
    assert now(signup).status == "confirmed"


def test_a_sign_up_lapses_after_its_last_day_and_once(plan: None, cast: Cast) -> None:
    today, before = clock.today(), clock.today() - timedelta(days=1)
    over = factories.signup(OPEN, cast.rivermark, "lead", ends_on=before)
    last = factories.signup(OPEN, cast.lantern, ends_on=today)
    assert "1 sign-ups lapsed" in do_due()
    assert "0 sign-ups lapsed" in do_due()
    assert (now(over).status, now(last).status) == ("lapsed", "confirmed")
    assert told(over, cast) == ["signups.Lapsed"]


def test_sent_twice_is_done_once(plan: None, cast: Cast) -> None:
    signup = factories.signup(OPEN, cast.rivermark, "lead", status="offered")
    answers = [cast.sam.post(url(signup, "confirm"), {"once": "one-form"}).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert told(signup, cast) == ["signups.Confirmed"]


def test_what_is_not_there(plan: None, cast: Cast) -> None:
    assert cast.sam.get("/signups/99").status_code == 404
    assert cast.sam.post("/signups/99/confirm").status_code == 404


def test_leads_of_active_groups_that_serve_it_confirm(plan: None, cast: Cast) -> None:
    """Their turn it is, before the support team's; but not with what their own organisation offers, whoever leads when."""
    made = helping.group(
        cast, status=groups.Status.ACTIVE, items=(factories.item("1.1.1").id,), people={"lena": groups.Role.LEAD}
    )
    cast.omar.post(f"/plan/2022/{OPEN}/sign-up", {"role": "lead"})
    (signup,) = factories.signups()
    assert lines(signup) == [(f"aligned:activity:{signup.item_id}", "signups.confirm-lead")]
    assert "Confirm or decline the offer of Rivermark Relief" in cast.lena.get("/desk").text
    assert (
        cast.lena.post(f"/groups/{made.code}/invite", {"role": "co-lead", "person": str(cast.hana.person)}).status_code
        == 303
    )
    assert lines(signup) == [(f"aligned:activity:{signup.item_id}", "signups.confirm-lead")]
    mine = helping.membership(cast.hana)
    assert cast.hana.post(f"/groups/{made.code}/members/{mine.id}/accept").status_code == 303
    assert lines(signup) == [(f"self:person:{cast.lena.person}", "signups.confirm-lead")]
    assert "Confirm or decline the offer of Rivermark Relief" not in cast.hana.get("/desk").text
    assert cast.hana.post(url(signup, "confirm")).status_code == 403
    assert cast.lena.post(url(signup, "confirm")).status_code == 303


def test_groups_that_are_not_active_leave_it_to_the_support_team(plan: None, cast: Cast) -> None:
    helping.group(cast, status=groups.Status.DRAFTING, items=(factories.item(OPEN).id,))
    cast.omar.post(f"/plan/2022/{OPEN}/sign-up", {"role": "lead"})
    (signup,) = factories.signups()
    assert lines(signup) == [("support:world:", "signups.confirm-lead")]
    assert cast.lena.post(url(signup, "confirm")).status_code == 403
