"""Passwords that are tried first are no passwords."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.factories import PASSWORD
from wgtool.accounts.guessable import guessable

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiop",
        "1234567890",
        "Password123!",
        "!!Dragon2026",
        "Working Group 2026",
        "WGTOOL-2026-2027",
        "ｐａｓｓｗｏｒｄ1234",
    ],
)
def test_what_is_tried_first(password: str) -> None:
    assert guessable(password)


@pytest.mark.parametrize(
    "password", [PASSWORD, "correct horse battery staple", "dragon 4927 1038 5567", "زرافة في المطبخ"]
)
def test_what_is_not(password: str) -> None:
    assert not guessable(password)


def test_it_is_told_and_the_old_one_stays(cast: Cast) -> None:
    answer = cast.omar.post("/me/password", {"old_password": PASSWORD, "password": "Password123!"})
    assert answer.status_code == 422
    assert "one of the passwords that are tried first" in answer.text
    assert cast.guest.post("/sign-in", {"email": "omar-haddad@example.org", "password": PASSWORD}).status_code == 303
