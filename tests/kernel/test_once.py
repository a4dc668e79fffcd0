"""A form sent twice is done once, one after the other and at the same moment."""

import contextvars
import threading
from collections.abc import Callable

import sqlalchemy as sa
from werkzeug.test import TestResponse

from tests import factories
from tests.accounts.helpers import csrf_of, fresh
from tests.cast import Cast, Someone
from tests.factories import PASSWORD
from wgtool.accounts.models import Invitation
from wgtool.kernel.db import db
from wgtool.kernel.once import Once

PEOPLE = "/partners/rivermark-relief/people"
FORM = {"email": "ines@example.org", "once": "the-token"}


def invited() -> int:
    fresh()
    return db.session.scalar(sa.select(sa.func.count()).select_from(Invitation)) or 0


def test_one_after_the_other(cast: Cast) -> None:
    _ = cast.hana
    first, second = cast.hana.post(PEOPLE, FORM), cast.hana.post(PEOPLE, FORM)
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert invited() == 1


def test_with_htmx(cast: Cast) -> None:
    for _n in range(2):
        answer = cast.hana.post(PEOPLE, FORM, headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"{PEOPLE}#invited")
    assert invited() == 1


def test_the_token_with_other_words_is_refused_and_the_words_kept(cast: Cast) -> None:
    cast.hana.post(PEOPLE, FORM)
    answer = cast.hana.post(PEOPLE, {**FORM, "email": "other@example.org"})
    assert answer.status_code == 409
    assert "other@example.org" in answer.text
    assert "the-token" not in answer.text
    assert invited() == 1


def test_nobody_elses_form_is_answered(cast: Cast) -> None:
    cast.hana.post(PEOPLE, FORM)
    assert cast.sam.post(PEOPLE, FORM).status_code == 409


def test_a_refused_form_frees_its_token(cast: Cast) -> None:
    _ = cast.omar
    sent = {"email": "omar-haddad@example.org", "once": "the-token"}
    assert cast.hana.post(PEOPLE, sent).status_code == 409
    assert cast.hana.post(PEOPLE, FORM).status_code == 303
    assert invited() == 1


def test_a_form_with_errors_frees_its_token(cast: Cast) -> None:
    assert cast.hana.post(PEOPLE, {**FORM, "email": "no address"}).status_code == 422
    assert cast.hana.post(PEOPLE, FORM).status_code == 303


def test_without_a_token_each_counts(cast: Cast) -> None:
    for n in range(2):
        assert cast.hana.post(PEOPLE, {"email": f"i{n}@example.org"}).status_code == 303
    assert invited() == 2


def test_no_password_can_be_read_from_what_is_kept(cast: Cast) -> None:
    import hashlib

    sent = {"old_password": PASSWORD, "password": "another long sentence"}
    cast.hana.post("/me/password", {**sent, "once": "the-token"})
    fresh()
    kept = db.session.get(Once, "the-token")
    assert kept is not None
    assert kept.digest != hashlib.sha256(repr(("/me/password", sorted(sent.items()))).encode()).hexdigest()


def test_a_guests_form_that_signed_them_in_is_answered_again(cast: Cast) -> None:
    form = {"email": "new@example.org", "name": "N", "organisation": str(cast.lantern.id), "language": "en",
            "zone": "UTC", "once": "the-token"}  # fmt: skip
    first = cast.guest.post("/join", form)
    factories.person("Signed In")
    csrf_of(cast.guest)
    assert cast.guest.post("/join", form).headers["Location"] == first.headers["Location"]


def together(*sends: Callable[[], TestResponse]) -> list[TestResponse]:
    """Send all at the same moment, each from a thread of its own."""
    start, answers = threading.Barrier(len(sends)), []

    def run(send: Callable[[], TestResponse]) -> None:
        start.wait()
        answers.append(send())

    threads = [threading.Thread(target=contextvars.Context().run, args=(run, send)) for send in sends]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_at_the_same_moment(cast: Cast) -> None:
    browsers = [Someone(cast.app, cast.hana.person) for _ in range(4)]
    fresh()
    for n in range(5):
        form = {"email": f"ines{n}@example.org", "once": f"the-token-{n}"}
        answers = together(*[lambda b=b, f=form: b.post(PEOPLE, f) for b in browsers])  # type: ignore[misc]
        assert {a.status_code for a in answers} == {303}
        assert {a.headers["Location"] for a in answers} == {f"{PEOPLE}#invited"}
        assert invited() == n + 1


def test_two_forms_for_one_address_at_the_same_moment(cast: Cast) -> None:
    browsers = [Someone(cast.app, cast.hana.person) for _ in range(2)]
    fresh()
    answers = together(*[lambda b=b: b.post(PEOPLE, {"email": "ines@example.org"}) for b in browsers])  # type: ignore[misc]
    assert sorted(a.status_code for a in answers) == [303, 409]
    assert invited() == 1


def test_the_last_two_administrators_cannot_both_leave_at_once(cast: Cast) -> None:
    from wgtool.accounts import queries

    factories.person("Second Admin", roles="admin")
    second = queries.by_email("second-admin@example.org")
    assert second is not None
    browsers = [Someone(cast.app, cast.ada.person), Someone(cast.app, second.id)]
    fresh()
    answers = together(*[lambda b=b: b.post("/me/leave", {"password": PASSWORD}) for b in browsers])  # type: ignore[misc]
    assert sorted(a.status_code for a in answers) == [303, 409]
    fresh()
    assert queries.any_admin()
