"""Mail servers that hang, drop and refuse; deliveries that are cut off: no mail is lost, none is sent twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tests.cast import Cast
from tests.support.smtp import Manners, Rude, rude
from wgtool.config import Settings
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.notifications import delivery, outbox, sending
from wgtool.notifications.letters import Letter, Reader
from wgtool.notifications.models import MOST_TRIES, Mail

LATER = timedelta(minutes=10)


@pytest.fixture
def server() -> Iterator[Rude]:
    with rude() as one:
        yield one


def settings(server: Rude) -> Settings:
    return Settings(smtp_host="127.0.0.1", smtp_port=server.port, smtp_starttls=False, mail_from="wgtool@example.org")


def post(*addresses: str) -> None:
    with writing():
        for address in addresses:
            outbox.post(Letter("A subject", ["A line."], "/groups", "you asked for it"),
                        Reader(address, "en", None, "Hana"), key=address, event="test", at_once=True)  # fmt: skip


def deliver(server: Rude) -> tuple[int, int]:
    try:
        return delivery.deliver(settings(server))
    finally:
        db.session.rollback()


def mails() -> list[Mail]:
    db.session.rollback()
    return db.session.query(Mail).order_by(Mail.id).all()


@pytest.mark.parametrize("manners", [Manners.HANGS, Manners.DRIPS, Manners.CLOSES, Manners.DROPS_BEFORE])
def test_without_the_servers_word_it_is_kept_and_sent_again(
    world: Flask, server: Rude, manners: Manners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "REPLY", 0.2)
    monkeypatch.setattr(sending, "LONGEST", 0.4)
    server.manners = manners
    post("one@example.org", "two@example.org")
    assert deliver(server) == (0, 1)  # a server that is away is not asked for the next mail
    assert [(m.waiting, bool(m.error)) for m in mails()] == [(True, True), (True, False)]
    server.manners = Manners.GOOD
    with clock.at(clock.now() + LATER):
        assert deliver(server) == (2, 0)
        assert deliver(server) == (0, 0)
    assert sorted(m["To"] for m in server.taken) == ["one@example.org", "two@example.org"]
    ids = [m["Message-ID"] for m in server.seen if m["To"] == "one@example.org"]
    assert len(set(ids)) == 1  # who got it twice can tell


@pytest.mark.parametrize("manners", [Manners.DROPS_AFTER, Manners.MUTE_AT_QUIT])
def test_after_the_servers_word_it_is_sent(
    world: Flask, server: Rude, manners: Manners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "GOODBYE", 0.1)
    server.manners = manners
    post("one@example.org")
    assert deliver(server) == (1, 0)
    with clock.at(clock.now() + LATER):
        assert deliver(server) == (0, 0)
    assert len(server.taken) == 1


def test_nothing_is_held_while_a_server_hangs(world: Flask, server: Rude, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "REPLY", 5.0)
    server.manners = Manners.HANGS
    post("one@example.org")
    db.session.remove()

    def run() -> None:
        with world.app_context():
            delivery.deliver(settings(server))

    running = threading.Thread(target=run)
    running.start()
    assert server.reached.wait(5)
    assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    post("two@example.org")  # which a lock would hold up
    server.over.set()
    running.join(10)
    assert not running.is_alive()


def test_one_refused_address_holds_up_no_other(cast: Cast, server: Rude) -> None:
    server.refuses = "bad@"
    post("bad@example.org", "good@example.org", "wörse@example.org", "best@example.org")
    assert deliver(server) == (2, 2)
    assert [m["To"] for m in server.taken] == ["good@example.org", "best@example.org"]
    page = cast.sam.get("/mail/undelivered").text
    assert "nobody of that name" in page
    assert "wörse@example.org" in page


def test_tries_come_more_rarely_and_end(world: Flask, server: Rude) -> None:
    server.refuses = "bad@"
    post("bad@example.org")
    tried, now = [], clock.now()
    while len(tried) < MOST_TRIES:
        with clock.at(now):
            assert deliver(server) == (0, 1)
        (mail,) = mails()
        assert mail.claimed_until
        tried.append(mail.claimed_until - now)
        now = mail.claimed_until
    assert tried == sorted(tried)
    assert (tried[0], tried[-1]) == (timedelta(minutes=2), timedelta(days=1))
    with clock.at(now + timedelta(days=9)):
        assert deliver(server) == (0, 0)


def test_cut_off_between_the_servers_word_and_ours(world: Flask, server: Rude, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one moment in which a mail can be sent twice: both are then the same to whoever sorts them."""

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    post("one@example.org")
    with monkeypatch.context() as cut, pytest.raises(Killed):
        cut.setattr(delivery, "_mark", killed)
        deliver(server)
    assert deliver(server) == (0, 0)
    with clock.at(clock.now() + LATER):
        assert deliver(server) == (1, 0)
    assert len({m["Message-ID"] for m in server.taken}) == 1


def test_that_it_was_sent_is_written_down_when_the_database_is_back(
    world: Flask, server: Rude, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, down = delivery._mark, [PoolTimeout(), PoolTimeout()]

    def busy(*words: object) -> None:
        if down:
            raise down.pop()
        mark(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(delivery, "_mark", busy)
    monkeypatch.setattr(delivery, "PAUSES", (0.0, 0.0))
    post("one@example.org")
    assert deliver(server) == (1, 0)
    assert mails()[0].sent_at


def test_what_is_being_sent_is_neither_dropped_nor_sent_beside(cast: Cast, server: Rude) -> None:
    post("one@example.org")
    mail = delivery._claim()
    assert mail
    for step in ("again", "drop"):
        assert cast.sam.post(f"/mail/{mail.id}/{step}").status_code == 409
    assert "one@example.org" not in cast.sam.get("/mail/undelivered").text


def test_cut_off_again_and_again_it_is_shown(cast: Cast, server: Rude) -> None:
    post("one@example.org")
    now = clock.now()
    for n in range(MOST_TRIES + 1):
        with clock.at(now + n * LATER):
            assert (delivery._claim() is None) is (n == MOST_TRIES)
    _ = cast.sam
    with clock.at(now + (MOST_TRIES + 1) * LATER):
        assert "the sending was cut off" in cast.sam.get("/mail/undelivered").text
        assert cast.sam.post("/mail/1/again").status_code == 303
        assert deliver(server) == (1, 0)


def test_deliveries_at_once_send_each_mail_once(world: Flask, server: Rude) -> None:
    post(*(f"reader{n}@example.org" for n in range(12)))
    sent, start = [], threading.Barrier(3)

    def run() -> None:
        with world.app_context():
            start.wait()
            sent.append(delivery.deliver(settings(server)))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(count for count, _ in sent) == 12
    assert len({m["To"] for m in server.taken}) == len(server.taken) == 12
