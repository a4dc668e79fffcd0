"""What machines ask: is it alive, is it ready, what has it counted. Plain text, for whoever asks; no cookie is read."""

from __future__ import annotations

import hmac

from flask import Blueprint, Flask, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from wgtool.config import Settings
from wgtool.kernel.db import db
from wgtool.kernel.logs import RequestLog
from wgtool.kernel.web import guard
from wgtool.upkeep import metrics, queries
from wgtool.upkeep.counting import Counters
from wgtool.upkeep.permits import P

bp = Blueprint("upkeep", __name__)
COUNTERS = "wgtool-counters"


def _plain(text: str, status: int = 200) -> Response:
    return Response(text, status=status, mimetype="text/plain", headers={"Cache-Control": "no-store"})


@bp.get("/healthz")
@guard(P.PROBE, machine=True)
def healthz() -> Response:
    """Say that the process is alive; nothing else is asked."""
    return _plain("alive\n")


@bp.get("/readyz")
@guard(P.PROBE, machine=True)
def readyz() -> Response:
    """Say whether the database answers and is migrated; 503 if not."""
    try:
        migrated = queries.is_migrated()
    except SQLAlchemyError:
        return _plain("The database does not answer.\n", 503)
    if not migrated:
        return _plain("The database is not at this wgtool's migration: run wgtool prepare.\n", 503)
    return _plain("ready\n")


def _opened() -> bool | None:
    """Open /metrics to who knows the token; to others it does not exist."""
    settings: Settings = current_app.extensions["settings"]
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    known = hmac.compare_digest(sent.encode(), settings.metrics_token.encode())
    return (bool(settings.metrics_token) and scheme == "Bearer" and known) or None


@bp.get("/metrics")
@guard(P.READ_METRICS, _opened, machine=True)
def read_metrics(_open: bool) -> Response:
    """Show what was counted, and what waits."""
    try:
        gauges = {"database_up": 1.0, **queries.gauges()}
    except SQLAlchemyError:
        db.session.rollback()
        gauges = {"database_up": 0.0}
    answer = _plain(metrics.text(current_app.extensions[COUNTERS], gauges))
    answer.headers["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8"
    return answer


def counts(app: Flask, settings: Settings, requests: RequestLog) -> None:
    """Count requests, where somebody may read it."""
    if settings.metrics_token:
        routes = sorted({rule.rule for rule in app.url_map.iter_rules()})
        app.extensions[COUNTERS] = Counters(routes, settings.metrics_dir)
        requests.listeners.append(app.extensions[COUNTERS].add)
