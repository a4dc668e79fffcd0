"""Requests between groups that nobody has answered: open under each, until one of them ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from wgtool.groups import events, queries
from wgtool.groups.models import Merger, MergerState, PlanMerger, PlanMergerState
from wgtool.groups.operations.merging import told_of
from wgtool.groups.operations.plan_merging import told_of_plans
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.holdings import Held, Keeper
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.slots import THING
from wgtool.kernel.writes import hold


class PlanRequests(Keeper):
    """What a group asked of another about its plan, and what others asked of it."""

    kind = PlanMerger.__tablename__

    def some(self) -> sa.ColumnElement[bool]:
        """Say whether a group has any."""
        return sa.exists().where(queries.asks_about_plan(THING))

    def open(self, holder: int) -> Iterable[Held]:
        """Give what waits for an answer."""
        for row in queries.asked_about_plans(holder):
            codes = {"code": row.group.code, "into": row.into.code}
            says = _("%(code)s asks to merge its action plan into that of %(into)s", **codes)
            yield Held(row.ref, says, url=f"/groups/{row.into.code if row.into_id == holder else row.group.code}/plan")

    def drop(self, row: int, why: str, *, actor: Actor) -> None:
        """Leave the plans apart."""
        held = hold(queries.plan_merger_to_change(row))
        held.state = PlanMergerState.DROPPED
        announce(events.PlanMergeDropped(actor=actor, why=why, **told_of_plans(held)))

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Have it wait for its answer again, unless who asked has asked another since."""
        held = hold(queries.plan_merger_to_change(row))
        if any(one.group_id == held.group_id for one in queries.asked_about_plans(held.group_id)):
            return
        held.state = PlanMergerState.ASKED
        announce(events.PlanMergeAsked(actor=actor, why=_taken_back(), **told_of_plans(held)))


class MergeRequests(Keeper):
    """What other groups asked of a group: to be taken in. Its own request has to be taken back before it ends."""

    kind = Merger.__tablename__

    def some(self) -> sa.ColumnElement[bool]:
        """Say whether a group has any."""
        return sa.exists().where(queries.asks_it(THING))

    def open(self, holder: int) -> Iterable[Held]:
        """Give what waits for an answer."""
        for row in queries.asked_to_take_in(holder):
            says = _("%(code)s asks to merge into it", code=row.group.code)
            yield Held(row.ref, says, url=f"/groups/{row.survivor.code}")

    def drop(self, row: int, why: str, *, actor: Actor) -> None:
        """Say no."""
        held = hold(queries.merger_to_change(row))
        held.state = MergerState.DROPPED
        announce(events.MergeDropped(actor=actor, why=why, **told_of(held)))

    def restore(self, row: int, was: Mapping[str, Any], *, actor: Actor) -> None:
        """Have it wait for its answer again, unless who asked has asked another since."""
        held = hold(queries.merger_to_change(row))
        if queries.asks_to_go(held.group_id):
            return
        held.state = MergerState.ASKED
        announce(events.MergeAsked(actor=actor, why=_taken_back(), **told_of(held)))


def _taken_back() -> str:
    with reading_as("en"):  # kept as it is said, whatever the reader's language
        return _("The ruling was taken back.")
