"""Walks the tool as people do: from page to page by its links, noting what each page cost and what is wrong with it."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.cast import Someone
from tests.support.html import NAMING, UNNAMED
from tests.support.statements import statements
from wgtool.kernel.db import db

LINK = re.compile(r"""<a\b[^>]*?\bhref="([^"]*)\"""")
ASSET = re.compile(
    r"""(?:<link\b(?![^>]*\balternate\b)[^>]*?\bhref|<script\b[^>]*?\bsrc|\bdata-htmx|<use\b[^>]*?\bhref)="(/[^"#]*)"""
)
DOUBLED = re.compile(r"\b([A-Z]{2,5}-[A-Z0-9-]+(?:/[A-Z0-9]+)?):\s+\1\b")
STAYS = ("/language/", "/sign-out")
FILES = (".csv", ".xlsx", ".json")
FIELDS = {"input", "select", "textarea"}
VARIED = {"groups.detail", "groups.terms", "decisions.detail"}


@dataclass
class Page:
    """One answer."""

    address: str
    endpoint: str
    status: int
    kind: str
    text: str
    statements: list[str]
    assets: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        """Give the bytes on the wire."""
        return len(gzip.compress(self.text.encode()))

    def faults(self) -> list[str]:
        """Name what every page must have and this one lacks."""
        if self.kind != "text/html":
            return []
        title = re.search(r"<title>(.*?)</title>", self.text, re.DOTALL)
        plain = re.sub(r"<[^>]+>", "", self.text)
        found = [f"{name[1]} is named twice" for name in DOUBLED.finditer(plain)]
        found += [] if title and len(title[1].replace("· wgtool", "").strip()) > 1 else ["no title"]
        read = _Reader()
        read.feed(self.text)
        found += [] if read.headings == 1 else [f"{read.headings} first headings"]
        found += [f"the id {id} twice" for id, times in Counter(read.ids).items() if times > 1]
        return found + [f"no label for {name}" for name, id in read.controls if id not in read.labelled]


class _Reader(HTMLParser):
    """Notes ids, first headings, and fields with the id by which a label may name them."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[tuple[str, str]] = []
        self.headings = self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = dict(attrs)
        self.headings += tag == "h1"
        self.ids += [got["id"] or ""] if "id" in got else []
        if tag == "label":
            self.inside += 1
            self.labelled.add(got.get("for") or "")
        elif tag in FIELDS and (got.get("type") or "text") not in UNNAMED:
            named = self.inside or any(got.get(name) for name in NAMING)
            self.controls += [] if named else [(got.get("name") or tag, got.get("id") or "it has no id")]

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "label"


class Walk:
    """What one person comes across, from the given addresses on: each address once, a `few` of each sort, all of those that vary."""

    def __init__(self, app: Flask, person: Someone, *starts: str, few: int = 3) -> None:
        self.app, self.person, self.few = app, person, few
        self.pages: dict[str, Page] = {}
        self.came: dict[str, str] = dict.fromkeys(starts, "the address bar")
        self.sorts: dict[object, int] = {}
        self.waiting = list(starts)
        while self.waiting:
            self._open(self.waiting.pop(0))

    def _open(self, address: str) -> None:
        endpoint = self._endpoint(address)
        sort = (endpoint, *sorted(parse_qs(urlsplit(address).query)))
        self.sorts[sort] = self.sorts.get(sort, 0) + 1
        few = 1 if urlsplit(address).path.endswith(FILES) else self.few  # tests/test_leaving.py looks into them
        if self.sorts[sort] > few and endpoint not in VARIED:
            return
        with statements(db.engine) as asked:
            answer = self.person.get(address)
        html = answer.mimetype == "text/html"
        page = Page(address, endpoint, answer.status_code, answer.mimetype, answer.text if html else "", list(asked))
        self.pages[address] = page
        page.assets = {unescape(asset) for asset in ASSET.findall(page.text)}
        links = [unescape(link) for link in LINK.findall(page.text)]
        for link in [*links, *([answer.headers["Location"]] if "Location" in answer.headers else [])]:
            self._note(address, link)

    def _note(self, here: str, link: str) -> None:
        full = urldefrag(urljoin(f"http://localhost{here}", link)).url
        parts = urlsplit(full)
        if parts.scheme not in ("http", "https") or parts.netloc != "localhost" or parts.path.startswith(STAYS):
            return
        address = full.removeprefix("http://localhost")
        if address not in self.came:
            self.came[address] = here
            self.waiting.append(address)

    def _endpoint(self, address: str) -> str:
        try:
            return str(self.app.url_map.bind("localhost").match(urlsplit(address).path)[0])
        except HTTPException as error:
            return f"none ({error.code})"
