"""Attachments: taken in, handed out to who sees their thing, removed, kept in a backup."""

from __future__ import annotations

import io
import os
import stat
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import FileStorage

from tests import factories
from tests.actions.helping import now, point, told
from tests.cast import Cast, Someone
from tests.support.processes import PATIENCE
from wgtool.files import erasing, operations, store
from wgtool.files.models import Attachment
from wgtool.files.taking import take
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import writing

PDF = b"%PDF-1.7 made up"
NAME = "تقرير الميناء.pdf"


def send(someone: Someone, content: bytes, name: str = NAME, at: str = "/actions/AP-2026-0001") -> tuple[int, str]:
    answer = someone.post(f"{at}/report-progress", {"taken": "Asked", "file": (io.BytesIO(content), name)},
                          content_type="multipart/form-data")  # fmt: skip
    return answer.status_code, answer.text


def kept() -> list[Attachment]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Attachment).order_by(Attachment.id)))


def test_attached_handed_out_and_removed(world: Flask, cast: Cast) -> None:
    made = point(cast)
    assert send(cast.hana, PDF)[0] == 303
    (one,) = kept()
    path = store.folder() / store.place(one.digest)
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    page = cast.guest.get("/actions/AP-2026-0001").text
    assert NAME in page
    given = cast.guest.get(f"/files/{one.id}")
    assert given.data == PDF
    assert given.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{quote(NAME)}"
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Security-Policy"].strip() == "default-src 'none'; sandbox"
    assert cast.kofi.post(f"/files/{one.id}/remove").status_code == 403
    assert now(made.id).evidenced_at is not None
    assert cast.hana.post(f"/files/{one.id}/remove").status_code == 303
    assert cast.guest.get(f"/files/{one.id}").status_code == 404
    assert not path.exists(), "who removes a file expects it gone"
    assert now(made.id).evidenced_at is None
    assert sorted(told(made.id, cast)) == ["Progressed", "files.Attached", "files.Removed"]


@pytest.mark.one_engine
def test_seen_by_who_sees_its_thing_and_by_nobody_else(world: Flask, cast: Cast) -> None:
    made = point(cast, sight=Sight.RESTRICTED, audience=f"person:{cast.omar.person}", contact_id=cast.omar.person)
    assert send(cast.omar, PDF)[0] == 303
    (one,) = kept()
    for someone in (cast.guest, cast.sam, cast.hana, cast.ada):
        assert someone.get(f"/files/{one.id}").status_code == 404
    assert cast.omar.get(f"/files/{one.id}").status_code == 200
    factories.change(Attachment, Attachment.id == one.id, sight=Sight.PUBLIC)
    with writing():
        operations.sight_of(made.ref, db.session.get_one(type(made), made.id))
    assert cast.guest.get(f"/files/{one.id}").status_code == 404


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ\x90\x00 a program", "report.pdf", "Files of this kind are not taken"),
        (b"", "empty.pdf", "This file is empty"),
        (b"PK\x03\x04 half a zip", "table.xlsx", "This file is damaged"),
    ],
)
def test_what_is_not_taken_loses_no_text(world: Flask, cast: Cast, content: bytes, name: str, says: str) -> None:
    point(cast)
    code, text = send(cast.hana, content, name)
    assert code == 422
    assert says in text
    assert "Asked</textarea>" in text
    assert kept() == []


