"""Counts what a page asks of the database, in this process."""

from __future__ import annotations

import tracemalloc
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


def peak(app: Flask, path: str) -> float:
    """Give the most MiB that Python takes at once for one answer of any length, read as it is made."""
    with app.test_client(use_cookies=False) as client:
        client.get(path, query_string={"country": "none"}).close()  # what is done once is done before
        tracemalloc.start()
        answer = client.get(path, buffered=False)
        for _piece in answer.iter_encoded():
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        answer.close()
    return most / 2**20
