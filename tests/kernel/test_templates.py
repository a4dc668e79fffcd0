"""Templates are compiled once an installation, and never read for another source or another compiler."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from jinja2.bccache import Bucket

from wgtool.kernel import templates


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
