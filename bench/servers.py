"""Starts the servers that are measured, each in a process group of its own, and says what they use."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.client import Client
from bench.load import SECRET

PATIENCE = 60
THREADS = 4
ROOT = Path(__file__).parent.parent


class NotUp(RuntimeError):
    """A server did not come up; the message holds what it said."""


@dataclass
class Server:
    """A server over one database."""

    name: str
    command: list[str]
    url: str
    path: str = "/partners"
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    log: Path = Path("/dev/null")

    def start(self) -> float:
        """Start it; give the seconds to its first answer."""
        self.port = free_port()
        environment = os.environ | {
            "WGTOOL_DATABASE_URL": self.url, "WGTOOL_SECRET_KEY": SECRET, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore",
            "MALLOC_ARENA_MAX": "1",  # what wgtool sees to by itself (wgtool/loading.py), for the floor, too
            "PYTHONDONTWRITEBYTECODE": "",  # an installation has its compiled files; the first start makes them here
        }  # fmt: skip
        command = [part.replace("PORT", str(self.port)) for part in self.command]
        began = time.perf_counter()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=ROOT,
            )
        while not self._answers():
            if self.process.poll() is not None or time.perf_counter() - began > PATIENCE:
                self.stop()
                raise NotUp(
                    f"{self.name} did not come up:\n{self.log.read_text()[-2000:] if self.log.is_file() else ''}"
                )
            time.sleep(0.01)
        return time.perf_counter() - began

    def _answers(self) -> bool:
        client = Client(self.port)
        try:
            return client.get(self.path).status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            client.close()

    def stop(self) -> None:
        """End it and all it started."""
        if self.process is None:
            return
        for how in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, how)
                self.process.wait(10)
                break
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                break
        self.process = None

    @property
    def pids(self) -> list[int]:
        """Give its processes, the first it started and all below."""
        found, todo = list[int](), [self.process.pid] if self.process else []
        while todo:
            pid = todo.pop()
            found.append(pid)
            todo += [
                int(child)
                for task in Path(f"/proc/{pid}/task").iterdir()
                for child in (task / "children").read_text().split()
            ]
        return found

    def memory(self) -> float:
        """Give the resident MiB of its largest process: the worker."""
        return max(_resident(pid) for pid in self.pids) / 1024

    def cpu(self) -> float:
        """Give the seconds of CPU its processes have used."""
        tasks = [task for pid in self.pids for task in Path(f"/proc/{pid}/task").iterdir()]
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def _resident(pid: int) -> int:
    found = re.search(r"^Rss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    return int(found[1]) if found else 0


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def gunicorn(application: str, workers: int = 1) -> list[str]:
    """Give the words after `python` that start gunicorn with threads, as its unit has them; the floor alike."""
    kind = "wgtool.worker.Worker" if application == WGTOOL else "gthread"
    return [
        "-OO", "-m", "gunicorn", "--no-control-socket", "-k", kind, "-w", str(workers), "--threads", str(THREADS),
        "--log-level", "warning", "-b", "127.0.0.1:PORT", application,
    ]  # fmt: skip


def granian(application: str, workers: int = 1) -> list[str]:
    """Give those of granian for the same."""
    return [
        "-OO", "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "PORT", "--workers", str(workers),
        "--blocking-threads", str(THREADS), "--log-level", "warning", application,
    ]  # fmt: skip


FLOOR, WGTOOL = "bench.floor:app", "wgtool.wsgi:app"


@contextmanager
def running(*servers: Server) -> Iterator[None]:
    """Run servers, and end them whatever happens."""
    try:
        for server in servers:
            server.start()
        yield
    finally:
        for server in servers:
            server.stop()
