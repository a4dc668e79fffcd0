"""Told to end, the tool cuts no request and leaves no mail half sent; what it had not begun, it leaves."""

from __future__ import annotations

import asyncio
import http.client
import signal
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.support.processes import PATIENCE, WGTOOL, answers, environment, free_port, running
from tests.upkeep.conftest import Place
from wgtool.kernel.db import db
from wgtool.notifications.models import Mail

BODY = b"email=a%40example.org&password=" + b"x" * 2000


class SlowBox:
    """A mail server that takes the whole mail, and says so only when it is let."""

    def __init__(self) -> None:
        self.got, self.let, self.mails = threading.Event(), threading.Event(), 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails += 1
        self.got.set()
        while not self.let.is_set():
            await asyncio.sleep(0.02)
        return "250 taken"


@pytest.fixture
def box() -> Iterator[tuple[SlowBox, int]]:
    slow, port = SlowBox(), free_port()
    controller = Controller(slow, hostname="127.0.0.1", port=port)
    controller.start()
    yield slow, port
    slow.let.set()
    controller.stop()


@pytest.fixture
def settings(place: Place, box: tuple[SlowBox, int]) -> dict[str, str]:
    """Give an environment with the first release's world, as real people's, whose mail waits for the slow box."""
    app = place("sqlite", filled=True)
    with app.app_context():
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.exec_driver_sql("DELETE FROM installation WHERE name IN ('demo', 'mail_held')")
            connection.exec_driver_sql("UPDATE mail SET wait = NULL")
        db.engine.dispose()
    return environment(
        database_url=app.config["SQLALCHEMY_DATABASE_URI"], secret_key="x" * 40, smtp_host="127.0.0.1",
        smtp_port=str(box[1]), smtp_starttls="0", log_level="error",
    )  # fmt: skip


def mails(settings: dict[str, str]) -> tuple[int, int]:
    """Give how many mails left, and how many were tried."""
    with closing(sqlite3.connect(settings["WGTOOL_DATABASE_URL"].removeprefix("sqlite:///"))) as file:
        return file.execute("SELECT count(sent_at), sum(tries > 0) FROM mail").fetchone()  # type: ignore[no-any-return]


def half_sent(port: int) -> socket.socket:
    """Send a form by half; give the line once the server has begun with it, which it says."""
    line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    head = f"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    line.sendall(f"{head}Content-Length: {len(BODY)}\r\nExpect: 100-continue\r\n\r\n".encode())
    assert line.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
    line.sendall(BODY[:1000])
    return line


def still_there(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return True
    return False


def test_a_server_told_to_end_finishes(settings: dict[str, str], box: tuple[SlowBox, int], tmp_path: Path) -> None:
    port = free_port()
    with running((*WGTOOL, "run", "--port", str(port)), tmp_path / "log", settings) as process:
        answers(port, process)
        line = half_sent(port)
        assert box[0].got.wait(PATIENCE)
        process.send_signal(signal.SIGTERM)
        assert still_there(process)
        line.sendall(BODY[1000:])
        answer = http.client.HTTPResponse(line)
        answer.begin()
        page = answer.read()
        line.close()
        assert answer.status == 400, page
        assert page.endswith(b"</html>")
        assert still_there(process)
        box[0].let.set()
        assert process.wait(PATIENCE) == 0, (tmp_path / "log").read_text()
    assert mails(settings) == (1, 1)
    assert box[0].mails == 1


def asking(port: int) -> socket.socket:
    """Give a line that asked for a page, and for its own end after that."""
    line = socket.create_connection(("127.0.0.1", port), timeout=20)
    line.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
    return line


def test_browsers_that_stay_away_hold_up_nobody(settings: dict[str, str], tmp_path: Path) -> None:
    """Bad lines do this: the answer is on its way, and nobody there to take it or to end the line."""
    port = free_port()
    with running((*WGTOOL, "run", "--port", str(port), "--threads", "2"), tmp_path / "log", settings) as process:
        answers(port, process)
        gone = [asking(port) for _ in range(100)]
        for line in reversed(gone):  # spend two seconds on each, and the last waits for minutes
            assert line.recv(12) == b"HTTP/1.1 200"
        while gone[0].recv(4096):
            pass
        gone[0].sendall(b"x" * 100)
        gone.pop().close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0, (tmp_path / "log").read_text()
        for line in gone:
            line.close()
    assert (tmp_path / "log").read_text().count("Error") == 0


def test_a_delivery_told_to_end_finishes_its_mail(settings: dict[str, str], box: tuple[SlowBox, int], tmp_path: Path) -> None:  # fmt: skip
    with running((*WGTOOL, "deliver"), tmp_path / "log", settings) as process:
        assert box[0].got.wait(PATIENCE)
        process.send_signal(signal.SIGTERM)
        assert still_there(process)
        box[0].let.set()
        assert process.wait(PATIENCE) == 0
    assert "1 mails sent, 0 to be tried again" in (tmp_path / "log").read_text()
    assert mails(settings) == (1, 1)


def test_the_outbox_of_this_world_is_not_empty(place: Place) -> None:
    """Else the two above would say nothing about what was not begun."""
    with place("sqlite", filled=True).app_context():
        assert db.session.query(Mail).filter(Mail.sent_at.is_(None), Mail.cancelled_at.is_(None)).count() > 5
