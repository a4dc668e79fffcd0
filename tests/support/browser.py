"""A real Chromium, and the tool served to it from a thread of this process.

Every page notes what its console complains of, and the test fails for it at the end; refusals (4xx) are answers, not
complaints. A test that uses the browser is marked `browser` by itself.
"""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from werkzeug.serving import make_server

from tests.support.needs import lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import Browser, ConsoleMessage, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds


class NewPage(Protocol):
    """Opens a page; the options are those of a browser context: width, colour scheme, language."""

    def __call__(self, *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        """Open it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses the browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def chromium(bundled: str = "") -> str:
    """Find Chromium: the one named, the system's, or the one playwright fetched."""
    named = os.environ.get("WGTOOL_CHROMIUM")
    names = [named] if named else ["/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome", bundled]
    for name in names:
        if name and (path := shutil.which(name)):
            return path
    return lacking(
        f"WGTOOL_CHROMIUM names {named}, which is not there:" if named else "There is no Chromium on this machine:",
        "install it with “apt install chromium” or “.venv/bin/playwright install chromium”, or name one in "
        "WGTOOL_CHROMIUM.",
    )


ENDED: set[str] = set()
"""Addresses of servers whose test is over."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    from playwright.sync_api import sync_playwright

    with ExitStack() as running:
        try:
            playwright = running.enter_context(sync_playwright())
        except Exception as error:
            lacking(
                f"The driver of Chromium does not start ({error}):",
                "it often wants a system library; on Debian and Ubuntu: apt install libatomic1.",
            )
        path = chromium(playwright.chromium.executable_path)
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def complaints() -> list[str]:
    """Collect what the console of this test's pages said; clear it where the complaint is what is tested."""
    return []


def _listen(page: Page, complaints: list[str]) -> None:
    """Note errors and failures of a page, but not answers that refuse, nor what a page was about to ask a server that ended."""

    def said(message: ConsoleMessage) -> None:
        url = str(message.location.get("url"))
        unloaded = message.text.startswith("Failed to load resource")
        late = unloaded and "net::ERR_" in message.text and url.startswith(tuple(ENDED))
        if message.type == "error" and not (late or (unloaded and "status of 4" in message.text)):
            complaints.append(f"{url}: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))


@pytest.fixture
def new_page(browser: Browser, complaints: list[str]) -> Iterator[NewPage]:
    """Open pages, each with cookies of its own, and fail at the end for what their consoles complained of."""
    with ExitStack() as opened:

        def open_page(*, width: int = 1280, height: int = 900, **options: Any) -> Page:
            context = browser.new_context(viewport={"width": width, "height": height}, **options)
            opened.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            _listen(page, complaints)
            return page

        yield open_page
    assert not complaints, "The console complained:\n  " + "\n  ".join(complaints)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """Give a page as wide as a desk's."""
    return new_page()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """Give a page as narrow as a phone's, with touch."""
    return new_page(width=320, height=640, is_mobile=True, has_touch=True)


@pytest.fixture
def page_without_script(new_page: NewPage) -> Page:
    """Give a page where no script runs."""
    return new_page(java_script_enabled=False)


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve an app on a free port and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, name="live-server", daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    ENDED.discard(f"{url}/")
    try:
        yield url
    finally:
        ENDED.add(f"{url}/")
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def live_server() -> Iterator[Callable[[Flask], str]]:
    """Give a function that serves an app while the test runs and says where."""
    with ExitStack() as running:
        yield lambda app: running.enter_context(serving(app))