@pytest.mark.one_engine
def test_what_is_over_the_limit_is_told_in_a_page(world: Flask, cast: Cast) -> None:
    point(cast)
    sent = cast.hana.client.post("/actions/AP-2026-0001/report-progress", data=b"x" * (20 * 1024 * 1024),
                                 content_type="multipart/form-data; boundary=x")  # fmt: skip
    assert sent.status_code == 413
    assert "10 MB" in sent.text


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("content", "name", "kept_as"),
    [
        (b"<svg onload='alert(1)'></svg>", "../../x.svg", "x.svg"),
        (b"<!doctype html><script>1</script>", "page.pdf", "page.html"),
    ],
)
def test_what_a_browser_would_run_is_never_shown(world: Flask, cast: Cast, content: bytes, name: str, kept_as: str) -> None:  # fmt: skip
    point(cast)
    assert send(cast.hana, content, name)[0] == 303
    (one,) = kept()
    given = cast.guest.get(f"/files/{one.id}")
    assert one.name == kept_as
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.one_engine
def test_a_scanner_is_asked_and_no_word_is_a_no(world: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    point(cast)
    given = world.extensions["settings"]
    for says, code, wanted in (("found something", 1, 422), ("could not be scanned", 2, 422), ("", 0, 303)):
        scanner = f"{sys.executable} -c 'raise SystemExit({code})'"
        monkeypatch.setitem(world.extensions, "settings", replace(given, scanner=scanner))
        answer, text = send(cast.hana, PDF)
        assert answer == wanted
        assert says in text


@pytest.mark.one_engine
@pytest.mark.parametrize(("way", "header"), [("x-accel-redirect", "/stored/"), ("x-sendfile", "/")])
def test_the_web_server_hands_it_out(world: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch, way: str, header: str) -> None:  # fmt: skip
    point(cast)
    send(cast.hana, PDF)
    (one,) = kept()
    monkeypatch.setitem(world.extensions, "settings", replace(world.extensions["settings"], sendfile=way))
    given = cast.guest.get(f"/files/{one.id}")
    assert given.headers[way].startswith(header)
    assert given.headers[way].endswith(str(store.place(one.digest)))
    assert given.data == b""


def test_a_content_is_erased_with_the_last_file_that_has_it(world: Flask, cast: Cast) -> None:
    """It stays while another has it, is being given it or gets it again, and where the removal is not committed."""
    under = point(cast)
    sent = [take(FileStorage(io.BytesIO(PDF), NAME)) for _ in range(3)]
    digest = sent[0].digest
    with writing():
        first = operations.attach(under.ref, sent[0], actor=Actor.tool(), under=under).id
    with pytest.raises(Refused), writing():
        operations.take_away(first, actor=Actor.tool())
        raise Refused("broken")
    assert store.there(digest), "what is rolled back removes nothing"
    with writing():
        operations.take_away(first, actor=Actor.tool())
    assert not store.there(digest)
    with ThreadPoolExecutor(1) as other:
        with writing():
            second = operations.attach(under.ref, sent[1], actor=Actor.tool(), under=under).id
            assert store.there(digest), "sent before the removal, attached after it"
            eraser = other.submit(in_context(world, erasing.erase), digest)
            patience = time.monotonic() + PATIENCE
            while not (eraser.done() or waits_for_a_content()):
                assert time.monotonic() < patience, "it neither waits nor ends"
        assert eraser.result(60) is False
    with writing():
        operations.attach(under.ref, sent[2], actor=Actor.tool(), under=under)
    with writing():
        operations.take_away(second, actor=Actor.tool())
    assert store.there(digest), "another has it"


def waits_for_a_content() -> bool:
    """Say whether somebody waits; with SQLite every writer does."""
    if db.engine.dialect.name == "sqlite":
        return True
    with db.engine.connect() as connection:
        return bool(connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))").scalar())  # fmt: skip


def in_context(app: Flask, function: Callable[[str], bool]) -> Callable[[str], bool]:
    def called(digest: str) -> bool:
        with app.app_context():
            return function(digest)

    return called


@pytest.mark.one_engine
def test_what_nothing_names_is_swept_a_day_later(
    world: Flask, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Be it of a form that was refused, or left by a crash or a broken disk after a removal was committed."""

    def broken(digest: str) -> None:
        raise OSError(5, "made up")

    monkeypatch.setitem(world.extensions, "settings", replace(world.extensions["settings"], files=str(tmp_path)))
    point(cast)
    assert send(cast.hana, PDF)[0] == 303
    lost, _size = store.keep(io.BytesIO(b"%PDF-1.7 nobody's"))
    db.session.rollback()
    assert operations.sweep() == 0
    for path in store.folder().glob("??/*"):
        os.utime(path, (1, 1))
    assert operations.sweep() == 1
    assert [digest for digest, _age in store.contents()] == [kept()[0].digest]
    assert lost != kept()[0].digest
    with monkeypatch.context() as disk:
        disk.setattr(store, "erase", broken)
        assert cast.hana.post(f"/files/{kept()[0].id}/remove").status_code == 303
    assert "a timer will" in caplog.text
    assert (store.there(kept()[0].digest), operations.sweep()) == (True, 1)
    assert list(store.contents()) == []
