"""The outbox over a real SMTP server that answers, refuses, or is away."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from flask import Flask

from tests import factories
from tests.cast import Cast
from wgtool.config import Settings
from wgtool.kernel import clock, waits
from wgtool.kernel.db import Ref, db
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing
from wgtool.notifications import outbox
from wgtool.notifications.delivery import deliver
from wgtool.notifications.letters import Letter, Reader
from wgtool.notifications.models import Mail

HANA = Reader("hana@example.org", "en", None, "Hana")
LETTER = Letter("A subject\nBcc: all@example.org", ["A line."], "/groups", "you asked for it")


class Box(Handler):
    """Keeps what arrives; refuses while told to."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.refuses = False

    def handle_message(self, message: object) -> None:
        self.got.append(message)

    async def handle_RCPT(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]
        if self.refuses:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def box() -> Iterator[tuple[Box, Settings]]:
    handler = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, Settings(smtp_host="127.0.0.1", smtp_port=port, smtp_starttls=False, mail_from="wgtool@example.org")
    controller.stop()


def posted(key: str = "one", **how: object) -> None:
    with writing():
        outbox.post(LETTER, HANA, key=key, event="test", **how)  # type: ignore[arg-type]


def test_what_is_due_is_sent_once_and_blanked(world: Flask, box: tuple[Box, Settings]) -> None:
    posted(at_once=True)
    assert deliver(box[1]) == (1, 0)
    assert deliver(box[1]) == (0, 0)
    assert len(box[0].got) == 1
    assert db.session.query(Mail).one().body == ""


def test_nobodys_text_adds_a_header(world: Flask, box: tuple[Box, Settings]) -> None:
    posted(at_once=True)
    deliver(box[1])
    assert box[0].got[0]["Bcc"] is None  # type: ignore[index]


def test_other_mail_waits_ten_minutes(world: Flask, box: tuple[Box, Settings]) -> None:
    posted()
    assert deliver(box[1]) == (0, 0)
    with clock.at(clock.now() + timedelta(minutes=10)):
        assert deliver(box[1]) == (1, 0)


def test_the_same_key_is_one_mail(world: Flask) -> None:
    posted("same")
    posted("same")
    assert db.session.query(Mail).count() == 1


def test_a_refused_mail_is_kept_shown_and_tried_again(cast: Cast, box: tuple[Box, Settings]) -> None:
    posted(at_once=True)
    box[0].refuses = True
    assert deliver(box[1]) == (0, 1)
    assert "nobody of that name" in cast.sam.get("/mail/undelivered").text
    box[0].refuses = False
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert deliver(box[1]) == (1, 0)


def test_the_support_team_tries_again_or_gives_up(cast: Cast, box: tuple[Box, Settings]) -> None:
    posted(at_once=True)
    box[0].refuses = True
    deliver(box[1])
    box[0].refuses = False
    assert cast.sam.post("/mail/1/again").status_code == 303
    db.session.rollback()
    assert deliver(box[1]) == (1, 0)
    assert cast.sam.post("/mail/1/drop").status_code == 409


def test_a_server_that_is_away_loses_nothing(world: Flask) -> None:
    def away() -> smtplib.SMTP:
        raise ConnectionRefusedError("away")

    posted(at_once=True)
    assert deliver(Settings(), connect=away) == (0, 1)
    assert db.session.query(Mail).one().waiting


def test_a_crash_after_the_claim_sends_it_when_the_claim_ends(world: Flask, box: tuple[Box, Settings]) -> None:
    class Crash(BaseException):
        pass

    def crash() -> smtplib.SMTP:
        raise Crash

    posted(at_once=True)
    with pytest.raises(Crash):
        deliver(box[1], connect=crash)
    db.session.rollback()
    assert deliver(box[1]) == (0, 0)
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert deliver(box[1]) == (1, 0)


def test_a_turn_that_is_over_is_not_told(world: Flask, box: tuple[Box, Settings]) -> None:
    with writing():
        line = Wait(kind="x", thing=1, holder="self:person:1", says="x", params={}, since=clock.now(), audience="")
        db.session.add(line)
        db.session.flush()
        outbox.post(LETTER, HANA, key="turn", event="turn", wait=line.id, at_once=True)
        db.session.delete(line)
    assert deliver(box[1]) == (0, 0)
    assert db.session.query(Mail).one().cancelled_at


def test_what_was_taken_back_is_cancelled(world: Flask, box: tuple[Box, Settings]) -> None:
    about = Ref("question", 4)
    posted(about=about)
    with writing():
        outbox.cancel(about, since=clock.now() - timedelta(minutes=10))
    with clock.at(clock.now() + timedelta(hours=1)):
        assert deliver(box[1]) == (0, 0)


def test_mails_are_shown_only_in_a_demonstration(cast: Cast) -> None:
    from wgtool.kernel.installation import mark_demo

    factories.mail()
    assert cast.guest.get("/demo/mails").status_code == 404
    with writing():
        mark_demo()
    assert "Your turn" in cast.guest.get("/demo/mails").text


def test_new_turns_are_told_in_the_readers_language(cast: Cast) -> None:
    omar = cast.omar.person
    waits.sentence("test.turn", yours="Look at %(what)s.", others="Waiting for somebody to look at %(what)s.")
    waits.waits_for(
        "test-thing", waiting=list, url=lambda line: f"/things/{line.thing}",
        turns=lambda id: [waits.Turn(holder=f"self:person:{omar}", says="test.turn", params={"what": "it"})],
    )  # fmt: skip
    with writing():
        waits.touched(Ref("test-thing", 3))
    mail = db.session.query(Mail).one()
    assert (mail.address, mail.subject) == ("omar-haddad@example.org", "Your turn: Look at it.")
    assert "/things/3" in mail.body
    assert "Look at it." in cast.omar.get("/desk").text


def test_turns_of_one_kind_are_told_in_one_mail_which_tells_those_that_are_left(
    cast: Cast, box: tuple[Box, Settings]
) -> None:
    """Each with what it is about and its page; where none is left nothing leaves, and an id given again is another line's."""
    omar, left = cast.omar.person, {1, 2, 3}
    waits.sentence("test.turn", yours="Look at %(what)s.", others="Waiting for somebody to look at %(what)s.")
    waits.waits_for(
        "test-thing", waiting=list, url=lambda line: f"/things/{line.thing}",
        turns=lambda id: [waits.Turn(holder=f"self:person:{omar}", says="test.turn", params={"what": f"it {id}", "about": f"Thing {id}"})
                          ] if id in left else [],
    )  # fmt: skip

    def touch() -> None:
        with writing():
            for id in (1, 2, 3):
                waits.touched(Ref("test-thing", id))

    touch()
    mail = db.session.query(Mail).one()
    assert mail.subject == "It is your turn with 3 things"
    assert "- Look at it 2.\n  “Thing 2”\n  http://127.0.0.1:5000/things/2\n- Look at it 3." in mail.body
    left.remove(2)
    touch()
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert deliver(box[1]) == (1, 0)
    sent = str(box[0].got[0].get_payload(decode=True), "utf-8")  # type: ignore[attr-defined]
    assert ("it 1" in sent, "it 2" in sent, "it 3" in sent) == (True, False, True)
    left.clear()
    touch()
    left.add(3)
    touch()
    left.clear()
    touch()
    left.add(2)
    with clock.at(clock.now() + timedelta(minutes=5)):
        touch()
    with clock.at(clock.now() + timedelta(minutes=12)):
        assert deliver(box[1]) == (0, 0), "what it told is over, whoever has the id now"
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert deliver(box[1]) == (1, 0)
