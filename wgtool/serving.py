"""The server that `wgtool run` starts, and the clockwork beside it."""

from __future__ import annotations

import signal
import threading
from typing import Any

from flask import Flask

from wgtool.kernel.db import db
from wgtool.kernel.installation import is_demo
from wgtool.notifications.delivery import deliver
from wgtool.timers import do_due

FIRST, TICK = 2, 30
"""Seconds until what is due is done first, and between two times."""
GRACE = 30
"""Seconds that are given to what was begun, once the server is told to end."""


def serve(app: Flask, host: str, port: int, threads: int) -> None:
    """Serve with gunicorn: one worker, several threads, and the clockwork beside.

    Told to end, it answers what was asked and finishes the mail it is at, for half a minute at most.
    """
    from gunicorn.app.base import BaseApplication

    beside = Clockwork(app)

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            chosen = {"bind": f"{host}:{port}", "workers": 1, "threads": threads, "worker_class": "wgtool.worker.Worker",
                      "loglevel": "warning", "control_socket_disable": True, "graceful_timeout": GRACE, "post_worker_init": beside.start,
                      "worker_exit": lambda server, worker: beside.end()}  # fmt: skip
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    db.engine.dispose()  # no connection may cross the fork
    Server().run()


class Clockwork:
    """The thread beside the server that does what is due and sends mail every half minute."""

    def __init__(self, app: Flask) -> None:
        self._app, self._stop = app, threading.Event()
        self._thread: threading.Thread | None = None  # one made before the fork would count as ended after it

    def start(self, worker: Any) -> None:
        """Start it in a worker of the server; it begins nothing new once that is told to end."""
        ends = worker.handle_exit

        def told(*how: Any) -> None:
            self._stop.set()
            ends(*how)

        signal.signal(signal.SIGTERM, told)
        self._thread = threading.Thread(target=self._tick, daemon=True, name="clockwork")
        self._thread.start()

    def end(self) -> None:
        """Wait for what it is at."""
        self._stop.set()
        if self._thread:
            self._thread.join(GRACE)

    def _tick(self) -> None:
        wait = FIRST
        while not self._stop.wait(wait):
            wait = TICK
            try:
                with self._app.app_context():
                    settings = self._app.extensions["settings"]
                    do_due()
                    if settings.smtp_host and not is_demo():
                        deliver(settings, stop=self._stop.is_set)
            except Exception:
                self._app.logger.exception("the clockwork stumbled and goes on")
