"""Start the installed tool in an empty folder on an empty database, and ask it for its front page and stylesheet."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import ProxyHandler, build_opener

BIN = Path(sys.executable).parent
WAIT = 30
direct = build_opener(ProxyHandler({}))


def ask(url: str, kind: str) -> str:
    """Get what must be there, of the kind it must be."""
    with direct.open(url, timeout=10) as answer:
        text: str = answer.read().decode()
        told = answer.headers.get_content_type()
    if answer.status != 200 or told != kind or not text.strip():
        raise SystemExit(f"{url} answered {answer.status}, {told}, {len(text)} characters; wanted 200 and {kind}")
    print(f"200 {kind} {len(text)} characters {url}")
    return text


def started(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            direct.open(url, timeout=10).close()
        except (URLError, ConnectionError) as error:
            if getattr(error, "code", None):
                raise
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"The server did not answer within {WAIT} seconds.")


def main() -> None:
    """Prepare, start, ask, stop."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "WGTOOL_DATABASE_URL": f"sqlite:///{Path.cwd() / 'wgtool.sqlite3'}",
        "WGTOOL_SECRET_KEY": "only-for-this-check-" * 3,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment = {key: value for key, value in os.environ.items() if not key.startswith("WGTOOL_")} | settings
    subprocess.run([BIN / "wgtool", "db", "upgrade"], env=environment, check=True)
    command = [
        BIN / "gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
        "--no-control-socket",
        "--worker-class",
        "wgtool.worker.Worker",
        "wgtool.wsgi:app",
    ]
    url = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(command, env=environment) as server:
        try:
            started(url, server)
            page = ask(url, "text/html")
            if "<html" not in page.lower():
                raise SystemExit(f"{url} is no page: {page[:200]}")
            links = re.findall(r"<link\b[^>]*>", page)
            sheets = [link for link in links if re.search(r"""rel=["']?stylesheet""", link)]
            if not sheets:
                raise SystemExit(f"{url} links no stylesheet: {links}")
            for sheet in sheets:
                address = re.search(r"""href=["']?([^"'\s>]+)""", sheet)
                ask(urljoin(url, address[1] if address else ""), "text/css")
        finally:
            server.terminate()


main()
