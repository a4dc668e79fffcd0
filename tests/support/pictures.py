"""Take the README's pictures of the demonstration: `python -m tests.support.pictures http://127.0.0.1:5000`.

The doors are left out of the first page, as where there is no demonstration. Each picture keeps 256 colours, so that
the repository stays light.
"""

from __future__ import annotations

import base64
import os
import struct
import sys
import zlib
from collections import Counter
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
NO_DOORS = "all => all.forEach((one) => one.remove())"
DOTS = """async (picture) => {
  const image = await createImageBitmap(await (await fetch(picture)).blob());
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const reader = new FileReader();
  reader.readAsDataURL(new Blob([brush.getImageData(0, 0, image.width, image.height).data]));
  await new Promise((done) => { reader.onload = done; });
  return reader.result;
}"""


def lighter(browser: Browser, picture: bytes, width: int, height: int) -> bytes:
    """Give the picture in its 256 most frequent colours; the rest, edges of letters, take the nearest of them."""
    page = browser.new_page()
    url = page.evaluate(DOTS, "data:image/png;base64," + base64.b64encode(picture).decode())
    page.close()
    raw = base64.b64decode(url.partition(",")[2])
    dots = [raw[at : at + 3] for at in range(0, len(raw), 4)]
    counts = Counter(dots)
    palette = [colour for colour, _ in counts.most_common(256)]
    place = {colour: min(range(len(palette)), key=lambda at: far(palette[at], colour)) for colour in counts}
    lines = (bytes([0, *(place[dot] for dot in dots[row * width :][:width])]) for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(b"".join(lines), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(part(kind, body) for kind, body in parts)


def far(one: bytes, other: bytes) -> int:
    """Say how far two colours are from each other."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def part(kind: bytes, body: bytes) -> bytes:
    """Give one part of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def take(browser: Browser, base: str, name: str, door: str, path: str, width: int, height: int, language: str) -> None:
    """Take one picture, as who enters by `door`."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{base}/language/{language}")
    if door:
        page.click(f"#door-{door}")
    page.goto(base + path)
    page.locator("section:has(#h-doors)").evaluate_all(NO_DOORS)
    (HERE / f"{name}.png").write_bytes(lighter(browser, page.screenshot(), width, height))
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
