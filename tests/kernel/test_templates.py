"""Templates are compiled once an installation, and never read for another source or another compiler."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from wgtool.kernel import templates
from wgtool.kernel.i18n import tongue
from wgtool.kernel.kit import told_in


def _app(folder: Path) -> Flask:
    app = Flask("toy", template_folder=str(folder))
    templates.register(app, folder)
    return app


def _said(app: Flask) -> str:
    return app.jinja_env.get_template("a.html").render()


def test_what_one_process_compiled_the_next_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text("one")
    assert _said(_app(tmp_path)) == "one"
    kept: list[bool] = []
    monkeypatch.setattr(templates.Compiled, "load_bytecode", _noting(kept))
    assert _said(_app(tmp_path)) == "one"
    monkeypatch.setattr(templates, "__version__", "another")
    assert _said(_app(tmp_path)) == "one"
    (tmp_path / "a.html").write_text("two")
    assert _said(_app(tmp_path)) == "two"
    assert kept == [True, False, False]


def _noting(kept: list[bool]) -> Callable[[templates.Compiled, Bucket], None]:
    load = templates.FileSystemBytecodeCache.load_bytecode

    def noted(self: templates.Compiled, bucket: Bucket) -> None:
        load(self, bucket)
        kept.append(bucket.code is not None)

    return noted


def test_where_nothing_can_be_kept_each_compiles_for_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("one")
    (tmp_path / "__pycache__").write_text("a file in its place")
    assert _said(_app(tmp_path)) == "one"
    (tmp_path / "__pycache__").unlink()
    app = _app(tmp_path)
    (tmp_path / "__pycache__").rmdir()
    assert _said(app) == "one"


@pass_context
def _named(context: Context, more: str) -> str:
    return f"{context['name']}{more}"


CALLS = """{% macro box(a, b='-') %}[{{ a }}{{ b }}{{ caller(1) if caller else '' }}]{% endmacro %}
{% for x in 'ab' %}{{ named(x) }}{{ box(x, b='<') }}{% call(n) box('>') %}{{ n }}{{ x }}{% endcall %}{{ x.upper() }}
{{ range(2) | list }}{{ plain(x, y=2) }}{{ loop.cycle('odd', 'even') }}{% endfor %}{{ {'k': 1}.items() | list }}"""


def test_a_call_in_a_template_says_what_it_says_in_jinja(tmp_path: Path) -> None:
    known = {"named": _named, "plain": lambda x, y: f"{x}{y}", "name": "<n>"}
    ours = _app(tmp_path).jinja_env.overlay(autoescape=True)
    theirs = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    assert ours.from_string(CALLS).render(known) == theirs.from_string(CALLS).render(known)


def test_a_mark_of_escaped_words_is_not_one_of_the_same_unescaped(world: Flask) -> None:
    with world.test_request_context():
        marks = told_in(world.jinja_env, tongue())["kit"]
        words = (marks.st("ring", "<b>"), marks.st("ring", Markup("<b>")), marks.st("ring", "<b>"))
    assert ["&lt;b&gt;" in one for one in words] == [True, False, True]
