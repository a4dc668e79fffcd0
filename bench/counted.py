"""Counts what a page asks of the database, in this process."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask

from bench.client import cookie
from bench.pages import READERS, Page
from tests.support.statements import statements
from wgtool.kernel.db import db

Counts = dict[tuple[str, int | None], int]


def counts(app: Flask, pages: Iterable[Page]) -> Counts:
    """Count the statements of each page at its second view, for each reader."""
    with app.app_context():
        engine = db.engine
    found: Counts = {}
    for page in pages:
        for reader in page.readers:
            client = app.test_client(use_cookies=False)
            for _ in range(2):
                with statements(engine) as seen:
                    answer = client.get(page.path, headers={"Cookie": cookie(reader)})
            if answer.status_code != 200:
                raise RuntimeError(f"{page.path} as {READERS[reader]}: {answer.status_code}")
            found[page.name, reader] = len(seen)
    return found
