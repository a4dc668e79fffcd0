"""Carrying amendments out in the plan, and taking them back. What is changed, and who agreed, is another room's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import Event, announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold
from wgtool.plan import edits, events, queries
from wgtool.plan.edits import IN_PLAN, Edit
from wgtool.plan.models import Edition, Item, Level, OldNumber, PlanVersion
from wgtool.plan.operations.shipping import place

SAYS: dict[str, Callable[..., Event]] = {
    "title": events.Titled,
    "text": events.Reworded,
    "category": events.CategoryChanged,
    "printed_lead": events.PrintedLeadChanged,
}


def begin_amending(id: int, *, actor: Actor) -> Edition:
    """Hold an edition, by its id, to amend it; from the first time on what is set in it changes by amendment alone."""
    edition = hold(queries.edition_to_change(id))
    if edition.amended_at is None:
        edition.amended_at = clock.now()
        db.session.add(PlanVersion(edition_id=edition.id, number=1, at=clock.now()))
        announce(events.AmendingBegun(actor=actor, subject=edition.ref))
    return edition


def carry_out(edition: Edition, wanted: Sequence[Edit], *, actor: Actor) -> list[Edit]:
    """Change the plan; give the edits with the ids of what they made. Raises Refused where the plan has changed since.

    What was made before and taken back is the same item again, with the number it had.
    """
    edition = hold(queries.edition_to_change(edition.id))
    ids = sorted(each.item for each in wanted if each.item)
    kept = {id: hold(queries.to_change(id)) for id in ids}
    taken = queries.numbers_taken(edition)
    for each in wanted:
        _must_fit(each, kept.get(each.item or 0), taken)
    done: list[Edit] = []
    for each in wanted:
        done.append(_carry_out(_placed(each, done), kept.get(each.item or 0), edition, actor))
    _must_stand(done)
    return done


def take_back(edition: Edition, done: Sequence[Edit], *, actor: Actor) -> None:
    """Undo what was carried out, last first. What was made is void: it never was part of the plan.

    Raises Refused where the plan does not say any more what was made of it; other changes of the same items stand.
    """
    hold(queries.edition_to_change(edition.id))
    kept = {id: hold(queries.to_change(id)) for id in sorted(each.item for each in done if each.item)}
    for each in done:
        if each.item and edits.overtaken(kept[each.item], each):
            raise Refused(_("%(number)s has changed since, so the ruling stands.", number=kept[each.item].number))
    for each in reversed(done):
        assert each.item is not None
        item = kept[each.item]
        _write(item, each.back, actor)
        item.void = item.void or each.makes  # what was made, and is taken back, stays away whatever else of it is
    db.session.flush()
    _must_stand(done)


def _must_stand(done: Sequence[Edit]) -> None:
    """Refuse what would leave something under an item that has left, or with a number from elsewhere."""
    for number, above, gone in queries.standing({each.item for each in done if each.item}):
        if gone:
            raise Refused(
                _("%(number)s would stand under %(above)s, which is not part of the plan.", number=number, above=above)
            )
        if number.rpartition(".")[0] != above:
            raise Refused(_("%(number)s came under %(above)s since this was proposed. Propose it anew, as it would be now.",
                            number=number, above=above))  # fmt: skip


def _placed(each: Edit, done: Sequence[Edit]) -> Edit:
    """Give an edit that puts an item under a new one, with the id this has by now."""
    above = each.becomes.get("parent_id")
    if not isinstance(above, str):
        return each
    made = next(one.item for one in done if one.makes and one.becomes["number"] == above)
    return replace(each, becomes=each.becomes | {"parent_id": made})


def _must_fit(each: Edit, item: Item | None, taken: Collection[str]) -> None:
    if edits.clashing(item, each):
        number = item.number if item else each.becomes["number"]
        raise Refused(
            _("%(number)s has changed since this was proposed. Propose it anew, as it would be now.", number=number)
        )
    new = each.becomes.get("number")
    if new and not (item and item.number == new) and new in taken:
        raise Refused(_("The number %(number)s is or was another’s, and is never used again.", number=new))


def _carry_out(each: Edit, item: Item | None, edition: Edition, actor: Actor) -> Edit:
    if item is None:
        item = Item(edition_id=edition.id, level=Level(each.level), place=0, title="", heading="", text="")
    elif "number" in each.was and each.was["number"] != each.becomes["number"]:
        db.session.add(OldNumber(edition_id=edition.id, number=item.number, item_id=item.id))
    item.void = False
    _write(item, each, actor)
    return replace(each, item=item.id)


def _write(item: Item, each: Edit, actor: Actor) -> None:
    """Set the fields, and tell each that changed."""
    new = {name: edits.column(name, value) for name, value in each.becomes.items() if name != IN_PLAN}
    told = dict(_told(item, each, actor)) if item.id else {}
    for name, value in new.items():
        setattr(item, name, value)
    if "number" in new:
        item.place = place(item.number)
        _free(item)
    if IN_PLAN in each.becomes:
        item.dropped_at, item.into_id = (None, None) if each.becomes[IN_PLAN] else (clock.now(), each.into)
    db.session.add(item)
    db.session.flush()
    for event in told.values():
        announce(event)
    if IN_PLAN in each.becomes:
        announce(_came_or_went(item, each, actor))


def _came_or_went(item: Item, each: Edit, actor: Actor) -> Event:
    if each.becomes[IN_PLAN]:
        said = events.Added if each.makes else events.Restored
        return said(actor=actor, subject=item.ref, number=item.number)
    if each.into and (heir := queries.by_id(each.into)):
        return events.TakenIn(actor=actor, subject=item.ref, touches=(heir.ref,), number=item.number, into=heir.number)
    return events.Removed(actor=actor, subject=item.ref, number=item.number)


def _free(item: Item) -> None:
    """Forget that a number was given up, if its item takes it back."""
    mine = (OldNumber.edition_id == item.edition_id, OldNumber.number == item.number, OldNumber.item_id == item.id)
    db.session.execute(sa.delete(OldNumber).where(*mine))


def _told(item: Item, each: Edit, actor: Actor) -> Iterable[tuple[str, Event]]:
    """Give the facts of what is to change in an item that is there, each by the field it tells of."""
    if each.makes:
        return
    for name, new in each.becomes.items():
        if name in SAYS:
            yield name, SAYS[name](actor=actor, subject=item.ref, old=each.was[name] or "", new=new or "")
    if "number" in each.becomes:
        yield "number", events.Renumbered(actor=actor, subject=item.ref, old=item.number, new=each.becomes["number"])
    if edits.retimes(each):
        old, new = edits.timeframe_text(each.was), edits.timeframe_text(each.becomes)
        yield "timeframe", events.TimeframeChanged(actor=actor, subject=item.ref, old=old, new=new)


def join_version(edition: Edition, sitting: int | None) -> PlanVersion:
    """Give the version that a meeting makes: one for all it verifies at a sitting, if no other came after it."""
    newest = next(iter(queries.versions(edition)))
    if sitting is None or newest.sitting_id != sitting:
        newest = PlanVersion(edition_id=edition.id, number=newest.number + 1, sitting_id=sitting, at=clock.now())
        db.session.add(newest)
    newest.at = clock.now()
    db.session.flush()
    return newest


def leave_version(version: PlanVersion, *, empty: bool) -> None:
    """Have a version be as it is now without what was taken back; one that holds nothing any more is none."""
    if empty:
        db.session.delete(version)
    else:
        version.at = clock.now()
    db.session.flush()
