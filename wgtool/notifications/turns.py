"""A new turn is told by mail, in the very sentence the page and the desk show."""

from __future__ import annotations

from wgtool.kernel import waits
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.turns import UNMAILED
from wgtool.kernel.waits import Wait
from wgtool.notifications import outbox, queries
from wgtool.notifications.letters import Letter, Reader


def tell(line: Wait) -> None:
    """Write a mail to each person whose turn it is; it is cancelled if the turn is over before it leaves."""
    if line.says in UNMAILED:
        return
    readers = queries.wearers(line.holder, but=actor().person)
    said = {how: _letter(line, *how) for how in {_how(reader) for reader in readers}}
    letters = [(said[_how(reader)], reader, key_of(line, reader.person)) for reader in readers]
    outbox.post_all(letters, event="turn", about=line.subject, wait=line.id)


def _how(reader: Reader) -> tuple[str, str]:
    """Give the language and the zone by which a letter differs from reader to reader."""
    return reader.language, reader.zone


def _letter(line: Wait, language: str, zone: str) -> Letter:
    with reading_as(language, zone):
        sentence = line.sentence()
        return Letter(
            subject=_("Your turn: %(sentence)s", sentence=sentence),
            lines=[sentence],
            link=waits.url_of(line),
            why=_("it is your turn, by a role you hold"),
        )


def key_of(line: Wait, person: int | None) -> str:
    """Give what keeps a turn from being told twice. A line's id alone does not: SQLite gives that of one that went again."""
    return f"turn:{line.id}:{line.since.isoformat()}:{person}"


def register() -> None:
    """Listen to new turns."""
    waits.on_new(tell)
