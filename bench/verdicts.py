"""What was promised of speed, beside what a run found."""

from __future__ import annotations

from collections.abc import Iterator

from bench import rounds
from bench.pages import GUEST, LIST, PLAN, READERS, RECORD, STATEMENTS, Page
from bench.report import Verdict
from bench.rounds import FLOOR, SMALL, WGTOOL
from bench.speed import RUN, Run

LIMITS = {LIST: (3.0, 2.0), PLAN: (3.0, 2.0), RECORD: (3.0, 2.0)}


def verdicts(found: Run) -> Iterator[Verdict]:
    """Say what holds, ratios first."""
    both = [(page, reader) for page in found.pages for reader in page.readers]
    yield from (_ratio(found, page, reader) for page, reader in both)
    yield _write(found)
    yield from (_growth(found, page.name, page.readers[0]) for page in found.pages)
    yield _growth(found, "offer", None)
    yield from (_statements(found, page, reader) for page, reader in both if reader != GUEST)
    yield from _machine(found)


def _machine(found: Run) -> Iterator[Verdict]:
    floor = f"floor {found.memory[FLOOR]:.0f} MiB"
    yield Verdict("memory of a worker after load", found.memory[WGTOOL], 110, unit="MiB", detail=floor)
    if found.xlsx:
        few = f"Python's own, at once; of {found.effort.few} {found.xlsx[SMALL]:.1f} MiB"
        yield Verdict(f"peak of an XLSX of {found.effort.signups} rows", found.xlsx[WGTOOL], 12, unit="MiB", detail=few)
    if found.starts:
        floor = f"{RUN}; floor {found.starts[FLOOR]:.2f} s"
        yield Verdict("start to first answer", found.starts[RUN], 1.0, unit="s", detail=floor)
    if found.due is not None:
        what = f"with {found.effort.signups} sign-ups; nobody else writes to SQLite meanwhile"
        yield Verdict("wgtool due", found.due, unit="s", detail=what)


def _ratio(found: Run, page: Page, reader: int | None) -> Verdict:
    limit, aim = LIMITS[page.kind]
    told = rounds.ratios(found.results, page.name, reader, WGTOOL, FLOOR)
    return Verdict(f"{page.kind}: {page.name}, {READERS[reader]}", limit=limit, aim=aim, **told)


def _write(found: Run) -> Verdict:
    return Verdict("write: offer", limit=2.5, **rounds.ratios(found.results, "offer", None, WGTOOL, FLOOR))


def _growth(found: Run, page: str, reader: int | None) -> Verdict:
    told = rounds.ratios(found.results, page, reader, WGTOOL, SMALL)
    return Verdict(f"growth: {page}", limit=1.2, aim=1.1, **told)


def _statements(found: Run, page: Page, reader: int | None) -> Verdict:
    count, most = found.counts[page.name, reader], STATEMENTS[page.kind]
    return Verdict(f"statements: {page.name}, {READERS[reader]}", count, most, unit="")
