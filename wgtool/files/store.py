"""Where contents lie: a folder of ours, outside the web root, each file named by the digest of its content.

A content is whole before it has its name, and is never changed after. It is kept before the transaction that names it,
so that nothing slow happens in there. What no row names any more is erased at once (`files/erasing.py`), and what was
never named, or a crash left, a day later.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from flask import current_app

from wgtool.config import Settings

PART = 64 * 1024
YOUNG = 24 * 3600


def folder() -> Path:
    """Give the folder of all contents."""
    settings: Settings = current_app.extensions["settings"]
    if settings.files:
        return Path(settings.files).absolute()
    if settings.database_url.startswith("sqlite:///"):
        return Path(settings.database_url.removeprefix("sqlite:///")).absolute().with_name("files")
    return Path("var/files").absolute()


def place(digest: str) -> Path:
    """Give the path of a content, below the folder."""
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError("no digest")
    return Path(digest[:2]) / digest


def keep(file: BinaryIO) -> tuple[str, int]:
    """Keep a content from its beginning; give its digest and size. The same content is kept once."""
    file.seek(0)
    return put(file)


def put(file: IO[bytes]) -> tuple[str, int]:
    """Keep what is still to be read of a file."""
    base = folder()
    base.mkdir(parents=True, exist_ok=True, mode=0o750)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix=".part-", dir=base)
    try:
        with os.fdopen(handle, "wb") as out:
            while part := file.read(PART):
                digest.update(part)
                size += len(part)
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        _name(Path(name), base / place(digest.hexdigest()))
    finally:
        Path(name).unlink(missing_ok=True)
    return digest.hexdigest(), size


def _name(part: Path, path: Path) -> None:
    """Put a whole content under its name; it is young again where it was there already, so that no sweep takes it."""
    path.parent.mkdir(exist_ok=True)
    path.parent.chmod(0o750)
    part.chmod(0o640)  # the web server's group may read it, whatever the umask
    os.replace(part, path)


def opened(digest: str) -> BinaryIO:
    """Open a content to read."""
    return (folder() / place(digest)).open("rb")


def parts(digest: str) -> Iterator[bytes]:
    """Give a content, a little at a time, also after the request that asked for it."""
    return _parts(folder() / place(digest))


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(PART):
            yield part


def there(digest: str) -> bool:
    """Say whether a content lies here. It is opened: a shared folder may remember for a while that there was a name."""
    try:
        opened(digest).close()
    except FileNotFoundError:
        return False
    return True


def erase(digest: str) -> None:
    """Remove a content; the caller has seen to it that nothing names it."""
    (folder() / place(digest)).unlink(missing_ok=True)


def contents() -> Iterator[tuple[str, float]]:
    """Give the digest and age in seconds of every content there is."""
    now = time.time()
    for path in folder().glob("??/*"):
        yield path.name, now - path.stat().st_mtime


def old() -> frozenset[str]:
    """Give the contents that are a day old: no upload is still about to name them."""
    return frozenset(digest for digest, age in contents() if age > YOUNG)


def sweep() -> None:
    """Remove what a broken upload left."""
    for part in folder().glob(".part-*"):
        if time.time() - part.stat().st_mtime > YOUNG:
            part.unlink(missing_ok=True)
