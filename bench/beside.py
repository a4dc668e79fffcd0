"""Other ways to run the same application, side by side: another server, another engine, a second process."""

from __future__ import annotations

import importlib.util
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from bench import pages, places, postgres, rounds, servers
from bench.pages import READERS, Page
from bench.report import Verdict
from bench.rounds import FLOOR, Results, Target
from bench.speed import CROWDED, Effort, measure, target

GUNICORN, GRANIAN = "gunicorn", "granian"
ONE, TWO = "one process", "two processes"


def of_servers(effort: Effort, folder: Path) -> list[Verdict]:
    """Run wgtool under gunicorn and under granian, one process each with as many threads."""
    if importlib.util.find_spec(GRANIAN) is None:
        raise SystemExit("granian is not installed: .venv/bin/python -m pip install granian, then again.")
    large = places.sqlite(effort.signups)
    asked = [
        target(GUNICORN, servers.gunicorn(servers.WGTOOL), places.copy(large, folder, GUNICORN), folder),
        target(GRANIAN, servers.granian(servers.WGTOOL), places.copy(large, folder, GRANIAN), folder),
    ]
    results, listed, memory = _measured(asked, asked[0].server.url, effort)
    said = [*_compared(results, listed, GRANIAN, GUNICORN)]
    said.append(Verdict("memory", memory[GRANIAN] / memory[GUNICORN],
                        detail=f"{memory[GRANIAN]:.0f} MiB, {GUNICORN} {memory[GUNICORN]:.0f} MiB"))  # fmt: skip
    return said


def of_processes(effort: Effort, folder: Path) -> list[Verdict]:
    """Run wgtool with one and with two processes on PostgreSQL, beside the floor there."""
    with ExitStack() as ends:
        make = ends.enter_context(postgres.databases(effort.signups, folder))
        command = servers.gunicorn(servers.WGTOOL), servers.gunicorn(servers.WGTOOL, workers=2)
        floor = target(FLOOR, servers.gunicorn(f"{servers.FLOOR}()"), make(), folder)
        asked = [floor, target(ONE, command[0], make(), folder), target(TWO, command[1], make(), folder)]
        results, listed, _memory = _measured(asked, floor.server.url, effort)
    return [*_compared(results, listed, ONE, FLOOR), *_second(results, listed)]


def _measured(asked: Sequence[Target], url: str, effort: Effort) -> tuple[Results, list[Page], dict[str, float]]:
    ids = pages.activities(url)
    listed = [page for page in pages.pages(ids) if page.name in CROWDED and effort.wants(page.name)]
    with servers.running(*(each.server for each in asked)):
        results = measure(asked, listed, pages.offers(ids), effort)
        return results, listed, {each.name: each.server.memory() for each in asked}


def _compared(results: Results, listed: Sequence[Page], above: str, below: str) -> Iterator[Verdict]:
    """Give how much longer one takes than the other, page by page."""
    for name, reader in [*((page.name, reader) for page in listed for reader in page.readers), ("offer", None)]:
        who = "" if name == "offer" else f", {READERS[reader]}"
        yield Verdict(f"{name}{who}: {above}", **rounds.ratios(results, name, reader, above, below))


def _second(results: Results, listed: Sequence[Page]) -> Iterator[Verdict]:
    """Give how many times more answers a second two processes give."""
    for page in listed:
        one, two = (statistics.median(results[page.name, page.readers[0], name].rps) for name in (ONE, TWO))
        yield Verdict(f"{page.name}: a second process", two / one, detail=f"{two:.0f} a second at 8, one {one:.0f}")
