"""All people, roles with dates, the first administrator."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests import factories
from tests.accounts.helpers import csrf_of, fresh, person, told
from tests.cast import Cast, Someone
from tests.factories import PASSWORD
from tests.support.html import assert_html
from wgtool.accounts import operations, queries
from wgtool.accounts.models import Role
from wgtool.kernel import clock
from wgtool.kernel.db import Ref
from wgtool.kernel.writes import writing

TEAM = {"team-name": "support"}
IRAQ = {"country-country": "IQ"}


def page(someone: Someone, more: str = "") -> str:
    return f"/people/{someone.person}{more}"


def roles(someone: Someone) -> list[Role]:
    fresh()
    return list(queries.roles_of(someone.person or 0))


@pytest.mark.parametrize(
    ("who", "everyone", "one"),
    [
        ("guest", 401, 404),
        ("omar", 403, 404),
        ("hana", 403, 404),
        ("cora", 403, 404),
        ("sam", 200, 200),
        ("ada", 200, 200),
    ],
)
def test_who_sees_all_people(cast: Cast, who: str, everyone: int, one: int) -> None:
    someone, kofi = getattr(cast, who), cast.kofi
    assert someone.get("/people").status_code == everyone
    assert someone.get(page(kofi)).status_code == one
    assert ('href="/people"' in someone.get("/partners").text) == (everyone == 200)


def test_who_waits_stands_first_and_words_find(cast: Cast) -> None:
    _ = cast.kofi, cast.lena, cast.prue
    shown = cast.sam.get("/people").text
    assert shown.index("Prue Lindqvist") < shown.index("Kofi Mensah")
    found = cast.sam.get("/people?q=LENA+okafor").text
    assert "Lena Okafor" in found
    assert "Kofi Mensah" not in found
    assert "Nobody like this" in cast.sam.get("/people?q=%25").text


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("who", "team", "country"),
    [("guest", 401, 401), ("omar", 404, 404), ("hana", 404, 404), ("sam", 403, 303), ("ada", 303, 403)],
)
def test_who_gives_which_role(cast: Cast, who: str, team: int, country: int) -> None:
    someone, kofi = getattr(cast, who), cast.kofi
    assert someone.post(page(kofi, "/team"), TEAM).status_code == team
    assert someone.post(page(kofi, "/coordinator"), IRAQ).status_code == country


@pytest.mark.parametrize(("who", "name", "status"), [("sam", "coordinator", 303), ("sam", "admin", 403), ("ada", "admin", 303),
                                                     ("ada", "coordinator", 403), ("omar", "admin", 404)])  # fmt: skip
def test_who_ends_which_role(cast: Cast, who: str, name: str, status: int) -> None:
    someone, _ = getattr(cast, who), cast.ada
    factories.person("Rita Role", roles=name, country="IQ" if name == "coordinator" else "")
    rita = person("rita-role@example.org")
    assert rita is not None
    role = queries.roles_of(rita.id)[0]
    assert someone.post(f"/roles/{role.id}/end").status_code == status


def test_a_role_counts_and_ends(cast: Cast) -> None:
    cast.ada.post(page(cast.kofi, "/team"), TEAM)
    assert cast.kofi.actor.supports
    _ = cast.sam
    role = roles(cast.kofi)[0]
    for _n in range(2):
        cast.ada.post(f"/roles/{role.id}/end")
    assert not cast.kofi.actor.supports
    assert told(cast, Ref("person", cast.kofi.person or 0)) == ["SupportNamed", "SupportEnded"]


def test_a_role_of_next_week_does_not_count_yet(cast: Cast) -> None:
    week = clock.today() + timedelta(days=7)
    sent = {**IRAQ, "country-since": week.isoformat(), "country-until": (week + timedelta(days=30)).isoformat()}
    assert cast.sam.post(page(cast.kofi, "/coordinator"), sent).status_code == 303
    assert not cast.kofi.actor.wears("coordinator", "country", "IQ")
    with clock.at(clock.now() + timedelta(days=8)):
        assert cast.kofi.actor.wears("coordinator", "country", "IQ")


@pytest.mark.parametrize("bad", [{"country-country": "XX"}, {"country-country": ""}, {**IRAQ, "country-since": "soon"}])
def test_what_cannot_be(cast: Cast, bad: dict[str, str]) -> None:
    assert cast.sam.post(page(cast.kofi, "/coordinator"), bad).status_code == 422


def test_twice_or_backwards_is_refused(cast: Cast) -> None:
    today = clock.today().isoformat()
    assert cast.sam.post(page(cast.kofi, "/coordinator"), {**IRAQ, "country-until": today}).status_code == 409
    cast.sam.post(page(cast.kofi, "/coordinator"), IRAQ)
    answer = cast.sam.post(page(cast.kofi, "/coordinator"), IRAQ)
    assert answer.status_code == 409
    assert "have this role" in answer.text


def test_somebody_must_stay(cast: Cast) -> None:
    for someone, words in ((cast.ada, "last administrator"), (cast.sam, "last person of the support team")):
        answer = cast.ada.post(f"/roles/{roles(someone)[0].id}/end")
        assert answer.status_code == 409
        assert words in answer.text


def test_an_unconfirmed_administrator_has_no_partners_sight(cast: Cast) -> None:
    factories.person("Ari Provisional", at=cast.rivermark, confirmed=False, roles="admin")
    ari = person("ari-provisional@example.org")
    assert ari is not None
    assert not Someone(cast.app, ari.id).actor.partner


def first_link() -> str | None:
    fresh()
    with writing():
        return operations.first_admin_link()


def test_the_first_administrator(cast: Cast) -> None:
    old, token = first_link(), first_link()
    assert cast.guest.get(f"/link/{old}").status_code == 404
    sent = {"name": "Ada First", "email": "first@example.org", "password": PASSWORD}
    assert cast.guest.post(f"/link/{token}", sent).status_code == 303
    ada = person("first@example.org")
    assert ada is not None
    assert told(cast, ada.ref) == ["FirstAdministrator"]
    assert Someone(cast.app, ada.id).actor.wears("admin")
    assert first_link() is None
    csrf_of(cast.guest)
    assert "came in on" in cast.guest.post(f"/link/{token}", sent).text


def test_only_while_there_is_none(cast: Cast) -> None:
    token, _ = first_link(), cast.ada
    sent = {"name": "Ada Second", "email": "second@example.org", "password": PASSWORD}
    answer = cast.guest.post(f"/link/{token}", sent)
    assert answer.status_code == 409
    assert "There is an administrator by now" in answer.text


def test_the_pages_are_sound_and_their_cost_does_not_grow(cast: Cast, statements: Callable[[], Any]) -> None:
    _ = cast.kofi, cast.lena, cast.sam
    with statements() as few:
        assert_html(cast.sam.get("/people").text, "/people")
    for n in range(20):
        factories.person(f"Person {n}", at=cast.rivermark)
    with statements() as many:
        cast.sam.get("/people")
    assert len(few) == len(many) <= 6
    for someone in (cast.sam, cast.ada):
        assert_html(someone.get(page(cast.lena)).text, "/people/1")
