"""One's own account: details, address, password, sessions, leaving."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories
from tests.accounts.helpers import belonging_of, csrf_of, fresh, person, told
from tests.cast import Cast, Someone
from tests.factories import PASSWORD
from tests.support.html import assert_html
from wgtool.accounts import events, queries
from wgtool.accounts.events import LinkMade
from wgtool.accounts.models import Invitation, Link, Person
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import Event, listen

Mails = list[LinkMade]
MINE = {"name": "Omar Haddad", "shown": "y", "mails": "y", "language": "en", "zone": "UTC"}
changes: list[events.EmailChanged] = []


def _note(event: Event) -> None:
    assert isinstance(event, events.EmailChanged)
    changes.append(event)


def me(someone: Someone) -> Person:
    fresh()
    found = queries.person(someone.person or 0)
    assert found is not None
    return found


def test_details_are_changed(cast: Cast) -> None:
    sent = {"name": "Omar al-Haddad", "language": "ar", "zone": "Asia/Baghdad"}
    assert cast.omar.post("/me", sent).status_code == 303
    omar = me(cast.omar)
    assert (omar.name, omar.shown, omar.language, omar.zone) == ("Omar al-Haddad", False, "ar", "Asia/Baghdad")
    assert told(cast, omar.ref) == ["ProfileChanged"]
    assert 'dir="rtl"' in cast.omar.get("/me").text


def test_no_change_is_no_line(cast: Cast) -> None:
    assert cast.omar.post("/me", MINE).status_code == 303
    assert told(cast, Ref("person", cast.omar.person or 0)) == []


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "n" * 161), ("zone", "Mars/Olympus"), ("language", "x")]
)
def test_what_cannot_be(cast: Cast, field: str, value: str) -> None:
    assert cast.omar.post("/me", {**MINE, field: value}).status_code == 422


def test_nobodys_name_is_in_history(cast: Cast) -> None:
    cast.omar.post("/me", {**MINE, "name": "Unforgettable"})
    lines = history.timeline(Ref("person", cast.omar.person or 0), seen_by=cast.sam.actor)
    assert "Unforgettable" not in lines[0].sentence


def test_lines_about_a_person_are_theirs(cast: Cast) -> None:
    cast.omar.post("/me", {**MINE, "name": "Omar H."})
    ref = Ref("person", cast.omar.person or 0)
    assert history.timeline(ref, seen_by=cast.omar.actor)
    for other in (cast.hana, cast.lena, cast.ada, cast.guest):
        assert history.timeline(ref, seen_by=other.actor) == []


def test_a_new_address_counts_when_its_link_is_opened(cast: Cast, mailed: Mails) -> None:
    listen(events.EmailChanged, _note)
    changes.clear()
    answer = cast.omar.post("/me/email", {"email": "New@example.org", "password": PASSWORD})
    assert answer.status_code == 303
    assert (mailed[0].purpose, mailed[0].email) == ("email", "new@example.org")
    link = f"/link/{mailed[0].link}"
    assert "new@example.org" in cast.omar.get(link).text
    assert person("new@example.org") is None
    assert cast.omar.post(link).status_code == 303
    assert person("new@example.org") is not None
    assert [(c.old, c.new) for c in changes] == [("omar-haddad@example.org", "new@example.org")]
    assert (
        history.timeline(Ref("person", cast.omar.person or 0), seen_by=cast.sam.actor)[0].event
        == "accounts.EmailChanged"
    )


def test_a_taken_address_is_not_betrayed(cast: Cast, mailed: Mails) -> None:
    _ = cast.hana
    sent = [{"email": e, "password": PASSWORD} for e in ("hana-aziz@example.org", "free@example.org")]
    answers = [cast.omar.post("/me/email", s) for s in sent]
    assert answers[0].text == answers[1].text
    assert [m.purpose for m in mailed] == ["known", "email"]


def test_an_address_taken_meanwhile(cast: Cast, mailed: Mails) -> None:
    cast.omar.post("/me/email", {"email": "late-comer@example.org", "password": PASSWORD})
    factories.person("Late Comer")
    assert cast.omar.post(f"/link/{mailed[0].link}").status_code == 409
    assert me(cast.omar).email == "omar-haddad@example.org"


def test_a_changed_password_ends_the_other_sessions(cast: Cast) -> None:
    elsewhere = Someone(cast.app, cast.omar.person)
    sent = {"old_password": PASSWORD, "password": "another long sentence"}
    assert cast.omar.post("/me/password", sent).status_code == 303
    assert cast.omar.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 401
    assert told(cast, Ref("person", cast.omar.person or 0)) == ["PasswordChanged"]


@pytest.mark.parametrize("url", ["/me/password", "/me/email", "/me/leave"])
def test_the_password_is_asked(cast: Cast, url: str) -> None:
    sent = {"old_password": "wrong", "password": "wrong too, yet long", "email": "new@example.org"}
    answer = cast.omar.post(url, sent)
    assert answer.status_code == 422
    assert "not your password" in answer.text
    assert told(cast, Ref("person", cast.omar.person or 0)) == []


def test_signing_out_everywhere(cast: Cast) -> None:
    elsewhere = Someone(cast.app, cast.omar.person)
    assert cast.omar.post("/me/sign-out-everywhere").status_code == 303
    assert cast.omar.get("/me").status_code == 401
    assert elsewhere.get("/me").status_code == 401


def test_who_leaves_is_forgotten(cast: Cast) -> None:
    hana = cast.hana.person or 0
    factories.save(Invitation(email="hana-aziz@example.org", organisation_id=cast.lantern.id, sent_at=clock.now()))
    assert cast.hana.post("/me/leave", {"password": PASSWORD}).status_code == 303
    gone = me(cast.hana)
    assert (gone.name, gone.email, gone.password, gone.shown) == ("", None, None, False)
    assert belonging_of(hana).until == clock.today()
    assert cast.hana.get("/me").status_code == 401
    assert told(cast, gone.ref) == ["Forgotten"]
    line = history.timeline(gone.ref, seen_by=cast.sam.actor)[0]
    assert line.sentence.startswith("Former member")
    assert "Hana" not in line.by
    assert db.session.scalars(sa.select(Invitation.email)).all() == [""]
    assert db.session.scalars(sa.select(Link)).all() == []


def test_the_last_administrator_stays(cast: Cast) -> None:
    answer = cast.ada.post("/me/leave", {"password": PASSWORD})
    assert answer.status_code == 409
    assert "last administrator" in answer.text
    factories.person("Second Admin", roles="admin")
    csrf_of(cast.ada)
    assert cast.ada.post("/me/leave", {"password": PASSWORD}).status_code == 303


def test_the_last_of_the_support_team_stays(cast: Cast) -> None:
    answer = cast.sam.post("/me/leave", {"password": PASSWORD})
    assert answer.status_code == 409
    assert "last person of the support team" in answer.text


def test_who_left_is_former_in_the_past_of_the_organisation(cast: Cast) -> None:
    _ = cast.omar
    cast.omar.post("/me/leave", {"password": PASSWORD})
    shown = cast.hana.get("/partners/rivermark-relief/people").text
    assert "former member" in shown
    assert "Omar" not in shown


def test_seen_is_marked_at_most_hourly(cast: Cast) -> None:
    cast.omar.get("/me").close()
    first = me(cast.omar).seen_at
    assert first is not None
    cast.omar.get("/me").close()
    assert me(cast.omar).seen_at == first
    with clock.at(clock.now() + timedelta(hours=2)):
        cast.omar.get("/me").close()
    assert me(cast.omar).seen_at != first


def test_guests_have_no_account(cast: Cast) -> None:
    for url in ("/me", "/me/email", "/me/password", "/me/leave"):
        assert cast.guest.get(url).status_code == 401


def test_own_pages_are_sound_and_cheap(cast: Cast, statements: Callable[[], Any]) -> None:
    _ = cast.hana
    for url in ("/me", "/me/email", "/me/password", "/me/leave"):
        with statements() as seen:
            assert_html(cast.hana.get(url).text, url)
        assert len(seen) <= 6, seen
