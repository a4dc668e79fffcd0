"""Asks the servers in turn, round after round, so that whatever else the machine does hits them all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.client import RAW, Client, crowd, signed_token
from bench.pages import Offer, Page
from bench.servers import Server

FLOOR, WGTOOL, SMALL = "floor", "wgtool", "small"
CONNECTIONS = 8
MOST_SECONDS = 2.0
"""No page is asked for longer than this in one round, however slow it is."""


@dataclass
class Measured:
    """What one server did with one page: milliseconds a round, CPU a round, answers a second."""

    rounds: list[list[float]] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rps: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Give a percentile of what all rounds took."""
        return _percentile([one for each in self.rounds for one in each], share)

    @property
    def p50(self) -> float:
        """Give the usual time in milliseconds."""
        return self.percentile(0.5)


@dataclass(frozen=True)
class Target:
    """A server to ask, and whether it is the floor."""

    name: str
    server: Server

    @property
    def floor(self) -> bool:
        """Say whether the floor's addresses are asked."""
        return self.name.startswith(FLOOR)

    def path(self, page: Page) -> str:
        """Give the address of a page here."""
        return page.floor if self.floor else page.path


Key = tuple[str, int | None, str]
"""A page's name, who read it, the target's name."""
Results = dict[Key, Measured]


def check(targets: Iterable[Target], pages: Iterable[Page]) -> None:
    """Refuse to measure a page that does not show what it should."""
    for target in targets:
        for page in pages:
            for reader in page.readers:
                answer = Client(target.server.port, reader).get(target.path(page))
                mark, least = (page.floor_mark, page.floor_rows) if target.floor else (page.mark, page.rows)
                found = answer.body.decode().count(mark)
                if answer.status != 200 or found < least:
                    raise RuntimeError(f"{target.name} {target.path(page)}: {answer.status}, {found} rows, not {least}")


def latency(results: Results, targets: Sequence[Target], pages: Iterable[Page], requests: int) -> None:
    """Do one round at one connection: each page of each target, one after the other."""
    for page in pages:
        for reader in page.readers:
            for target in targets:
                measured = results.setdefault((page.name, reader, target.name), Measured())
                _ask(measured, target, Client(target.server.port, reader), target.path(page), requests)


def _ask(measured: Measured, target: Target, client: Client, path: str, requests: int) -> None:
    for _ in range(2):
        client.get(path)
    used, took, end = target.server.cpu(), list[float](), time.perf_counter() + MOST_SECONDS
    while len(took) < requests and time.perf_counter() < end:
        took.append(client.get(path).seconds * 1000)
    measured.rounds.append(took)
    measured.cpu.append((target.server.cpu() - used) * 1000 / len(took))
    client.close()


def throughput(results: Results, targets: Iterable[Target], pages: Iterable[Page], seconds: float) -> None:
    """Do one round at eight connections, as each page's first reader."""
    for page in pages:
        for target in targets:
            path, reader = target.path(page), page.readers[0]
            rps = crowd(target.server.port, reader, path, connections=CONNECTIONS, seconds=seconds)
            results[page.name, reader, target.name].rps.append(rps)


def writes(results: Results, targets: Sequence[Target], offers: dict[str, Iterator[Offer]], number: int) -> None:
    """Do one round of offers; the answer is a redirect to what was made."""
    for target in targets:
        measured = results.setdefault(("offer", None, target.name), Measured())
        used, took, token = target.server.cpu(), list[float](), RAW if target.floor else signed_token()
        for _ in range(number):
            took.append(_offer(target, next(offers[target.name]), token))
        measured.rounds.append(took)
        measured.cpu.append((target.server.cpu() - used) * 1000 / len(took))


def _offer(target: Target, offer: Offer, token: str) -> float:
    client = Client(target.server.port, offer.person)
    client.get(target.server.path)  # opens the connection, and marks the person as seen
    answer = client.post(
        offer.floor if target.floor else offer.path, csrf_token=token, role="co-lead", offers="Two trucks."
    )
    client.close()
    if answer.status != 303 or "/signups/" not in (answer.headers["Location"] or ""):
        raise RuntimeError(f"{target.name}: an offer was answered {answer.status}: {answer.body[:300]!r}")
    return answer.seconds * 1000


def turns(offers: Sequence[Offer], targets: Iterable[Target]) -> dict[str, Iterator[Offer]]:
    """Give each target the same offers, each once."""
    return {target.name: iter(offers) for target in targets}


def ratio(results: Results, page: str, reader: int | None, above: str, below: str, *, cpu: bool = False) -> float:
    """Give how many times longer one took than the other: the median over rounds of the ratio within each."""
    one, other = results[page, reader, above], results[page, reader, below]
    if cpu:
        return statistics.median(a / b for a, b in zip(one.cpu, other.cpu, strict=True))
    pairs = zip(one.rounds, other.rounds, strict=True)
    return statistics.median(_percentile(a, 0.5) / _percentile(b, 0.5) for a, b in pairs)


def ratios(results: Results, page: str, reader: int | None, above: str, below: str) -> dict[str, Any]:
    """Give what a verdict says of two servers: the ratio by time and by CPU, and the times behind them."""
    return {
        "measured": ratio(results, page, reader, above, below),
        "by_cpu": ratio(results, page, reader, above, below, cpu=True),
        "detail": detail(results, page, reader, above, below),
    }


def detail(results: Results, page: str, reader: int | None, above: str, below: str) -> str:
    """Say the times behind a ratio."""
    one, other = results[page, reader, above], results[page, reader, below]
    text = f"{one.p50:.1f} ms, p95 {one.percentile(0.95):.1f}; {below} {other.p50:.1f} ms"
    if one.rps and other.rps:
        text += f"; {statistics.median(one.rps):.0f} a second at 8, {below} {statistics.median(other.rps):.0f}"
    return text


def _percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
