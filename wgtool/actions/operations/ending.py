"""How an action point ends, by somebody else's hand, and goes on again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wgtool.actions import events
from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import ActionPoint
from wgtool.actions.operations.opening import telling
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused


@LIFE.performs("verify")
def verify(point: ActionPoint, *, actor: Actor) -> Mapping[str, Any]:
    """Find it done, and close it: two lines of history, one button."""
    told = telling(point)
    announce(events.Verified(actor=actor, subject=point.ref, **told))
    point.verified_at = point.ended_at = clock.now()
    point.verified_by = actor.person
    return told


@LIFE.performs("send back")
def send_back(point: ActionPoint, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Find it not done yet, and say what lacks."""
    point.done_at = None
    point.heard_on = clock.today()
    return telling(point) | {"why": _reason(why)}


@LIFE.performs("not applicable")
def not_applicable(point: ActionPoint, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """End it, as it has no use any more."""
    return _end(point, why)


@LIFE.performs("not implemented")
def not_implemented(point: ActionPoint, *, why: str, decided_by: str, actor: Actor) -> Mapping[str, Any]:
    """End it, as somebody decided that it will not be done."""
    if not decided_by.strip():
        raise Refused(_("Say who decided it: an organisation, a group or a body."))
    point.decided_by = decided_by.strip()
    return _end(point, why) | {"decided_by": point.decided_by}


@LIFE.performs("reopen")
def reopen(point: ActionPoint, *, why: str, actor: Actor) -> Mapping[str, Any]:
    """Have it go on; what was verified has to be verified anew."""
    point.verified_at = point.verified_by = point.ended_at = point.done_at = None
    point.why = point.decided_by = ""
    point.reopened += 1
    point.heard_on = clock.today()
    return telling(point) | {"why": _reason(why)}


def _end(point: ActionPoint, why: str) -> dict[str, Any]:
    point.why, point.ended_at = _reason(why), clock.now()
    return telling(point) | {"why": point.why}


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused(_("Say why."))
    return why.strip()
