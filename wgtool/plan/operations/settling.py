"""Saying what became of the activities of an edition in the next one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import Event, announce
from wgtool.kernel.i18n import _, listed
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.writes import hold
from wgtool.plan import events, queries, rules
from wgtool.plan.crosswalk import Way, crosswalk
from wgtool.plan.models import Edition, Fate, Item, Link


def settle(item: Item, into: Edition, *, successors: Collection[str], fate: Fate, why: str, seen: int,
           actor: Actor) -> None:  # fmt: skip
    """Say what became of an activity, in place of what was said before. Raises Stale if somebody did since `seen`."""
    item = hold(queries.to_change(item.id))
    before = queries.links_of(item.id, into.id)
    if seen != mark(before):
        raise Stale(_("Somebody settled this while you were choosing. It stands here as it is now; yours is kept below."),
                    theirs={"theirs": ""}, mine={"mine": " ".join(successors)})  # fmt: skip
    if objection := rules.no_fate(fate, len(set(successors)), why):
        raise Refused(objection)
    found = _found(into, successors)
    if _same(before, found, fate, why):
        return
    for link in before:
        db.session.delete(link)
    db.session.flush()
    keep_link(item, into, found, fate, why, actor)


def mark(links: Iterable[Link]) -> int:
    """Give what changes whenever the links of an activity do; 0 while it is not settled."""
    return max((link.id for link in links), default=0)


def accept(into: Edition, *, pairs: Iterable[tuple[str, str]], actor: Actor) -> int:
    """Settle proposals as they were seen, in pairs of old and new number; give how many.

    What somebody settled meanwhile stays as it is. Raises Stale when the words have changed, so that another activity
    would be proposed now.
    """
    old = queries.before(into)
    if old is None:
        raise Refused(_("There is no edition before this one."))
    items = {item.number: item for item in queries.items_to_change(old)}
    found = crosswalk(queries.tree(old), queries.tree(into), queries.links(old, into))
    ways = {way.item.number: way for way in found.unsettled}
    chosen = [(items[number], ways[number], aim) for number, aim in pairs if number in ways]
    aims = queries.numbered(into, (aim for _item, _way, aim in chosen))
    for item, way, aim in chosen:
        keep_link(item, into, [_as_seen(way, aims, aim)], way.fate, "", actor)
    return len(chosen)


def _as_seen(way: Way, aims: dict[str, Item], aim: str) -> Item:
    if way.proposed is None or way.proposed.number != aim or aim not in aims:
        raise Stale(_("The plan has changed since, and so have the proposals. Look at them again."), theirs={}, mine={})
    return aims[aim]


def _found(into: Edition, numbers: Collection[str]) -> list[Item]:
    found = queries.numbered(into, numbers)
    if unknown := sorted(set(numbers) - set(found)):
        raise Refused(_("There is no activity %(numbers)s in the edition %(edition)s.", numbers=listed(unknown),
                        edition=into.slug))  # fmt: skip
    return list(found.values())


def _same(before: Collection[Link], found: Collection[Item], fate: Fate, why: str) -> bool:
    says = {(link.new_id, link.fate, link.why) for link in before}
    return says == {(id, fate, why) for id in _ids(found)}


def _ids(found: Collection[Item]) -> list[int | None]:
    """Give what the links lead to; where there is nothing, one that leads nowhere."""
    return [item.id for item in found] or [None]


def keep_link(item: Item, into: Edition, found: Collection[Item], fate: Fate, why: str, actor: Actor) -> None:
    """Keep what became of an activity, and tell it."""
    facts = {"old_id": item.id, "from_id": item.edition_id, "into_id": into.id, "fate": fate, "why": why}
    facts |= {"settled_at": clock.now(), "settled_by": actor.person}
    db.session.add_all(Link(new_id=id, **facts) for id in _ids(found))
    db.session.flush()
    announce(_told(item, into, found, fate, why, actor))


def _told(item: Item, into: Edition, found: Collection[Item], fate: Fate, why: str, actor: Actor) -> Event:
    if fate == Fate.DROPPED:
        return events.NoSuccessor(actor=actor, subject=item.ref, number=item.number, edition=into.slug, why=why)
    return events.Settled(
        actor=actor, subject=item.ref, touches=tuple(each.ref for each in found), number=item.number, edition=into.slug,
        fate=fate.value, successors=", ".join(each.number for each in found), why=why,
    )  # fmt: skip
