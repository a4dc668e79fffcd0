"""A browser's bare part: a connection kept open, a signed cookie, a form."""

from __future__ import annotations

import http.client
import secrets
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from bench.load import SECRET

RAW = "raw"
"""What the session keeps of its CSRF token: the floor's form carries it so, wgtool's carries it signed."""


def cookie(person: int | None) -> str:
    """Give the session cookie of a person, as if signed in and at the desk a while ago; "" for a guest."""
    if person is None:
        return ""
    signer = Flask("bench")
    signer.secret_key = SECRET
    serializer = SecureCookieSessionInterface().get_signing_serializer(signer)
    assert serializer is not None
    sat = {"person": person, "at": time.time(), "since": time.time() - 30 * 86400}
    kept = {
        "_user_id": f"{person}.1",
        "_fresh": True,
        "csrf_token": RAW,
        "_permanent": True,
        "renewed": time.time(),
        "sat": sat,
    }
    return "wgtool=" + str(serializer.dumps(kept))


def signed_token() -> str:
    """Give the CSRF token as wgtool's forms carry it."""
    return str(URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(RAW))


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float


class Client:
    """One connection to one server, in one person's hands."""

    def __init__(self, port: int, person: int | None = None) -> None:
        self.port, self.cookie = port, cookie(person)
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form as a page of ours would."""
        body = urlencode({"once": secrets.token_urlsafe(16), **fields}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        return self._ask("POST", path, body, headers)

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str]) -> Answer:
        headers = {"Accept": "text/html", "Accept-Encoding": "identity", "Cookie": self.cookie, **more}
        for attempt in (1, 2):
            connection = self._connection = self._connection or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60
            )
            began = time.perf_counter()
            try:
                connection.request(method, path, body, headers)
                response = connection.getresponse()
                content = response.read()
                break
            except (http.client.HTTPException, OSError):  # an idle connection is closed by the server
                self.close()
                if attempt == 2:
                    raise
        return Answer(response.status, response.headers, content, time.perf_counter() - began)

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def crowd(port: int, person: int | None, path: str, *, connections: int, seconds: float) -> float:
    """Ask for a page on several connections at once; give the answers a second."""
    done, began = [0] * connections, time.perf_counter()

    def ask(which: int) -> None:
        client = Client(port, person)
        while time.perf_counter() < began + seconds:
            done[which] += client.get(path).status == 200
        client.close()

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)
