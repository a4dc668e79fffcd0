"""Attacks on a route: its address, query, headers and every form field there is, all at once; and what no answer may show."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from werkzeug.routing import Rule
from wtforms.fields.core import UnboundField

from tests import access, canaries, hostile
from tests.cast import Someone, _apart
from wgtool.kernel.forms import Form

BREAKOUT = "\"' onzq=1 ><b id=zq>"
NASTY = [
    BREAKOUT, hostile.SCRIPT, "", "1", "2026-11-20", "y", hostile.FOX, hostile.OVERRIDE, "a\x00b", hostile.NUMBER, "-1", "²", "9999-12-31",
    "0001-01-01", "%(name)s {0} {{ 7*7 }} %", "//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)",
    "x\r\nX-Injected: 1", "' OR 1=1 --", "../../etc/passwd", "A" * 3_000, "e\u0301" * 40, "[x](javascript:alert(1)) ![y](//evil.example/z)",
]  # fmt: skip
QUERY = (
    "q",
    "next",
    "page",
    "edition",
    "country",
    "from",
    "to",
    "on",
    "body",
    "year",
    "gap",
    "pillar",
    "category",
    "begin",
)
HEADERS = (
    "Referer", "HX-Current-URL", "HX-Request", "HX-Boosted", "HX-Request-Type", "HX-Target", "Accept-Language", "Host", "X-Forwarded-For",
    "X-Forwarded-Host", "X-Forwarded-Proto", "User-Agent", "If-None-Match", "If-Modified-Since", "Range", "Sec-Fetch-Site", "Content-Type",
)  # fmt: skip
BETRAYED = (
    "<b id=zq",
    '" onzq',
    "' onzq",
    "<script>alert",
    "<img src=x",
    'href="javascript:',
    "Traceback (most recent",
)
value = st.sampled_from(NASTY) | st.text(max_size=30)


@dataclass(frozen=True)
class Attack:
    """One request, whoever sends it; `turn` picks the sender among those of the same rights."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    turn: int = 0

    @property
    def address(self) -> str:
        """Give what stands in the request line."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def send(self, who: Someone) -> Any:
        """Send it as somebody; a form has our token and every field of the tool."""
        headers = {name: _for_header(text) for name, text in self.headers}
        how: dict[str, Any] = {"method": self.method, "headers": {"Origin": "http://localhost", **headers}}
        if self.method not in access.SAFE:
            filled = [(name, self.fields[n % len(self.fields)]) for n, name in enumerate(field_names())]
            how["data"] = urlencode([("csrf_token", who.csrf), *filled])
            how.setdefault("content_type", headers.pop("Content-Type", "application/x-www-form-urlencoded"))
            how["headers"].pop("Content-Type", None)
        return _apart(who.client.open, self.address, **how)


def _for_header(text: str) -> str:
    """Give a text as a server lets it through: no line ends, bytes as they are."""
    return re.sub(r"[\r\n\x00]", " ", text).encode("utf-8").decode("latin-1")


@cache
def field_names() -> list[str]:
    """Give the name of every field of every form of the tool, and those outside of forms."""
    found = {"once", "kept", "next", "seen", "done", "kept-text", "clash-0", "clash-0-text"}
    for form in _below(Form):
        names = {name for name in dir(form) if isinstance(getattr(form, name, None), UnboundField)}
        found |= names | {
            f"{start}{name}" for name in names for start in ("team-", "country-") if "Role" in _line(form)
        }
    return sorted(found)


def _line(form: type[Any]) -> str:
    return " ".join(each.__name__ for each in form.__mro__)


def _below(kind: type[Any]) -> list[type[Any]]:
    return [each for one in kind.__subclasses__() for each in (one, *_below(one))]


def attacks(rule: Rule, method: str, known: dict[str, Any]) -> st.SearchStrategy[Attack]:
    """Give attacks on a route: half of them on the things there are, half on what never was."""
    real = access.values(rule, known)
    parts = {name: _part(rule, name, thing) for name, thing in real.items()}
    return st.builds(
        Attack,
        method=st.just(method),
        path=st.fixed_dictionaries(parts).map(lambda chosen: _filled(rule.rule, chosen)),
        query=_some(QUERY),
        headers=_some(HEADERS),
        fields=st.lists(value, min_size=3, max_size=7).map(tuple),
        turn=st.integers(0, 10),
    )


def _some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    pairs = st.tuples(st.sampled_from(names), value)
    return st.lists(pairs, min_size=2, max_size=4, unique_by=lambda pair: pair[0]).map(tuple)


def _part(rule: Rule, name: str, thing: Any) -> st.SearchStrategy[str]:
    real = st.just(str(thing))
    if "IntegerConverter" in type(rule._converters[name]).__name__:
        return real | st.integers(0, 10**20).map(str)
    return real | value.map(lambda text: quote(text, safe="") or "-")


def _filled(rule: str, chosen: dict[str, str]) -> str:
    return re.sub(r"<(?:[^:<>]*:)?(\w+)>", lambda part: chosen[part[1]], rule)


@cache
def classes() -> dict[tuple[str, str], list[list[str]]]:
    """Give for each method and route the roles of `docs/access.md`, put together by what they get."""
    lines = [
        line for line in (Path(__file__).parent.parent / "docs/access.md").read_text().splitlines() if line[:1] == "|"
    ]
    roles = [cell.strip() for cell in lines[0].strip("|").split("|")[1:]]
    found: dict[tuple[str, str], list[list[str]]] = {}
    for line in lines[2:]:
        route, *cells = (cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|")))
        method, shown = route.replace("‹", "<").replace("›", ">").replace("\\|", "|").split(" ", 1)
        alike: dict[str, list[str]] = {}
        for role, cell in zip(roles, cells, strict=True):
            alike.setdefault(cell, []).append(role)
        found[method, shown.strip("`")] = list(alike.values())
    return found


def faults(answer: Any, attack: Attack, role: str) -> list[str]:
    """Name what is wrong with an answer to an attack."""
    unready = answer.status_code == 503 and attack.path == "/readyz"  # true of a database that no migration made
    found = [f"answers {answer.status_code}"] if answer.status_code >= 500 and not unready else []
    text = answer.text if answer.mimetype.startswith("text/") else ""
    found += [f"shows {sign} as it is" for sign in BETRAYED if sign in text]
    shown = canaries.seen_in(html.unescape(f"{answer.headers} {text}"))
    found += [f"shows {word}" for word in shown if role not in canaries.READERS[word]]
    found += [
        f"leads to {there}"
        for there in map(answer.headers.get, ("Location", "HX-Redirect"))
        if there and not _ours(there)
    ]
    found += [
        f"has no {name}" for name in ("Content-Security-Policy", "X-Content-Type-Options") if name not in answer.headers
    ]
    return found + ["takes a header from the input" for name in answer.headers if "injected" in name[0].lower()]


def _ours(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//") and "\\" not in address
