"""Signing in and out, forgotten passwords, limits."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tests.accounts.helpers import csrf_of, person, told
from tests.cast import Cast, Someone
from tests.factories import PASSWORD
from wgtool.accounts import passwords
from wgtool.accounts.events import LinkMade
from wgtool.kernel import clock, limits

Mails = list[LinkMade]
RIGHT = {"email": "omar-haddad@example.org", "password": PASSWORD}
NEW_PASSWORD = "another long sentence"


@pytest.fixture
def limited(world: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Turn limits on."""
    monkeypatch.setitem(world.config, "LIMITS_ENABLED", True)
    limits.forget()
    yield
    limits.forget()


def test_the_right_password_opens(cast: Cast) -> None:
    _ = cast.omar
    assert cast.guest.post("/sign-in?next=/me", RIGHT).headers["Location"] == "/me"
    assert "Omar Haddad" in cast.guest.get("/me").text


def test_the_cookie_is_renewed_once_a_day(cast: Cast) -> None:
    _, now = cast.omar, clock.now()
    with clock.at(now):
        assert "Set-Cookie" in cast.guest.post("/sign-in", RIGHT).headers
        cast.guest.get("/me")  # its forms have the cookie carry a token
        assert "Set-Cookie" not in cast.guest.get("/me").headers
    for later in (timedelta(days=1), timedelta(days=30), timedelta(days=-1)):  # a clock may also have been put back
        with clock.at(now + later):
            assert "Expires=" in cast.guest.get("/me").headers["Set-Cookie"]
            assert "Set-Cookie" not in cast.guest.get("/me").headers


def test_wrong_and_unknown_are_told_alike(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _ = cast.omar
    wrong = cast.guest.post("/sign-in", {**RIGHT, "password": "wrong"})
    unknown = cast.guest.post("/sign-in", {"email": "nobody@example.org", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 409
    assert _sentence(wrong.text) == _sentence(unknown.text)


def _sentence(text: str) -> str:
    return text[text.index('role="alert"') : text.index("</div>", text.index('role="alert"'))]


def test_an_unknown_address_costs_a_hash_as_well(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Hasher:
        def hash(self, password: str) -> str:
            return "kept"

        def verify(self, kept: str, password: str) -> bool:
            asked.append(kept)
            return False

    monkeypatch.setattr(passwords, "_hasher", Hasher())
    cast.guest.post("/sign-in", {"email": "nobody@example.org", "password": "wrong"})
    assert len(asked) == 1


def test_nobody_is_led_elsewhere(cast: Cast) -> None:
    _ = cast.omar
    for bad in ("//evil.example", "https://evil.example", "/\\evil.example"):
        assert Someone(cast.app, None).post(f"/sign-in?next={bad}", RIGHT).headers["Location"] == "/"


def test_signing_out_ends_it(cast: Cast) -> None:
    assert cast.omar.post("/sign-out").status_code == 303
    assert cast.omar.get("/me").status_code == 401


def test_eleven_tries_are_too_many(cast: Cast, limited: None) -> None:
    _ = cast.omar
    answers = [cast.guest.post("/sign-in", {**RIGHT, "password": "wrong"}).status_code for _ in range(11)]
    assert answers == [409] * 10 + [429]
    assert cast.guest.post("/sign-in", RIGHT).status_code == 429
    assert cast.guest.post("/sign-in", {**RIGHT, "email": "hana-aziz@example.org"}).status_code == 409


def test_too_many_mails_to_an_address(cast: Cast, limited: None, mailed: Mails) -> None:
    _ = cast.omar
    for email in (RIGHT["email"], "nobody@example.org"):
        answers = [cast.guest.post("/forgotten", {"email": email}).status_code for _ in range(6)]
        assert answers == [303] * 5 + [429]


def test_a_forgotten_password_is_set_anew(cast: Cast, mailed: Mails) -> None:
    elsewhere = cast.omar
    cast.guest.post("/forgotten", {"email": "Omar-Haddad@example.org "})
    assert mailed[0].purpose == "reset"
    assert cast.guest.get(f"/link/{mailed[0].link}").status_code == 200
    assert cast.guest.post(f"/link/{mailed[0].link}", {"password": NEW_PASSWORD}).status_code == 303
    assert elsewhere.get("/me").status_code == 401
    assert cast.guest.get("/me").status_code == 200
    assert Someone(cast.app, None).post("/sign-in", {**RIGHT, "password": NEW_PASSWORD}).status_code == 303
    omar = person(RIGHT["email"])
    assert omar is not None
    assert told(cast, omar.ref) == ["PasswordChanged"]


def test_nobody_learns_who_has_an_account(cast: Cast, mailed: Mails) -> None:
    _ = cast.omar
    answers = [cast.guest.post("/forgotten", {"email": e}) for e in (RIGHT["email"], "nobody@example.org")]
    assert answers[0].text == answers[1].text
    assert len(mailed) == 1


def test_a_reset_link_serves_once(cast: Cast, mailed: Mails) -> None:
    _ = cast.omar
    cast.guest.post("/forgotten", {"email": RIGHT["email"]})
    link = f"/link/{mailed[0].link}"
    cast.guest.post(link, {"password": NEW_PASSWORD})
    csrf_of(cast.guest)
    assert "Your password was changed on" in cast.guest.post(link, {"password": PASSWORD}).text
    assert cast.guest.get(link).status_code == 200


def test_pages_for_guests_are_sound(cast: Cast) -> None:
    from tests.support.html import assert_html

    for url in ("/sign-in", "/join", "/forgotten", "/look-into-your-mail/join", "/link/unknown"):
        assert_html(cast.guest.get(url).text, url)
