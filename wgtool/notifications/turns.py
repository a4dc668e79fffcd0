"""A new turn is told by mail, in the very sentence the page and the desk show; several of one kind in one mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from wgtool.kernel import waits
from wgtool.kernel.actors import actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _, ngettext, reading_as
from wgtool.kernel.turns import ABOUT, UNMAILED
from wgtool.kernel.waits import Wait
from wgtool.notifications import outbox, queries
from wgtool.notifications.letters import Letter, Reader, address_of
from wgtool.notifications.models import Mail


def tell(lines: Sequence[Wait]) -> None:
    """Write a mail to each person whose turn it is: one of all lines with the same holder and sentence."""
    together: dict[tuple[str, str], list[Wait]] = defaultdict(list)
    for line in lines:
        if line.says not in UNMAILED:
            together[line.holder, line.says].append(line)
    for (holder, _says), these in together.items():
        _post(holder, these)


def _post(holder: str, lines: Sequence[Wait]) -> None:
    first, *others = lines
    readers = queries.wearers(holder, but=actor().person)
    said = {how: _letter(lines, *how) for how in {_how(reader) for reader in readers}}
    letters = [(said[_how(reader)], reader, key_of(first, reader.person)) for reader in readers]
    about = None if others else first.subject  # what cancels mails about one thing is not to take the others along
    outbox.post_all(letters, event="turn", about=about, wait=first.id, beside=[line.id for line in others] or None)


def _how(reader: Reader) -> tuple[str, str]:
    """Give the language and the zone by which a letter differs from reader to reader."""
    return reader.language, reader.zone


def _letter(lines: Sequence[Wait], language: str, zone: str) -> Letter:
    with reading_as(language, zone):
        why = _("it is your turn, by a role you hold")
        if len(lines) == 1:
            line = lines[0]
            sentence, about = line.sentence(), _about(line)
            subject = _("Your turn: %(sentence)s", sentence=sentence)
            return Letter(subject, [sentence, about] if about else [sentence], waits.url_of(line), why)
        subject = ngettext("It is your turn with %(num)s thing", "It is your turn with %(num)s things", len(lines))
        return Letter(subject, ["\n".join(map(_one_of_many, lines))], "/desk", why)


def _one_of_many(line: Wait) -> str:
    told = (line.sentence(), _about(line), address_of(waits.url_of(line)))
    return "- " + "\n  ".join(filter(None, told))


def _about(line: Wait) -> str:
    """Give what the thing is about, where everybody may read it."""
    return _("“%(title)s”", title=line.params[ABOUT]) if line.params.get(ABOUT) else ""


def still(mail: Mail) -> bool:
    """Say whether a mail that is due still has something to tell; of several turns it tells those that are left.

    A line that came after the mail is another one: SQLite gives the id of one that is gone again.
    """
    if mail.wait is None:
        return True
    ids = [mail.wait, *(mail.beside or ())]
    lines = db.session.scalars(
        sa.select(Wait).where(Wait.id.in_(ids), Wait.since <= mail.made_at).order_by(Wait.id)
    ).all()
    if 0 < len(lines) < len(ids):
        for reader in queries.readers([mail.person_id or 0]):
            outbox.reword(mail, _letter(lines, *_how(reader)), reader)
    return bool(lines)


def key_of(line: Wait, person: int | None) -> str:
    """Give what keeps a turn from being told twice. A line's id alone does not: SQLite gives that of one that went again."""
    return f"turn:{line.id}:{line.since.isoformat()}:{person}"


def register() -> None:
    """Listen to new turns."""
    waits.on_new(tell)
