"""Attached files are part of a backup, and lie in their place after a restore."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.upkeep.conftest import Place
from wgtool.files import operations, queries, store
from wgtool.files.taking import Kept
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.sight import Sight, Sighted
from wgtool.kernel.writes import writing
from wgtool.upkeep.backup import backup
from wgtool.upkeep.restore import restore
from wgtool.upkeep.values import Cannot

CONTENT = b"%PDF-1.7 made up"


class Seen(Sighted):
    """A record that all see."""

    sight, audience, also = Sight.PUBLIC, "", None  # type: ignore[assignment]


@pytest.mark.one_engine
def test_attached_files_come_back(place: Place, tmp_path: Path) -> None:
    with place("sqlite", filled=True).app_context():
        digest, size = store.keep(io.BytesIO(CONTENT))
        with writing():
            row = operations.attach(Ref("group", 1), Kept("a.pdf", "application/pdf", size, digest), actor=Actor.tool(),
                                    under=Seen())  # fmt: skip
            id = row.id
        assert backup(tmp_path / "b").files == (digest,)
    with place("sqlite").app_context():
        restore(tmp_path / "b")
        assert queries.seen(id, seen_by=Actor.guest()) is not None
        assert b"".join(store.parts(digest)) == CONTENT


@pytest.mark.one_engine
def test_a_file_that_is_not_there_or_not_whole_says_so(place: Place, tmp_path: Path) -> None:
    with place("sqlite", filled=True).app_context():
        digest, size = store.keep(io.BytesIO(CONTENT))
        with writing():
            operations.attach(Ref("group", 1), Kept("a.pdf", "application/pdf", size, digest), actor=Actor.tool(),
                              under=Seen())  # fmt: skip
        backup(tmp_path / "whole")
        (store.folder() / store.place(digest)).unlink()
        with pytest.raises(Cannot, match="is not where it should be"):
            backup(tmp_path / "lacking")
    with zipfile.ZipFile(tmp_path / "whole") as whole, zipfile.ZipFile(tmp_path / "changed", "w") as changed:
        for name in whole.namelist():
            changed.writestr(name, b"other" if name.startswith("files/") else whole.read(name))
    with place("sqlite").app_context(), pytest.raises(Cannot, match="damaged in an attached file"):
        restore(tmp_path / "changed")
