"""Addresses: what makes one is compiled once, and only for the routes that are asked."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from wgtool.kernel.addresses import Route

pytestmark = pytest.mark.one_engine


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the router compiled: the rule, once for each function."""
    found = list[str]()
    compiles = Rule._compile_builder

    def told(rule: Rule, append_unknown: bool = True) -> object:
        found.append(rule.rule)
        return compiles(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", told)
    return found


def test_a_route_compiles_once_and_when_it_is_asked(made: list[str]) -> None:
    """A route that is never asked costs nothing; one that is keeps what it made, for each of its two ways."""
    app = Flask("addresses", static_folder=None)
    app.url_rule_class = Route
    for address in ("/groups/<code>", "/partners/<int:number>"):
        app.add_url_rule(address, address)
    with app.test_request_context():
        assert made == []
        assert url_for("/groups/<code>", code="fuel") == "/groups/fuel"
        assert url_for("/groups/<code>", code="نقل", page=2) == "/groups/%D9%86%D9%82%D9%84?page=2"
    assert made == ["/groups/<code>"]
    route = next(app.url_map.iter_rules("/groups/<code>"))
    assert route.build({"code": "fuel"}, append_unknown=False) == ("", "/groups/fuel")
    assert route.build({"code": "food"}, append_unknown=False) == ("", "/groups/food")
    assert made == ["/groups/<code>"] * 2
