"""Planning an exercise and describing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wgtool.actions import operations as actions
from wgtool.files import operations as files
from wgtool.files.taking import Kept
from wgtool.history import operations as history
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refs import next_number
from wgtool.kernel.refusals import Forbidden, Refused, Stale
from wgtool.kernel.sight import WIDTH, Seen, Sight, wider
from wgtool.kernel.writes import hold
from wgtool.learning import events, queries, rules
from wgtool.learning.models import Covered, Exercise, Type
from wgtool.learning.permits import P

TEXTS = ("title", "operation", "method", "team")
DAYS = ("starts_on", "ends_on")


def plan(
    *, title: str, type: Type, actor: Actor, countries: Sequence[str] = (), operation: str = "", method: str = "",
    team: str = "", starts_on: date | None = None, ends_on: date | None = None, group: int | None = None,
    sight: Sight = Sight.PUBLIC,
) -> Exercise:  # fmt: skip
    """Plan an exercise, which gets its number. Coordinators plan for their countries, leads for their groups."""
    require(actor, P.PLAN)
    if objection := rules.foreign(actor, list(countries), group):
        raise Forbidden(objection)
    exercise = Exercise(
        title=title, folded=_folded(title, operation), type=type, operation=operation, method=method, team=team,
        starts_on=starts_on, ends_on=ends_on, group_id=_group(group, actor, None), planned_at=clock.now(),
        planned_by=actor.person, status_since=clock.now(), places=[Covered(country=code) for code in sorted(set(countries))],
    )  # fmt: skip
    _show_to(exercise, sight)
    exercise.number = next_number("LLE", clock.today().year, digits=2)
    db.session.add(exercise)
    db.session.flush()
    announce(events.Planned(actor=actor, subject=exercise.ref, **telling(exercise)))
    return exercise


def describe(exercise: Exercise, *, seen: int, actor: Actor, sight: Sight, group: int | None, countries: Sequence[str],
             **facts: Any) -> bool:  # fmt: skip
    """Change what is said of an exercise; say whether anything changed. It is never shown to fewer people than before."""
    exercise = hold(queries.to_change(exercise.id))
    require(actor, P.TEND, exercise)
    if seen != exercise.version:
        theirs = {name: getattr(exercise, name) for name in TEXTS}
        raise Stale(_("Somebody changed it in between. Both texts are below."), theirs=theirs,
                    mine={name: facts[name] for name in TEXTS})  # fmt: skip
    if objection := rules.foreign(actor, list(countries), group):
        raise Forbidden(objection)
    widened, before = _widen(exercise, sight, group, actor), _said(exercise)
    for name, value in facts.items():
        setattr(exercise, name, value)
    exercise.folded = _folded(exercise.title, exercise.operation)
    exercise.group_id = _group(group, actor, exercise.group_id)
    _cover(exercise, set(countries))
    if _said(exercise) != before:
        announce(events.Described(actor=actor, subject=exercise.ref, **telling(exercise)))
    return widened or _said(exercise) != before


def _said(exercise: Exercise) -> list[Any]:
    names = (*TEXTS, *DAYS, "type", "group_id")
    return [*(getattr(exercise, name) for name in names), sorted(exercise.countries)]


def _folded(title: str, operation: str) -> str:
    return fold(f"{title} {operation}")[:400]


def _group(id: int | None, actor: Actor, known: int | None) -> int | None:
    """Give a group whose exercise it can be: one that is at work, or the one it had."""
    if id is None or id == known or id in dict(queries.groups_led(actor)):
        return id
    raise Refused(_("Choose a group from the list."))


def _cover(exercise: Exercise, wanted: set[str]) -> None:
    kept = [place for place in exercise.places if place.country in wanted]
    new = wanted - {place.country for place in kept}
    if new or len(kept) != len(exercise.places):
        exercise.places = [*kept, *(Covered(country=code) for code in sorted(new))]


def _show_to(exercise: Exercise, sight: Sight) -> None:
    if sight == Sight.GROUP and exercise.group_id is None:
        raise Refused(_("Name the group that alone is to see it, or show it to more people."))
    if sight == Sight.RESTRICTED:
        raise Refused(_("Choose who sees it from the list."))
    exercise.sight = sight
    exercise.audience = str(Ref("group", exercise.group_id or 0)) if sight == Sight.GROUP else ""


def _widen(exercise: Exercise, sight: Sight, group: int | None, actor: Actor) -> bool:
    """Show it to more people, before its group changes: not while only that group sees it."""
    before = Seen.of(exercise)
    if WIDTH[sight] < WIDTH[exercise.sight]:
        raise Refused(_("What was shown cannot be hidden again: choose who sees it as before, or more people."))
    if sight == exercise.sight:
        if sight == Sight.GROUP and group != exercise.group_id:
            raise Refused(_("Show it to more people before you name another group."))
        return False
    _show_to(exercise, sight)
    _follow(exercise, before, actor)
    announce(events.Shown(actor=actor, subject=exercise.ref, **telling(exercise)))
    return True


def _follow(exercise: Exercise, before: Seen, actor: Actor) -> None:
    """Have all that hangs on an exercise seen as it is now, if it was seen as the exercise before.

    That a lesson has a twin is told to those only who may know of that one, too: to nobody new.
    """
    now, ones = Seen.of(exercise), exercise.recommendations
    db.session.flush()
    files.sight_of(exercise.ref, exercise)
    for ref in (exercise.ref, *(one.ref for one in ones)):
        history.follow(ref, before=before, now=now, but=events.OF_TWO)
        if wider(before, now):
            history.follow(ref, before=before, now=Seen(**rules.team()), only=events.OF_TWO)
        waits.touched(ref)
    actions.follow_source(queries.SOURCE, [one.id for one in ones], before=before, now=now, actor=actor)


def attach(exercise: Exercise, *, file: Kept, actor: Actor) -> None:
    """Attach a document to an exercise, seen by all who see the exercise."""
    exercise = hold(queries.to_change(exercise.id))
    require(actor, P.TEND, exercise)
    files.attach(exercise.ref, file, actor=actor, under=exercise, touches=exercise.touches)


def hand_over(id: int, group: int | None, *, actor: Actor, why: str = "") -> None:
    """Have another group look after an exercise whose group ends, or the support team; who is let is the group's to say.

    What its group alone saw, the next one sees. The support team sees it in any case: with them, it stays seen as it was.
    """
    exercise = hold(queries.to_change(id))
    before, seen = exercise.touches, Seen.of(exercise)
    keeper = queries.keeper(group) if group is not None else ""
    if keeper is None:
        raise Refused(_("Choose a group from the list."))
    exercise.group_id = group
    if group is not None and exercise.sight == Sight.GROUP:
        exercise.audience = str(Ref("group", group))
    if Seen.of(exercise) != seen:
        _follow(exercise, seen, actor)
    told = telling(exercise)
    told["touches"] = tuple(dict.fromkeys((*before, *exercise.touches)))
    announce(events.HandedOver(actor=actor, subject=exercise.ref, keeper=keeper, why=why, **told))


def telling(exercise: Exercise) -> dict[str, Any]:
    """Give what every fact about an exercise tells; its line is seen by those who see the exercise."""
    return {"number": exercise.number, "touches": exercise.touches, **rules.narrow(exercise)}
