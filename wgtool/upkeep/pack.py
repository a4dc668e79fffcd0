"""The file of a backup: a zip with a manifest and one file a table, a JSON array a line.

It is written under another name and renamed when it is whole; the manifest counts the rows and has a digest of each
table, so that a file cut short or changed is known before anything is restored.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

from wgtool.upkeep.values import Cannot

FORMAT = 2
"""2: with the files that were attached."""
MANIFEST = "manifest.json"
PART = 64 * 1024


@dataclass(frozen=True)
class Kept:
    """What the manifest says of a table."""

    rows: int
    sha256: str
    counter: int | None
    columns: dict[str, str]


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    wgtool: str
    revision: str
    engine: str
    taken: str
    tables: dict[str, Kept]
    lacks: str
    files: tuple[str, ...] = ()
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """Count the rows of all tables."""
        return sum(kept.rows for kept in self.tables.values())

    def __post_init__(self) -> None:
        """Have the digests of files as they were written, whatever JSON made of them."""
        object.__setattr__(self, "files", tuple(self.files))


class Writer:
    """Writes tables into a file that is not there yet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.kept: dict[str, Kept] = {}

    def table(self, name: str, columns: dict[str, str], rows: Iterable[list[Any]], counter: int | None) -> None:
        """Write all rows of a table, one at a time."""
        digest, count = hashlib.sha256(), 0
        with self._archive.open(_member(name), "w", force_zip64=True) as out:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                out.write(line)
                count += 1
        self.kept[name] = Kept(count, digest.hexdigest(), counter, columns)

    def file(self, digest: str, content: BinaryIO) -> None:
        """Write an attached file, a little at a time."""
        with self._archive.open(_file(digest), "w", force_zip64=True) as out:
            shutil.copyfileobj(content, out, PART)

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, last."""
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """Give a writer of a new file, readable by its owner alone, that appears under its name only when it is whole."""
    if path.exists():
        raise Cannot(f"{path} exists: choose another name, or move it away. Nothing was written.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    yield Writer(archive)
                file.flush()
                os.fsync(file.fileno())
            os.rename(name, path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise Cannot(f"{path} could not be written: {error.strerror or error}. Nothing is left of it.") from error


class Reader:
    """Reads a backup."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path, self._archive = path, archive
        self.manifest = self._manifest()

    def _manifest(self) -> Manifest:
        said = json.loads(self._archive.read(MANIFEST))
        if said["format"] > FORMAT:
            raise Cannot(f"{self._path} was made by a newer wgtool ({said['wgtool']}). Install that, then restore it.")
        return Manifest(**{**said, "tables": {name: Kept(**kept) for name, kept in said["tables"].items()}})

    def rows(self, table: str) -> Iterator[list[Any]]:
        """Give the rows of a table, one at a time; raise Cannot at the end if they are not those that were written."""
        digest, kept, count = hashlib.sha256(), self.manifest.tables[table], 0
        with self._archive.open(_member(table)) as lines:
            for line in lines:
                digest.update(line)
                count += 1
                yield json.loads(line)
        if (count, digest.hexdigest()) != (kept.rows, kept.sha256):
            raise Cannot(f"{self._path} is damaged in the table {table}. Nothing was restored; take another copy.")

    @contextmanager
    def file(self, digest: str) -> Iterator[IO[bytes]]:
        """Open an attached file."""
        with self._archive.open(_file(digest)) as content:
            yield content

    def _verify_file(self, name: str) -> None:
        digest = hashlib.sha256()
        with self.file(name) as content:
            while part := content.read(PART):
                digest.update(part)
        if digest.hexdigest() != name:
            raise Cannot(f"{self._path} is damaged in an attached file. Nothing was restored; take another copy.")

    def verify(self) -> None:
        """Read everything once, before anything is changed."""
        for name in self.manifest.files:
            self._verify_file(name)
        for table in self.manifest.tables:
            for _row in self.rows(table):
                pass


@contextmanager
def read(path: Path) -> Iterator[Reader]:
    """Give a reader of a file that is whole. Raises Cannot with a sentence for any other."""
    with _damage(path):
        file = path.open("rb")
    with file:
        with _damage(path):
            reader = Reader(path, zipfile.ZipFile(file))
            reader.verify()
        yield reader


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Cannot(f"{path} cannot be read: {error.strerror or error}.") from error
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, EOFError, AttributeError) as error:
        sentence = f"{path} is no backup of wgtool, or was cut short or changed. Nothing was restored; take another."
        raise Cannot(sentence) from error


def _file(digest: str) -> str:
    return f"files/{digest}"


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
