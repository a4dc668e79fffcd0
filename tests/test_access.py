"""Every route and method, asked by every role, answers as `docs/access.md` says."""

import pytest
from flask import Flask

from tests import access
from tests.test_docs import same


def test_access(world: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    access.build()
    access.read_people_once(monkeypatch)
    access.stop_behind_the_guard(monkeypatch)
    same("access.md", access.matrix(world))
