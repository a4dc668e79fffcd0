"""A real server of ours, gunicorn, whose workers can be killed; and browsers that send it forms."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask

from tests.cast import Someone
from wgtool.kernel.assets import static_url

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
WORKERS = os.environ.get("WGTOOL_WORKERS", "1")
COMMAND = ("-m", "gunicorn", "--no-control-socket", "--preload", "-w", WORKERS, "-k", "wgtool.worker.Worker", "--threads", "4",
           "--log-level", "error")  # fmt: skip


class _Line(http.client.HTTPConnection):
    """HTTP over a socket in a folder, so that no port is taken."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=PATIENCE)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Server:
    """The server."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.path = str(folder / "s")
        with app.test_request_context():
            self.file = static_url("css/wgtool.css")
        env = {**os.environ, "WGTOOL_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
               "WGTOOL_SECRET_KEY": app.config["SECRET_KEY"]}  # fmt: skip
        command = [sys.executable, *COMMAND, "-b", f"unix:{self.path}", "tests.faults.wsgi:app"]
        self.log = (folder / "log").open("wb")
        self.master = subprocess.Popen(command, cwd=ROOT, env=env, stdout=self.log, stderr=self.log)

    def workers(self) -> list[int]:
        """Give the processes that serve."""
        told = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        return [int(pid) for pid in told.split()]

    def kill(self) -> None:
        """Kill every worker at once, as the machine would for want of memory; gunicorn starts others."""
        for pid in self.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def ready(self, but: set[int] = frozenset()) -> None:  # type: ignore[assignment]
        """Wait until a worker, none of those named, answers."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.master.poll() is None, "the server ended"
            with suppress(OSError, http.client.HTTPException):
                if not but & set(self.workers()) and self.ask("GET", self.file)[0] == 200:
                    return
        raise TimeoutError("no worker answers")

    def ask(self, method: str, url: str, body: str = "", headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Send a request; give its number and where it leads."""
        line = _Line(self.path)
        try:
            line.request(method, url, body or None, headers or {})
            answer = line.getresponse()
            answer.read()
            return answer.status, answer.headers.get("Location", "")
        finally:
            line.close()

    def end(self) -> None:
        """End it and its workers."""
        self.master.terminate()
        self.master.wait(PATIENCE)
        self.log.close()


class Browser:
    """A browser in somebody's hands, before the real server."""

    def __init__(self, server: Server, someone: Someone) -> None:
        cookie = someone.client.get_cookie("wgtool")
        assert cookie is not None
        self.server, self.csrf = server, someone.csrf
        self.headers = {"Cookie": f"wgtool={cookie.value}", "Origin": "http://localhost", "Host": "localhost",
                        "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip

    def post(self, url: str, form: dict[str, str]) -> tuple[int, str]:
        """Send a form; raises OSError or HTTPException where the line breaks before the answer."""
        return self.server.ask("POST", url, urlencode({"csrf_token": self.csrf, **form}), self.headers)


@contextmanager
def serving(app: Flask) -> Iterator[Server]:
    """Serve the application's database."""
    folder = Path(tempfile.mkdtemp(prefix="wgtool-"))
    server = Server(app, folder)
    try:
        server.ready()
        yield server
    finally:
        server.end()
        shutil.rmtree(folder, ignore_errors=True)
