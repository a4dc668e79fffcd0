"""What time alone asks for, whoever starts it: cron, a systemd timer, or the thread beside the server."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app

from wgtool.accounts import operations as accounts_operations
from wgtool.decisions import operations as decisions
from wgtool.kernel import clock, once, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.installation import DUE_AT, note
from wgtool.kernel.writes import writing
from wgtool.signups import operations as signups


def do_due() -> list[str]:
    """Do what time alone asks for; safe to repeat, to run late, and to run twice at once. Gives what was done, in words.

    What breaks one of the jobs holds up none of the others; the first error is raised when all are through.
    """
    done, errors = [], []
    for job, words in JOBS:
        try:
            with writing():
                count = job()
        except Exception as error:
            current_app.logger.exception("%s: this broke, the rest goes on", words)
            errors.append(error)
        else:
            done.append(f"{count} {words}")
    if errors:
        raise errors[0]
    with writing():
        note(DUE_AT, clock.now().isoformat())
    return done


JOBS: tuple[tuple[Callable[[], int], str], ...] = (
    (lambda: len(decisions.conclude_due()), "questions concluded or opened"),
    (lambda: signups.lapse_overdue(actor=Actor.tool()), "sign-ups lapsed"),
    (lambda: len(waits.settle_all()), "waits rewritten"),
    (lambda: once.sweep() + accounts_operations.sweep(), "old tokens and links forgotten"),
)
