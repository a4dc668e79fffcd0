"""Debian's nginx, started with the very file we ship, in front of the tool as its unit starts it."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import factories
from tests.cast import Someone
from tests.support.needs import lacking
from tests.support.processes import PATIENCE, ROOT, answers, environment, free_port, running
from tests.upkeep.conftest import Place
from wgtool.accounts.models import Belonging
from wgtool.files import store
from wgtool.files.models import Attachment
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.partners.models import Organisation

DEPLOY = ROOT / "deploy"
CONTENT = b"%PDF-1.7 made up for nginx"
HOST = "groups.example.org"
MAIN = """daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{}}
http {{
  include /etc/nginx/mime.types; default_type application/octet-stream;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/wgtool.conf;
}}
"""


def shipped(folder: Path, plain: int, secure: int, behind: int) -> str:
    """Give the file we ship, with ports and paths of this machine."""
    text = (DEPLOY / "nginx" / "wgtool.conf").read_text()
    here = {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{behind};",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": f"{folder}/cert.pem",
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": f"{folder}/key.pem",
        "root /etc/nginx/wgtool;": f"root {DEPLOY}/nginx;",
        "alias /var/lib/wgtool/files/;": f"alias {folder}/files/;",
    }
    for ours, theirs in here.items():
        assert ours in text, ours
        text = text.replace(ours, theirs)
    return text


def certify(folder: Path) -> None:
    """Make a certificate of our own."""
    asked = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout key.pem -out cert.pem"
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    subprocess.run([*asked.split(), *names], cwd=folder, check=True, capture_output=True)


@dataclass
class Front:
    """What people reach."""

    folder: Path
    plain: int
    secure: int
    tool: subprocess.Popen[bytes]
    attached: str
    partner: str

    def ask(self, path: str, method: str = "GET", *, body: str = "", come_from: str = "127.0.0.1", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:  # fmt: skip
        """Ask over HTTPS from one of this machine's addresses."""
        trusts = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        line = socket.create_connection(("127.0.0.1", self.secure), timeout=PATIENCE, source_address=(come_from, 0))
        connection = http.client.HTTPConnection(f"{HOST}:{self.secure}")
        connection.sock = trusts.wrap_socket(line, server_hostname=HOST)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, told)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer, gzip.decompress(text) if answer.headers["Content-Encoding"] == "gzip" else text


def attach(app: Flask, folder: Path) -> tuple[str, str]:
    """Attach a file that partners see; give its address, and the cookie of a partner."""
    with app.app_context():
        partner = db.session.execute(sa.select(Belonging.person_id).join(Belonging.organisation).where(
            Belonging.confirmed_at.is_not(None), Belonging.until.is_(None), Organisation.looked_at.is_not(None)).limit(1)).scalar_one()  # fmt: skip
        digest = hashlib.sha256(CONTENT).hexdigest()
        path = folder / store.place(digest)
        path.parent.mkdir(parents=True)
        path.write_bytes(CONTENT)
        told = {"type": "application/pdf", "size": len(CONTENT), "digest": digest, "attached_at": clock.now()}
        made = Attachment(owner_kind="organisation", owner_id=1, name="report.pdf", sight=Sight.PARTNERS, **told)
        at = f"/files/{factories.save(made).id}"
        cookie = Someone(app, partner).client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        db.session.remove()
        db.engine.dispose()
    assert cookie
    return at, f"__Host-wgtool={cookie.value}"


@pytest.fixture
def front(place: Place, tmp_path: Path) -> Iterator[Front]:
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if nginx is None or shutil.which("openssl") is None:
        lacking("There is no nginx or no openssl on this machine:", "apt install nginx-light openssl.")
    plain, secure, behind = free_port(), free_port(), free_port()
    certify(tmp_path)
    (tmp_path / "wgtool.conf").write_text(shipped(tmp_path, plain, secure, behind))
    user = "user root;" if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path, user=user))
    app = place("sqlite", filled=True)
    url, attached = app.config["SQLALCHEMY_DATABASE_URI"], attach(app, tmp_path / "files")
    env = environment(
        database_url=url, secret_key="x" * 40, https="1", proxies="1", base_url=f"https://{HOST}:{secure}",
        metrics_token="a token for a monitor", files=str(tmp_path / "files"), sendfile="x-accel-redirect",
    )  # fmt: skip
    serving = (nginx, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"))
    with (
        running(as_shipped(behind), tmp_path / "tool.log", env) as tool,
        running(serving, tmp_path / "nginx.log", env) as proxy,
    ):
        answers(behind, tool)
        answers(secure, proxy)
        yield Front(tmp_path, plain, secure, tool, *attached)
        proxy.send_signal(signal.SIGTERM)
        proxy.wait(PATIENCE)


def as_shipped(port: int) -> tuple[str, ...]:
    """Give the command of the unit, with this machine's interpreter and port; one worker does here."""
    unit = (DEPLOY / "systemd" / "wgtool.service").read_text()
    found = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    assert found
    program, *rest = shlex.split(found[1])
    assert program == "/opt/wgtool/bin/python"
    here = {"127.0.0.1:8000": f"127.0.0.1:{port}", "2": "1"}
    return (sys.executable, *(here.get(word, word) for word in rest))


def test_nginx_as_shipped(front: Front) -> None:
    """One start of both, since starting is what costs."""
    a_page_is_compressed_and_safe(front)
    a_file_is_kept_for_a_year(front)
    an_attachment_goes_to_who_may_have_it(front)
    who_asks_is_known(front)
    what_is_too_large_gets_a_page(front)
    machines_are_answered_from_here_alone(front)
    http_leads_to_https(front)
    front.tool.send_signal(signal.SIGTERM)
    assert front.tool.wait(PATIENCE) == 0
    a_tool_that_is_away_gets_a_page(front)
    nobody_is_named(front)


def a_page_is_compressed_and_safe(front: Front) -> None:
    answer, page = front.ask("/", Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip"), (
        front.folder / "error.log"
    ).read_text()
    assert "Accept-Encoding" in ", ".join(answer.headers.get_all("Vary", []))
    assert b"<title" in page
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])


