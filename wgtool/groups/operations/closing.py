"""Closing a group: what is open under it is settled, its report goes to the SAG, which dissolves it."""

from __future__ import annotations

from typing import Any

from wgtool.groups import obstacles, queries, texts
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Closing, Group
from wgtool.groups.operations.pausing import end_pause
from wgtool.groups.operations.shared import people
from wgtool.groups.permits import P
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold

Dropped = list[tuple[Ref, dict[str, Any]]]
"""What a dissolution found open and dropped, and how it was."""


@LIFE.performs("start closing")
def start_closing(group: Group, *, actor: Actor, code: Closing, by: str, why: str) -> dict[str, Any]:
    """Begin to close, as the SAG or the GLM decided, or since its last day has come."""
    texts.begin_report(group, actor=actor)
    end_pause(group)
    return {"code": code.value, "by": by, "why": why, "touches": (*group.touches, *people(group))}


@LIFE.performs("reopen")
def reopen(group: Group, *, actor: Actor, by: str, why: str) -> dict[str, Any]:
    """Go on after all; a question whether to dissolve it is moot."""
    texts.take_back(group, actor=actor, why=why, about=texts.DISSOLVE)
    return {"by": by, "why": why, "touches": (*group.touches, *people(group))}


@LIFE.performs("submit the closing report")
def submit_report(group: Group, *, actor: Actor) -> None:
    """Lock the closing report and ask the SAG to dissolve the group."""
    texts.submit_report(group, actor=actor)


@LIFE.performs("dissolve")
def dissolve(group: Group, *, actor: Actor, dropped: Dropped) -> dict[str, Any]:
    """End, by a ruling. What came to be open since the question was asked is dropped with that reason.

    `dropped` is filled with what taking back opens again.
    """
    touches = (*group.touches, *people(group))  # before other rooms read this group anew, without its people
    for held in obstacles.open_under(group):
        was = holdings.drop(held.ref, group.ref, _("The group was dissolved."), actor=actor)
        dropped.append((held.ref, was))
    return {"touches": touches}


@LIFE.performs("stay closing")
def stay_closing(group: Group, *, actor: Actor) -> None:
    """Stay as it is, by a ruling that does not dissolve it."""


@LIFE.performs("go back to closing")
def back_to_closing(group: Group, *, actor: Actor) -> dict[str, Any]:
    """Undo a dissolution."""
    return {"touches": (*group.touches, *people(group))}


def open_again(group: Group, dropped: Dropped, *, actor: Actor) -> None:
    """Have what a dissolution dropped be open again, last first, under the group that is not over any more."""
    for row, was in reversed(dropped):
        holdings.restore(row, was, group.ref, actor=actor)


def settle_open(group: Group, *, row: Ref, actor: Actor, why: str = "", to: int | None = None) -> None:
    """Hand what is open under a group over to another group, or drop it with a reason.

    Nothing happens if it is settled already. Raises Refused for what can't be handed over, or for want of a reason.
    """
    group = hold(queries.to_change(group.id))
    require(actor, P.SETTLE_OPEN, group)
    held = next((one for one in obstacles.open_under(group) if one.ref == row), None)
    if held is None:
        return
    if to is None and not why:
        raise Refused(_("Say why it is dropped, or choose who takes it over."))
    if to is None:
        holdings.drop(row, group.ref, why, actor=actor)
    else:
        holdings.hand_over(row, group.ref, _heir(group, held, to), actor=actor)


def _heir(group: Group, held: holdings.Held, to: int) -> Ref:
    if not held.movable:
        raise Refused(_("This cannot be handed over."))
    if to not in {id for id, _name in queries.heirs(group)}:
        raise Refused(_("Choose a group that is at work."))
    return hold(queries.to_change(to)).ref
