"""Whose turn it is with an exercise, and with each recommendation while its response is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from wgtool.kernel import clock, waits
from wgtool.kernel.actors import wearers
from wgtool.kernel.i18n import _l
from wgtool.kernel.sight import Sight
from wgtool.kernel.turns import ABOUT, open_title
from wgtool.kernel.waits import Turn, Wait
from wgtool.learning import obstacles, queries, rules
from wgtool.learning.models import Answer, Exercise, Recommendation, Status

SUPPORT = "support:world:"
DAYS = waits.sentence(
    "learning.days",
    yours=_l("%(number)s has no day: set one, or call it off."),
    others=_l("%(number)s has no day; waiting for one."),
)
HELD = waits.sentence(
    "learning.held",
    yours=_l("Say that %(number)s was held, or set other days."),
    others=_l("Waiting for word that %(number)s was held."),
)
REPORT = waits.sentence(
    "learning.report",
    yours=_l("Publish the report of %(number)s."),
    others=_l("Waiting for the report of %(number)s."),
)
ASK = waits.sentence(
    "learning.ask",
    yours=_l("Name who answers what %(number)s recommends, and ask for the response."),
    others=_l("Waiting for the support team to ask for the response to %(number)s."),
)
ANSWER = waits.sentence(
    "learning.answer",
    yours=_l("Answer %(label)s, or say that it is not yours."),
    others=_l("Waiting for %(party)s to answer %(label)s."),
)
UNNAMED = waits.sentence(
    "learning.unnamed",
    yours=_l("Answer %(label)s, or name who does."),
    others=_l("Waiting for the support team to answer %(label)s, or to name who does."),
)
ACT = waits.sentence(
    "learning.act",
    yours=_l("Add an action point to %(label)s, or say why it needs none."),
    others=_l("Waiting for an action point for %(label)s."),
)
PUBLISH = waits.sentence(
    "learning.publish",
    yours=_l("Publish the response to %(number)s: every answer is there."),
    others=_l("Waiting for the support team to publish the response to %(number)s."),
)
FOLLOW = waits.sentence(
    "learning.follow",
    yours=_l("Nothing of the response to %(number)s is open: mark it as followed up."),
    others=_l("Waiting for the support team to mark %(number)s as followed up."),
)
CLOSE = waits.sentence(
    "learning.close",
    yours=_l("Close %(number)s."),
    others=_l("Waiting for the support team to close %(number)s."),
)


def turns(id: int) -> Iterable[Turn]:
    """Say who must do what with an exercise."""
    exercise = queries.by_id(id)
    if exercise is None or exercise.status not in _SAYS:
        return []
    return list(_SAYS[exercise.status](exercise))


def _planned(exercise: Exercise) -> Iterator[Turn]:
    last = exercise.ends_on or exercise.starts_on
    if last is None:
        yield from _keeping(exercise, DAYS)
    elif last < clock.today():
        yield from _keeping(exercise, HELD)


def _held(exercise: Exercise) -> Iterator[Turn]:
    yield from _keeping(exercise, REPORT)


def _reported(exercise: Exercise) -> Iterator[Turn]:
    yield _turn(exercise, SUPPORT, ASK if exercise.recommendations else CLOSE)


def _due(exercise: Exercise) -> Iterator[Turn]:
    if obstacles.incomplete(exercise) is None:
        yield _turn(exercise, SUPPORT, PUBLISH, due=_end(exercise.response_due))


def _answered(exercise: Exercise) -> Iterator[Turn]:
    if obstacles.still_open(exercise) is None:
        yield _turn(exercise, SUPPORT, FOLLOW)


def _followed(exercise: Exercise) -> Iterator[Turn]:
    yield _turn(exercise, SUPPORT, CLOSE)


_SAYS: dict[Status, Callable[[Exercise], Iterator[Turn]]] = {
    Status.PLANNED: _planned,
    Status.HELD: _held,
    Status.REPORTED: _reported,
    Status.DUE: _due,
    Status.ANSWERED: _answered,
    Status.FOLLOWED: _followed,
}


def _keeping(exercise: Exercise, says: str) -> Iterator[Turn]:
    """Give the turn to who looks after it: its group's leads, else coordinators of its countries, else the support team.

    Coordinators do not see what a group alone sees, be that group over.
    """
    holders = [f"coordinator:country:{code}" for code in exercise.countries if exercise.sight != Sight.GROUP]
    if exercise.group_id is not None:
        holders = [f"lead:group:{exercise.group_id}"]
    worn = [holder for holder in holders if wearers(holder)]
    yield from (_turn(exercise, holder, says) for holder in worn or [SUPPORT])


def one_turns(id: int) -> Iterable[Turn]:
    """Say who must answer a recommendation, or add what is to be done about it."""
    one = queries.one_by_id(id)
    if one is None or one.exercise.status != Status.DUE:
        return []
    holder = _party(one)
    told = {"label": one.label, "party": one.party_name, "exercise": one.exercise.number, "one": one.number,
            ABOUT: open_title(one.text, one.exercise.sight)}  # fmt: skip
    if one.status == Answer.PENDING:
        says = ANSWER if one.party is not None and holder != SUPPORT else UNNAMED
    elif rules.needs_action(one, len(queries.intended([one.id]).get(one.id, ()))):
        says = ACT
    else:
        return []
    return [_turn(one.exercise, holder, says, due=_end(one.exercise.response_due), told=told)]


def _party(one: Recommendation) -> str:
    """Give who speaks for the party named; the support team where nobody does."""
    holder = f"{rules.SPEAKS[one.party_kind]}:{one.party}" if one.party is not None else SUPPORT
    return holder if wearers(holder) else SUPPORT


def _turn(
    exercise: Exercise, holder: str, says: str, due: datetime | None = None, told: dict[str, Any] | None = None
) -> Turn:
    params = told or {"number": exercise.number, ABOUT: open_title(exercise.title, exercise.sight)}
    return Turn(holder, says, params, due=due, sight=exercise.sight, audience=exercise.audience, also=exercise.also)


def _end(day: date | None) -> datetime | None:
    return datetime.combine(day, time(23, 59), UTC) if day else None


def url(line: Wait) -> str:
    """Give the page of an exercise."""
    return f"/learning/{line.params['number']}"


def one_url(line: Wait) -> str:
    """Give the page of a recommendation."""
    return f"/learning/{line.params['exercise']}/r{line.params['one']}"


def register() -> None:
    """Say whose turn it is with every exercise, and with every recommendation that waits for an answer."""
    waits.waits_for("exercise", turns=turns, waiting=queries.waiting, url=url)
    waits.waits_for("recommendation", turns=one_turns, waiting=queries.ones_waiting, url=one_url)
