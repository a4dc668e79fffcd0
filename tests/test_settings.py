"""Each mistake in the settings stops the start with its sentence, and whoever runs it sees that sentence alone."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wgtool import cli, config
from wgtool.config import BadSetting, Settings

KEY = "a key for tests that is long enough"
PG = "postgresql+psycopg://u:p@localhost/name"
MISTAKES: list[tuple[str, dict[str, str]]] = [
    ("SECRET_KEY is shorter than 32 characters", {"SECRET_KEY": "short"}),
    ("SECRET_KEY is needed with PostgreSQL", {"DATABASE_URL": PG}),
    ("DATABASE_URL must begin with sqlite:/// or postgresql", {"DATABASE_URL": "mysql://x"}),
    ("DATABASE_URL names no file", {"DATABASE_URL": "sqlite:///"}),
    ("DATABASE_URL names no database", {"DATABASE_URL": "postgresql+psycopg://u@host/", "SECRET_KEY": KEY}),
    ("BASE_URL must begin with http:// or https://", {"BASE_URL": "example.org"}),
    ("BASE_URL must begin with http:// or https://", {"BASE_URL": "http://[half"}),
    ("BASE_URL must be a scheme and a host", {"BASE_URL": "https://example.org/tool"}),
    ("HTTPS is on, so WGTOOL_BASE_URL must begin with https", {"HTTPS": "1"}),
    ("HTTPS must be 1 or 0, not 'maybe'", {"HTTPS": "maybe"}),
    ("PROXIES must be a whole number, not 'one'", {"PROXIES": "one"}),
    ("PROXIES must be 0 or more", {"PROXIES": "-1"}),
    ("SMTP_PORT must be a whole number, not 'mail'", {"SMTP_PORT": "mail"}),
    ("SMTP_PORT must be between 1 and 65535", {"SMTP_PORT": "70000"}),
    ("SMTP_USER and WGTOOL_SMTP_PASSWORD go together", {"SMTP_USER": "wgtool"}),
    ("SMTP_USER and WGTOOL_SMTP_PASSWORD go together", {"SMTP_PASSWORD": "secret"}),
    ("SMTP_STARTTLS must be 1 or 0", {"SMTP_STARTTLS": "tls"}),
    ("MAIL_FROM must be an address", {"MAIL_FROM": "Groups <groups@example.org>"}),
    ("LIMITS_URL must begin with one of: memory://", {"LIMITS_URL": "localhost"}),
    ("DEFAULT_LANGUAGE must be one of: en, fr, es, ar", {"DEFAULT_LANGUAGE": "xx"}),
    ("SENDFILE must be one of: x-accel-redirect, x-sendfile", {"SENDFILE": "yes"}),
    ("FRAMED_BY must be *, or origins", {"FRAMED_BY": "https://a.example; script-src *"}),
    ("FRAMED_BY must be *, or origins", {"FRAMED_BY": "www.example.org"}),
    ("SCANNER names a program that is not here", {"SCANNER": "no-such-scanner --quick"}),
    ("MAX_UPLOAD must be a whole number", {"MAX_UPLOAD": "10 MB"}),
    ("MAX_UPLOAD must be 1024 bytes or more", {"MAX_UPLOAD": "10"}),
    ("LOG_LEVEL must be one of: info, warning, error", {"LOG_LEVEL": "loud"}),
    ("METRICS_TOKEN is shorter than 16 characters", {"METRICS_TOKEN": "short"}),
    ("METRICS_DIR is no folder: /nowhere", {"METRICS_DIR": "/nowhere"}),
    ("SECRET_KEY_FILE names a file that cannot be read, /nowhere: No such file", {"SECRET_KEY_FILE": "/nowhere"}),
    ("SECRET_KEY and WGTOOL_SECRET_KEY_FILE are both set", {"SECRET_KEY": KEY, "SECRET_KEY_FILE": "/nowhere"}),
    ("HTPS is no setting. Did you mean WGTOOL_HTTPS?", {"HTPS": "1"}),
    ("SMTP_PORT_FILE is no setting", {"SMTP_PORT_FILE": "/x"}),
]
AT_START: list[tuple[str, dict[str, str]]] = [
    ("DATABASE_URL cannot be read", {"DATABASE_URL": "postgresql+psycopg://u:p@host:port/x", "SECRET_KEY": KEY}),
    ("DATABASE_URL names a folder that cannot be made, /dev/null/x", {"DATABASE_URL": "sqlite:////dev/null/x/y"}),
]


def ours(given: dict[str, str]) -> dict[str, str]:
    return {f"WGTOOL_{name}": value for name, value in given.items()}


@pytest.mark.parametrize(("sentence", "given"), MISTAKES)
def test_a_setting_that_cannot_work_stops_the_start(sentence: str, given: dict[str, str]) -> None:
    with pytest.raises(BadSetting) as told:
        Settings.from_env(ours(given))
    assert str(told.value).startswith(f"WGTOOL_{sentence}")


def test_every_sentence_is_tried() -> None:
    """Of all sentences in the code, each is met by one of the mistakes above."""
    said = {sentence for _, sentence in config._mistakes(Settings())}
    told = set()
    for _, given in MISTAKES:
        with pytest.raises(BadSetting) as error:
            Settings.from_env(ours(given))
        told.add(str(error.value).split(": ")[0])
    assert {sentence.split(": ")[0] for sentence in said} <= told


def run(given: dict[str, str], monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    for name in [name for name in os.environ if name.startswith("WGTOOL_")]:
        monkeypatch.delenv(name)
    return CliRunner().invoke(cli.main, list(words), env=ours(given))


@pytest.mark.parametrize(("sentence", "given"), [*AT_START, MISTAKES[0], MISTAKES[-2]])
def test_whoever_runs_it_sees_the_sentence_alone(
    sentence: str, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run(given, monkeypatch, "due")
    assert told.exit_code == 2
    assert told.output.startswith(f"Error: WGTOOL_{sentence}")
    assert told.output.count("\n") == 1
    assert run(given, monkeypatch, "db", "current").output == told.output


@pytest.mark.parametrize(("what", "given"), [("psycopg", {"DATABASE_URL": PG, "SECRET_KEY": KEY}),
                                             ("redis", {"LIMITS_URL": "redis://localhost"})])  # fmt: skip
def test_what_is_not_installed_is_named(what: str, given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "find_spec", lambda name: None)
    told = run(given, monkeypatch, "due")
    assert (told.exit_code, "which needs: pip install" in told.output, what in told.output) == (2, True, True)


def test_secrets_may_stand_in_files(tmp_path: Path) -> None:
    secret = [one.name for one in fields(Settings) if one.metadata["secret"]]
    assert secret == ["database_url", "secret_key", "smtp_password", "metrics_token"]
    written = {"database_url": PG, "secret_key": KEY, "smtp_password": "p", "metrics_token": KEY}
    for name, value in written.items():
        (tmp_path / name).write_text(value + "\n")
    given = {f"WGTOOL_{name.upper()}_FILE": str(tmp_path / name) for name in written} | {"WGTOOL_SMTP_USER": "u"}
    read = Settings.from_env(given)
    assert {name: getattr(read, name) for name in written} == written


def test_a_secret_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadSetting, match="it is no text"):
        Settings.from_env({"WGTOOL_SECRET_KEY_FILE": str(tmp_path / "key")})
