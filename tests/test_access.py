"""Every route and method, asked by every role, answers as `docs/access.md` says."""

import pytest
from flask import Flask

from tests import access
from tests.test_docs import DOCS, same
from wgtool.kernel.db import db

FEW = ("own focal point, lead", "support team")


def test_access(madeup: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL two roles ask: every loader and every hat's SQL; who may is decided in Python, on either engine."""
    access.read_people_once(monkeypatch)
    access.stop_behind_the_guard(monkeypatch)
    if db.engine.dialect.name == "postgresql":
        wanted = access.columns((DOCS / "access.md").read_text(), *FEW)
        assert access.rows(madeup, *FEW) == wanted
    else:
        same("access.md", access.matrix(madeup))
