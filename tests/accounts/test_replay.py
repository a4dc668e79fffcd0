"""A mailed link serves its purpose, its person and its time, and nothing else."""

from datetime import timedelta

import pytest

from tests.accounts.helpers import csrf_of, person
from tests.cast import Cast, Someone
from tests.factories import PASSWORD
from wgtool.accounts import passwords
from wgtool.accounts.events import LinkMade
from wgtool.kernel import clock

pytestmark = pytest.mark.one_engine
Mails = list[LinkMade]
OMAR, NEW = "omar-haddad@example.org", "another long sentence"


def asked_for_password(cast: Cast, mailed: Mails) -> str:
    """Have Omar ask for a new password; give the address of the link."""
    _ = cast.omar
    Someone(cast.app, None).post("/forgotten", {"email": OMAR})
    return f"/link/{mailed[-1].link}"


def opens(password: str) -> bool:
    """Say whether this is Omar's password."""
    return passwords.matches(person(OMAR), password)


def test_a_late_link_changes_nothing(cast: Cast, mailed: Mails) -> None:
    link = asked_for_password(cast, mailed)
    with clock.at(clock.now() + timedelta(hours=2, minutes=1)):
        assert cast.guest.post(link, {"password": NEW}).status_code == 410
    assert opens(PASSWORD)


def test_a_used_link_changes_nothing_more(cast: Cast, mailed: Mails) -> None:
    link = asked_for_password(cast, mailed)
    assert cast.guest.post(link, {"password": NEW}).status_code == 303
    assert Someone(cast.app, None).post(link, {"password": "a third sentence"}).status_code == 200
    assert opens(NEW)


def test_a_newer_link_and_a_changed_password_end_the_older(cast: Cast, mailed: Mails) -> None:
    first, second = asked_for_password(cast, mailed), asked_for_password(cast, mailed)
    assert cast.guest.post(first, {"password": NEW}).status_code == 404
    assert cast.omar.post("/me/password", {"old_password": PASSWORD, "password": NEW}).status_code == 303
    assert cast.guest.post(second, {"password": "a third sentence"}).status_code == 404
    assert opens(NEW)


def test_a_link_for_an_address_sets_no_password(cast: Cast, mailed: Mails) -> None:
    cast.omar.post("/me/email", {"email": "new@example.org", "password": PASSWORD})
    assert cast.guest.post(f"/link/{mailed[-1].link}", {"password": NEW}).status_code == 303
    assert passwords.matches(person("new@example.org"), PASSWORD)
    assert cast.guest.get("/me").status_code == 401


def test_a_link_acts_for_its_owner_whoever_holds_it(cast: Cast, mailed: Mails) -> None:
    cast.omar.post("/me/email", {"email": "new@example.org", "password": PASSWORD})
    csrf_of(cast.hana)
    assert cast.hana.post(f"/link/{mailed[-1].link}").status_code == 303
    assert person("hana-aziz@example.org") is not None
    found = person("new@example.org")
    assert found is not None
    assert found.id == cast.omar.person


def test_an_invitation_is_not_accepted_by_another(cast: Cast, mailed: Mails) -> None:
    assert cast.hana.post("/partners/rivermark-relief/people", {"email": "lena-okafor@example.org"}).status_code == 303
    link = f"/link/{mailed[-1].link}"
    _ = cast.lena
    assert cast.omar.post(link).status_code == 200
    assert cast.guest.post(link, {"name": "X", "password": NEW}).status_code == 200
    assert cast.lena.post(link).status_code == 303


def test_the_digest_of_a_link_opens_nothing(cast: Cast, mailed: Mails) -> None:
    from wgtool.accounts import tokens

    token = asked_for_password(cast, mailed).rsplit("/", 1)[1]
    assert cast.guest.get(f"/link/{tokens.digest(token)}").status_code == 404
