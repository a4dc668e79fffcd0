"""Two at the same moment: real processes over one database, on both engines, started together by a barrier."""

from __future__ import annotations

import multiprocessing
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from typing import Any

import sqlalchemy as sa
from flask import Flask

from tests import factories
from tests.cast import Cast, Someone
from wgtool.kernel.db import db
from wgtool.signups.models import SignUp
from wgtool.signups.waiting import turns

ROUNDS = ("1.1.1.1", "1.1.1.2", "1.1.2.1", "1.1.2.2", "1.1.3.1")
PATIENCE = 60
Sending = tuple[str, dict[str, str]]
Heard = tuple[int, str]


def send(
    url: str, secret: str, person: int, sendings: list[Sending], together: Barrier, heard: Queue[list[Heard]]
) -> None:
    """Be one browser at one server of its own: send each form when the other is as far."""
    from wgtool.app import create_app
    from wgtool.config import Settings

    app = create_app(Settings(database_url=url, secret_key=secret), TESTING=True)
    app.config["RATELIMIT_ENABLED"] = False
    someone, answers = Someone(app, person), []
    someone.get("/plan/2022/1.1.1.1")
    for address, data in sendings:
        together.wait(PATIENCE)
        answer = someone.post(address, data)
        answers.append((answer.status_code, answer.text))
    heard.put(answers)
    with app.app_context():
        db.engine.dispose()


def at_once(app: Flask, *senders: tuple[int | None, list[Sending]]) -> list[list[Heard]]:
    """Have two people send their forms, each pair at the same moment; give what each was answered."""
    spawn = multiprocessing.get_context("spawn")
    together, url = spawn.Barrier(len(senders)), app.config["SQLALCHEMY_DATABASE_URI"]
    queues: list[Any] = [spawn.Queue() for _ in senders]
    processes = [
        spawn.Process(target=send, args=(url, app.config["SECRET_KEY"], person, sendings, together, queue))
        for (person, sendings), queue in zip(senders, queues, strict=True)
    ]
    for process in processes:
        process.start()
    try:
        return [queue.get(timeout=PATIENCE) for queue in queues]
    finally:
        for process in processes:
            process.join(PATIENCE)
            process.kill()


def stand(number: str) -> dict[int, SignUp]:
    db.session.rollback()
    found = db.session.scalars(sa.select(SignUp).where(SignUp.item_id == factories.item(number).id))
    return {signup.organisation_id: signup for signup in found}


def test_two_leads_confirmed_at_once(world: Flask, cast: Cast) -> None:
    """Exactly one takes the place; the other is told who leads, and its offer stands with its text."""
    factories.plan()
    other = cast._play(factories.person("Tess Other", roles="support"))
    mine = [factories.signup(n, cast.rivermark, "lead", status="offered", offers="Ten trucks").id for n in ROUNDS]
    theirs = [factories.signup(n, cast.lantern, "lead", status="offered", offers="Ten boats").id for n in ROUNDS]
    names = {cast.rivermark.id: "Rivermark Relief", cast.lantern.id: "Lantern Health Logistics"}
    first, second = at_once(
        world,
        (cast.sam.person, [(f"/signups/{id}/confirm", {}) for id in mine]),
        (other.person, [(f"/signups/{id}/confirm", {}) for id in theirs]),
    )
    for number, *answers in zip(ROUNDS, first, second, strict=True):
        assert sorted(code for code, _ in answers) == [303, 409], number
        by = stand(number)
        (winner,) = [s for s in by.values() if s.status == "confirmed"]
        (loser,) = [s for s in by.values() if s.status == "offered"]
        told = next(text for code, text in answers if code == 409)
        assert f"{names[winner.organisation_id]} leads {number} already" in told
        assert loser.offers in {"Ten trucks", "Ten boats"}
        assert [turn.says for turn in turns(loser.id)] in ([], ["signups.taken"])


def test_one_offer_sent_by_two_at_once(world: Flask, cast: Cast) -> None:
    """Of one organisation's two people one signs it up; the other is told, and keeps the text."""
    factories.plan()
    form = {"role": "contributor", "offers": "Ten trucks and a crane"}
    sendings = [(f"/plan/2022/{number}/sign-up", form) for number in ROUNDS]
    first, second = at_once(world, (cast.omar.person, sendings), (cast.hana.person, sendings))
    for number, *answers in zip(ROUNDS, first, second, strict=True):
        assert sorted(code for code, _ in answers) == [303, 409], number
        assert "Ten trucks and a crane" in next(text for code, text in answers if code == 409)
        assert len(stand(number)) == 1


def test_withdrawn_and_confirmed_at_once(world: Flask, cast: Cast) -> None:
    """Whichever comes first, nothing is both."""
    factories.plan()
    ids = [factories.signup(n, cast.rivermark, "lead", status="offered").id for n in ROUNDS]
    first, second = at_once(
        world,
        (cast.sam.person, [(f"/signups/{id}/confirm", {}) for id in ids]),
        (cast.hana.person, [(f"/signups/{id}/withdraw", {"why": "No funds"}) for id in ids]),
    )
    for number, confirmed, withdrawn in zip(ROUNDS, first, second, strict=True):
        assert withdrawn[0] == 303
        assert confirmed[0] in {303, 403, 409}
        (signup,) = stand(number).values()
        assert (signup.status, signup.why) == ("withdrawn", "No funds")
