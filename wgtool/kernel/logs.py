"""One JSON line a request, and one for what went wrong, on standard error. No word of who asked or what was in it.

A line names the route by its template, never the address: that may hold a name, a search or the secret of a link. A
fault's line has the traceback and the number of the request, which the error page shows too.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import traceback
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any, TextIO

from flask import Flask, request, request_started
from sqlalchemy import event
from sqlalchemy.engine import Engine

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
HOUSEKEEPING = ("PRAGMA", "BEGIN", "SET TRANSACTION")
NUMBER = re.compile(r"[0-9a-f-]{8,64}")
DETAIL = re.compile(r"^DETAIL:.*$", re.MULTILINE)  # PostgreSQL quotes the row there
ENCODER = json.JSONEncoder(ensure_ascii=False)
log = logging.getLogger("wgtool.requests")


@dataclass(slots=True)
class Asked:
    """What is known of a request while it runs, and at its end."""

    id: str
    method: str
    route: str | None = None
    status: int = 500
    seconds: float = 0.0
    bytes: int = 0
    statements: int = 0

    def told(self) -> dict[str, Any]:
        """Give the facts of its line."""
        return {
            "id": self.id, "method": self.method, "route": self.route, "status": self.status,
            "ms": round(self.seconds * 1000, 1), "bytes": self.bytes, "statements": self.statements,
        }  # fmt: skip


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)
Listener = Callable[[Asked], None]


def request_id() -> str:
    """Give the number of this request, or nothing outside of one."""
    asked = _asked.get()
    return asked.id if asked else ""


class Tool(Flask):
    """Flask, but that a fault's line names no address, and that no function of ours is a coroutine."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Give the function as it is. Flask looks into each it calls, fifteen times a request."""
        return func

    def log_exception(self, exc_info: Any) -> None:
        """Write a fault down with its traceback."""
        self.logger.error("a request failed", exc_info=exc_info)


class RequestLog:
    """Goes round the application: numbers each request, and writes its line when it is answered."""

    def __init__(self, wsgi: WSGIApplication, *, behind_proxy: bool) -> None:
        self._wsgi, self._behind_proxy = wsgi, behind_proxy
        self.listeners: list[Listener] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        asked = Asked(self._number(environ), environ["REQUEST_METHOD"])
        if asked.method not in METHODS:
            asked.method = "other"
        before, began = _asked.set(asked), perf_counter()

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            asked.status = int(status[:3])
            length = next((value for name, value in headers if name == "Content-Length"), "0")
            asked.bytes = 0 if asked.method == "HEAD" else int(length)
            return start_response(status, [*headers, ("X-Request-ID", asked.id)], exc_info)

        try:
            return self._wsgi(environ, start)
        finally:
            asked.seconds = perf_counter() - began
            log.info("request", extra={"told": asked.told()})
            for listener in self.listeners:
                listener(asked)
            _asked.reset(before)

    def _number(self, environ: WSGIEnvironment) -> str:
        """Take the number that the server in front gave, so that its log and ours agree; else make one."""
        given = environ.get("HTTP_X_REQUEST_ID", "") if self._behind_proxy else ""
        return given if NUMBER.fullmatch(given) else secrets.token_hex(8)


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "what": record.getMessage(),
        }  # fmt: skip
        told |= getattr(record, "told", {"id": request_id()} if request_id() else {})
        if record.exc_info:
            told["traceback"] = DETAIL.sub("", "".join(traceback.format_exception(*record.exc_info)))
        return ENCODER.encode(told)


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to standard error as it is now, which tests and servers replace."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        self.stream = sys.stderr
        super().emit(record)


def _note_route(_app: Flask) -> None:
    asked = _asked.get()
    if asked and request.url_rule:
        asked.route = request.url_rule.rule


def _count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    asked = _asked.get()
    if asked and not statement.startswith(HOUSEKEEPING):
        asked.statements += 1


def register(app: Flask, engine: Engine, *, level: str, behind_proxy: bool) -> RequestLog:
    """Have every request logged; give what does it, for others to listen."""
    root = logging.getLogger("wgtool")
    root.setLevel(level.upper())
    if not any(isinstance(handler, StandardError) for handler in root.handlers):
        root.addHandler(StandardError())
    request_started.connect(_note_route, app)
    event.listen(engine, "before_cursor_execute", _count)
    app.jinja_env.globals["request_id"] = request_id
    around = RequestLog(app.wsgi_app, behind_proxy=behind_proxy)
    app.wsgi_app = around  # type: ignore[method-assign]
    return around
