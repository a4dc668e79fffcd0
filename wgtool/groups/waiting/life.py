"""Whose turn it is with a group that is active, paused or closing, beside its texts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from wgtool.documents.outlines import CLOSING
from wgtool.groups import obstacles, rules, texts
from wgtool.groups.models import Group, MergerState, Role
from wgtool.kernel.i18n import _l, ngettext
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Turn, sentence


def _left_open(params: dict[str, Any]) -> str:
    told: str = ngettext("%(num)s thing is still open under %(code)s: hand it over, close it or drop it.",
                    "%(num)s things are still open under %(code)s: hand each over, close it or drop it.",
                    params["num"], code=params["code"])  # fmt: skip
    return told


PAUSE = sentence(
    "group.pause",
    yours=_l("The leads of %(code)s ask to pause it. Pause it, or say why not."),
    others=_l("Waiting for its SAG focal point to pause it, or to say why not."),
)
REVIEW = sentence(
    "group.review-pause",
    yours=_l("%(code)s is paused. Look at it by the day named: resume it, or go on pausing."),
    others=_l("Waiting for its SAG focal point to look at the pause again."),
)
REVIEW_NOW = sentence(
    "group.review-pause-now",
    yours=_l("The day to look at the pause of %(code)s is past: resume it, or go on pausing."),
    others=_l("The day to look at the pause is past: waiting for its SAG focal point to resume it, or go on pausing."),
)
PAUSED = sentence(
    "group.paused",
    yours=_l("%(code)s is paused."),
    others=_l("Paused: waiting for its SAG focal point to look at it again."),
    at_large=True,
)
LAST_DAY = sentence(
    "group.last-day",
    yours=_l("The last day of %(code)s has come: start closing it, or have its leads set another."),
    others=_l("Its last day has come: waiting for the support team to start closing it."),
)
NO_LAST_DAY = sentence(
    "group.no-last-day",
    yours=_l("Set the last day of %(code)s: a task force has one."),
    others=_l("Waiting for its leads to set its last day."),
)
TAKE_IN = sentence(
    "group.take-in",
    yours=_l("%(other)s asks to merge into %(code)s: put it to the SAG with new terms, or say no."),
    others=_l("Waiting for the leads of %(code)s to answer %(other)s, which asks to merge into it."),
)
MERGING = sentence(
    "group.merging",
    yours=_l("Decide on the merger of %(code)s into %(other)s."),
    others=_l("Waiting for the SAG to decide on its merger into %(other)s."),
)
SETTLE = sentence(
    "group.settle",
    yours=_left_open,
    others=_l("Waiting for its leads to settle what is still open under it."),
)
REPORT = sentence(
    "group.report",
    yours=_l("Write the closing report of %(code)s."),
    others=_l("Waiting for its leads to write the closing report."),
)
MEND_REPORT = sentence(
    "group.mend-report",
    yours=_l("The SAG returned the closing report of %(code)s. Work through its checklist, then submit again."),
    others=_l("Waiting for its leads to work through the checklist of the SAG for its closing report."),
)
SUBMIT_REPORT = sentence(
    "group.submit-report",
    yours=_l("The closing report of %(code)s is complete. Submit it to the SAG."),
    others=_l("Waiting for its leads to submit the closing report."),
)
DISSOLVE = sentence(
    "group.dissolve",
    yours=_l("Decide whether %(code)s is dissolved."),
    others=_l("Waiting for the SAG to decide whether it is dissolved."),
    at_large=True,
)
PLACES = {SETTLE: "/open", REPORT: "/closing", MEND_REPORT: "/closing"}


def active(group: Group) -> Iterable[Turn]:
    """Say whose turn it is with a group at work."""
    if rules.asks_to_pause(group):
        yield Turn(_focal(group), PAUSE, **_inside(group))
    if rules.lacks_last_day(group):
        yield _leads(group, NO_LAST_DAY)
    yield from last_day(group)
    yield from merging(group)


def paused(group: Group) -> Iterable[Turn]:
    """Say who looks at a pause again; the day is for the group's people alone."""
    if group.pause is not None:
        says = REVIEW_NOW if rules.review_is_past(group) else REVIEW
        yield Turn(_focal(group), says, due=_end(group.pause.review_by), **_inside(group))
    yield Turn(f"review:group:{group.id}", PAUSED, {"code": group.code})  # nobody's hat: the line above asks its people
    yield from last_day(group)
    yield from merging(group)


def last_day(group: Group) -> Iterable[Turn]:
    """Say that the last day has come; while the group is paused that is suspended."""
    if group.ends_on is not None and rules.past_last_day(group):
        yield Turn("support:world:", LAST_DAY, {"code": group.code}, due=_end(group.ends_on), under=group.ref)


def merging(group: Group) -> Iterable[Turn]:
    """Say who answers a group that asks to merge, and what the SAG decides on."""
    for merger in rules.asking(group):
        told = {"code": group.code, "other": merger.group.code}
        both = {"sight": Sight.GROUP, "audience": str(group.ref), "also": str(merger.group.ref)}
        yield Turn(f"lead:group:{group.id}", TAKE_IN, told, **both)  # type: ignore[arg-type]
    own = rules.merger(group)
    if own is not None and own.state == MergerState.BEFORE:
        told = {"code": group.code, "other": own.survivor.code}
        yield Turn(f"ruling:group:{group.id}", MERGING, told)  # nobody's hat: the question asks its own people


def closing(group: Group) -> Iterable[Turn]:
    """Say what is left to do before a group is dissolved."""
    if texts.submitted(group.ref, CLOSING):
        yield Turn(f"ruling:group:{group.id}", DISSOLVE, {"code": group.code})
        return
    if left := len(obstacles.open_under(group)):
        yield Turn(f"lead:group:{group.id}", SETTLE, {"code": group.code, "num": left})
    draft = texts.at_work(group, CLOSING)
    if draft is not None and texts.to_mend(draft):
        yield _leads(group, MEND_REPORT)
        return
    unready = draft is None or texts.unready(group, CLOSING)
    if unready or not left:
        yield _leads(group, REPORT if unready else SUBMIT_REPORT)


def _leads(group: Group, says: str) -> Turn:
    return Turn(f"lead:group:{group.id}", says, {"code": group.code})


def _focal(group: Group) -> str:
    """Give the SAG focal point, or the support team in its place."""
    return f"sag-focal:group:{group.id}" if rules.in_role(group, Role.SAG_FOCAL) else "support:world:"


def _inside(group: Group) -> dict[str, Any]:
    return {"params": {"code": group.code}, "sight": Sight.GROUP, "audience": str(group.ref)}


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), UTC)
