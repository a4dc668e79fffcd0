"""Names backups in a folder by their time, and thins them out."""

from __future__ import annotations

from pathlib import Path

from wgtool.kernel import clock

PATTERN = "wgtool-[0-9]*.backup"


def next_file(folder: Path) -> Path:
    """Give the name of a backup taken now."""
    return folder / f"wgtool-{clock.now():%Y%m%dT%H%M%SZ}.backup"


def thin(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest backups that were named here; give those that are gone."""
    old = sorted(folder.glob(PATTERN))[:-keep]
    for file in old:
        file.unlink()
    return old
