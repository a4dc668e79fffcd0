"""A tiny application that shows the kit: the real templates over stubbed globals."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from tests.front.kitapp import create_kit_app

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def kitapp():
    return create_kit_app()


@pytest.fixture(scope="session")
def kit_client(kitapp):
    return kitapp.test_client()


@pytest.fixture(scope="session")
def kit_url(kitapp) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, kitapp, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def chromium(browser):
    """Chromium, started once for all tests."""
    return browser
