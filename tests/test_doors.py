"""Cookies, hosts, addresses and sessions: what a hostile hand tries before it ever fills in a form."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests import factories
from tests.cast import Cast, Someone
from tests.support.statements import Statements
from wgtool.accounts import passwords
from wgtool.config import Settings
from wgtool.kernel import limits

pytestmark = pytest.mark.one_engine
HOME, EVIL = "https://wg.example", "https://evil.example"
KNOWN, UNKNOWN = "omar-haddad@example.org", "nobody@example.org"
Counting = Callable[[], AbstractContextManager[Statements]]


@pytest.fixture
def made(tmp_path: Path, another: Callable[[Settings], Flask]) -> Callable[..., Flask]:
    """Give a maker of applications as they are installed; pages for guests need no table."""
    url = f"sqlite:///{tmp_path}/none.sqlite3"
    return lambda **more: another(Settings(database_url=url, secret_key="x" * 40, **more))


@pytest.fixture
def installed(made: Callable[..., Flask]) -> FlaskClient:
    """Give a browser before an installation with HTTPS."""
    return made(https=True, base_url=HOME).test_client()


def test_over_https_the_cookie_is_bound_to_the_host(installed: FlaskClient) -> None:
    words = installed.get("/sign-in", base_url=HOME).headers["Set-Cookie"].split("; ")
    assert words[0].startswith("__Host-wgtool=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(words)
    assert not any(word.startswith("Domain") for word in words)


def test_over_https_browsers_are_told_to_stay(installed: FlaskClient) -> None:
    told = installed.get("/sign-in", base_url=HOME).headers["Strict-Transport-Security"]
    assert told == "max-age=31556926; includeSubDomains"
    moved = installed.get("/sign-in", base_url="http://wg.example")
    assert (moved.status_code, moved.headers["Location"]) == (302, f"{HOME}/sign-in")


@pytest.mark.parametrize(
    "host", ["evil.example", "wg.example.evil.example", "evil.example:443", "wg.example@evil.example"]
)
def test_another_host_is_not_answered(installed: FlaskClient, host: str) -> None:
    for scheme in ("http", "https"):
        answer = installed.get("/sign-in", base_url=f"{scheme}://wg.example", headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in f"{answer.headers}{answer.text}"


@pytest.mark.one_engine
@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a" * 300, "[::1", "x y"])
def test_what_can_be_no_host_is_not_answered(world: Flask, host: str) -> None:
    assert world.test_client().get("/nothing", headers={"Host": host}).status_code == 400


def test_a_token_of_ours_from_a_page_of_others(installed: FlaskClient) -> None:
    page = installed.get("/forgotten", base_url=HOME).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": token, "email": "not an address"}
    told = [
        installed.post(
            "/forgotten", base_url=HOME, data=sent, headers={"Referer": f"{site}/x", "Origin": site}
        ).status_code
        for site in (EVIL, HOME)
    ]
    assert told == [400, 422]


def test_a_fault_of_ours_tells_nothing(made: Callable[..., Flask]) -> None:
    def fails() -> None:
        raise RuntimeError("a secret of the machine")

    app = made()
    app.view_functions["accounts.sign_in"] = fails
    answer = app.test_client().get("/sign-in")
    assert answer.status_code == 500
    assert "It is our fault" in answer.text
    assert not [word for word in ("secret of", "RuntimeError", "Traceback", ".py") if word in answer.text]


def test_a_trace_is_not_sent_back(made: Callable[..., Flask]) -> None:
    answer = made().test_client().open("/sign-in", method="TRACE", headers={"Cookie": "secret=words"})
    assert answer.status_code == 405
    assert "secret=words" not in answer.text


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.7"), (2, "198.51.100.1")])
def test_only_so_many_proxies_are_believed(made: Callable[..., Flask], proxies: int, seen: str) -> None:
    app, found = made(proxies=proxies), []
    app.before_request(lambda: found.append(request.remote_addr))
    app.test_client().get("/sign-in", headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.1, 203.0.113.7"})
    assert found == [seen]


def test_no_way_back_leads_elsewhere(cast: Cast) -> None:
    for bad in ("//evil.example", EVIL, "/\\evil.example", f"{EVIL}/http://localhost/"):
        assert cast.guest.get("/language/fr", query_string={"next": bad}).headers["Location"] == "/"
        assert "evil.example" not in cast.guest.get("/nothing", headers={"Referer": bad}).text
        htmx = {"HX-Request": "true", "HX-Current-URL": bad}
        assert "evil" not in cast.guest.post("/me", headers=htmx).headers["HX-Redirect"]


class Counted:
    """A hasher that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hash(self, password: str) -> str:
        """Count."""
        self.asked.append("hash")
        return "kept"

    def verify(self, kept: str, password: str) -> bool:
        """Count."""
        self.asked.append("verify")
        return False


@pytest.mark.parametrize(("url", "more"), [("/sign-in", {"password": "wrong"}), ("/forgotten", {})])
def test_known_and_unknown_cost_the_same_hashing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, statements: Counting, url: str, more: dict[str, str]
) -> None:
    _, work = cast.omar, []
    cast.guest.post("/sign-in", {"email": UNKNOWN, "password": "wrong"})  # nobody's hash is made once a process
    for email in (KNOWN, UNKNOWN):
        hasher = Counted()
        monkeypatch.setattr(passwords, "_hasher", hasher)
        with statements() as asked:
            cast.guest.post(url, {"email": email, **more})
        work.append((hasher.asked, len(asked) if url == "/sign-in" else 0))
    assert work[0] == work[1]


def test_an_account_is_guarded_from_many_addresses(cast: Cast, world: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _ = cast.omar
    monkeypatch.setitem(world.config, "LIMITS_ENABLED", True)
    limits.forget()
    for _n in range(100):
        limits.take("100/hour", "sign-in to", KNOWN)
    right = {"email": KNOWN, "password": factories.PASSWORD}
    assert cast.guest.post("/sign-in", right, environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 429
    limits.forget()
    assert cast.guest.post("/sign-in", right, environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 303


@pytest.mark.parametrize("words", ["1.2", "1", "1.", ".1", "²", "1.1 OR 1=1", "-1.1"])
def test_a_cookie_of_another_time_is_nobodys(cast: Cast, words: str) -> None:
    assert cast.omar.person == 1
    guest = Someone(cast.app, None)
    with guest.client.session_transaction() as cookie:
        cookie["_user_id"] = words
    assert guest.get("/me").status_code == 401


def test_a_cookie_signed_by_another_key_is_nobodys(cast: Cast, made: Callable[..., Flask]) -> None:
    _ = cast.omar
    other = made().test_client()
    with other.session_transaction() as cookie:
        cookie["_user_id"] = "1.1"
    forged = other.get_cookie("wgtool")
    assert forged is not None
    guest = Someone(cast.app, None)
    guest.client.set_cookie("wgtool", forged.value)
    assert guest.get("/me").status_code == 401


def test_who_was_forgotten_has_no_session(cast: Cast) -> None:
    elsewhere = Someone(cast.app, cast.omar.person)
    assert cast.omar.post("/me/leave", {"password": factories.PASSWORD}).status_code == 303
    assert elsewhere.get("/me").status_code == 401
