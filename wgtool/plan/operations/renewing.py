"""The next edition: begun by the support team from the one in force, mapped, and published as a whole."""

from __future__ import annotations

from typing import Any

from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.plan import events, queries, renewal
from wgtool.plan.models import Draft, Edition, Item
from wgtool.plan.operations.settling import keep_link
from wgtool.plan.operations.shipping import place
from wgtool.plan.renewal import New, Renewed

TEAM: dict[str, Any] = {"sight": Sight.GROUP, "audience": "support:world:"}
TAKEN_OVER = (
    "heading",
    "text",
    "clause",
    "category",
    "printed_lead",
    "printed_timeframe",
    "continuing",
    "starts_on",
    "ends_on",
)
"""What an item takes over. How it stands is reported anew."""


def begin_draft(*, title: str, starts: int, ends: int | None, actor: Actor) -> Draft:
    """Begin the edition that follows the one in force. Raises Refused for years that do not follow it."""
    old = queries.current()
    if old is None:
        raise Refused(_("No edition is in force that another could follow."))
    if starts <= old.starts or (ends is not None and ends < starts):
        raise Refused(_("It begins after %(year)s, and does not end before it begins.", year=old.starts))
    if queries.edition(str(starts)) or queries.draft_of(str(starts)):
        raise Refused(_("There is an edition of %(year)s already.", year=starts))
    draft = Draft(
        old_id=old.id,
        old=old,
        slug=str(starts),
        title=title,
        starts=starts,
        ends=ends,
        begun_at=clock.now(),
        begun_by=actor.person,
    )
    db.session.add(draft)
    db.session.flush()
    announce(events.DraftBegun(actor=actor, subject=draft.ref, title=title, **TEAM))
    return draft


def save_map(draft: Draft, *, map: str, seen: int, actor: Actor) -> None:
    """Keep the map of numbers, right or wrong. Raises Stale if somebody saved since `seen`."""
    draft = hold(queries.draft_to_change(draft.id))
    _must_be_open(draft)
    if draft.version != seen:
        sentence = _("Somebody changed this while you were writing. It stands here as it is now; yours is kept below.")
        raise Stale(sentence, theirs={"theirs": draft.map}, mine={"mine": map})
    if draft.map != map:
        draft.map = map
        announce(events.MapSaved(actor=actor, subject=draft.ref, title=draft.title, **TEAM))


def discard(draft: Draft, *, seen: int, actor: Actor) -> None:
    """Give up an edition that was begun: its year can be begun again. Raises Refused if somebody saved since `seen`."""
    draft = _held(draft, seen)
    draft.discarded_at = clock.now()
    announce(events.DraftDiscarded(actor=actor, subject=draft.ref, title=draft.title, **TEAM))


def _held(draft: Draft, seen: int) -> Draft:
    draft = hold(queries.draft_to_change(draft.id))
    _must_be_open(draft)
    if draft.version != seen:
        raise Refused(_("The map was changed since you looked. Look at it again."))
    return draft


def publish(draft: Draft, *, seen: int, actor: Actor) -> Edition:
    """Make the edition and put it in force. What became of each activity is settled by the map."""
    draft = _held(draft, seen)
    old = hold(queries.edition_to_change(draft.old_id))
    kept = {item.id: item for item in queries.items_to_change(old)}
    found = renewal.renewed(queries.tree(old), draft.map, queries.taken_in(old))
    if found.wrong:
        raise Refused(" ".join(found.wrong[:3]))
    old.current = False
    db.session.flush()
    edition = Edition(slug=draft.slug, title=draft.title, starts=draft.starts, ends=draft.ends, current=True,
                      imported_at=clock.now() if old.imported_at else None)  # fmt: skip
    db.session.add(edition)
    db.session.flush()
    made = _items(edition, found)
    announce(
        events.Published(
            actor=actor, subject=edition.ref, touches=(old.ref, draft.ref), title=edition.title, items=len(made)
        )
    )
    for way in found.ways:
        keep_link(kept[way.old.id], edition, [made[number] for number in way.to], way.fate, way.why, actor)
    draft.published_id = edition.id
    return edition


def _must_be_open(draft: Draft) -> None:
    if draft.published_id is not None:
        raise Refused(_("This edition is published."))
    if draft.discarded_at is not None:
        raise Refused(_("This edition was discarded. Begin it again if it is wanted."))


def _items(edition: Edition, found: Renewed) -> dict[str, Item]:
    made: dict[str, Item] = {}
    for new in found.items:
        above = made.get(new.parent)
        made[new.number] = item = _item(edition, new, above)
        db.session.add(item)
        db.session.flush()
    return made


def _item(edition: Edition, new: New, above: Item | None) -> Item:
    said = {name: getattr(new.takes, name) for name in TAKEN_OVER} if new.takes else {"heading": "", "text": ""}
    return Item(
        edition_id=edition.id, parent_id=above.id if above else None, level=new.level, number=new.number, title=new.title[:160],
        place=place(new.number), **said,
    )  # fmt: skip
