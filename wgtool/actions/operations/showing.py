"""Who sees an action point. Its files, its story and its turns follow; it is never seen by more than what it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from wgtool.actions import events, queries, rules, sources
from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import ActionPoint
from wgtool.actions.operations.opening import sees_it, telling
from wgtool.files import operations as files
from wgtool.history import operations as history
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.sight import Seen, Sight, wider
from wgtool.kernel.writes import hold


@LIFE.performs("show")
def show(point: ActionPoint, *, sight: Sight, why: str, actor: Actor) -> Mapping[str, Any]:
    """Show it to more people, or to fewer, and say why."""
    source = sources.sight_of(point)
    if sight not in rules.shown_to(point, source):
        raise Refused(_("Choose who sees it from the list."))
    if objection := rules.hides(actor, point, sight):
        raise Forbidden(objection)
    if not why.strip():
        raise Refused(_("Say why."))
    within = source is not None and source.sight == sight
    _put(point, Seen.of(source) if within else Seen(sight, *_audience(point, sight)))
    if not point.has_ended and any(_blind(point)):
        raise Refused(_("Its contact, or who was asked to be, would not see %(number)s any more. Name another contact first.",
                        number=point.number))  # fmt: skip
    return telling(point) | {"whom": sight.value, "why": why.strip()}


def _audience(point: ActionPoint, sight: Sight) -> tuple[str, str | None]:
    return rules.audience_of(point) if sight == Sight.GROUP else ("", None)


def _blind(point: ActionPoint) -> Iterator[int]:
    """Give those who are asked about it, or to be, and may not see it."""
    asked = {point.contact_id, point.heir_id} - {None}
    yield from (person for person in asked if person is not None and not sees_it(point, person))


def _let_blind_go(point: ActionPoint, actor: Actor) -> None:
    """Ask who answers for it in place of a contact who may not see it any more: what it came from is seen by fewer."""
    blind = [] if point.has_ended else list(_blind(point))
    if blind:
        point.contact_id = None if point.contact_id in blind else point.contact_id
        point.heir_id = None if point.heir_id in blind else point.heir_id
        announce(events.ContactNamed(actor=actor, subject=point.ref, **telling(point)))


def _put(point: ActionPoint, now: Seen) -> None:
    before = Seen.of(point)
    point.sight, point.audience, point.also = now
    files.sight_of(point.ref, point)
    history.follow(point.ref, before=before, now=now)


def follow_source(kind: str, ids: Collection[int], *, before: Any, actor: Actor, now: Any) -> None:
    """Have the action points that came from things of a kind seen by the same people as those, if they were before."""
    for id in queries.from_sources(kind, ids):
        point = hold(queries.alone(id))
        if Seen.of(point) == Seen.of(before):
            _put(point, Seen.of(now))
            announce(events.Shown(actor=actor, subject=point.ref, whom=point.sight.value, **telling(point)))
            _let_blind_go(point, actor)


def follow_owner(point: ActionPoint, before: tuple[str, str | None]) -> None:
    """Have a new owner, or group, see what the former alone saw, as far as they see what it came from."""
    if point.sight == Sight.GROUP and (point.audience, point.also) == before:
        now, source = Seen(Sight.GROUP, *rules.audience_of(point)), sources.sight_of(point)
        if source is None or not wider(now, source):
            _put(point, now)


def stay_seen(point: ActionPoint, before: tuple[str, str | None]) -> None:
    """Do so as people hand it over; refuse it where who is to answer would not see it."""
    follow_owner(point, before)
    if point.sight == Sight.GROUP and str(point.owner) not in (point.audience, point.also):
        raise Refused(_("Few see %(number)s, and who is to answer is not among them. Show it to more people first.",
                        number=point.number))  # fmt: skip
