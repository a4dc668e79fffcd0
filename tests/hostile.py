"""Reads forms off pages as somebody does, and what a clumsy or hostile hand puts into them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from tests.cast import Someone, _apart

MACHINERY = {"csrf_token", "once", "kept"}
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
OVERRIDE = "safe\u202egnp.exe\u202c"
FOX = "🦊 الحقل 中文"
NUMBER = "9" * 20
HANDS: list[tuple[str, str | bytes, str | bytes | None]] = [
    ("words of every script", FOX + OVERRIDE, None),
    ("nothing", "", ""),
    ("too long", "A" * 100_000, "A" * 10_000),
    ("script", SCRIPT, SCRIPT),
    ("null bytes, and no digit", "a\x00b", "²"),
    ("half a surrogate", b"\xed\xa0\x80", "\x00"),
    ("a number", NUMBER, NUMBER),
    ("the last day", "-1 %(name)s {0} {{ 7*7 }} %", "9999-12-31"),
]
"""What is sent: a word for it, what goes into fields one writes in, and into all others (None: what stands there)."""
MINDED = {"null bytes, and no digit", "half a surrogate", "a number", "the last day"}
UNASKED = ("why", "seen", "id", "kept", "organisation", "person", "next")
"""Names of fields of other forms, sent with a button that has none."""
CHANGED = {"name", "title", "short"}
"""Fields of one line in which any words will do."""
LADEN = {"script", "null bytes, and no digit", "half a surrogate", "a number"}
TYPED = {"text", "textarea", "search", "email", "url"}


@dataclass
class Form:
    """A form on a page: where it goes, who found it, its fields with their kinds and what stands in them."""

    action: str
    who: Someone
    fields: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    @property
    def bare(self) -> bool:
        """Say whether it is a button alone."""
        return not self.fields

    def burdened(self) -> Form:
        """Give the button with fields nobody asked for."""
        return replace(self, fields={name: ("text", ["1"]) for name in UNASKED})

    def body(self, *, typed: str | bytes | None = None, rest: str | bytes | None = None) -> list[tuple[str, Any]]:
        """Give what is sent: `typed` in fields one writes in, `rest` in all others, else what stands there."""
        pairs: list[tuple[str, Any]] = [("csrf_token", self.who.csrf)]
        for name, (kind, values) in self.fields.items():
            new = typed if kind in TYPED else rest
            pairs += [(name, value) for value in (values[:1] if new is None else [new])]
        return pairs

    def honest(self) -> list[tuple[str, Any]]:
        """Give what an honest hand sends who changes what can be written."""
        changed = {name for name, (kind, _) in self.fields.items() if kind == "textarea" or name in CHANGED}
        return [(name, "Other words" if name in changed else value) for name, value in self.body()]

    def send(self, pairs: list[tuple[str, Any]], **kwargs: Any) -> Any:
        """Send it."""
        return send(self.who, self.action, pairs, **kwargs)


def send(who: Someone, url: str, pairs: list[tuple[str, Any]], origin: str = "http://localhost") -> Any:
    """Send a form as a browser does, bytes as they are."""
    kind = "application/x-www-form-urlencoded"
    return _apart(who.client.post, url, data=urlencode(pairs), content_type=kind, headers={"Origin": origin})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, tuple[str, list[str]]]]] = []
        self.form: dict[str, tuple[str, list[str]]] | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {key: value or "" for key, value in attrs}
        if tag == "form" and got.get("method") == "post":
            self.form = {}
            self.found.append((got["action"], self.form))
        elif tag == "form":
            self.form = None
        if self.form is None:
            return
        name = got.get("name", "") or (self.select if tag == "option" else "")
        if tag == "select":
            self.select = name
        if tag in {"input", "textarea", "select", "button"} and name and name not in MACHINERY:
            kind = got.get("type", "text") if tag == "input" else tag
            self.form.setdefault(name, (kind, []))
        if tag in {"input", "option", "button"} and name in self.form and got.get("value"):
            chosen = "selected" in got or "checked" in got
            self.form[name][1].insert(0 if chosen else len(self.form[name][1]), got["value"])
        elif tag == "textarea" and name in self.form:
            self.form[name][1].append("Words of an honest hand.")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


def forms(who: Someone, urls: list[str]) -> Iterator[Form]:
    """Give every form with method post that somebody finds on pages; a line without a value gets one that may do."""
    for url in urls:
        answer = who.get(url)
        if answer.status_code not in {200, 401} or answer.mimetype != "text/html":
            continue
        reader = _Reader()
        reader.feed(answer.text)
        for action, fields in reader.found:
            yield Form(action, who, {n: (k, v or [_likely(n, k)]) for n, (k, v) in fields.items()})


def _likely(name: str, kind: str) -> str:
    return {
        "email": "someone@example.org",
        "date": "2026-11-20",
        "password": "a long enough sentence",
        "number": "5",
    }.get(kind, "someone@example.org" if name in {"lead", "secretariat"} else "Words")
