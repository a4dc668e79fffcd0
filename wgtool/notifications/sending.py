"""Hands one mail to the mail server in a bounded time, and says what came of it. Knows no database.

Once the server has said 250 to the whole mail it is sent, whatever happens to the line afterwards. Where the line
breaks before that answer nobody knows, and the mail is sent again with the same Message-ID, as RFC 5321 (4.5.4, 6.1)
has it: rather twice, and known to be the same, than never.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import format_datetime

from wgtool.config import Settings

REPLY = 30.0
"""Seconds that one answer of the server may take."""
LONGEST = 120.0
"""Seconds that all of them may take; a server that sends a byte now and then holds nobody longer. Less than a claim."""
GOODBYE = 2.0
"""Seconds for the answer to our goodbye, when all is done."""
Connect = Callable[[], smtplib.SMTP]
OF_THE_MAIL = (smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


@dataclass(frozen=True)
class Outgoing:
    """A mail as it leaves, apart from its row."""

    id: int
    address: str
    subject: str
    body: str
    made_at: datetime
    until: datetime | None
    """When its claim ends, by which the claim is known again."""
    stop_url: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of it: sent if there is no error; `away` if the server answered no better to another mail."""

    error: str = ""
    away: bool = False


@contextmanager
def handing_over(mail: Outgoing, settings: Settings, connect: Connect | None = None) -> Iterator[Outcome]:
    """Send a mail and give the outcome before the goodbye, so that it is written down at once."""
    with ExitStack() as line:
        try:
            server = connect() if connect else smtplib.SMTP(timeout=REPLY)
            line.callback(_leave, server)
            with _hanging_up(server):
                if connect is None:
                    _greet(server, settings)
                _hand(server, _message(mail, settings))
            outcome = Outcome()
        except (OSError, smtplib.SMTPException, MessageError, ValueError) as error:
            outcome = Outcome(f"{type(error).__name__}: {error}"[:500], away=_is_away(error))
        yield outcome


@contextmanager
def _hanging_up(server: smtplib.SMTP) -> Iterator[None]:
    """End the line when all of it takes too long."""

    def hang_up() -> None:
        with suppress(OSError, AttributeError):
            server.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]

    timer = threading.Timer(LONGEST, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _greet(server: smtplib.SMTP, settings: Settings) -> None:
    server.connect(settings.smtp_host, settings.smtp_port)
    if settings.smtp_starttls:
        server._host = settings.smtp_host  # type: ignore[attr-defined]  # the name its certificate is asked for
        server.starttls(context=ssl.create_default_context())  # without one, any certificate would do
    if settings.smtp_user:
        server.login(settings.smtp_user, settings.smtp_password)


def _hand(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message)
    except smtplib.SMTPNotSupportedError as error:  # an address this server cannot write to; other mail goes on
        raise ValueError(str(error)) from error


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; what is answered is no matter any more, and is not waited for long."""
    with suppress(OSError, smtplib.SMTPException, AttributeError):
        server.sock.settimeout(GOODBYE)  # type: ignore[union-attr]
        server.quit()
    server.close()


def _is_away(error: Exception) -> bool:
    """Say whether the server is the matter, rather than this mail; 421 means that it closes the line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code == 421 for code, _ in error.recipients.values())
    if isinstance(error, OF_THE_MAIL):
        return error.smtp_code == 421
    return isinstance(error, OSError)  # every other error of smtplib's, too


def _message(mail: Outgoing, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    host = settings.mail_from.rpartition("@")[2]
    headers = {
        "From": settings.mail_from, "To": mail.address, "Subject": mail.subject, "Date": format_datetime(mail.made_at),
        "Message-ID": f"<mail-{mail.id}-{int(mail.made_at.timestamp())}@{host}>", "Auto-Submitted": "auto-generated",
    }  # fmt: skip
    if mail.stop_url:  # RFC 8058: a mail program offers it as one click
        headers |= {"List-Unsubscribe": f"<{mail.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    for name, value in headers.items():
        message[name] = value
    message.set_content(mail.body)
    return message
