"""What only some may read is sought by everybody, at every address there is, and found by those alone."""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask

from tests import access, canaries
from tests.cast import Someone
from tests.support.files import words
from wgtool.kernel.db import db

LINK = re.compile(r'(?:href|action|hx-get|src)="(/[^"#]*)')
SAME_FOR_ALL = re.compile(
    r"/static/|/language/|/help|/sign-in|/join|/forgotten|/plan/2019|/plan/2022/(?!3\.2\.1\.3|1\.2\.3\.1)|/partners/(?!rivermark|lantern|open|zz)|/signups/|/people/"
    r"|.*(\?|/(hand-over|role|end|history/(?!purpose).*|(edit|comments)/(?!purpose).*)$)"
)
SOUGHT = [f"{path}?q={words}" for path in ("/plan/2022", "/groups", "/decisions", "/partners", "/people")
          for words in ("zzpropo", "zzunsh")] + ["/groups?q=WG-ZZCO", "/people?q=zzaddr", "/partners?q=zznob"]  # fmt: skip


class Seeker(Someone):
    """Somebody who opens every page they find, and reads all of it: text, attributes, hidden fields, headers."""

    def __init__(self, app: Flask, person: int | None, role: str, places: list[str]) -> None:
        super().__init__(app, person, role)
        self.places = places
        self.routes = app.url_map.bind("localhost")

    def worth(self, link: str) -> bool:
        """Say whether a link leads to a page that differs by reader; of a hundred activities two will do."""
        return not SAME_FOR_ALL.match(link) and self.routes.test(link, "GET")

    def found(self) -> dict[str, str]:
        """Give where each canary was first found."""
        found: dict[str, str] = {}
        seen, ahead = set(self.places), deque(self.places)
        while ahead:
            url = ahead.popleft()
            answer = self.get(url)
            assert answer.status_code < 500, (self.name, url)
            text = unquote(html.unescape(f"{answer.headers} {words(answer)}"))
            for word in canaries.seen_in(text.replace(unquote(url), "")):
                found.setdefault(word, url)
            for link in map(html.unescape, LINK.findall(words(answer))):
                if link not in seen and self.worth(link):
                    seen.add(link)
                    ahead.append(link)
        return found


def everywhere(app: Flask, hidden: canaries.Hidden) -> Iterator[str]:
    """Give every address there is to begin with: each route, for things that carry canaries."""
    known, ids = hidden.known, hidden.ids
    more = {
        "signups.id": ids["signups"],
        "accounts.id": ids["people"],
        "partners.slug": ["lantern-health-logistics", "zznobodyzz"],
        "accounts.slug": ["rivermark-relief", "lantern-health-logistics", "open-depot-network"],
        "decisions.number": ["SAG-2026-001", "SAG-2026-002", "SAG-2026-003", "SAG-2026-004"],
        "plan.number": ["1.2.3.1"],
    }
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "asset" or "GET" not in (rule.methods or set()):
            continue
        if rule.endpoint in {
            "plan.choose",
            "plan.differences",
            "notifications.demo",
            "overview.language",
            "overview.help",
            "upkeep.readyz",
        }:
            continue  # the same for all who may
        for name in rule.arguments or [""]:
            room = rule.endpoint.split(".")[0]
            for value in more.get(f"{room}.{name}", [None]):
                with app.test_request_context():
                    built = rule.build({**access.values(rule, known), **({name: value} if value else {})})
                if built:
                    yield built[1]
    codes = ("LWG-ERB", "WG-COLD", "WG-GREEN", "WG-ZZCODEZZ", "WG-ZEND", "WG-ZMERGE")
    pages = (
        "",
        "/members",
        "/history",
        "/terms",
        "/terms/compare",
        "/terms/comments/purpose",
        "/terms/v1.docx",
        "/edit",
        "/terms/edit/purpose",
        "/terms/v1/history/purpose",
        "/pause",
        "/open",
        "/closing",
        "/closing/edit/achieved",
        "/closing/v1/history/achieved",
    )
    yield from (f"/groups/{code}{page}" for code in codes for page in pages)
    yield from SOUGHT
    yield from ids["few"]
    yield "/groups/LWG-ERB/members?on=2026-10-01"
    for code, id in (("LWG-BGW", ids["groups"][0]), ("LWG-ERB", ids["groups"][1]), ("LWG-ERB", ids["groups"][2])):
        yield from (f"/groups/{code}/members/{id}{page}" for page in ("", "/end", "/role"))
    yield from (f"/decisions/sittings/{id}" for id in ids["sittings"])
    for code in ("LWG-BGW", "WG-COLD", "WG-GREEN"):
        yield f"/groups/{code}/terms/v1/history/purpose?from=0&to=1"
        yield f"/groups/{code}/terms/compare?from=v1@1&to=v1"


@pytest.fixture(scope="module")
def hidden(app: Flask) -> Iterator[canaries.Hidden]:
    """Give the world with its canaries; nobody changes a row of it here."""
    reading, app.test_client_class = app.test_client_class, None
    with app.app_context():
        yield canaries.hide(app)
        db.session.remove()
        db.engine.dispose()
    app.test_client_class = reading


@pytest.mark.one_engine
@pytest.mark.parametrize("role", canaries.ROLES)
def test_only_who_may_read_it_finds_it(
    role: str, app: Flask, hidden: canaries.Hidden, monkeypatch: pytest.MonkeyPatch
) -> None:
    access.read_people_once(monkeypatch)
    places = [url for url in dict.fromkeys(everywhere(app, hidden)) if urlsplit(url).path.startswith("/")]
    found = Seeker(app, hidden.people[role], role, places).found()
    wrong = [f"{word} at {url}" for word, url in found.items() if role not in canaries.READERS[word]]
    lost = [word for word, readers in canaries.READERS.items() if role in readers and word not in found]
    assert (wrong, lost) == ([], [])
