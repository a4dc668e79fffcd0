"""Every status, verb and role: taken or refused, as the table says."""

import pytest

from tests.cast import Cast
from tests.groups.helping import add, found, group
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Role, Status
from wgtool.kernel.lifecycle import By

ROLES = ("guest", "kofi", "olga", "prue", "ada", "omar", "lena", "hana", "cora", "sam")
MAY = {
    "take up": {"sam"},
    "submit": {"lena"},
    "take the text back": {"lena", "hana", "cora", "sam"},
    "withdraw": {"omar", "lena", "hana", "cora", "sam"},
}
URLS = {verb: verb.replace(" ", "-") for verb in LIFE.verbs()}
FIELDS = {"why": "Because.", "email": "olga-petrov@example.org"}


def expected(verb: str, status: Status, who: str) -> set[int]:
    """Say which answers are right: done, or refused in the right way."""
    if who == "guest":
        return {401}
    if who not in MAY[verb]:
        return {403}
    return {303} if LIFE.step(verb, status) else {409}


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("verb", LIFE.verbs())
def test_matrix(cast: Cast, verb: str, who: str) -> None:
    _ = cast.olga
    for status in Status:
        code = f"WG-{status.name.replace('_', '')[:8]}"
        made = group(cast, status=status, code=code, name=f"Group {status}", country="IQ")
        add(made, cast.kofi, Role.MEMBER)
        answer = getattr(cast, who).post(f"/groups/{code}/{URLS[verb]}", FIELDS)
        right = expected(verb, status, who)
        if verb == "submit" and right == {303}:
            right = {409}  # these groups have no text
        assert answer.status_code in right, (status, answer.status_code)
        if answer.status_code != 303:
            assert found(code).status == status


def test_rulings_have_no_route(cast: Cast) -> None:
    group(cast, status=Status.SAG_REVIEW)
    for verb in LIFE.verbs(By.OUTCOME):
        assert cast.sam.post(f"/groups/WG-WATER/{verb.replace(' ', '-')}").status_code == 404


def test_a_step_page_says_what_it_sets_in_motion(cast: Cast) -> None:
    group(cast)
    page = cast.sam.get("/groups/WG-WATER/take-up").text
    assert "This will" in page
    assert "ask its leads to write its terms of reference" in page


def test_a_step_page_says_why_not_yet(cast: Cast) -> None:
    group(cast, people={})
    assert "The invited lead has not accepted." in cast.sam.get("/groups/WG-WATER/take-up").text


def test_a_step_done_already_says_so(cast: Cast) -> None:
    group(cast, status=Status.ACTIVE)
    answer = cast.sam.get("/groups/WG-WATER/take-up")
    assert answer.status_code == 200
    assert "may be done already" in answer.text
