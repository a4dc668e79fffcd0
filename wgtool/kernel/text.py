"""Text that people write: cleaned at the door, shown as safe Markdown."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "s", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
# Overrides can make a name read as another; isolates and plain marks are needed by honest Arabic and stay.
_OVERRIDES = re.compile("[\u202a-\u202e]")
_JOINER, _MOST_MARKS = "\u034f", 30
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for; said as what it lets through, it would take ten times as long to compile."""


def clean(value: str | None) -> str:
    """Give a text as it is kept: NFC, LF, no control characters or direction overrides, no blank edge."""
    text = composed(value or "").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _OVERRIDES.sub("", text)).strip()


def composed(text: str) -> str:
    """Compose accents; a letter under thousands of them would take minutes, so a run is parted first."""
    if text.isascii():
        return text
    return _parted(unicodedata.normalize("NFC", _parted(text)))


def _parted(text: str) -> str:
    """Part runs of more than 30 marks as Unicode's stream-safe form does (UAX 15)."""
    out: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if char != _JOINER and unicodedata.category(char) in ("Mn", "Mc", "Me") else 0
        if run > _MOST_MARKS:
            out.append(_JOINER)
            run = 1
        out.append(char)
    return "".join(out)


def line(value: str | None) -> str:
    """Give a text of one line, as names and titles are kept."""
    return " ".join(clean(value).split())


@cache
def _renderer() -> MarkdownIt:
    """Make what reads Markdown when it is first needed: it is 68 modules, and no list needs it."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "linkify": True}).enable(["table", "strikethrough", "linkify"])


def markdown(text: str | None) -> Markup:
    """Render Markdown without HTML, images or unsafe links; the result is safe to print.

    Headings sink two levels, since the page and the section already have theirs.
    """
    import nh3  # 1 MiB of compiled code, for the same reason

    html = _renderer().render(text or "")
    html = re.sub(r"<(/?)h([1-4])>", lambda m: f"<{m[1]}h{int(m[2]) + 2}>", html)
    return Markup(nh3.clean(html, tags=_TAGS, url_schemes={"http", "https", "mailto"}))
