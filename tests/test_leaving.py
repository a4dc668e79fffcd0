"""Every list leaves as CSV with a row of HXL tags, as XLSX and as JSON: narrowed as its page is, and with its reader's sight."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests import access
from tests.cast import Someone
from tests.support import workbook
from wgtool.kernel.leaving import NAMED

TEMPLATES = Path(__file__).parent.parent / "templates"
# Of each list: its page, the address it leaves at, the name of its rows, and whether the support team knows of more than a guest.
LISTS = [
    ("/groups", "/groups", "groups", False),
    ("/groups/LWG-ERB/plan", "/groups/LWG-ERB/plan", "deliverables", False),
    ("/partners?country=IQ", "/partners", "organisations", False),
    ("/partners/rivermark-relief", "/signups", "sign_ups", False),
    ("/plan/2022/raci", "/signups", "sign_ups", False),
    ("/plan/2022?pillar=2", "/plan/2022", "activities", False),
    ("/plan/needs-partners?edition=2022", "/plan/needs-partners", "activities", False),
    ("/decisions?body=SAG", "/decisions", "decisions", False),
    ("/amendments", "/amendments", "amendments", True),
    ("/learning", "/learning", "exercises", False),
    ("/learning/LLE-2026-01", "/learning/LLE-2026-01/matrix", "recommendations", False),
    ("/actions?state=open", "/actions", "action_points", False),
    ("/register/list?state=open", "/register", "action_points", False),
]
# What is shown by pages and does not leave, and why.
STAYS = {
    "accounts/everyone.html": "people", "notifications/demo.html": "mails of the demonstration", "notifications/undelivered.html": "mails",
    "actions/mine.html": "leaves to be filled in, and comes back", "actions/panel.html": "what /actions and /register narrow to",
    "signups/_doing.html": "what the sign-ups of the edition hold",
}  # fmt: skip


@pytest.fixture(scope="module")
def people(made_up: Flask) -> dict[str, Someone]:
    return access.people(made_up)


@pytest.mark.one_engine
@pytest.mark.parametrize(("page", "at", "name", "more"), LISTS, ids=[of[0] for of in LISTS])
def test_a_list_leaves_whole(page: str, at: str, name: str, more: bool, people: dict[str, Someone]) -> None:
    guest, support = people["guest"], people["support team"]
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', guest.get(page).text)]
    found = {ending: [link for link in links if link.partition("?")[0] == f"{at}.{ending}"] for ending in NAMED}
    assert [len(some) for some in found.values()] == [1, 1, 1], "one link each"
    assert page.partition("?")[2] in found["csv"][0], "narrowed as the page is"
    heads, tags, *rows = csv.reader(io.StringIO(guest.get(found["csv"][0]).text.lstrip("\ufeff")))
    assert len(heads) == len(tags) == len(set(heads))
    assert all(tag.startswith("#") for tag in tags)
    told = json.loads(guest.get(found["json"][0]).text)
    assert [len(row) for row in told[name]] == [len(heads)] * len(rows)
    assert (
        told["filters"].items()
        <= dict(pair.split("=") for pair in found["json"][0].partition("?")[2].split("&") if pair).items()
    )
    data = guest.get(found["xlsx"][0]).data
    assert workbook.faults(data) == []
    assert load_workbook(io.BytesIO(data)).worksheets[0].max_row == len(rows) + 1
    assert rows, "the made-up world has something in it"
    seen = len(json.loads(support.get(found["json"][0]).text)[name])
    assert seen > len(rows) if more else seen >= len(rows)


@pytest.mark.one_engine
def test_no_list_is_forgotten() -> None:
    """A template that shows a list in pages says how the list leaves, or stands above with the reason why it stays."""
    listing = {
        str(path.relative_to(TEMPLATES)): path.read_text()
        for path in TEMPLATES.rglob("*.html")
        if "kit.pager(" in path.read_text()
    }
    assert {name for name, text in listing.items() if "kit.leaving(" not in text} == set(STAYS)
