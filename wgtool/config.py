"""Settings: one frozen value read from the environment, below everything else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

PACKAGE = Path(__file__).resolve().parent


def place(name: str) -> Path:
    """Give the folder `name` of templates, static files or migrations: in the wheel first, then in the checkout."""
    return next(base / name for base in (PACKAGE, PACKAGE.parent) if (base / name).is_dir())


class BadSetting(ValueError):
    """A setting that cannot work; the message says which and what to do."""


def setting(default: Any, doc: str) -> Any:
    """Declare a setting with its default and the sentence `docs/settings.md` prints."""
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Settings:
    """All that differs between two installations. Each field is read from `WGTOOL_<NAME>`."""

    database_url: str = setting(
        "sqlite:///var/wgtool.sqlite3",
        "Where the data lives: sqlite:///file or postgresql+psycopg://user:pw@host/name.",
    )
    secret_key: str = setting("", "Signs sessions and links; at least 32 characters. Made at first start if empty.")
    base_url: str = setting("http://127.0.0.1:5000", "The address people type; links in mail begin with it.")
    https: bool = setting(False, "Behind HTTPS: cookies are Secure and browsers are told to stay on HTTPS.")
    proxies: int = setting(0, "How many reverse proxies in front may be believed about the client's address.")
    smtp_host: str = setting("", "Mail server. Empty: mail waits in the outbox and the start says so.")
    smtp_port: int = setting(587, "Port of the mail server.")
    smtp_user: str = setting("", "User of the mail server, if it asks for one.")
    smtp_password: str = setting("", "Password of the mail server.")
    smtp_starttls: bool = setting(True, "Whether to use STARTTLS with the mail server.")
    mail_from: str = setting("wgtool@localhost", "The sender's address of every mail.")
    limits_url: str = setting(
        "memory://", "Where sign-in attempts are counted: memory:// for one worker, redis://... else."
    )
    default_language: str = setting("en", "Language for people who have chosen none: en, fr, es or ar.")
    max_upload: int = setting(10 * 1024 * 1024, "Largest request in bytes.")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read the settings; raise BadSetting with a sentence for the first that cannot work."""
        env = os.environ if env is None else env
        given = {}
        for one in fields(cls):
            raw = env.get(f"WGTOOL_{one.name.upper()}")
            if raw is not None:
                given[one.name] = _parsed(one.name, raw, type(one.default))
        settings = cls(**given)
        settings.check()
        return settings

    def check(self) -> None:
        """Raise BadSetting for the first setting that cannot work."""
        if self.secret_key and len(self.secret_key) < 32:
            raise BadSetting("WGTOOL_SECRET_KEY is shorter than 32 characters. Make one with: openssl rand -hex 32")
        if not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise BadSetting("WGTOOL_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
        if not self.base_url.startswith(("http://", "https://")):
            raise BadSetting("WGTOOL_BASE_URL must begin with http:// or https://")
        if self.https and not self.base_url.startswith("https://"):
            raise BadSetting("WGTOOL_HTTPS is on, so WGTOOL_BASE_URL must begin with https://")
        if self.default_language not in LANGUAGES:
            raise BadSetting("WGTOOL_DEFAULT_LANGUAGE must be one of: " + ", ".join(LANGUAGES))


LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}


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
