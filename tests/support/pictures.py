"""Take the README's pictures of the demonstration: `python -m tests.support.pictures http://127.0.0.1:5000`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import FLAGS

HERE = Path(__file__).parent.parent.parent / "docs" / "pictures"
PICTURES = (
    ("home", "", "/", 1280, 1000, "en"),
    ("desk", "secretariat", "/desk", 1280, 760, "en"),
    ("group", "lead", "/groups/LWG-ERB", 1280, 860, "en"),
    ("decision", "sag", "/decisions/SAG-2026-002", 1280, 900, "en"),
    ("phone", "sag", "/decisions/SAG-2026-002", 360, 740, "en"),
    ("arabic", "", "/plan/2022", 1280, 760, "ar"),
)


def take(browser: Browser, base: str, name: str, door: str, path: str, width: int, height: int, language: str) -> None:
    """Take one picture, as who enters by `door`."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{base}/language/{language}")
    if door:
        page.click(f"#door-{door}")
    page.goto(base + path)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


def main(base: str) -> None:
    """Take them all."""
    with sync_playwright() as playwright:
        path = os.environ.get("WGTOOL_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for picture in PICTURES:
            take(browser, base, *picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
