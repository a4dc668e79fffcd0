"""Facts about actors, exercises and recommendations, and why something is not open yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.kernel.sight import Sight
from wgtool.learning.models import AGREED, OUT, PUBLISHED, Answer, Exercise, Recommendation, Status

Either = Exercise | Recommendation
WEEKS = 4
"""How long after its publication the response to a report is due, unless another day is set."""
MOST = 200
"""How many recommendations a report may have; the longest matrices people publish have about sixty."""
SPEAKS = {"organisation": "focal", "group": "lead", "body": "secretariat"}
"""Who speaks for a party."""
WRITTEN = frozenset({Status.HELD, Status.REPORTED})


def exercise_of(thing: Either) -> Exercise:
    """Give the exercise of a recommendation, or the exercise itself."""
    return thing.exercise if isinstance(thing, Recommendation) else thing


@who(_l("country coordinators"))
def coordinates_any(actor: Actor, thing: object) -> bool:
    """Let coordinators of any country; the operation asks which."""
    return bool(countries_of(actor))


@who(_l("leads of groups"))
def leads_any(actor: Actor, thing: object) -> bool:
    """Let leads of any group; the operation asks which."""
    return bool(actor.ids("group", "lead"))


@who(_l("coordinators of a country it covers"))
def coordinates(actor: Actor, thing: Either) -> bool:
    """Let coordinators of its countries."""
    return any(actor.wears("coordinator", "country", code) for code in exercise_of(thing).countries)


@who(_l("leads of the group whose exercise it is"))
def leads(actor: Actor, thing: Either) -> bool:
    """Let leads of its own group."""
    group = exercise_of(thing).group_id
    return group is not None and actor.wears("lead", "group", group)


@who(_l("who speaks for the party named to answer it"))
def answers(actor: Actor, one: Recommendation) -> bool:
    """Let focal points of the organisation, leads of the group, or the secretariat of the body."""
    return one.party is not None and actor.wears(SPEAKS[one.party_kind], one.party_kind, one.party_id)


def countries_of(actor: Actor) -> set[str]:
    """Give the countries somebody coordinates."""
    return {id for role, kind, id in actor.hats if (role, kind) == ("coordinator", "country")}


def tends(actor: Actor, thing: Either) -> bool:
    """Say whether the actor looks after an exercise: the support team, its coordinators, its group's leads."""
    return actor.is_tool or actor.supports or coordinates(actor, thing) or leads(actor, thing)


def foreign(actor: Actor, countries: list[str], group: int | None) -> str | None:
    """Say why somebody can't look after an exercise there, if they can't."""
    own = group is not None and actor.wears("lead", "group", group)
    if actor.is_tool or actor.supports or own or countries_of(actor) & set(countries):
        return None
    return _("Choose a group that you lead, or a country that you coordinate.")


def reads_recommendations(actor: Actor, exercise: Exercise) -> bool:
    """Say whether the actor reads what it recommends: everybody who may know of it, once the report is published."""
    return exercise.status in PUBLISHED or tends(actor, exercise)


def reads_answer(actor: Actor, one: Recommendation) -> bool:
    """Say whether the actor reads the response: all once it is published, till then its party and who looks after it."""
    return one.exercise.status in OUT or tends(actor, one) or answers(actor, one)


def may_know(actor: Actor, one: Recommendation) -> bool:
    """Say whether the actor may know of a recommendation at all."""
    return reads_recommendations(actor, one.exercise)


def audience(exercise: Exercise) -> dict[str, Any]:
    """Give the sight of what only those who look after an exercise read; the support team is among them."""
    keepers = [f"lead:group:{exercise.group_id}"] if exercise.group_id else []
    keepers += [f"coordinator:country:{code}" for code in exercise.countries]
    first, second = (*keepers, "support:world:", None)[:2] if keepers else ("support:world:", None)
    return {"sight": Sight.GROUP, "audience": first, "also": second}


def narrow(exercise: Exercise) -> dict[str, Any]:
    """Give the sight a line about an exercise needs, if it is not public."""
    if exercise.sight == Sight.PUBLIC:
        return {}
    return {"sight": exercise.sight, "audience": exercise.audience, "also": exercise.also}


def team() -> dict[str, Any]:
    """Give the sight of what the support team alone reads."""
    return {"sight": Sight.GROUP, "audience": "support:world:", "also": None}


def default_due(reported_on: date) -> date:
    """Give the day on which a response is due unless another is set."""
    return reported_on + timedelta(weeks=WEEKS)


def is_late(exercise: Exercise) -> bool:
    """Say whether the response is late: published after its day, or not published on it."""
    if exercise.response_due is None:
        return False
    done = exercise.answered_at.date() if exercise.answered_at else None
    waits = exercise.status in (Status.REPORTED, Status.DUE)
    return done > exercise.response_due if done else waits and clock.today() > exercise.response_due


def has_some(exercise: Exercise) -> bool:
    """Say whether it recommends anything."""
    return bool(exercise.recommendations)


def has_none(exercise: Exercise) -> bool:
    """Say the contrary."""
    return not exercise.recommendations


def not_over(exercise: Exercise) -> str | None:
    """Say why it can't be marked as held yet."""
    if exercise.starts_on and exercise.starts_on > clock.today():
        return _("It begins only later. Change its days first if it was held earlier.")
    return None


def nothing_to_answer(exercise: Exercise) -> str | None:
    """Say why no response can be asked for."""
    return None if exercise.recommendations else _("It recommends nothing yet: add its recommendations first.")


def not_written_now(exercise: Exercise) -> str | None:
    """Say why its recommendations can't be changed now."""
    if exercise.status in WRITTEN:
        return None
    if exercise.status == Status.PLANNED:
        return _("It was not held yet. Mark it as held first.")
    return _("Its response was asked for: what it recommends stands as it is.")


def not_answered_now(one: Recommendation) -> str | None:
    """Say why it can't be answered now."""
    if one.exercise.status == Status.DUE:
        return None
    if one.exercise.status in OUT:
        return _("The response is published and stands as it is.")
    return _("No response was asked for yet.")


def not_nameable_now(one: Recommendation) -> str | None:
    """Say why nobody can be named to answer it now."""
    if one.exercise.status in (Status.HELD, Status.REPORTED, Status.DUE):
        return None
    return not_answered_now(one)


def nameable(exercise: Exercise) -> list[Recommendation]:
    """Give the recommendations for which it can be named now who answers: those without an answer."""
    return [one for one in unanswered(exercise) if not_nameable_now(one) is None]


def unanswered(exercise: Exercise) -> list[Recommendation]:
    """Give the recommendations without an answer."""
    return [one for one in exercise.recommendations if one.status == Answer.PENDING]


def needs_action(one: Recommendation, action_points: int) -> bool:
    """Say whether what was accepted lacks both an action point and the reason why it needs none."""
    return one.status in AGREED and not one.idle and not action_points


def no_action(one: Recommendation) -> str | None:
    """Say why no action point can be added to an answer."""
    if one.exercise.status == Status.CLOSED:
        return _("The exercise is closed.")
    if one.exercise.status == Status.FOLLOWED:
        return _("It is followed up: nothing more is opened for it.")
    if one.exercise.status not in (Status.DUE, Status.ANSWERED):
        return not_answered_now(one)
    return None if one.status in AGREED else _("Accept it first, at least in part.")


def unlike(one: Recommendation, sight: Sight) -> bool:
    """Say whether a party could not read what it is to answer: a group's own exercise is for that group alone."""
    return sight == Sight.GROUP and one.party is not None and str(one.party) != one.exercise.audience
