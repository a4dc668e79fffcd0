"""The exercises a group holds: asked before it is dissolved or merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.holdings import Held, Keeper
from wgtool.kernel.i18n import _
from wgtool.kernel.sight import Sight
from wgtool.kernel.slots import THING
from wgtool.learning import operations, queries


class OfGroups(Keeper):
    """The exercises of a group whose follow-up goes on. Dropped, they are looked after by the support team."""

    kind = "exercise"

    def some(self) -> sa.ColumnElement[bool]:
        """Say whether a group has any."""
        return sa.exists().where(queries.goes_on(THING))

    def open(self, holder: int) -> Iterable[Held]:
        """Give the exercises that are not over."""
        for exercise in queries.open_of_group(holder):
            says = _("%(number)s %(title)s", number=exercise.number, title=exercise.title)
            if exercise.sight != Sight.PUBLIC:
                says = _("%(number)s, which few people see", number=exercise.number)
            yield Held(exercise.ref, says, url=f"/learning/{exercise.number}", movable=True)

    def hand_over(self, row: int, to: Ref, *, actor: Actor) -> None:
        """Have another group look after it."""
        operations.hand_over(row, to.id, actor=actor)

    def drop(self, row: int, why: str, *, actor: Actor) -> Mapping[str, Any]:
        """Have the support team look after it."""
        was = {"group": queries.group_of(row)}
        operations.hand_over(row, None, why=why, actor=actor)
        return was

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Have its group look after it as before."""
        operations.hand_over(row, was["group"], actor=actor)
