"""Reminders of action points: one mail a reader, each step once, whatever runs are missed, repeated or at the same time.

A step is claimed by its row in the transaction that writes the mail: who runs at the same moment finds it taken, and a
run that breaks takes its claims along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa

from wgtool.actions import asking
from wgtool.actions import queries as actions
from wgtool.actions.models import WORKING, ActionPoint
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.dialects import insert_of
from wgtool.kernel.i18n import _, day, ngettext, reading_as
from wgtool.kernel.wearing import Worn
from wgtool.kernel.writes import writing
from wgtool.notifications import contacts, outbox, queries
from wgtool.notifications import tokens as stops
from wgtool.notifications.letters import Letter, Reader, address_of
from wgtool.notifications.models import NoReminders, Reminder
from wgtool.notifications.steps import Step, steps

KIND = "action"
ORDER = ("overdue", "today", "soon", "silent", "silence")


def remind() -> int:
    """Write the reminders that are due into the outbox, a transaction a reader; give how many mails were written."""
    plan = due()
    db.session.rollback()
    return sum(_tell(reader, todo) for reader, todo in plan)


def due() -> list[tuple[Reader, list[Step]]]:
    """Give who is to be told of what today, without what was told already. A reader asks, so nobody is held up."""
    told, today = _told(), clock.today()
    wanted: dict[Reader, list[Step]] = defaultdict(list)
    readers, worn, points = cache(queries.asked_about), Worn(), actions.pressing()
    worn.learn(asking.hats(points))
    for point in points:
        for step in steps(point, today, worn):
            for reader in readers(step.holder or asking.asked(point, worn), "" if step.holder else point.contact_email):
                if (point.id, step.key, key_of(reader)) not in told:
                    wanted[reader].append(step)
    return sorted(wanted.items(), key=lambda pair: key_of(pair[0]))


def key_of(reader: Reader) -> str:
    """Give what a reader is known by: their account, else their address."""
    return f"person:{reader.person}" if reader.person is not None else f"mail:{reader.address}"


def _told() -> set[tuple[int, str, str]]:
    """Give the steps that were told of action points which still press."""
    open_ = sa.select(ActionPoint.id).where(ActionPoint.status.in_(WORKING))
    kept = sa.select(Reminder.thing, Reminder.step, Reminder.reader)
    rows = db.session.execute(kept.where(Reminder.kind == KIND, Reminder.thing.in_(open_)))
    return {(thing, step, reader) for thing, step, reader in rows}


def _tell(reader: Reader, todo: Sequence[Step]) -> int:
    """Claim the steps and write one mail of those that were free, in one transaction; say whether there were any."""
    with writing():
        free = _claimed(todo, key_of(reader))
        if not free or db.session.get(NoReminders, key_of(reader)) is not None:
            return 0
        key = f"remind:{key_of(reader)}:{free[0].thing}:{free[0].key}"
        outbox.post(_letter(reader, free), reader, key=key[:160], event="reminder", at_once=True)
    return 1


def _claimed(todo: Sequence[Step], reader: str) -> list[Step]:
    """Give the steps that are this run's to tell: their rows were not there. In one order, so that no two runs wait for
    each other; some hundred in a statement.
    """
    rows = [{"kind": KIND, "thing": s.thing, "step": s.key, "reader": reader, "made_at": clock.now()} for s in todo]
    claim = (
        insert_of(db.engine.dialect.name)(Reminder).on_conflict_do_nothing().returning(Reminder.thing, Reminder.step)
    )
    taken = set(map(tuple, db.session.execute(claim, rows)))
    return [step for step in todo if (step.thing, step.key) in taken]


def _letter(reader: Reader, free: Sequence[Step]) -> Letter:
    """Give one mail of all steps, by kind, the newest first in each."""
    with reading_as(reader.language, reader.zone):
        lines = []
        for kind in ORDER:
            these = sorted((s for s in free if s.says == kind), key=lambda s: (s.on, s.thing), reverse=True)
            lines += ["\n".join(_line(step, reader) for step in these)] if these else []
        return Letter(
            subject=_subject(free),
            lines=lines,
            link=_link(free) if reader.person is not None else "",
            why=_("you are the contact, or speak for who answers, or run the group they stand in"),
            one_click=f"/mail/stop/{stops.stop(key_of(reader))}",
        )


def _subject(free: Sequence[Step]) -> str:
    count = len({step.thing for step in free})
    if count == 1:
        return _("%(action)s asks for a word", action=_named(free[0]))
    return ngettext("%(num)s action point asks for a word", "%(num)s action points ask for a word", count)


def _link(free: Sequence[Step]) -> str:
    """Lead who answers to all of theirs; who only hears that others are silent, to the list of those they may open."""
    return "/actions?state=silent" if all(step.holder for step in free) else "/actions/mine"


def _named(step: Step) -> str:
    """Name an action point by the number people quote and what is to be done."""
    if not step.title:
        return step.number
    return _("%(number)s “%(title)s”", number=step.number, title=step.title)


def _line(step: Step, reader: Reader) -> str:
    told = {"number": _named(step), "day": day(step.on)}
    said = {
        "overdue": _("%(number)s is overdue since %(day)s.", **told),
        "today": _("%(number)s is due today, %(day)s.", **told),
        "soon": _("%(number)s is due on %(day)s.", **told),
        "silent": _("%(number)s: a report was due by %(day)s. “Nothing changed, because” is one, too.", **told),
        "silence": _("%(number)s: nobody has said anything, and two reports or more are due since %(day)s.", **told),
    }[step.says]
    if reader.person is not None:
        return f"- {said}"
    return f"- {said}\n  {address_of(contacts.own(step.thing, step.contact, step.key))}"
