"""The documents people read are what the code runs. `make docs` (WGTOOL_WRITE_DOCS=1) writes them anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from wgtool.kernel import paper

DOCS = Path(__file__).parent.parent / "docs"


def same(name: str, text: str) -> None:
    """Compare a document with what it should say, or write it when asked to."""
    if os.environ.get("WGTOOL_WRITE_DOCS"):
        (DOCS / name).write_text(text)
    assert (DOCS / name).read_text() == text, f"docs/{name} is out of date: run make docs"


@pytest.mark.parametrize(("name", "write"), [("lifecycles.md", paper.lifecycles), ("settings.md", paper.settings)])
def test_generated(world: Flask, name: str, write: Callable[[], str]) -> None:
    same(name, write())
