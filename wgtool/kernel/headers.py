"""The headers that protect a page, by Talisman: put together once for each view, not once an answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Response, request
from flask_talisman import Talisman


class Headers(Talisman):  # type: ignore[misc]
    """Talisman over what does not change while a process runs: a view's own options and the settings."""

    def init_app(self, app: Any, **settings: Any) -> None:
        """Keep what was put together for one application by itself."""
        self._kept = lru_cache(maxsize=1024)(self._written)
        super().init_app(app, **settings)

    def _force_https(self) -> Any:
        """Lead to HTTPS where the settings ask for it."""
        return super()._force_https() if self.force_https else None

    def _make_nonce(self) -> None:
        """Make none: no policy of ours lets a script in by one."""

    def _set_response_headers(self, response: Response) -> Response:
        """Write the headers on an answer."""
        forwarded = request.headers.get("X-Forwarded-Proto", "http")
        for name, value in self._kept(request.endpoint, request.is_secure or forwarded == "https"):
            response.headers[name] = value
        return response

    def _written(self, _endpoint: str | None, _secure: bool) -> tuple[tuple[str, str], ...]:
        """Have Talisman write on an empty answer to this request, whose kind is told by the endpoint and its line."""
        empty = Response()
        before = {name for name, _value in empty.headers}
        written = super()._set_response_headers(empty).headers
        return tuple((name, value) for name, value in written if name not in before)
