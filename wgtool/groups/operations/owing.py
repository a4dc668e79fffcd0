"""What a group owes by rulings: conditions, kept by decisions, which knows no group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as decided
from wgtool.groups import queries, rules
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.holdings import Held, Keeper
from wgtool.kernel.i18n import _
from wgtool.kernel.slots import THING
from wgtool.kernel.writes import hold


class Conditions(Keeper):
    """The conditions a group still owes. Dropped on the way to its end, the SAG reads so before it rules on that end."""

    kind = "condition"

    def some(self) -> sa.ColumnElement[bool]:
        """Say whether a group has any."""
        return sa.exists().where(decided.owes("group", THING))

    def open(self, holder: int) -> Iterable[Held]:
        """Give what is neither met nor dropped."""
        for one in decided.owed_by(Ref("group", holder)):
            facts = {"number": one.number, "decision": one.question.label, "text": one.text[:160]}
            says = _("condition %(number)s of %(decision)s: %(text)s", **facts)
            url = f"/decisions/{one.question.number}#condition-{one.id}"
            yield Held(one.ref, says, url=url, due=one.due, movable=True)

    def dates(self, holder: int) -> Iterable[Held]:
        """Give those that are due on a day; the others were given none by the body."""
        return [held for held in self.open(holder) if held.due is not None]

    def hand_over(self, row: int, to: Ref, *, actor: Actor) -> None:
        """Have another group owe it."""
        heir = hold(queries.to_change(to.id))
        decisions.hand_condition_over(row, to, name=heir.name, called=heir.code, actor=actor)

    def drop(self, row: int, why: str, *, actor: Actor) -> None:
        """Let it go, with the reason."""
        decisions.let_condition_go(row, why, actor=actor)

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Have the group owe it again."""
        decisions.bind_condition_again(row, actor=actor)

    def redate(self, row: int, on: date, *, actor: Actor) -> None:
        """Set another day for it, as the group goes on after a pause."""
        decisions.redate_condition(row, on, actor=actor)


def closed(id: int) -> str | None:
    """Say why nothing new comes under a group, to rooms below."""
    group = queries.by_id(id)
    return rules.begins_nothing(group) if group is not None else None
