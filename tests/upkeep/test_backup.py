"""A backup is one moment of all tables while people write, and comes back row by row, also on the other engine."""

from __future__ import annotations

import json
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from tests import factories
from tests.upkeep.conftest import FIRST_RELEASE, MANIFEST, Everything, Place, everything
from wgtool import __version__
from wgtool.cli import main
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.installation import HELD
from wgtool.notifications.delivery import deliver
from wgtool.notifications.models import Mail
from wgtool.partners.models import Organisation
from wgtool.upkeep import backup, pack, tables
from wgtool.upkeep.restore import restore
from wgtool.upkeep.values import Cannot

ACROSS = [("sqlite", "postgres"), ("postgres", "sqlite")]


def command(app: Flask, *words: str) -> Result:
    found = main.get_command(None, words[0])  # type: ignore[arg-type]
    assert found is not None
    return app.test_cli_runner().invoke(found, list(words[1:]))


def without_hold(rows: Everything) -> Everything:
    """Leave out the one row a restore adds."""
    return {**rows, "installation": [row for row in rows["installation"] if row[0] != HELD]}


@pytest.mark.parametrize(("here", "there"), ACROSS)
def test_one_moment_while_people_write(
    here: str, there: str, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After every third table somebody writes into one that was copied by then, or one that was not."""
    copy, written = backup.copy, []

    def copy_and_write(connection: sa.Connection, table: sa.Table, file: pack.Writer) -> None:
        copy(connection, table, file)
        if len(file.kept) % 3 != 1:
            return
        number = len(written)
        written.append(factories.save(Organisation(name=f"New {number}", folded=f"new {number}", slug=f"new-{number}", type="ingo", standing="partner"),
                       Mail(key=f"new-{number}", address="a@example.org", event="turn", subject="s", body="b", made_at=clock.now(), not_before=clock.now())).id)  # fmt: skip

    with place(here, filled=True).app_context():
        before = everything()
        with monkeypatch.context() as patch:
            patch.setattr(backup, "copy", copy_and_write)
            manifest = backup.backup(tmp_path / "copy")
        after = everything()
        assert len(after["organisation"]) == len(before["organisation"]) + len(written)
    with place(there).app_context():
        restore(tmp_path / "copy")
        restored = everything()
        again = backup.backup(tmp_path / "again")
        fresh = factories.save(Organisation(name="Z", folded="z", slug="z", type="ingo", standing="partner"))
        assert fresh.id > max(
            row[db.metadata.tables["organisation"].c.keys().index("id")] for row in before["organisation"]
        )  # type: ignore[type-var]
    assert len(written) > 10
    assert len(manifest.tables) == len(before)
    assert without_hold(restored) == without_hold(before)
    del again.tables["installation"], manifest.tables["installation"]
    assert {n: k.sha256 for n, k in again.tables.items()} == {n: k.sha256 for n, k in manifest.tables.items()}


def test_numbers_once_given_are_not_given_again(place: Place, tmp_path: Path) -> None:
    with place("postgres", filled=True).app_context():
        last = factories.save(Organisation(name="Z", folded="z", slug="z", type="ingo", standing="partner")).id
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(sa.delete(Organisation).where(Organisation.id == last))
        backup.backup(tmp_path / "copy")
    with place("postgres").app_context():
        restore(tmp_path / "copy")
        assert (
            factories.save(Organisation(name="Z", folded="z", slug="z", type="ingo", standing="partner")).id == last + 1
        )


def test_the_file_is_for_its_owner_and_says_what_is_in_it(place: Place, tmp_path: Path) -> None:
    app = place("sqlite", filled=True)
    said = command(app, "backup", str(tmp_path / "copy"))
    assert said.exit_code == 0, said.output
    assert "secret key are not in a backup" in said.output
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy"]
    manifest = json.loads(zipfile.ZipFile(tmp_path / "copy").read("manifest.json"))
    assert (manifest["wgtool"], manifest["revision"], manifest["engine"]) == (
        __version__,
        tables.revisions()[-1],
        "sqlite",
    )
    assert manifest["tables"]["working_group"]["rows"] == 4


def test_a_folder_gets_names_by_time_and_keeps_the_newest(place: Place, tmp_path: Path) -> None:
    app = place("sqlite", filled=True)
    box = tmp_path / "box"
    box.mkdir()
    (box / "somebody-elses.backup").touch()
    for day in range(3):
        with clock.at(clock.now() + timedelta(days=day)):
            assert command(app, "backup", str(box), "--keep", "2").exit_code == 0
            newest = f"wgtool-{clock.now():%Y%m%d}"
    names = sorted(path.name for path in box.iterdir())
    assert len(names) == 3
    assert names[0] == "somebody-elses.backup"
    assert names[-1].startswith(newest)


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_what_cannot_be_copied_or_restored_says_so(engine: str, place: Place, tmp_path: Path) -> None:
    empty, app = place(engine), place(engine, filled=True)
    assert "nothing to copy" in command(empty, "backup", str(tmp_path / "none")).output
    assert "cannot be read: No such file" in command(empty, "restore", str(tmp_path / "none")).output
    with app.app_context():
        before = everything()
    (tmp_path / "taken").write_text("mine")
    there = command(app, "backup", str(tmp_path / "taken"))
    assert (there.exit_code, "taken exists: choose another name" in there.output) == (1, True)
    assert "could not be written: No such file" in command(app, "backup", str(tmp_path / "no" / "folder")).output
    full = command(app, "restore", str(FIRST_RELEASE))
    assert (full.exit_code, "tables here already" in full.output) == (1, True)
    with app.app_context():
        assert everything() == before
    assert (tmp_path / "taken").read_text() == "mine"


def changed(path: Path, **parts: object) -> Path:
    """Write the first release's backup with other words in its manifest, or other files."""
    with zipfile.ZipFile(FIRST_RELEASE) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            said = old.read(name)
            if name == "manifest.json":
                said = json.dumps({**json.loads(said), **{k: v for k, v in parts.items() if "/" not in k}}).encode()
            new.writestr(name, parts.get(name, said))  # type: ignore[arg-type]
    return path


def damaged(path: Path) -> list[tuple[Path, str]]:
    whole = FIRST_RELEASE.read_bytes()
    cases: dict[str, bytes] = {"half": whole[: len(whole) // 2], "end": whole[:-10], "empty": b"", "other": b"x" * 5000}
    middle = len(whole) // 3
    cases["bit"] = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    for name, text in cases.items():
        (path / name).write_bytes(text)
    said = [(path / name, "cut short or changed") for name in cases]
    forged = changed(path / "forged", **{"tables/role.jsonl": b"[1]\n"})
    other = dict(MANIFEST["tables"])
    del other["role"]
    return [
        *said,
        (forged, "damaged in the table role"),
        (changed(path / "format", format=3, wgtool="9.0.0"), "newer wgtool (9.0.0)"),
        (changed(path / "revision", revision="9999", wgtool="9.0.0"), "newer wgtool (9.0.0)"),
        (changed(path / "tables", tables=other), "not those of its migration: role"),
    ]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_file_that_is_not_whole_changes_nothing(engine: str, place: Place, tmp_path: Path) -> None:
    app = place(engine)
    for path, sentence in damaged(tmp_path):
        said = command(app, "restore", str(path))
        assert (said.exit_code, sentence in said.output) == (1, True), (path, said.output)
        with app.app_context():
            assert sa.inspect(db.engine).get_table_names() == [], path


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_rows_that_point_at_nothing_are_refused(engine: str, place: Place, tmp_path: Path) -> None:
    import hashlib

    manifest = dict(MANIFEST["tables"])
    manifest["person"] = {**manifest["person"], "rows": 0, "sha256": hashlib.sha256(b"").hexdigest()}
    orphans = changed(tmp_path / "orphans", **{"tables": manifest, "tables/person.jsonl": b""})
    with place(engine).app_context():
        with pytest.raises(Cannot, match="point at what is not in the backup"):
            restore(orphans)
        assert sa.inspect(db.engine).get_table_names() == []


@pytest.mark.parametrize("drop", [True, False])
def test_a_restore_holds_mail_until_somebody_lets_it_go(drop: bool, place: Place) -> None:
    app = place("sqlite", filled=True)

    def never() -> object:
        raise AssertionError("mail left")

    with app.app_context():
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.exec_driver_sql("DELETE FROM installation WHERE name = 'demo'")
        later = clock.now() + timedelta(days=1)
        waiting = db.session.query(Mail).filter(Mail.sent_at.is_(None), Mail.cancelled_at.is_(None)).count()
        with clock.at(later):
            assert deliver(app.extensions["settings"], connect=never) == (0, 0)  # type: ignore[arg-type]
    assert waiting > 0
    held = command(app, "deliver").output
    assert f"Mail is held: this was restored from a backup of {MANIFEST['taken']}, and {waiting} mails wait" in held
    told = command(app, "mail", "release", *(["--drop"] if drop else []))
    assert f"{waiting if drop else 0} mails that were waiting were given up" in told.output
    assert "not held" in command(app, "mail", "release").output
    with app.app_context():
        left = db.session.query(Mail).filter(Mail.sent_at.is_(None), Mail.cancelled_at.is_(None)).count()
        assert left == (0 if drop else waiting)
    assert "No WGTOOL_SMTP_HOST" in command(app, "deliver").output
