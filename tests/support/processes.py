"""Start the tool as a process of its own, and wait until it answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WGTOOL = (sys.executable, "-m", "wgtool")
ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60


def free_port() -> int:
    """Give a port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """Give this environment with these settings of wgtool and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WGTOOL_")}
    ours = {f"WGTOOL_{name.upper()}": value for name, value in settings.items()}
    return kept | ours | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def answers(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing listens at {port}; the process ended with {process.poll()}")


@contextmanager
def running(command: tuple[str, ...], log: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process for the block; it is ended at the end at the latest."""
    with log.open("wb") as out, subprocess.Popen(command, env=env, stdout=out, stderr=out, cwd=log.parent) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
