"""What time alone asks for, whoever starts it: cron, a systemd timer, or the thread beside the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import current_app

from wgtool.accounts import operations as accounts_operations
from wgtool.decisions import operations as decisions
from wgtool.files import operations as files
from wgtool.groups import operations as groups
from wgtool.kernel import clock, once, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.installation import DUE_AT, RECOUNTED_ON, REMINDED_AT, SETTLED_AT, SWEPT_ON, note, noted
from wgtool.kernel.outages import Outage, outage_of
from wgtool.kernel.writes import writing
from wgtool.notifications import reminders
from wgtool.signups import operations as signups

AT_ONCE = 50
"""How many turns are rewritten in one transaction."""


def do_due() -> list[str]:
    """Do what time alone asks for; safe to repeat, to run late, and to run twice at once. Gives what was done, in words.

    What breaks one of the jobs holds up none of the others; the first error is raised when all are through. A database
    that is away breaks them all, so that is raised at once.
    """
    done, errors = [], []
    for job, words in JOBS:
        try:
            count = job()
        except Exception as error:
            if outage_of(error) is Outage.AWAY:
                raise
            current_app.logger.exception("%s: this broke, the rest goes on", words)
            errors.append(error)
        else:
            done.append(f"{count} {words}")
    if errors:
        raise errors[0]
    with writing():
        note(DUE_AT, clock.now().isoformat())
    return done


def settle() -> int:
    """Rewrite the turns that time changed: of questions each time, of all else once an hour.

    They are sought by a reader and rewritten a few at a time: there may be thousands, and nobody shall wait for them.
    """
    hour = clock.now().isoformat(timespec="hours")
    every = noted(SETTLED_AT) != hour
    refs = waits.differing(clocked=not every)
    count = sum(_rewritten(refs[at : at + AT_ONCE]) for at in range(0, len(refs), AT_ONCE))
    if every:
        with writing():
            note(SETTLED_AT, hour)
    return count


def _rewritten(refs: Sequence[Ref]) -> int:
    with writing():
        return len(waits.rewrite(refs))


def remind() -> int:
    """Write the reminders that are due, once an hour: what a run missed, the next one tells."""
    hour = clock.now().isoformat(timespec="hours")
    if noted(REMINDED_AT) == hour:
        return 0
    count = reminders.remind()
    with writing():
        note(REMINDED_AT, hour)
    return count


def sweep_files() -> int:
    """Remove the contents that nothing names any more, once a day."""
    today = clock.today().isoformat()
    if noted(SWEPT_ON) == today:
        return 0
    count = files.sweep()
    with writing():
        note(SWEPT_ON, today)
    return count


def recount() -> int:
    """Mend the tallies of sign-ups, once a day: they are kept right with each change, and this says if they were not."""
    today = clock.today().isoformat()
    if noted(RECOUNTED_ON) == today:
        return 0
    count = signups.mend()
    with writing():
        note(RECOUNTED_ON, today)
    return count


def _in_one(job: Callable[[], int]) -> Callable[[], int]:
    """Do a job in one transaction of its own."""

    def done() -> int:
        with writing():
            return job()

    return done


JOBS: tuple[tuple[Callable[[], int], str], ...] = (
    (lambda: len(decisions.conclude_due()), "questions concluded or opened"),
    (_in_one(lambda: signups.lapse_overdue(actor=Actor.tool())), "sign-ups lapsed"),
    (_in_one(lambda: groups.announce_reviews(actor=Actor.tool())), "reviews announced"),
    (settle, "waits rewritten"),
    (remind, "reminders written"),
    (recount, "tallies of sign-ups mended"),
    (sweep_files, "contents of removed files swept"),
    (_in_one(lambda: once.sweep() + accounts_operations.sweep()), "old tokens and links forgotten"),
)
