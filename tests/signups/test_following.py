"""Sign-ups follow their activity into a later edition when the support team says so."""

from __future__ import annotations

import re

import pytest

from tests import factories
from tests.cast import Cast
from tests.support.html import assert_html
from wgtool.accounts.models import Person
from wgtool.history import queries as history
from wgtool.kernel.db import db
from wgtool.plan.models import Fate

HERE = "/plan/2019/4.1.4.2/follow"


@pytest.fixture(autouse=True)
def settled(plan: None) -> None:
    """Say that 4.1.4.2 of 2019 is 4.4.2.3 of 2022."""
    factories.became("4.1.4.2", "4.4.2.3")


def follow(cast: Cast) -> int:
    shown = re.search(r'name="shown"[^>]*value="([^"]*)"', cast.sam.get(HERE).text)
    return cast.sam.post(HERE, {"shown": shown[1] if shown else ""}).status_code


def stand() -> list[tuple[str, str, str]]:
    return [(s.role.value, s.status.value, "old" if s.from_id is None else "new") for s in factories.signups()]


def told(cast: Cast, number: str, edition: str) -> list[str]:
    return [t.sentence for t in history.timeline(factories.item(number, edition).ref, seen_by=cast.sam.actor)]


def test_a_lead_waits_and_a_contribution_counts_with_its_text(cast: Cast) -> None:
    org = cast.rivermark
    factories.signup("4.1.4.2", org, "lead", edition="2019", offers="Two people")
    factories.signup("4.1.4.2", org, "contributor", edition="2019", by=db.session.get(Person, cast.hana.person))
    shown = cast.sam.get(HERE)
    assert_html(shown.text)
    assert "offered, waits to be confirmed" in shown.text
    assert "counts at once" in shown.text
    assert follow(cast) == 303
    assert stand() == [
        ("lead", "confirmed", "old"), ("contributor", "confirmed", "old"),
        ("lead", "offered", "new"), ("contributor", "confirmed", "new"),
    ]  # fmt: skip
    lead, contributor = factories.signups()[2:]
    assert lead.offers == "Two people"
    assert contributor.offered_by == cast.hana.person
    line = f"{org.name} followed from 4.1.4.2 (2019) (Lead)."
    assert line in told(cast, "4.1.4.2", "2019")
    assert line in told(cast, "4.4.2.3", "2022")
    assert_html(cast.guest.get(f"/signups/{lead.id}").text)


def test_nothing_follows_twice(cast: Cast) -> None:
    factories.signup("4.1.4.2", cast.rivermark, edition="2019")
    assert follow(cast) == 303
    assert "It has followed already." in cast.sam.get(HERE).text
    assert cast.sam.post(HERE, {"shown": ""}).status_code == 409
    assert len(factories.signups()) == 2


def test_what_cannot_follow_stays_and_says_why(cast: Cast) -> None:
    org = cast.rivermark
    factories.signup("4.1.4.2", org, edition="2019")
    factories.signup("4.1.4.2", org, "lead", edition="2019", country="IQ")
    factories.signup("4.4.2.3", org)
    shown = cast.sam.get(HERE).text
    assert "has signed up in the same way already" in shown
    assert "Countries are not told apart here" in shown
    assert "Let them follow" not in shown
    assert follow(cast) == 409


@pytest.mark.one_engine
def test_something_else_than_was_shown(cast: Cast) -> None:
    factories.signup("4.1.4.2", cast.rivermark, edition="2019")
    answer = cast.sam.post(HERE, {"shown": "1.1-1"})
    assert answer.status_code == 409
    assert "have changed since" in answer.text
    assert_html(answer.text)
    assert len(factories.signups()) == 1


@pytest.mark.one_engine
def test_an_activity_that_was_split_is_followed_to_each(cast: Cast) -> None:
    factories.became("2.5.3.3", "1.2.3.1", Fate.SPLIT)
    factories.became("2.5.3.3", "1.2.3.2", Fate.SPLIT)
    factories.signup("2.5.3.3", cast.rivermark, edition="2019")
    shown = cast.sam.get("/plan/2019/2.5.3.3/follow").text
    assert "offer 2 sign-ups again" in shown


@pytest.mark.one_engine
def test_where_it_is_found_and_by_whom(cast: Cast) -> None:
    page = "/plan/2019/4.1.4.2"
    assert HERE not in cast.sam.get(page).text
    assert "Nothing can follow." in cast.sam.get(HERE).text
    factories.signup("4.1.4.2", cast.rivermark, edition="2019")
    assert HERE in cast.sam.get(page).text
    assert HERE not in cast.hana.get(page).text
    assert cast.hana.post(HERE, {}).status_code == 403
