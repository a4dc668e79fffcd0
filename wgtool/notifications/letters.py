"""The words of mails, put together in the language of who reads them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from wgtool.kernel.i18n import _, reading_as


@dataclass(frozen=True)
class Letter:
    """What a mail says: lines of text, one link, and why its reader gets it. `stop` False for what was asked for.

    `one_click` is the path where one click stops mails of this kind.
    """

    subject: str
    lines: list[str]
    link: str = ""
    why: str = ""
    stop: bool = True
    one_click: str = ""


@dataclass(frozen=True)
class Reader:
    """Who gets it, where, in which language."""

    address: str
    language: str = "en"
    person: int | None = None
    name: str = ""
    zone: str = "UTC"
    wants: bool = True


def address_of(path: str) -> str:
    """Give the whole address of a path of ours, as it stands in mails."""
    base: str = current_app.extensions["settings"].base_url
    return base.rstrip("/") + path


def body(letter: Letter, reader: Reader) -> str:
    """Give the plain text of a mail."""
    with reading_as(reader.language, reader.zone):
        greeting = [_("Dear %(name)s,", name=reader.name)] if reader.name else []
        link = [address_of(letter.link)] if letter.link else []
        stop = [_("Your account says which mails you get: %(url)s", url=address_of("/me"))] if letter.stop else []
        if letter.one_click:
            stop = [_("One click stops these reminders: %(url)s", url=address_of(letter.one_click))]
        why = [_("You get this because %(why)s.", why=letter.why)] if letter.why else []
    parts = [*greeting, *letter.lines, *link, "\n".join(["-- ", "wgtool", *why, *stop])]
    return "\n\n".join(parts) + "\n"
