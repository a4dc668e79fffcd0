"""Settings: one frozen value read from the environment, below everything else."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

PACKAGE = Path(__file__).resolve().parent


def place(name: str) -> Path:
    """Give the folder `name` of templates, static files or migrations: in the wheel first, then in the checkout."""
    return next(base / name for base in (PACKAGE, PACKAGE.parent) if (base / name).is_dir())


class BadSetting(ValueError):
    """A setting that cannot work; the message says which and what to do."""


def setting(default: Any, doc: str, *, secret: bool = False) -> Any:
    """Declare a setting with its default and the sentence `docs/settings.md` prints. A secret may stand in a file."""
    return field(default=default, metadata={"doc": doc, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """All that differs between two installations. Each field is read from `WGTOOL_<NAME>`."""

    database_url: str = setting(
        "sqlite:///var/wgtool.sqlite3",
        "Where the data lives: sqlite:///file or postgresql+psycopg://user:pw@host/name.",
        secret=True,
    )
    secret_key: str = setting(
        "",
        "Signs sessions and links; at least 32 characters. Empty: made at first start, beside a SQLite file.",
        secret=True,
    )
    base_url: str = setting("http://127.0.0.1:5000", "The address people type; links in mail begin with it.")
    https: bool = setting(False, "Behind HTTPS: cookies are Secure and browsers are told to stay on HTTPS.")
    proxies: int = setting(0, "How many reverse proxies in front may be believed about the client's address.")
    smtp_host: str = setting("", "Mail server. Empty: mail waits in the outbox and the start says so.")
    smtp_port: int = setting(587, "Port of the mail server.")
    smtp_user: str = setting("", "User of the mail server, if it asks for one.")
    smtp_password: str = setting("", "Password of the mail server.", secret=True)
    smtp_starttls: bool = setting(True, "Whether to use STARTTLS with the mail server.")
    mail_from: str = setting("wgtool@localhost", "The sender's address of every mail.")
    limits_url: str = setting(
        "memory://", "Where sign-in attempts are counted: memory:// for one worker, redis://... else."
    )
    default_language: str = setting("en", "Language for people who have chosen none: en, fr, es or ar.")
    files: str = setting(
        "",
        "Folder of attached files, outside the web root. Empty: beside a SQLite file, else var/files where it starts.",
    )
    sendfile: str = setting(
        "", "How the web server hands files out: x-accel-redirect (nginx, as shipped), x-sendfile. Empty: wgtool does."
    )
    scanner: str = setting(
        "", "Command that scans a file for viruses, such as `clamdscan --fdpass --no-summary`: 0 is clean, 1 is not."
    )
    framed_by: str = setting(
        "*",
        "Websites that may show the page of the register made for them, /register/embed: origins such as "
        "`https://www.example.org`, with a space between. *: all, since it is public and has no cookie and no form. Empty: none.",
    )
    max_upload: int = setting(10 * 1024 * 1024, "Largest request in bytes.")
    log_level: str = setting(
        "info", "What is logged: info (a line for each request), warning or error (only what went wrong)."
    )
    metrics_token: str = setting(
        "",
        "Opens /metrics to who sends it as `Authorization: Bearer`; at least 16 characters. Empty: closed.",
        secret=True,
    )
    metrics_dir: str = setting(
        "", "Folder where several workers of one machine add up what /metrics shows. Empty: there is one worker."
    )

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read the settings; raise BadSetting with a sentence for the first that cannot work."""
        env = os.environ if env is None else env
        _refuse_unknown(cls, env)
        given = {}
        for one in fields(cls):
            raw = _raw(one.name, env, in_file=one.metadata["secret"])
            if raw is not None:
                given[one.name] = _parsed(one.name, raw, type(one.default))
        settings = cls(**given)
        settings.check()
        return settings

    def check(self) -> None:
        """Raise BadSetting for the first setting that cannot work."""
        for wrong, sentence in _mistakes(self):
            if wrong:
                raise BadSetting(sentence)


LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
LEVELS = ("info", "warning", "error")
STORES = ("memory://", "redis://", "rediss://", "redis+unix://", "redis+sentinel://")
FRAMES = re.compile(r"\*|https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)
SENDFILES = ("", "x-accel-redirect", "x-sendfile")
OF_TESTS = frozenset(
    {
        f"WGTOOL_{name}"
        for name in ("CI", "CHROMIUM", "TEST_PG", "WRITE_DOCS", "SEEDS", "SHOTS", "FUZZ", "KILLS", "SEED", "WORKERS")
    }
)


def _mistakes(s: Settings) -> Iterator[tuple[bool, str]]:
    """Give each mistake there can be, whether it was made, and the sentence that says what to do."""
    yield from _with_data(s)
    yield from _with_the_web(s)
    yield from _with_mail(s)
    yield (s.default_language not in LANGUAGES, "WGTOOL_DEFAULT_LANGUAGE must be one of: " + ", ".join(LANGUAGES))
    yield (s.log_level not in LEVELS, "WGTOOL_LOG_LEVEL must be one of: " + ", ".join(LEVELS))
    yield (0 < len(s.metrics_token) < 16,
           "WGTOOL_METRICS_TOKEN is shorter than 16 characters. Make one with: openssl rand -hex 16")  # fmt: skip
    program = s.scanner.split()[:1]
    yield (bool(program) and shutil.which(program[0]) is None,
           f"WGTOOL_SCANNER names a program that is not here: {s.scanner}. Install it, or leave the setting out.")  # fmt: skip
    yield (bool(s.metrics_dir) and not os.path.isdir(s.metrics_dir),
           f"WGTOOL_METRICS_DIR is no folder: {s.metrics_dir}. Make it, or leave the setting out.")  # fmt: skip


def _with_data(s: Settings) -> Iterator[tuple[bool, str]]:
    sqlite = s.database_url.startswith("sqlite:///")
    yield (not sqlite and not s.database_url.startswith("postgresql+psycopg://"),
           "WGTOOL_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")  # fmt: skip
    yield (s.database_url == "sqlite:///", "WGTOOL_DATABASE_URL names no file: write sqlite:////path/to/wgtool.sqlite3")
    yield (not sqlite and "/" not in s.database_url.removeprefix("postgresql+psycopg://").rstrip("/"),
           "WGTOOL_DATABASE_URL names no database: write postgresql+psycopg://user:password@host/name")  # fmt: skip
    yield (not sqlite and not s.secret_key,
           "WGTOOL_SECRET_KEY is needed with PostgreSQL, the same on every machine. Make one with: openssl rand -hex 32")  # fmt: skip
    yield (0 < len(s.secret_key) < 32,
           "WGTOOL_SECRET_KEY is shorter than 32 characters. Make one with: openssl rand -hex 32")  # fmt: skip


def _with_the_web(s: Settings) -> Iterator[tuple[bool, str]]:
    address = _split(s.base_url)
    yield (address.scheme not in {"http", "https"}, "WGTOOL_BASE_URL must begin with http:// or https://")
    yield (not address.hostname or bool(address.path.strip("/") or address.query or address.fragment),
           "WGTOOL_BASE_URL must be a scheme and a host, such as https://groups.example.org, with nothing after it.")  # fmt: skip
    yield (s.https and address.scheme != "https", "WGTOOL_HTTPS is on, so WGTOOL_BASE_URL must begin with https://")
    yield (s.proxies < 0, "WGTOOL_PROXIES must be 0 or more.")
    yield (not s.limits_url.startswith(STORES), "WGTOOL_LIMITS_URL must begin with one of: " + ", ".join(STORES))
    yield (s.sendfile not in SENDFILES, "WGTOOL_SENDFILE must be one of: " + ", ".join(filter(None, SENDFILES)))
    yield (not all(FRAMES.fullmatch(one) for one in s.framed_by.split()),
           "WGTOOL_FRAMED_BY must be *, or origins such as https://www.example.org with a space between.")  # fmt: skip
    yield (s.max_upload < 1024, "WGTOOL_MAX_UPLOAD must be 1024 bytes or more.")


def _with_mail(s: Settings) -> Iterator[tuple[bool, str]]:
    yield (not 0 < s.smtp_port < 65536, "WGTOOL_SMTP_PORT must be between 1 and 65535.")
    yield (bool(s.smtp_user) != bool(s.smtp_password),
           "WGTOOL_SMTP_USER and WGTOOL_SMTP_PASSWORD go together: set both, or neither.")  # fmt: skip
    yield (s.mail_from.count("@") != 1 or not s.mail_from.isprintable() or " " in s.mail_from,
           "WGTOOL_MAIL_FROM must be an address, such as groups@example.org, without a name.")  # fmt: skip


def _split(address: str) -> SplitResult:
    """Take an address apart; one that cannot be gives nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _refuse_unknown(cls: type[Settings], env: Mapping[str, str]) -> None:
    """Raise BadSetting for a name of ours that nothing reads: it would be believed to be set."""
    known = {f"WGTOOL_{one.name.upper()}" for one in fields(cls)} | OF_TESTS
    known |= {f"WGTOOL_{one.name.upper()}_FILE" for one in fields(cls) if one.metadata["secret"]}
    for name in sorted(env):
        if name.startswith("WGTOOL_") and name not in known:
            near = get_close_matches(name, known - OF_TESTS, n=1, cutoff=0)[0]
            raise BadSetting(f"{name} is no setting. Did you mean {near}? docs/settings.md lists them all.")


def _raw(name: str, env: Mapping[str, str], *, in_file: bool) -> str | None:
    """Give what is set, from the variable or, for a secret, from the file another variable names."""
    variable = f"WGTOOL_{name.upper()}"
    path = env.get(f"{variable}_FILE") if in_file else None
    if path is None:
        return env.get(variable)
    if variable in env:
        raise BadSetting(f"{variable} and {variable}_FILE are both set: leave one out.")
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise BadSetting(f"{variable}_FILE names a file that cannot be read, {path}: {why}.") from None


def refuse_missing(settings: Settings) -> None:
    """Raise BadSetting for a database's address that cannot be read, or a setting that needs what is not installed."""
    import sqlalchemy as sa

    try:
        driver = sa.make_url(settings.database_url).get_driver_name()
    except (sa.exc.ArgumentError, ValueError):
        raise BadSetting(
            "WGTOOL_DATABASE_URL cannot be read: write user:password@host:port/name, with %40 for @."
        ) from None
    if driver == "psycopg" and find_spec("psycopg") is None:
        raise BadSetting("WGTOOL_DATABASE_URL names PostgreSQL, which needs: pip install 'psycopg[binary]'")
    if settings.limits_url.startswith("redis") and find_spec("redis") is None:
        raise BadSetting("WGTOOL_LIMITS_URL names Redis, which needs: pip install redis")


def _parsed(name: str, raw: str, kind: type) -> Any:
    if kind is bool:
        if raw.lower() not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
            raise BadSetting(f"WGTOOL_{name.upper()} must be 1 or 0, not {raw!r}.")
        return raw.lower() in {"1", "true", "yes", "on"}
    if kind is int:
        try:
            return int(raw)
        except ValueError:
            raise BadSetting(f"WGTOOL_{name.upper()} must be a whole number, not {raw!r}.") from None
    return raw
