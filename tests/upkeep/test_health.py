"""What machines ask: alive without a database, ready only with one that is migrated, counts only for who knows the token."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import _apart as apart
from tests.support.statements import statements
from tests.upkeep.conftest import Place
from wgtool import timers
from wgtool.config import Settings
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.logs import Asked
from wgtool.notifications.models import Mail
from wgtool.upkeep.counting import Counters

TOKEN = "a token for a monitor"
NUMBER = re.compile(r'(wgtool_\w+)(\{(?:\w+="[^"]*",?)+\})? (\S+)')


def test_alive_asks_no_database_and_sets_no_cookie(world: Flask) -> None:
    client = world.test_client()
    with client.session_transaction() as session:  # a cookie of somebody, who is not looked up
        session["_user_id"], session["_permanent"] = "1.1", True
    with statements(db.engine) as asked:
        answer = apart(client.get, "/healthz")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "alive\n", "text/plain")
    assert asked == []
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" in apart(client.get, "/sign-in").headers


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_ready_with_a_migrated_database(engine: str, place: Place) -> None:
    app = place(engine, filled=True)
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")
    assert "Set-Cookie" not in answer.headers
    with app.app_context(), db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    older = app.test_client().get("/readyz")
    assert (older.status_code, older.mimetype, "run wgtool prepare" in older.text) == (503, "text/plain", True)


def test_not_ready_without_tables_or_without_a_database(
    place: Place, another: Callable[[Settings], Flask], tmp_path: Path
) -> None:
    assert place("sqlite").test_client().get("/readyz").status_code == 503
    for url in (f"sqlite:///{tmp_path}", "postgresql+psycopg://nobody@127.0.0.1:1/none"):
        away = another(
            Settings(database_url=url, secret_key="x" * 40, log_level="error", metrics_token=TOKEN)
        ).test_client()
        answer = away.get("/readyz")
        assert (answer.status_code, answer.text) == (503, "The database does not answer.\n")
        assert away.get("/healthz").status_code == 200
        assert "wgtool_database_up 0\n" in asking(away).text


def test_machines_beside_the_server_need_no_https(place: Place, another: Callable[[Settings], Flask]) -> None:
    url = place("sqlite").config["SQLALCHEMY_DATABASE_URI"]
    client = another(Settings(database_url=url, secret_key="x" * 40, https=True, base_url="https://wg.example", log_level="error")).test_client()  # fmt: skip
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/").status_code == 302


def asking(client: FlaskClient, token: str = TOKEN) -> object:
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def counted(place: Place, another: Callable[[Settings], Flask], tmp_path: Path) -> Flask:
    """Give a tool that counts, over the first release's world."""
    url = place("sqlite", filled=True).config["SQLALCHEMY_DATABASE_URI"]
    return another(Settings(database_url=url, secret_key="x" * 40, metrics_token=TOKEN, metrics_dir=str(tmp_path), log_level="error"))  # fmt: skip


def numbers(text: str) -> dict[str, float]:
    """Read Prometheus's text format; anything else in it fails."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            parts = NUMBER.fullmatch(line)
            assert parts, line
            found[parts[1] + (parts[2] or "")] = float(parts[3])
    return found


def test_metrics_are_closed_without_the_token(counted: Flask, world: Flask) -> None:
    client = counted.test_client()
    assert client.get("/metrics").status_code == 404
    assert asking(client, "another token for it").status_code == 404  # type: ignore[attr-defined]
    assert client.get("/metrics", headers={"Authorization": f"Basic {TOKEN}"}).status_code == 404
    assert asking(client).status_code == 200  # type: ignore[attr-defined]
    assert asking(world.test_client(), "").status_code == 404  # type: ignore[attr-defined]


def test_what_metrics_tell(counted: Flask) -> None:
    client = counted.test_client()
    for url in ("/groups", "/groups/LWG-BGW", "/groups/LWG-ERB", "/groups/none", "/nowhere/zebra"):
        client.get(url)
    with counted.app_context():
        timers.do_due()
        waiting = db.session.query(Mail).filter(Mail.sent_at.is_(None), Mail.cancelled_at.is_(None)).count()
        oldest = db.session.scalar(sa.select(sa.func.min(Mail.not_before)).where(Mail.sent_at.is_(None)))
        assert isinstance(oldest, datetime)
        with clock.at(oldest + timedelta(hours=1)):
            answer = asking(client)
    told = numbers(answer.text)  # type: ignore[attr-defined]
    assert told['wgtool_requests_total{route="/groups",status="200"}'] == 1
    assert told['wgtool_requests_total{route="/groups/<code>",status="200"}'] == 2
    assert told['wgtool_requests_total{route="/groups/<code>",status="404"}'] == 1
    assert told['wgtool_requests_total{route="other",status="404"}'] == 1
    buckets = [
        value for name, value in told.items() if name.startswith('wgtool_request_seconds_bucket{route="/groups/<code>"')
    ]
    assert buckets == sorted(buckets)
    assert buckets[-1] == told['wgtool_request_seconds_count{route="/groups/<code>"}'] == 3
    assert told["wgtool_mails_waiting"] == waiting > 0
    assert told["wgtool_mail_oldest_due_seconds"] == 3600
    assert told["wgtool_mail_held"] == told["wgtool_database_up"] == 1
    assert told["wgtool_waits_open"] > 0
    assert told["wgtool_due_last_run_timestamp_seconds"] > 1.7e9
    assert "zebra" not in answer.text  # type: ignore[attr-defined]


def test_workers_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process counts in a file of its own; one that ended still counts; another version's files do not."""
    routes = ["/a", "/b"]
    (tmp_path / "1-000000000000.counts").write_bytes(b"x" * 7)
    for process, seconds in ((11, 0.004), (12, 0.3), (11, 9.0)):
        monkeypatch.setattr("os.getpid", lambda process=process: process)
        Counters(routes, str(tmp_path)).add(Asked("1", "GET", "/a", 200, seconds))
    monkeypatch.setattr("os.getpid", lambda: 13)
    (row,) = Counters(routes, str(tmp_path)).totals()
    route, statuses, buckets, total = row
    assert (route, statuses, round(total, 3)) == ("/a", {"200": 3}, 9.304)
    assert (buckets[0], buckets[6], buckets[-1], sum(buckets)) == (1, 1, 1, 3)
