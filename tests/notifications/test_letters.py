"""Who hears what: links at once, rulings and answers after ten minutes, nothing to who wants none."""

from __future__ import annotations

from datetime import timedelta

from tests import factories
from tests.cast import Cast
from wgtool.accounts.models import Person
from wgtool.decisions.events import TakenBack
from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.writes import writing
from wgtool.notifications import outbox
from wgtool.notifications.letters import Letter
from wgtool.notifications.models import Mail
from wgtool.notifications.queries import readers


def mails() -> list[Mail]:
    db.session.rollback()
    return db.session.query(Mail).order_by(Mail.id).all()


def ask_to_join(cast: Cast, email: str) -> None:
    data = {"email": email, "name": "Nia", "organisation": cast.rivermark.id, "language": "fr", "zone": "UTC"}
    assert cast.guest.post("/join", data).status_code == 303


def test_a_link_to_join_leaves_at_once(cast: Cast) -> None:
    ask_to_join(cast, "nia@example.org")
    (mail,) = mails()
    assert mail.address == "nia@example.org"
    assert "http://127.0.0.1:5000/link/" in mail.body
    assert mail.not_before == mail.made_at


def test_a_known_address_gets_no_link(cast: Cast) -> None:
    _ = cast.omar
    ask_to_join(cast, "omar-haddad@example.org")
    (mail,) = mails()
    assert "/link/" not in mail.body
    assert "/sign-in" in mail.body


def test_a_new_password_is_told_and_its_link_mailed(cast: Cast) -> None:
    _ = cast.omar
    cast.guest.post("/forgotten", {"email": "omar-haddad@example.org"})
    token = mails()[0].body.split("/link/")[1].split()[0]
    cast.guest.post(f"/link/{token}", {"password": "another long sentence", "again": "another long sentence"})
    assert [m.event for m in mails()] == ["accounts.LinkMade", "accounts.PasswordChanged"]


def test_an_invitation_names_who_invites(cast: Cast) -> None:
    _ = cast.rivermark
    cast.hana.post("/partners/rivermark-relief/people", {"email": "nia@example.org"})
    (mail,) = mails()
    assert "Rivermark Relief" in mail.subject


def test_an_answer_to_an_offer_is_told_after_ten_minutes(cast: Cast) -> None:
    factories.plan()
    offered = factories.signup("1.1.1.1", cast.rivermark, "lead", status="offered")
    _ = cast.hana
    assert cast.sam.post(f"/signups/{offered.id}/confirm").status_code == 303
    told = [m for m in mails() if m.event == "signups.Confirmed"]
    assert [m.address for m in told] == ["hana-aziz@example.org"]
    assert told[0].not_before - told[0].made_at == timedelta(minutes=10)


def test_taking_back_cancels_what_was_about_it(cast: Cast) -> None:
    reader = readers([cast.omar.person or 0])[0]
    before, sam = clock.now(), cast.sam.actor
    with writing():
        outbox.post(Letter("A", ["B"]), reader, key="a", event="x", about=Ref("group", 7))
    with writing():
        announce(TakenBack(actor=sam, subject=Ref("question", 5), touches=(Ref("group", 7),),
                           number="SAG-2026-001", ruled_at=before.isoformat()))  # fmt: skip
    assert mails()[0].cancelled_at


def test_who_wants_no_mail_gets_none_but_links(cast: Cast) -> None:
    omar = cast.omar.person
    person = db.session.get_one(Person, omar)
    cast.omar.post("/me", {"name": person.name, "language": "en", "zone": "UTC"})
    db.session.rollback()
    reader = readers([omar or 0])[0]
    with writing():
        outbox.post(Letter("A", ["B"]), reader, key="a", event="x")
        outbox.post(Letter("A", ["B"], stop=False), reader, key="b", event="x")
    assert [m.key for m in mails()] == ["b"]
