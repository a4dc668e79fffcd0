"""Joining: a mail, a link, a password, provisional."""

from datetime import timedelta

import pytest

from tests.accounts.helpers import NEW, belonging_of, csrf_of, fresh, join, joined, person, told
from tests.cast import Cast
from tests.factories import PASSWORD
from wgtool.accounts.events import LinkMade
from wgtool.kernel import clock
from wgtool.partners import queries as partners

Mails = list[LinkMade]


def test_somebody_new_joins_a_new_organisation(cast: Cast, mailed: Mails) -> None:
    nadia = joined(cast.guest, mailed)
    assert (nadia.email, nadia.language, nadia.zone, nadia.shown) == ("nadia@example.org", "en", "Asia/Baghdad", True)
    assert belonging_of(nadia.id).confirmed_at is None
    assert told(cast, nadia.ref) == ["Joined"]
    harbour = partners.name_taken("harbour aid")
    assert harbour is not None
    assert harbour.looked_at is None
    assert told(cast, harbour.ref) == ["Registered", "Joined"]


def test_who_used_the_link_is_signed_in(cast: Cast, mailed: Mails) -> None:
    joined(cast.guest, mailed)
    assert "Nadia Rahal" in cast.guest.get("/me").text


def test_an_organisation_from_the_list(cast: Cast, mailed: Mails) -> None:
    nadia = joined(cast.guest, mailed, organisation=str(cast.rivermark.id), new_name="")
    assert belonging_of(nadia.id).organisation_id == cast.rivermark.id


def test_a_name_entered_meanwhile_is_used(cast: Cast, mailed: Mails) -> None:
    nadia = joined(cast.guest, mailed, new_name="Rivermark  RELIEF") if cast.rivermark else None
    assert nadia is not None
    assert belonging_of(nadia.id).organisation_id == cast.rivermark.id


def test_known_and_unknown_addresses_get_the_same_answer(cast: Cast, mailed: Mails) -> None:
    omar = person("omar-haddad@example.org") if cast.omar else None
    answers = [cast.guest.post("/join", {**NEW, "email": e}) for e in ("omar-haddad@example.org", "no@example.org")]
    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].text == answers[1].text
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert [(m.purpose, bool(m.link)) for m in mailed] == [("known", False), ("join", True)]
    assert omar is not None
    assert mailed[0].person == omar.id


def test_opening_the_link_does_nothing(cast: Cast, mailed: Mails) -> None:
    token = join(cast.guest, mailed)
    assert "Harbour Aid" in cast.guest.get(f"/link/{token}").text
    assert person("nadia@example.org") is None


def test_a_newer_link_replaces_the_older(cast: Cast, mailed: Mails) -> None:
    old, new = join(cast.guest, mailed), join(cast.guest, mailed)
    assert cast.guest.get(f"/link/{old}").status_code == 404
    assert cast.guest.get(f"/link/{new}").status_code == 200


def test_the_link_ends_after_seven_days(cast: Cast, mailed: Mails) -> None:
    token = join(cast.guest, mailed)
    with clock.at(clock.now() + timedelta(days=7, minutes=1)):
        answer = cast.guest.get(f"/link/{token}")
        late = cast.guest.post(f"/link/{token}", {"password": PASSWORD})
    assert answer.status_code == late.status_code == 410
    assert "Ask to join again" in answer.text
    assert person("nadia@example.org") is None


def test_used_twice_it_says_what_was_done(cast: Cast, mailed: Mails) -> None:
    token = join(cast.guest, mailed)
    cast.guest.post(f"/link/{token}", {"password": PASSWORD})
    csrf_of(cast.guest)
    again = cast.guest.post(f"/link/{token}", {"password": "another long password"})
    assert again.status_code == 200
    assert "Your account was made on" in again.text


def test_the_same_form_sent_twice_is_answered_alike(cast: Cast, mailed: Mails) -> None:
    token = join(cast.guest, mailed)
    sent = {"password": PASSWORD, "once": "the-only-one"}
    first = cast.guest.post(f"/link/{token}", sent)
    csrf_of(cast.guest)
    second = cast.guest.post(f"/link/{token}", sent)
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])


def test_an_unknown_link_says_what_to_do(cast: Cast) -> None:
    answer = cast.guest.get("/link/nonsense")
    assert answer.status_code == 404
    assert "use the latest" in answer.text


def test_a_used_link_keeps_nobodys_words(cast: Cast, mailed: Mails) -> None:
    from wgtool.accounts import queries, tokens

    token = join(cast.guest, mailed)
    cast.guest.post(f"/link/{token}", {"password": PASSWORD})
    fresh()
    link = queries.link(tokens.digest(token))
    assert link is not None
    assert link.facts == {}


def test_an_address_taken_meanwhile_is_refused(cast: Cast, mailed: Mails) -> None:
    from tests import factories

    token = join(cast.guest, mailed, email="late-comer@example.org")
    factories.person("Late Comer")
    answer = cast.guest.post(f"/link/{token}", {"password": PASSWORD})
    assert answer.status_code == 409
    assert "has an account by now" in answer.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no address"),
        ("email", "x" * 200 + "@example.org"),
        ("name", ""),
        ("name", "n" * 161),
        ("organisation", "4711"),
        ("organisation", "abc"),
        ("new_name", ""),
        ("new_type", ""),
        ("new_type", "guild"),
        ("new_country", "XX"),
        ("language", "tlh"),
        ("zone", "Mars/Olympus"),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_stays(cast: Cast, mailed: Mails, field: str, value: str) -> None:
    answer = cast.guest.post("/join", {**NEW, "name": "<b>Nadia</b>", field: value})
    assert answer.status_code == 422
    assert not mailed
    assert "<b>Nadia" not in answer.text


def test_a_short_password_is_no_password(cast: Cast, mailed: Mails) -> None:
    token = join(cast.guest, mailed)
    assert cast.guest.post(f"/link/{token}", {"password": "short"}).status_code == 422


def test_the_way_in_costs_few_statements(cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    _ = cast.rivermark, cast.lantern
    with statements() as seen:
        cast.guest.get("/join")
    assert len(seen) <= 1