def a_file_is_kept_for_a_year(front: Front) -> None:
    _, page = front.ask("/")
    sheet = re.search(rb'rel="?stylesheet"?[^>]*href="([^"]+)"|href="([^"]+\.css)"', page)
    assert sheet
    answer, text = front.ask((sheet[1] or sheet[2]).decode(), Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert {"max-age=31536000", "immutable", "public"} <= set(answer.headers["Cache-Control"].split(", "))
    assert b"{" in text


def an_attachment_goes_to_who_may_have_it(front: Front) -> None:
    """Nginx reads the file itself, once wgtool has said yes; nobody reaches the folder by its own address."""
    answer, content = front.ask(front.attached, Cookie=front.partner)
    assert (answer.status, content) == (200, CONTENT)
    assert answer.headers["Accept-Ranges"] == "bytes", "nginx hands it out, not the tool"
    assert answer.headers["Content-Disposition"] == "attachment; filename=report.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].strip() == "default-src 'none'; sandbox"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "X-Accel-Redirect" not in answer.headers
    answer, page = front.ask(front.attached)
    assert (answer.status, CONTENT in page) == (404, False)
    kept = store.place(hashlib.sha256(CONTENT).hexdigest())
    for path in (f"/stored/{kept}", f"/stored/../stored/{kept}", f"/static/../stored/{kept}", "/stored/"):
        answer, page = front.ask(path, Cookie=front.partner)
        assert (answer.status, CONTENT in page) == (404, False), path


def who_asks_is_known(front: Front) -> None:
    """A form is taken as sent over HTTPS to our name; tries are counted for the address it truly came from."""
    answer, page = front.ask("/sign-in")
    cookie = answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    body = urlencode({"csrf_token": token[1].decode(), "email": "a@example.org", "password": "not the right one"})
    origin = f"https://{HOST}:{front.secure}"

    def sign_in(number: int, come_from: str = "127.0.0.1") -> int:
        sent = {"Cookie": cookie.split(";")[0], "Origin": origin, "Referer": f"{origin}/sign-in"}
        forged = {"X_Forwarded_For": f"203.0.113.{number}", "Content_Type": "application/x-www-form-urlencoded"}
        return front.ask("/sign-in", "POST", body=body, come_from=come_from, **sent, **forged)[0].status

    tries = [sign_in(number) for number in range(11)]
    assert tries[0] in (409, 422)
    assert tries == [tries[0]] * 10 + [429]
    assert sign_in(0, come_from="127.0.0.2") == tries[0]


def what_is_too_large_gets_a_page(front: Front) -> None:
    answer, page = front.ask("/sign-in", "POST", Content_Length=str(10 * 1024 * 1024 + 1))
    assert (answer.status, answer.headers.get_content_type()) == (413, "text/html")
    assert "10 ميغابايت" in page.decode()


def machines_are_answered_from_here_alone(front: Front) -> None:
    assert front.ask("/readyz")[1] == b"ready\n"
    token = {"Authorization": "Bearer a token for a monitor"}
    assert b'wgtool_requests_total{route="/sign-in",status="429"} 1' in front.ask("/metrics", **token)[1]
    assert front.ask("/metrics", come_from="127.0.0.2", **token)[0].status == 403


def http_leads_to_https(front: Front) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front.plain)
    connection.request("GET", "/groups?q=x", headers={"Host": HOST})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/groups?q=x")
    connection.close()


def a_tool_that_is_away_gets_a_page(front: Front) -> None:
    answer, page = front.ask("/groups")
    assert (answer.status, answer.headers.get_content_type()) == (502, "text/html")
    assert "Back in a moment" in page.decode()


def nobody_is_named(front: Front) -> None:
    """What the tool logged is a line a request, which names neither an address nor a person."""
    log = (front.folder / "tool.log").read_text()
    assert log.count('"what": "request"') > 15
    assert not [word for word in ("203.0.113", "127.0.0.2", "a@example.org", "token for") if word in log]
