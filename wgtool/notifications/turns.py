"""A new turn is told by mail, in the very sentence the page and the desk show."""

from __future__ import annotations

from wgtool.kernel import waits
from wgtool.kernel.actors import actor, wearers
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.turns import UNMAILED
from wgtool.kernel.waits import Wait
from wgtool.notifications import outbox, queries
from wgtool.notifications.letters import Letter


def tell(line: Wait) -> None:
    """Write a mail to each person whose turn it is; it is cancelled if the turn is over before it leaves."""
    if line.says in UNMAILED:
        return
    others = set(wearers(line.holder)) - {actor().person}
    for reader in queries.readers(others):
        with reading_as(reader.language, reader.zone):
            letter = Letter(
                subject=_("Your turn: %(sentence)s", sentence=line.sentence()),
                lines=[line.sentence()],
                link=waits.url_of(line),
                why=_("it is your turn, by a role you hold"),
            )
        outbox.post(letter, reader, key=key_of(line, reader.person), event="turn", about=line.subject, wait=line.id)


def key_of(line: Wait, person: int | None) -> str:
    """Give what keeps a turn from being told twice. A line's id alone does not: SQLite gives that of one that went again."""
    return f"turn:{line.id}:{line.since.isoformat()}:{person}"


def register() -> None:
    """Listen to new turns."""
    waits.on_new(tell)
