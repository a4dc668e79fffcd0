"""The measurement itself: the floor, wgtool over many sign-ups and wgtool over few, in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import counted, pages, places, rounds, servers
from bench.counted import Counts
from bench.load import settings
from bench.pages import Page
from bench.rounds import FLOOR, SMALL, WGTOOL, Results, Target
from bench.servers import Server
from wgtool.app import create_app
from wgtool.timers import do_due

RUN = "wgtool run"
REGISTER = "/register.xlsx"
LEAST_ROUNDS = 2
CROWDED = ("partners", "groups", "plan 2022", "sign-up")
"""Pages that are asked for on eight connections, too."""


@dataclass(frozen=True)
class Effort:
    """How much is done: sign-ups in the large and the small world, rounds, requests a page, offers, seconds of crowd.

    Rounds are many and short: what else the machine does lasts longer than one, and hits all three servers in it alike.
    None begins after `most` seconds, but for the first two.
    """

    signups: int
    few: int
    rounds: int
    most: float
    requests: int
    offers: int
    seconds: float
    starts: int
    views: int
    due: bool = True
    only: tuple[str, ...] = ()

    def wants(self, page: str) -> bool:
        """Say whether a page is measured."""
        return not self.only or page in self.only


FULL = Effort(20_000, 1_000, rounds=21, most=240, requests=8, offers=3, seconds=0.7, starts=5, views=3)
QUICK = Effort(20_000, 1_000, rounds=6, most=45, requests=5, offers=3, seconds=0.5, starts=1, views=1, due=False)


@dataclass
class Run:
    """What one run found."""

    effort: Effort
    pages: list[Page]
    results: Results
    counts: Counts
    memory: dict[str, float]
    starts: dict[str, float]
    due: float | None
    xlsx: dict[str, float]


def run(effort: Effort, folder: Path) -> Run:
    """Start the three servers over copies of the loaded worlds, ask them in turn, then start them cold."""
    large, small = places.sqlite(effort.signups), places.sqlite(effort.few)
    floor, wgtool = servers.gunicorn(f"{servers.FLOOR}()"), servers.gunicorn(servers.WGTOOL)
    asked = [
        target(FLOOR, floor, places.copy(large, folder, FLOOR), folder),
        target(WGTOOL, wgtool, places.copy(large, folder, WGTOOL), folder),
        target(SMALL, wgtool, places.copy(small, folder, SMALL), folder),
    ]
    urls = {each.name: each.server.url for each in asked}
    ids = pages.activities(urls[FLOOR])
    listed = [page for page in pages.pages(ids) if effort.wants(page.name)]
    with servers.running(*(each.server for each in asked)):
        results = measure(asked, listed, pages.offers(ids), effort)
        memory = {each.name: each.server.memory() for each in asked}
    apps = {name: create_app(settings(urls[name])) for name in (WGTOOL, SMALL)}
    counts = counted.counts(apps[WGTOOL], listed)
    xlsx = {name: counted.peak(app, REGISTER) for name, app in apps.items()} if effort.wants("register") else {}
    due = seconds_of_due(urls[WGTOOL]) if effort.due else None
    return Run(effort, listed, results, counts, memory, starts(asked, effort, folder), due, xlsx)


def target(name: str, command: list[str], url: str, folder: Path) -> Target:
    """Make a server to ask, whose words are kept in the run's folder."""
    return Target(name, Server(name, command, url, log=folder / f"{name.replace(' ', '-')}.log"))


def measure(asked: Sequence[Target], listed: Sequence[Page], offers: Sequence[pages.Offer], effort: Effort) -> Results:
    """Do all rounds."""
    results: Results = {}
    rounds.check(asked, listed)
    turns, end = rounds.turns(offers, asked), time.perf_counter() + effort.most
    for number in range(effort.rounds):
        if number >= LEAST_ROUNDS and time.perf_counter() > end:
            break
        rounds.latency(results, asked, listed, effort.requests)
        rounds.writes(results, asked, turns, effort.offers)
        crowded = [page for page in listed if page.name in CROWDED]
        rounds.throughput(results, [target for target in asked if target.name != SMALL], crowded, effort.seconds)
    return results


def starts(asked: Sequence[Target], effort: Effort, folder: Path) -> dict[str, float]:
    """Give the usual seconds from start to first answer, for the floor and for `wgtool run`."""
    run = target(RUN, ["-m", "wgtool", "run", "--port", "PORT"], asked[-1].server.url, folder).server
    took: dict[str, list[float]] = {FLOOR: [], RUN: []}
    for _ in range(effort.starts):
        for name, server in ((FLOOR, asked[0].server), (RUN, run)):
            took[name].append(server.start())
            server.stop()
    return {name: statistics.median(each) for name, each in took.items() if each}


def seconds_of_due(url: str) -> float:
    """Give the seconds that `wgtool due` takes, which `wgtool run` does each half minute."""
    with create_app(settings(url)).app_context():
        began = time.perf_counter()
        do_due()
        return time.perf_counter() - began
