"""Pausing, going on, and the last day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wgtool.groups import queries
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Group, Pause, PauseCode
from wgtool.groups.operations import plan_keeping
from wgtool.groups.operations.shared import inner
from wgtool.kernel import clock, holdings, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


@LIFE.performs("ask to pause")
def ask_to_pause(group: Group, *, actor: Actor, code: PauseCode, review_by: date, note: str = "") -> dict[str, Any]:
    """Ask the SAG focal point to pause the group; why, beyond the code, stays in the group."""
    _to_come(review_by)
    _open(group, actor, code, review_by, note)
    return {"code": code.value, "review_by": review_by.isoformat(), **inner(group)}


@LIFE.performs("keep active")
def keep_active(group: Group, *, actor: Actor, why: str) -> dict[str, Any]:
    """Say no to what its leads ask, or take it back as one of them."""
    _held(group).ended_at = clock.now()
    return {"why": why, **inner(group)}


@LIFE.performs("pause")
def pause(group: Group, *, actor: Actor, code: PauseCode, review_by: date, note: str = "") -> dict[str, Any]:
    """Pause it: what its leads asked for, or by one's own decision."""
    return _pause(group, actor, code, review_by, note)


@LIFE.performs("pause for security")
def pause_for_security(group: Group, *, actor: Actor, review_by: date, note: str = "") -> dict[str, Any]:
    """Pause it at once, as its lead may for security alone."""
    return _pause(group, actor, PauseCode.SECURITY, review_by, note)


def _pause(group: Group, actor: Actor, code: PauseCode, review_by: date, note: str) -> dict[str, Any]:
    _to_come(review_by)
    row = _held(group) if group.pause else _open(group, actor, code, review_by, note)
    row.code, row.review_by, row.note, row.began_at = code, review_by, note or row.note, clock.now()
    _stands_still_or_goes_on(group)
    return {"code": code.value}


def _open(group: Group, actor: Actor, code: PauseCode, review_by: date, note: str) -> Pause:
    row = Pause(
        group_id=group.id, code=code, note=note, review_by=review_by, asked_by=actor.person, asked_at=clock.now(),
        audience=str(group.ref),
    )  # fmt: skip
    db.session.add(row)
    return row


def _held(group: Group) -> Pause:
    if group.pause is None:
        raise Refused(_("This is not there any more."))
    return hold(queries.pause_to_change(group.pause.id))


def _to_come(day: date) -> None:
    if day <= clock.today():
        raise Refused(_("Choose a day that is still to come."))


@LIFE.performs("set another review")
def set_review(group: Group, *, actor: Actor, review_by: date) -> dict[str, Any]:
    """Go on pausing until another day."""
    _to_come(review_by)
    _held(group).review_by = review_by
    return {"review_by": review_by.isoformat(), **inner(group)}


@LIFE.performs("resume")
def resume(group: Group, *, actor: Actor, dates: Iterable[tuple[Ref, date]] = ()) -> Mapping[str, Any]:
    """Go on, with a fresh date for each row that was given one."""
    undated, dated = holdings.by_date(group.ref)
    known = {held.ref for held in (*undated, *dated)}
    for row, on in dates:
        if row in known:
            _to_come(on)
            holdings.redate(row, group.ref, on, actor=actor)
    end_pause(group)
    return {}


def end_pause(group: Group) -> None:
    """End the pause it is in, or what its leads asked for, and let what hangs on it count again."""
    if group.pause is not None:
        _held(group).ended_at = clock.now()
    _stands_still_or_goes_on(group)


def _stands_still_or_goes_on(group: Group) -> None:
    waits.touched_under(group.ref)
    plan_keeping.touch(group.id)


@LIFE.performs("set the last day")
def set_last_day(group: Group, *, actor: Actor, ends_on: date) -> dict[str, Any]:
    """Say until when it works."""
    _to_come(ends_on)
    group.ends_on = ends_on
    return {"ends_on": ends_on.isoformat()}
