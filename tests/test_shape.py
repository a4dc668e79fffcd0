"""The shape of the house: sizes, links, permits, strings, and what the strict content policy forbids."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

import wgtool
from wgtool.kernel import events, permits, waits
from wgtool.kernel.asked import SAFE
from wgtool.policy import POLICY

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "wgtool").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FIELD = re.compile(r"%\((\w+)\)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(wgtool.__path__, "wgtool."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


@pytest.mark.parametrize("path", CODE, ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


@pytest.mark.parametrize("path", CODE, ids=name)
def test_assertions_are_for_the_type_checker_alone(path: Path) -> None:
    """A worker runs without them: docs/decisions/0040."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assert):
            assert ast.unparse(node.test).endswith(" is not None"), ast.unparse(node)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_are_short_and_plain(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 120
    for forbidden in (
        r"\sstyle=",
        r"\|\s*safe\b",
        r"hx-on",
        r"\bjs:",
        r"\son\w+=\"",
        r"<script(?![^>]*\ssrc=)",
        r"<style",
    ):
        assert not re.search(forbidden, text), forbidden
    if "_kit" not in path.parts:
        assert not re.search(r"<form[^>]*method=.?post", text), "forms that change something come from the kit"


@pytest.mark.one_engine
def test_templates_link_to_routes_and_ask_for_permits(app: Flask) -> None:
    routes = set(app.view_functions)
    known = {str(permit) for permit in permits.known()}
    for path in TEMPLATES:
        for call in app.jinja_env.parse(path.read_text()).find_all(nodes.Call):
            first = call.args[0] if call.args else None
            if isinstance(call.node, nodes.Name) and isinstance(first, nodes.Const):
                if call.node.name == "url_for":
                    assert first.value in routes, f"{name(path)} links to {first.value}"
                if call.node.name == "can":
                    assert first.value in known, f"{name(path)} asks for {first.value}"


@pytest.mark.one_engine
def test_code_links_to_routes(app: Flask) -> None:
    for path in CODE:
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                called = getattr(call.func, "id", getattr(call.func, "attr", ""))
                value = call.args[0].value
                if called in {"url_for", "go"} and isinstance(value, str) and "." in value:
                    assert value in app.view_functions, f"{name(path)} links to {value}"


@pytest.mark.one_engine
def test_fragments_are_blocks_of_their_pages(app: Flask) -> None:
    for path in CODE:
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "page" and len(call.args) == 2:
                template, block = (getattr(arg, "value", None) for arg in call.args)
                if template and block:
                    assert block in app.jinja_env.get_template(template).blocks, f"{name(path)}: {template} {block}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_text_in_a_template_goes_through_gettext(path: Path) -> None:
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(), flags=re.S)
    bare = re.sub(r"<!--.*?-->|<[^>]*>|&\w+;", " ", bare, flags=re.S)
    assert not [w for w in re.findall(r"[^\W\d_]{3,}", bare) if w != "wgtool"]


def test_every_permit_has_a_row_and_every_row_a_permit() -> None:
    declared = {
        permit
        for module in modules()
        if getattr(module, "__name__", "").endswith(".permits") and hasattr(module, "P")
        for permit in module.P
    }
    assert declared == set(POLICY)
    assert len({str(p) for p in declared}) == len(declared), "two rooms share a permit's words"


def test_every_predicate_has_words() -> None:
    for permit, clauses in POLICY.items():
        for predicate in (p for clause in clauses for p in clause):
            assert str(predicate.words), f"{permit}: {predicate.__name__}"


def test_events_tell_only_what_they_carry() -> None:
    list(modules())
    for kind in events.every():
        fields = set(kind.named)
        assert set(FIELD.findall(str(kind.sentence))) <= fields, kind.event_name()
        assert set(kind.people) | set(kind.organisations) | set(kind.secrets) <= fields, kind.event_name()


def test_turns_say_the_same_to_all() -> None:
    list(modules())
    assert waits.SENTENCES
    for key, (yours, others) in waits.SENTENCES.items():
        assert str(yours), key
        assert str(others), key


@pytest.mark.one_engine
def test_nothing_unsafe_is_done_by_reading(app: Flask) -> None:
    """A GET route never shares its view with an unsafe one unless the view asks a form first."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        unsafe = (rule.methods or set()) - SAFE
        if not unsafe and rule.endpoint != "asset":
            source = inspect.getsource(inspect.unwrap(view))
            assert "writing(" not in source, f"{rule.endpoint} writes on GET"


@pytest.mark.one_engine
def test_addresses_are_lower_case_and_typed(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        bare = re.sub(r"<[^>]*>", "", rule.rule)
        assert bare == bare.lower(), rule.rule
        assert "_" not in bare, rule.rule


WORDS_OF_NO_LANGUAGE = {
    "accounts/operations/own.py", "cli.py", "config.py", "groups/operations/describing.py", "groups/operations/merging.py",
    "groups/texts.py", "kernel/paper.py", "partners/operations.py", "plan/operations/settling.py",
}  # fmt: skip
"""What they join is kept as a fact, or told in English alone: to operators, in documents of the project, in a fixed text."""


def test_what_people_read_is_parted_in_their_language() -> None:
    latin = {str(path.relative_to(ROOT / "wgtool")) for path in CODE if re.search(r'"[,;] "\.join', path.read_text())}
    assert latin == WORDS_OF_NO_LANGUAGE
