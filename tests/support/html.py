"""Read what was answered as a browser would, and name every fault: markup, ids, references, names, what CSP forbids."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import html5lib
from flask.testing import FlaskClient
from html5lib.constants import E as MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from werkzeug.test import TestResponse

# what a fragment's first element must stand in, for it to be read as the browser reads it
HOMES = {"tr": "tbody", "td": "tr", "th": "tr", "tbody": "table", "thead": "table", "option": "select", "li": "ul"}
REFERENCES = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-errormessage",
    "aria-owns",
    "headers",
    "list",
)
UNNAMED = {"hidden", "submit", "reset", "button", "image"}
NAMING = ("aria-label", "aria-labelledby", "title")


def html_faults(text: str, *, fragment: bool | None = None) -> list[str]:
    """Give one readable line for each fault; whether it is a fragment is guessed from its beginning."""
    if fragment is None:
        fragment = not re.match(r"\s*(<!doctype|<html|<head|<body)", text, re.IGNORECASE)
    return list(_faults(text, fragment))


@lru_cache(maxsize=512)
def _faults(text: str, fragment: bool) -> tuple[str, ...]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    if fragment:
        first = re.match(r"(?:\s|<!--.*?-->)*<([a-z0-9-]+)", text, re.DOTALL | re.IGNORECASE)
        tree = parser.parseFragment(text, container=HOMES.get(first[1].lower() if first else "", "div"))
    else:
        tree = parser.parse(text)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    found = [
        *_markup(parser, text),
        *_ids(elements, fragment),
        *_names(tree, elements),
        *_forbidden(elements),
        *_strays(tree),
    ]
    return tuple(found if fragment else [*found, *_page(tree)])


def _markup(parser: Any, text: str) -> Iterator[str]:
    """Say what the reader stumbled over, with the line."""
    lines = text.splitlines() or [""]
    for (line, column), code, details in parser.errors:
        there = lines[min(line, len(lines)) - 1].strip()[:100]
        yield f"line {line}, column {column}: {MESSAGES.get(code, code) % details} [{there}]"


def _show(element: Element) -> str:
    kept = ("id", "name", "type", "for", "href", "class", "src")
    shown = [f'{key}="{element.get(key)}"' for key in kept if element.get(key)]
    return f"<{' '.join([element.tag, *shown])}>"


def _ids(elements: list[Element], fragment: bool) -> Iterator[str]:
    """Find ids used twice and, on a whole page, references to ids that are not there."""
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from (f"the id “{name}” is used {count} times" for name, count in ids.items() if count > 1)
    yield from (f"the id “{name}” is empty or has a space" for name in ids if not name or re.search(r"\s", name))
    if fragment:
        return
    for element in elements:
        for attribute in (*REFERENCES, *(("for",) if element.tag in {"label", "output"} else ())):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{_show(element)} has {attribute}=“{name}”, and nothing has that id"


def _words(element: Element) -> str:
    """Give the text of an element as it is read aloud."""
    pictures = " ".join(inner.get("alt", "") for inner in element.iter("img"))
    named = " ".join(inner.get("aria-label", "") for inner in element.iter())
    return ("".join(element.itertext()) + pictures + named).strip()


def _names(tree: Element, elements: list[Element]) -> Iterator[str]:
    """Find fields without a label, buttons and links without words, images without alt."""
    labelled = {label.get("for") for label in tree.iter("label") if _words(label)}
    inside = {id(field) for label in tree.iter("label") if _words(label) for field in label.iter()}
    for element in elements:
        named = any((element.get(name) or "").strip() for name in NAMING)
        if element.tag in {"select", "textarea"} or (
            element.tag == "input" and (element.get("type") or "text").lower() not in UNNAMED
        ):
            if not named and element.get("id", "") not in labelled - {None} and id(element) not in inside:
                yield f"{_show(element)} has no label"
        elif element.tag == "button" or (element.tag == "a" and element.get("href") is not None):
            if not named and not _words(element):
                yield f"{_show(element)} has no words"
        elif element.tag == "img" and element.get("alt") is None:
            yield f"{_show(element)} has no alt"


def _strays(tree: Element) -> Iterator[str]:
    """Find options outside a list, which browsers show as bare words that nobody can choose."""
    for parent in tree.iter():
        for child in parent:
            if child.tag == "option" and parent.tag not in {"select", "datalist", "optgroup", "DOCUMENT_FRAGMENT"}:
                yield f"{_show(child)} stands outside a list"


def _forbidden(elements: list[Element]) -> Iterator[str]:
    """Find what our content security policy would silently stop."""
    for element in elements:
        if element.tag == "style" or (
            element.tag == "script" and not element.get("src") and "".join(element.itertext())
        ):
            yield f"{_show(element)} is inline, which the policy forbids"
        for name, value in element.attrib.items():
            bare = str(name).removeprefix("data-")
            evaluated = bare.startswith("hx-") and value.lstrip().startswith(("js:", "javascript:"))
            filtered = bare.startswith("hx-trigger") and "[" in value
            scheme = bare in {"href", "action", "formaction"} and value.strip().lower().startswith("javascript:")
            if bare == "style" or bare.startswith(("on", "hx-on")) or evaluated or filtered or scheme:
                yield f"{_show(element)} has {name}=“{value}”, which the policy forbids"


def _page(tree: Element) -> Iterator[str]:
    """Find what a whole page lacks."""
    title = tree.find("head/title")
    if title is None or not "".join(title.itertext()).strip():
        yield "the page has no title"
    if not (tree.get("lang") or "").strip():
        yield "the page does not say its language (html lang)"
    for tag in ("h1", "main"):
        if (count := len(list(tree.iter(tag)))) != 1:
            yield f"the page has {count} <{tag}>, not one"


def assert_html(text: str, where: str = "the answer", *, fragment: bool | None = None) -> None:
    """Fail with every fault of a page or fragment."""
    faults = html_faults(text, fragment=fragment)
    assert not faults, f"{where} has faults:\n  " + "\n  ".join(faults)


_TOKENS = re.compile(r'(name="(?:csrf_token|once)" value=")[^"]*|("X-CSRFToken": ")[^"]*|\d+')
_read: set[int] = set()


def _is_new(text: str) -> bool:
    """Say whether no page like it was read before; tokens and digits make no difference. Reading takes its time."""
    key = hash(_TOKENS.sub("0", text))
    if key in _read:
        return False
    _read.add(key)
    return True


class ReadingClient(FlaskClient):
    """A test client that reads every HTML answer: `app.test_client_class = ReadingClient`."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.text and _is_new(response.text):
            where = f"{response.request.method} {response.request.path} ({response.status_code})"
            assert_html(response.text, where)
        return response
