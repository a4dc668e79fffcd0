"""Facts about actors and groups once these are active: who may pause, close, merge, and what stands against it."""

from __future__ import annotations

from datetime import date

from wgtool.groups.kinds import WAYS, Need, ways
from wgtool.groups.models import Group, Kind, Merger, MergerState, Status
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who

EVER_ACTIVE = frozenset({Status.ACTIVE, Status.PAUSED, Status.CLOSING, Status.DISSOLVED, Status.MERGED})
ENDED = frozenset({Status.CLOSING, Status.DISSOLVED})


@who(_l("the SAG focal point of the group"))
def focal(actor: Actor, group: Group) -> bool:
    """Let the group's SAG focal point."""
    return actor.wears("sag-focal", "group", group.id)


@who(_l("the chair and the secretariat of the SAG or the GLM, for what these decided"))
def of_body(actor: Actor, group: Group) -> bool:
    """Let those who write down what a body that decides on groups has decided."""
    return bool(actor.ids("body", "chair", "secretariat"))


@who(_l("once its last day has come"))
def at_last_day(actor: Actor, group: Group) -> bool:
    """Keep to groups whose last day has come."""
    return past_last_day(group)


@who(_l("while it is, or was, active"))
def ever_active(actor: Actor, group: Group) -> bool:
    """Keep to groups that work, or once worked."""
    return group.status in EVER_ACTIVE


def past_last_day(group: Group) -> bool:
    """Say whether the last day has come."""
    return group.ends_on is not None and group.ends_on <= clock.today()


def asks_to_pause(group: Group) -> bool:
    """Say whether its leads ask to pause it."""
    return group.pause is not None and group.pause.began_at is None


def pause_asked(group: Group) -> str | None:
    """Say that its leads have asked to pause it already."""
    return _("Its leads have asked already.") if asks_to_pause(group) else None


def review_is_past(group: Group) -> bool:
    """Say whether the day is past by which its pause was to be looked at."""
    return group.pause is not None and group.pause.began_at is not None and group.pause.review_by < clock.today()


def lacks_last_day(group: Group) -> bool:
    """Say whether it is of a kind that needs a last day and has none."""
    return ways(group).last_day == Need.MUST and group.ends_on is None


def ill_timed(type: Kind, ends_on: date | None) -> str | None:
    """Say why a new group of this kind can't have this last day, or none."""
    if ends_on is None and WAYS[type].last_day == Need.MUST:
        return _("A task force has a last day. Name it.")
    if ends_on is not None and ends_on <= clock.today():
        return _("Choose a day that is still to come.")
    return None


def in_a_pause(group: Group) -> bool:
    """Say whether a pause has begun and not ended, also when it is over since."""
    return group.pause is not None and group.pause.began_at is not None


def in_no_pause(group: Group) -> bool:
    """Say the opposite."""
    return not in_a_pause(group)


def merger(group: Group) -> Merger | None:
    """Give what it asks of another group and nobody has decided yet."""
    return next(iter(group.mergers), None)


def asking(group: Group) -> list[Merger]:
    """Give the mergers into it that other groups ask for."""
    return [row for row in group.askers if row.state == MergerState.ASKED]


def asks_to_merge(group: Group) -> bool:
    """Say whether it has asked another one to take it in, and that is not before the SAG."""
    own = merger(group)
    return own is not None and own.state == MergerState.ASKED


def is_asked(group: Group) -> bool:
    """Say whether other groups ask to merge into it."""
    return bool(asking(group))


def merging(group: Group) -> str | None:
    """Say that a merger of the group is asked for, or one into it before the SAG."""
    if (own := merger(group)) is not None:
        return bound(group) or _("It asks to merge into %(code)s. Take that back first.", code=own.survivor.code)
    if any(row.state == MergerState.BEFORE for row in group.askers):
        return _("The SAG decides on a merger into it. Withdraw that question first.")
    return None


def bound(group: Group) -> str | None:
    """Say why it can't begin new terms of its own: the SAG decides on its merger."""
    own = merger(group)
    if own is not None and own.state == MergerState.BEFORE:
        return _("The SAG decides on its merger into %(code)s.", code=own.survivor.code)
    return None
