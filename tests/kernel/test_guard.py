"""The guard before every view: session, CSRF, once, loader, permit, in this order."""

import re

import pytest

from tests.cast import Cast, Someone
from wgtool.kernel import clock

TOKEN = re.compile(r'"X-CSRFToken": "[^"]+"')  # signed with the second it was made in
HIDDEN, OPEN = "/partners/open-depot-network/edit", "/partners/rivermark-relief/edit"


def test_a_guest_learns_nothing_by_posting(cast: Cast) -> None:
    _ = cast.depot
    answers = [Someone(cast.app, None).post(url, {"x": "1"}) for url in (HIDDEN, "/partners/nobody/edit")]
    assert [a.status_code for a in answers] == [401, 401]


def test_what_one_may_not_know_of_is_the_same_as_nothing(cast: Cast) -> None:
    _ = cast.depot
    with clock.at(clock.now()):
        pages = [TOKEN.sub("", cast.omar.get(url).text.replace(url, "")) for url in (HIDDEN, "/partners/nobody/edit")]
    assert pages[0].replace("open-depot-network", "nobody") == pages[1]
    assert cast.omar.post(HIDDEN).status_code == 404


def test_a_guest_is_told_it_may_be_theirs(cast: Cast) -> None:
    assert "Sign in: it may be yours." in cast.guest.get("/partners/nobody").text
    assert "Sign in: it may be yours." not in cast.omar.get("/partners/nobody").text


def test_with_sight_but_no_right_the_sentence(cast: Cast) -> None:
    _ = cast.rivermark
    answer = cast.omar.get(OPEN)
    assert answer.status_code == 403
    assert "focal points of the organisation" in answer.text
    assert cast.guest.get(OPEN).status_code == 401


@pytest.mark.parametrize("token", ["", "stolen"])
def test_without_our_token_nothing_is_done(cast: Cast, token: str) -> None:
    _ = cast.depot
    answer = cast.sam.post("/partners/open-depot-network/look-at", {"csrf_token": token, "why": "kept words"})
    assert answer.status_code == 400
    assert "kept words" in answer.text
    assert cast.guest.get("/partners/open-depot-network").status_code == 404


def test_a_foreign_page_gets_no_text_back(cast: Cast) -> None:
    _ = cast.rivermark
    sent = {"csrf_token": "stolen", "short": "kept words"}
    answer = cast.hana.post(OPEN, sent, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 400
    assert "kept words" not in answer.text


def test_the_token_may_stand_in_a_header(cast: Cast) -> None:
    _ = cast.depot
    headers = {"X-CSRFToken": cast.sam.csrf}
    answer = cast.sam.post("/partners/open-depot-network/look-at", {"csrf_token": ""}, headers=headers)
    assert answer.status_code == 303


@pytest.mark.one_engine
def test_each_session_has_a_token_of_its_own_that_lets_its_forms_through(cast: Cast) -> None:
    _ = cast.depot
    first = TOKEN.findall(cast.sam.get("/help").text)
    with cast.sam.client.session_transaction() as session:
        session["csrf_token"] = "another"
    other = TOKEN.findall(cast.sam.get("/help").text)
    assert first != other
    for [said], status in ((first, 400), (other, 303)):
        sent = {"csrf_token": said.split('"')[3]}
        assert cast.sam.post("/partners/open-depot-network/look-at", sent).status_code == status


def test_an_address_for_posts_alone(cast: Cast) -> None:
    answer = cast.sam.get("/partners/open-depot-network/look-at")
    assert answer.status_code == 405
    assert "use the button" in answer.text


def test_passwords_and_tokens_are_never_kept(cast: Cast) -> None:
    sent = {"csrf_token": "old", "old_password": "pw-1", "password": "pw-2", "once": "o-3", "email": "e-4@example.org"}
    text = cast.omar.post("/me/email", sent).text
    assert "e-4@example.org" in text
    assert not any(secret in text for secret in ("pw-1", "pw-2", "o-3"))


def test_htmx_is_redirected_rather_than_swapped(cast: Cast) -> None:
    _ = cast.depot
    answer = cast.sam.post("/partners/open-depot-network/look-at", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/partners/open-depot-network")
