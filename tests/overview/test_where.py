"""Who works where: organisations beside pillars, counted from what is confirmed and public."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests import factories
from tests.cast import Cast, Someone
from tests.support.html import assert_html
from tests.support.statements import statements
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.partners.models import Type


@pytest.fixture(autouse=True)
def plan(world: Flask) -> None:
    """Have both editions as they come with the tool."""
    factories.plan()


def rows(html: str) -> dict[str, list[str]]:
    """Give each organisation's cells as a reader hears them."""
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.S):
        name, *cells = re.findall(r"<(?:th|td)[^>]*>(.*?)</(?:th|td)>", row, re.S)
        found[re.sub(r"<.*?>", "", name)] = [re.sub(r"<.*?>", "", re.sub(r"<span class=\"soft\" aria.*?</span>", "", cell)).strip() for cell in cells]  # fmt: skip
    return found


def test_each_activity_counts_once_whatever_the_roles_and_countries(guest: Someone, cast: Cast) -> None:
    one = factories.organisation("Alpha Aid")
    other = factories.organisation("Beta Board", type=Type.DONOR)
    factories.signup("1.1.1.1", one, "lead")
    factories.signup("1.1.1.1", one, "contributor", country="IQ")
    factories.signup("1.1.1.2", one)
    factories.signup("2.1.1.1", one, "consulted")
    factories.signup("2.1.1.1", other, "co-lead")
    factories.signup("3.1.1.1", other, status="offered")
    hidden = factories.signup("4.1.1.1", other)
    factories.change(type(hidden), type(hidden).id == hidden.id, sight=Sight.RESTRICTED)
    factories.signup("2.1.1.1", factories.organisation("Only Old"), status="withdrawn")
    with statements(db.engine) as asked:
        page = guest.get("/plan/2022/partners").text
    assert len(asked) <= 8, asked
    assert_html(page)
    found = rows(page)
    assert list(found) == ["Alpha Aid", "Beta Board"]
    assert found["Alpha Aid"][:3] == ["2 leads or co-leads: 1", "1", "0"]
    assert found["Beta Board"][:4] == ["0", "1 leads or co-leads: 1", "0", "0"]
    assert "●○" in page
    assert list(rows(guest.get("/plan/2022/partners?type=donor").text)) == ["Beta Board"]
    assert "No organisation like this." in guest.get("/plan/2019/partners").text
    assert guest.get("/plan/2022/partners?type=nonsense&page=99").status_code == 200
    assert guest.get("/plan/1999/partners").status_code == 404
    assert guest.get("/plan/partners").location == "/plan/2022/partners"
    assert 'href="/plan/partners"' in guest.get("/partners").text
