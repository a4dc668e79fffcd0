"""Workers killed in the middle of writing: what was confirmed is there, nothing is half there, all of it agrees.

`make soak` does it 200 times on each engine; `WGTOOL_SEED` begins another series.
"""

from __future__ import annotations

import os
import random
import threading
import time

import sqlalchemy as sa
from flask import Flask

from tests.cast import Cast
from tests.faults.serving import PATIENCE, Server, serving
from tests.faults.writing import Writer, lost, moment, stage
from tests.support.agreement import begin, disagreements
from wgtool.kernel.db import db

KILLS = int(os.environ.get("WGTOOL_KILLS", "10"))
SEED = int(os.environ.get("WGTOOL_SEED", "1"))


def write_until_killed(server: Server, writers: list[Writer], rng: random.Random) -> None:
    stop, sent = threading.Event(), threading.Semaphore(0)
    threads = [threading.Thread(target=w.write, args=(server, stop, sent)) for w in writers]
    forms, into = moment(rng)
    for thread in threads:
        thread.start()
    for _ in range(forms):
        sent.acquire(timeout=PATIENCE)
    stop.wait(into)
    killed = set(server.workers())
    stop.set()
    server.kill()
    for thread in threads:
        thread.join(PATIENCE)
    server.ready(but=killed)


def nobody_is_left_writing() -> None:
    """Wait until PostgreSQL has let go of what the killed had open; SQLite's locks end with their process."""
    if db.engine.dialect.name == "sqlite":
        return
    open_ = sa.text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL "
                    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'")  # fmt: skip
    end = time.monotonic() + PATIENCE
    while db.session.scalar(open_):
        db.session.rollback()
        assert time.monotonic() < end
    db.session.rollback()


def test_killed_in_the_middle_of_writing(world: Flask, cast: Cast) -> None:
    writers, _ = stage(cast)
    rng, before = random.Random(SEED), begin()
    db.session.remove()
    db.engine.dispose()
    with serving(world) as server:
        for n in range(KILLS):
            write_until_killed(server, writers, rng)
            nobody_is_left_writing()
            assert lost(writers) + disagreements(before) == [], f"after kill {n} of seed {SEED}"
            db.session.remove()
            db.engine.dispose()
    confirmed = sum(len(writer.done) for writer in writers)
    assert confirmed >= KILLS
    assert any(writer.open for writer in writers)
