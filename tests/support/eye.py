"""Sees whether anybody has written to the database, without reading it."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class Eye:
    """Looks at an SQLite file as one more reader, who is told when others have written."""

    def __init__(self, file: Path) -> None:
        self.reader = sqlite3.connect(file)
        self.version = self._version()

    def _version(self) -> int:
        return int(self.reader.execute("PRAGMA data_version").fetchone()[0])

    def moved(self) -> bool:
        """Say whether anything was written since this was last asked."""
        before, self.version = self.version, self._version()
        return self.version != before

    def close(self) -> None:
        """Stop looking: the file is about to be another."""
        self.reader.close()
