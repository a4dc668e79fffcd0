"""What decisions does when something happens below, and what it answers when a group goes."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from wgtool.decisions import operations, queries
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import Event, listen
from wgtool.kernel.holdings import Held, Keeper
from wgtool.kernel.i18n import _
from wgtool.kernel.slots import THING
from wgtool.kernel.writes import hold

LEFT = "accounts.Forgotten"


def on_leaving(event: Event) -> None:
    """End the seats of a person who left."""
    if event.event_name() == LEFT and event.subject.kind == "person":
        operations.end_terms_of(event.subject.id, actor=event.actor)


class Questions(Keeper):
    """Questions that concern a group and have no ruling yet."""

    kind = "question"

    def some(self) -> sa.ColumnElement[bool]:
        """Say whether a group has any."""
        return sa.exists().where(queries.undecided_in(THING))

    def open(self, holder: int) -> Iterable[Held]:
        """Give the undecided questions."""
        for question in queries.undecided_about(holder):
            said = _("a question before the %(body)s, %(title)s", body=question.body.code, title=question.title)
            yield Held(question.ref, said, about=question.about)

    def drop(self, row: int, why: str, *, actor: Actor) -> None:
        """Withdraw a question; its text is a draft again."""
        operations.withdraw(hold(queries.to_change(row)), actor=actor, why=why)


def register() -> None:
    """Listen to accounts, by name: the fact is known wherever its room announces it. Answer for groups."""
    listen(Event, on_leaving)
    holdings.register("group", Questions())
