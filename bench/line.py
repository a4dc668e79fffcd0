"""The first view on a bad line, in a real Chromium: 400 ms and 400 kbit/s, cold and warm, and what a page weighs."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench import places, servers
from bench.client import cookie
from bench.offers import BUSY
from bench.pages import GUEST, ORDINARY, READERS
from bench.report import Verdict
from bench.speed import Effort, target
from tests.support.browser import FLAGS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

DELAY, RATE = 400, 400
"""Milliseconds a request, kilobits a second."""
PAGES = (
    ("/", GUEST),
    ("/plan/2022", GUEST),
    ("/partners", ORDINARY),
    ("/signups/7", ORDINARY),
    (f"/plan/2022/{BUSY}", ORDINARY),
)
OTHER = "/help"
FIRST_BYTE = "performance.getEntriesByType('navigation')[0].responseStart"
PAINTED = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0] ?? null"


@dataclass
class View:
    """One view of a page: seconds to the first paint and to the first byte, requests that went out, bytes that came."""

    painted: float
    first: float
    requests: int
    bytes: int


@dataclass
class Seen:
    """The views of one page."""

    cold: list[View] = field(default_factory=list)
    warm: list[View] = field(default_factory=list)


def on_a_bad_line(effort: Effort, folder: Path) -> list[Verdict]:
    """Look at the pages cold, and warm after another page."""
    from playwright.sync_api import sync_playwright

    url = places.copy(places.sqlite(effort.signups), folder, "line")
    server = target("line", servers.gunicorn(servers.WGTOOL), url, folder).server
    seen = {each: Seen() for each in PAGES}
    with servers.running(server), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright.chromium.executable_path), args=FLAGS)
        tab = Tab(browser.new_context(viewport={"width": 1280, "height": 800}), server.port)
        for _ in range(effort.views):
            for (path, reader), views in seen.items():
                _look(tab, path, reader, views)
        browser.close()
    return [verdict for (path, reader), views in seen.items() for verdict in _verdicts(path, reader, views)]


def _look(tab: Tab, path: str, reader: int | None, views: Seen) -> None:
    """Open a page with nothing of ours kept; then come back to it from another page, as by a link."""
    tab.forget(reader)
    views.cold.append(tab.view(path))
    tab.view(OTHER)
    views.warm.append(tab.view(path))


class Tab:
    """A tab at the end of the bad line.

    One for all, as it takes the browser half a second of the processor to open a new one.
    """

    def __init__(self, context: BrowserContext, port: int) -> None:
        """Open it, and listen to what goes over the line."""
        self._context = context
        self._place = f"http://127.0.0.1:{port}"
        self._page = context.new_page()
        self._wire = context.new_cdp_session(self._page)
        self._came: dict[str, int] = {}
        self._kept: set[str] = set()
        rate = RATE * 1000 / 8
        conditions = {"offline": False, "latency": DELAY, "downloadThroughput": rate, "uploadThroughput": rate}
        self._wire.send("Network.enable")
        self._wire.send("Network.emulateNetworkConditions", conditions)
        self._wire.on("Network.requestServedFromCache", lambda told: self._kept.add(told["requestId"]))
        self._wire.on(
            "Network.loadingFinished",
            lambda told: self._came.update({told["requestId"]: int(told["encodedDataLength"])}),
        )

    def forget(self, reader: int | None) -> None:
        """Keep nothing of what was seen before; be this reader from now on."""
        self._page.goto("about:blank")
        self._wire.send("Network.clearBrowserCache")
        self._context.clear_cookies()
        if name_value := cookie(reader):
            name, _, value = name_value.partition("=")
            self._context.add_cookies([{"name": name, "value": value, "url": self._place}])

    def view(self, path: str) -> View:
        """Open an address of the tool."""
        self._came.clear()
        self._kept.clear()
        self._page.goto(self._place + path, wait_until="load", timeout=60_000)
        while (painted := self._page.evaluate(PAINTED)) is None:
            self._page.wait_for_timeout(20)
        first: float = self._page.evaluate(FIRST_BYTE)
        sent = [size for request, size in self._came.items() if request not in self._kept and size]
        return View(painted / 1000, first / 1000, len(sent), sum(sent))


def _verdicts(path: str, reader: int | None, views: Seen) -> Iterator[Verdict]:
    """Set the middle of the views beside what was promised."""
    named = f"{path}, {READERS[reader]}"
    for name, each, limit, aim in (("cold", views.cold, 1.2, 1.0), ("warm", views.warm, 0.55, None)):
        first = statistics.median(view.first for view in each)
        painted = statistics.median(view.painted for view in each)
        yield Verdict(f"{name}: {named}", painted, limit, aim, f"the server took {first:.2f} s of it", "s")
    cold, warm = views.cold[0], views.warm[0]
    asked = f"{cold.requests} requests of at most 5; kept {warm.requests}"
    yield Verdict(f"weight: {named}", cold.bytes / 1000, 45, detail=asked, unit="kB")
    yield Verdict(f"weight, kept: {named}", warm.bytes / 1000, 15, unit="kB")
