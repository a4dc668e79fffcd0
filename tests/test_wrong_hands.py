"""Addresses put together by hand, links to elsewhere, forged headers: what a hostile hand tries beside forms."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests import access, factories
from tests.cast import Someone
from tests.places import one
from wgtool.accounts.models import Person
from wgtool.app import create_app
from wgtool.config import Settings
from wgtool.decisions.models import Objection, SeatTerm
from wgtool.groups.models import Group, Membership
from wgtool.kernel.db import db
from wgtool.kernel.installation import Installation
from wgtool.kernel.web import local
from wgtool.notifications.models import Mail
from wgtool.partners.models import Organisation

CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
       "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")  # fmt: skip
FAR = "99999999999999999999"


@pytest.fixture
def who(madeup: Flask, monkeypatch: pytest.MonkeyPatch) -> dict[str, Someone]:
    """Give everybody of the access matrix."""
    monkeypatch.setattr(madeup, "test_client_class", FlaskClient)
    return access.people(madeup)


@pytest.mark.one_engine
def test_what_belongs_elsewhere_is_not_here(who: dict[str, Someone]) -> None:
    objection, term = one(Objection.id), one(SeatTerm.id)
    mixed = [f"/decisions/SAG-2026-001/objections/{objection}/{step}" for step in ("reply", "clear", "overrule")]
    mixed += [f"/decisions/bodies/GLM/terms/{term}/end", "/groups/LWG-BGW/terms/checklist/1"]
    mixed += [f"/signups/{FAR}/confirm", f"/belongings/{FAR}/end", f"/groups/LWG-BGW/members/{FAR}/accept"]
    assert {
        url: who["support team"].post(url, {"text": "x", "why": "x"}).status_code for url in mixed
    } == dict.fromkeys(mixed, 404)
    pages = ["/groups/LWG-BGW/terms/v9", "/groups/LWG-BGW/terms/edit/nothing", "/groups/LWG-BGW/terms/v1/history/nothing",
             "/groups/LWG-BGW/terms/edit/purpose/choose/1", "/groups/LWG-BGW/terms/compare?from=v1@7", "/plan/2019/3.2.1.3.9"]  # fmt: skip
    assert {url: who["support team"].get(url).status_code for url in pages} == dict.fromkeys(pages, 404)


@pytest.mark.one_engine
def test_a_membership_under_another_group_does_nothing(who: dict[str, Someone]) -> None:
    asked = one(Membership.id, Membership.standing == "asked")
    answer = who["own focal point, lead"].post(f"/groups/LWG-BGW/members/{asked}/admit")
    assert answer.status_code in {301, 404}
    db.session.rollback()
    assert one(Membership.standing, Membership.id == asked) == "asked"
    assert who["guest"].get(f"/groups/LWG-BGW/members/{asked}").status_code == 404


STRANGE = [
    "%00",
    "a%00b",
    FAR,
    "2147483648",
    "-1",
    "%ff",
    "%ed%a0%80",
    "x" * 3000,
    "%0d%0aSet-Cookie:x=1",
    "%3Cscript%3Ealert(1)",
]
TOLD = [
    "/plan/2022?q=", "/plan/needs-partners?edition=", "/plan/needs-partners?country=", "/groups?q=", "/groups?country=", "/groups?page=",
    "/decisions?q=", "/decisions?body=", "/decisions?year=", "/decisions?kind=", "/decisions?ruling=", "/decisions/sittings/", "/decisions/not-mine/", "/decisions/SAG-2026-001/conditions/", "/partners?q=", "/partners?country=", "/people?q=", "/people?page=",
    "/groups/LWG-ERB/members?on=", "/groups/LWG-BGW/terms/compare?from=", "/groups/LWG-BGW/terms/v1/history/purpose?to=",
    "/language/fr?next=/", "/link/", "/groups/", "/partners/", "/decisions/", "/decisions/draft/", "/decisions/bodies/", "/plan/2022/", "/people/",
    "/signups/", "/groups/LWG-BGW/members/", "/groups/LWG-BGW/terms/", "/groups/LWG-BGW/terms/edit/purpose/choose/", "/static/x/",
]  # fmt: skip


def test_no_address_breaks_a_page(who: dict[str, Someone]) -> None:
    for url in [told + strange for told in TOLD for strange in STRANGE]:
        answer = who["support team"].get(url)
        assert answer.status_code < 500, url
        assert "<script>alert" not in answer.text, url


def test_a_strange_once_token_is_no_fault(who: dict[str, Someone]) -> None:
    assert who["own focal point, lead"].post("/me", {"once": "a\x00b", "name": ""}).status_code == 422


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example",
                                     "\\\\evil.example", "/a\r\nSet-Cookie: x=1", "javascript:alert(1)", "/%5cevil", ""])  # fmt: skip
def test_nobody_is_led_elsewhere(address: str) -> None:
    assert local(address) in {None, "/%5cevil"}  # a backslash in percent signs stays one, in a path of ours


@pytest.mark.one_engine
def test_every_answer_carries_its_headers(who: dict[str, Someone]) -> None:
    for url in ("/", "/sign-in", "/nothing", "/people", "/static/x/y"):
        headers = who["guest"].get(url).headers
        assert headers["Content-Security-Policy"] == CSP
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.one_engine
def test_the_cookie_is_for_the_server_alone(madeup: Flask, who: dict[str, Someone], tmp_path: Path) -> None:
    cookie = who["guest"].post("/demo/enter/lead").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    url = f"sqlite:///{tmp_path}/over.sqlite3"
    over = Settings(database_url=url, secret_key="x" * 40, https=True, base_url="https://wg.example")
    config = create_app(over).config
    assert config["SESSION_COOKIE_SECURE"]


@pytest.mark.one_engine
def test_a_session_handed_to_somebody_is_not_theirs_after_signing_in(madeup: Flask, who: dict[str, Someone]) -> None:
    hana = one(Person, Person.email == access.ROLES["own focal point, lead"])
    _set(sa.update(Person).where(Person.id == hana.id).values(password=factories.HASH))
    guest = who["guest"]
    with guest.client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    sent = {"email": access.ROLES["own focal point, lead"], "password": factories.PASSWORD}
    assert guest.post("/sign-in", sent).status_code == 303
    with guest.client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"].startswith(f"{hana.id}.")


@pytest.mark.one_engine
def test_a_forged_host_or_address_changes_nothing(madeup: Flask, who: dict[str, Someone]) -> None:
    guest, there = who["guest"], "http://evil.example"
    with guest.client.session_transaction(base_url=there) as cookie:
        cookie["csrf_token"] = "raw"
    forged = {"Origin": there, "X-Forwarded-Host": "evil.example", "X-Forwarded-For": "203.0.113.7"}
    sent = guest.post("/forgotten", {"email": access.ROLES["own member"]}, headers=forged, base_url=there)
    assert sent.status_code == 303
    db.session.rollback()
    body = one(Mail.body, Mail.address == access.ROLES["own member"], Mail.body.contains("/link/"))
    assert "evil.example" not in body
    assert madeup.extensions["settings"].base_url in body


@pytest.mark.one_engine
def test_tries_are_counted_by_the_real_address(
    madeup: Flask, who: dict[str, Someone], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(madeup.config, "LIMITS_ENABLED", True)
    sent = {"email": "counted@example.org", "password": "not the right one"}
    told = [
        who["guest"].post("/sign-in", sent, headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
        for n in range(11)
    ]
    assert told == [409] * 10 + [429]


@pytest.mark.one_engine
def test_known_and_unknown_addresses_are_told_the_same(who: dict[str, Someone]) -> None:
    for url, more in (
        ("/forgotten", {}),
        ("/join", {"name": "New", "organisation": "1", "language": "en", "zone": "UTC"}),
    ):
        told = [
            who["guest"].post(url, {"email": address, **more})
            for address in (access.ROLES["own member"], "nobody@example.org")
        ]
        assert told[0].status_code == told[1].status_code == 303, url
        assert told[0].headers["Location"] == told[1].headers["Location"]


@pytest.mark.one_engine
def test_outside_a_demonstration_there_are_no_doors(who: dict[str, Someone]) -> None:
    _set(sa.update(Installation).where(Installation.name == "demo").values(value="0"))
    for somebody in ("guest", "administrator"):
        assert who[somebody].post("/demo/enter/admin").status_code == 404
        assert who[somebody].get("/demo/mails").status_code == 404
    assert "/demo/enter" not in who["guest"].get("/").text


@pytest.mark.one_engine
def test_two_people_with_one_edit_form(who: dict[str, Someone]) -> None:
    """Who comes second is told, and keeps what they wrote: forms that carry what they were drawn from."""
    seen, known = (
        one(Group.version, Group.code == "LWG-BGW"),
        one(Organisation.version, Organisation.slug == "rivermark-relief"),
    )
    group = {"name": "Baghdad logistics working group", "problem": "Ours {}", "numbers": "3.2.1.2", "seen": seen}
    partner = {
        "name": "Rivermark Relief",
        "short": "{}",
        "type": "ingo",
        "countries": "IQ",
        "standing": "partner",
        "seen": known,
    }
    for url, form, field in (
        ("/groups/LWG-BGW/edit", group, "problem"),
        ("/partners/rivermark-relief/edit", partner, "short"),
    ):
        told = [
            who[role].post(url, {**form, field: form[field].format(role[:3])})
            for role in ("own focal point, lead", "support team")
        ]
        assert [answer.status_code for answer in told] == [303, 409], url
        assert form[field].format("sup") in told[1].text


def _set(change: sa.Update) -> None:
    db.session.rollback()
    db.session.connection(execution_options={"writes": True})
    db.session.execute(change)
    db.session.commit()
