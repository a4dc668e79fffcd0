"""Attached files are part of a backup, and lie in their place after a restore."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from tests.upkeep.conftest import Place
from wgtool.files import operations, queries, store
from wgtool.files.taking import take
from wgtool.history.models import Line
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import Sight, Sighted
from wgtool.kernel.writes import writing
from wgtool.upkeep import backup as taking
from wgtool.upkeep import pack
from wgtool.upkeep.backup import backup
from wgtool.upkeep.restore import restore
from wgtool.upkeep.values import Cannot

CONTENT = b"%PDF-1.7 made up"


class Crash(Exception):
    """The machine stops."""


class Seen(Sighted):
    """A record that all see."""

    sight, audience, also = Sight.PUBLIC, "", None  # type: ignore[assignment]


def attached(content: bytes) -> tuple[int, str]:
    """Attach a file to a group; give its id, and the digest of its content."""
    kept = take(FileStorage(io.BytesIO(content), "a.pdf"))
    with writing():
        row = operations.attach(Ref("group", 1), kept, actor=Actor.tool(), under=Seen())
        return row.id, row.digest


@pytest.mark.one_engine
def test_attached_files_come_back_but_what_is_removed_meanwhile(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy_after_removal(connection: sa.Connection, file: pack.Writer) -> tuple[str, ...]:
        with writing():
            operations.take_away(wrong, actor=Actor.tool())
        return copy(connection, file)

    def told_and_broken(id: int, *, actor: Actor) -> None:
        tell(id, actor=actor)
        db.session.flush()
        raise Crash

    copy, tell = taking.copy_files, operations.tell_of_removal
    monkeypatch.setattr(taking, "copy_files", copy_after_removal)
    with place("sqlite", filled=True).app_context():
        (wrong, erased), (id, digest) = attached(b"%PDF-1.7 wrong"), attached(CONTENT)
        assert backup(tmp_path / "b").files == (digest,)
        assert not store.there(erased)
    for engine in ("sqlite", "postgres"):
        with place(engine).app_context():
            with monkeypatch.context() as crash, pytest.raises(Crash):
                crash.setattr(operations, "tell_of_removal", told_and_broken)
                restore(tmp_path / "b")
            assert sa.inspect(db.engine).get_table_names() == [], "all of it, or nothing"
            restore(tmp_path / "b")
            assert queries.there(wrong) is None
            assert queries.seen(id, seen_by=Actor.guest()) is not None
            assert b"".join(store.parts(digest)) == CONTENT
            lines = sa.select(Line.event, Line.facts, Line.sight).order_by(Line.id.desc()).limit(1)
            assert db.session.execute(lines).one() == ("files.Removed", {"name": "a.pdf"}, Sight.PUBLIC)


@pytest.mark.one_engine
def test_a_file_that_is_not_there_or_not_whole_says_so(place: Place, tmp_path: Path) -> None:
    with place("sqlite", filled=True).app_context():
        _id, digest = attached(CONTENT)
        backup(tmp_path / "whole")
        (store.folder() / store.place(digest)).unlink()
        with pytest.raises(Cannot, match="is not where it should be"):
            backup(tmp_path / "lacking")
    with zipfile.ZipFile(tmp_path / "whole") as whole, zipfile.ZipFile(tmp_path / "changed", "w") as changed:
        for name in whole.namelist():
            changed.writestr(name, b"other" if name.startswith("files/") else whole.read(name))
    with place("sqlite").app_context(), pytest.raises(Cannot, match="damaged in an attached file"):
        restore(tmp_path / "changed")
