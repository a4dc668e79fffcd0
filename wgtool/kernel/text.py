"""Text that people write: cleaned at the door, shown as safe Markdown."""

from __future__ import annotations

import re
import unicodedata

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": True}).enable(["table", "strikethrough", "linkify"])
_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "s", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
# Overrides can make a name read as another; isolates and plain marks are needed by honest Arabic and stay.
_OVERRIDES = re.compile("[\u202a-\u202e]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(value: str | None) -> str:
    """Give a text as it is kept: NFC, LF, no control characters or direction overrides, no blank edge."""
    text = unicodedata.normalize("NFC", value or "").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _OVERRIDES.sub("", text)).strip()


def line(value: str | None) -> str:
    """Give a text of one line, as names and titles are kept."""
    return " ".join(clean(value).split())


def markdown(text: str | None) -> Markup:
    """Render Markdown without HTML, images or unsafe links; the result is safe to print.

    Headings sink two levels, since the page and the section already have theirs.
    """
    html = _MARKDOWN.render(text or "")
    html = re.sub(r"<(/?)h([1-4])>", lambda m: f"<{m[1]}h{int(m[2]) + 2}>", html)
    return Markup(nh3.clean(html, tags=_TAGS, url_schemes={"http", "https", "mailto"}))
