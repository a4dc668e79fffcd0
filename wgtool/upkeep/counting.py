"""Counts requests by route and status, and how long they took: a number each in memory shared by all workers.

Each worker has a file of its own in a folder of this machine and adds to it in place; whoever is asked adds all files
up. A worker that ended leaves its file, since what it counted was counted.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from wgtool.kernel.logs import Asked

STATUSES = (200, 204, 206, 301, 302, 303, 304, 308, 400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)
LIMITS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
OTHER = "other"
WIDTH = len(STATUSES) + 1 + len(LIMITS) + 2  # a last status and a last bucket for all else, and the sum of seconds


class Counters:
    """The counts of one application; without a folder, of this process alone."""

    def __init__(self, routes: list[str], folder: str) -> None:
        self._rows = {route: number for number, route in enumerate([*routes, OTHER])}
        self._folder = Path(folder) if folder else None
        self._layout = hashlib.sha256(repr((routes, STATUSES, LIMITS)).encode()).hexdigest()[:12]
        self._size = len(self._rows) * WIDTH
        self._lock, self._process = Lock(), 0
        self._numbers: memoryview[float] = memoryview(array("d"))

    def add(self, asked: Asked) -> None:
        """Count a request."""
        row = self._rows.get(asked.route or OTHER, self._rows[OTHER]) * WIDTH
        status = STATUSES.index(asked.status) if asked.status in STATUSES else len(STATUSES)
        bucket = next((n for n, limit in enumerate(LIMITS) if asked.seconds <= limit), len(LIMITS))
        with self._lock:
            numbers = self._opened()
            for place, more in ((status, 1), (len(STATUSES) + 1 + bucket, 1), (WIDTH - 1, asked.seconds)):
                numbers[row + place] += more

    def _opened(self) -> memoryview[float]:
        """Give this process's numbers: those from before a fork belong to the parent."""
        if self._process != os.getpid():
            self._process = os.getpid()
            self._numbers = memoryview(self._mapped()).cast("d")
        return self._numbers

    def _mapped(self) -> mmap.mmap:
        length = self._size * 8
        if self._folder is None:
            return mmap.mmap(-1, length)
        with (self._folder / f"{self._process}-{self._layout}.counts").open("a+b") as file:
            file.truncate(length)
            return mmap.mmap(file.fileno(), length)

    def totals(self) -> Iterator[tuple[str, dict[str, int], list[int], float]]:
        """Give for each route asked: its counts by status, its counts by bucket, its seconds."""
        with self._lock:
            sums = list(self._opened())
        if self._folder is not None:
            files = [path.read_bytes() for path in self._folder.glob(f"*-{self._layout}.counts")]
            sums = [sum(column) for column in zip(*(array("d", raw) for raw in files), strict=True)]
        names = [*map(str, STATUSES), OTHER]
        for route, number in self._rows.items():
            row = sums[number * WIDTH : (number + 1) * WIDTH]
            counts = {name: int(count) for name, count in zip(names, row[: len(names)], strict=True) if count}
            if counts:
                yield route, counts, [int(count) for count in row[len(names) : -1]], row[-1]
