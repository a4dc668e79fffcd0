"""Databases to measure on: loaded once, kept, and copied for each run."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from bench.load import load, settings
from wgtool.app import create_app
from wgtool.kernel.db import db

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "var" / "bench"
LOADED_BY = (
    "bench/load.py",
    "bench/lessons.py",
    "bench/lives.py",
    "bench/offers.py",
    "bench/world.py",
    "migrations/versions/*.py",
    "wgtool/**/models*/*.py",
)


def _digest() -> str:
    """Give the digest of what decides how a loaded database looks."""
    files = sorted(
        {path for pattern in LOADED_BY for path in ROOT.glob(pattern)} | set(ROOT.glob("wgtool/**/models.py"))
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def sqlite(signups: int) -> Path:
    """Give a loaded SQLite file, kept from an earlier run if nothing that loads it has changed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"world-{signups}-{_digest()}.sqlite3"
    if not kept.exists():
        for old in KEPT.glob(f"world-{signups}-*"):
            old.unlink()
        fresh = kept.with_suffix(".loading")
        for left in KEPT.glob(f"{fresh.name}*"):
            left.unlink()
        fill(f"sqlite:///{fresh}", signups)
        fresh.rename(kept)
    return kept


def copy(kept: Path, folder: Path, name: str) -> str:
    """Give the address of a run's own copy."""
    shutil.copy(kept, folder / f"{name}.sqlite3")
    return f"sqlite:///{folder}/{name}.sqlite3"


def fill(url: str, signups: int) -> None:
    """Load a database and let go of it."""
    app = create_app(settings(url))
    seconds = load(app, signups)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    print(f"loaded {signups} sign-ups and {5 * signups} lines of history in {seconds:.1f} s", file=sys.stderr)
