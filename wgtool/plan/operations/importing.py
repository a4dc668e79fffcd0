"""Reading a published plan into its edition: first what would change, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from wgtool.kernel import clock, holdings, text
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _, listed
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.writes import hold
from wgtool.plan import differences as compared
from wgtool.plan import events, queries, readers, shipped
from wgtool.plan.differences import Differences
from wgtool.plan.models import Edition, Item, Upload
from wgtool.plan.operations.applying import apply
from wgtool.plan.operations.shipping import ship
from wgtool.plan.readers import ReadPlan

KEPT = timedelta(days=7)


class Hanging(Refused):
    """Something hangs on what the file does not have any more."""


def compare(plan: ReadPlan) -> Differences:
    """Say what reading the plan would change; of an edition not set up yet, compare with what would be."""
    edition = queries.edition(plan.edition)
    return compared.differences(plan, queries.items(edition) if edition else _as_shipped(plan.edition))


def _as_shipped(slug: str) -> list[Item]:
    """Give the items that setting up an edition would make, without adding them."""
    titles = shipped.edition(slug).titles
    return [Item(number=number, title=title, heading="", text="", printed_lead="", printed_timeframe="")
            for number, title in titles.items()]  # fmt: skip


def import_plan(plan: ReadPlan, *, actor: Actor, allow_removals: bool = False, seen: str = "") -> Differences:
    """Make the edition what the plan says; give what changed, which may be nothing.

    Raises Stale when the plan here is not what it was when somebody saw the differences `seen`, and Refused when an
    item on which something hangs is in the file no more, unless `allow_removals`.
    """
    edition = _held(plan.edition, actor)
    kept = {item.number: item for item in queries.items_to_change(edition)}
    found = compared.differences(plan, kept.values())
    if seen and seen != found.fingerprint:
        raise Stale(_("The plan here has changed since. Look at the differences again."), theirs={}, mine={})
    if not allow_removals and (held := list(hanging(found, kept))):
        raise Hanging(_("Not in this file, but not empty either: %(what)s", what=" ".join(held)))
    if objection := overriding(found, edition):
        raise Refused(objection)
    if not found.nothing:
        apply(found, edition, kept, actor=actor)
        edition.imported_at = clock.now()
        counts: dict[str, Any] = found.counts
        announce(events.PlanImported(actor=actor, subject=edition.ref, **counts))
    return found


def _held(slug: str, actor: Actor) -> Edition:
    edition = queries.edition(slug)
    if edition is None:
        ship(actor=actor)
        edition = queries.edition(slug)
        assert edition is not None
    return hold(queries.edition_to_change(edition.id))


def hanging(found: Differences, kept: dict[str, Item]) -> Iterator[str]:
    """Give a sentence for each thing that hangs on an item which the file does not have any more."""
    for number in found.removed:
        if hung := holdings.open(kept[number].ref):
            yield f"{number}: {', '.join(held.says for held in hung)}."


def overriding(found: Differences, edition: Edition | None) -> str | None:
    """Say why a file is refused by an edition that is amended, if it is: it would change what is set."""
    if edition is None or edition.amended_at is None or not found.overwrites:
        return None
    return _("This plan changes by amendment now. A file may only fill in what is blank, and this one would change %(what)s.",
             what=listed(found.overwrites[:12]))  # fmt: skip


def overriding_now(found: Differences) -> str | None:
    """Say the same without holding anything, for whoever looks before reading in."""
    return overriding(found, queries.edition(found.edition))


def hanging_now(found: Differences) -> list[str]:
    """Say the same without holding anything, for the page that shows the differences."""
    edition = queries.edition(found.edition)
    return list(hanging(found, {item.number: item for item in queries.items(edition)})) if edition else []


def keep_upload(plan: ReadPlan, data: bytes, name: str, *, actor: Actor) -> Upload:
    """Keep a file that could be read until somebody applies it; older ones are forgotten after a week."""
    db.session.execute(sa.delete(Upload).where(Upload.uploaded_at < clock.now() - KEPT))
    upload = Upload(
        edition=plan.edition, name=text.line(name)[:160], data=data, uploaded_at=clock.now(), uploaded_by=actor.person
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def apply_upload(upload: Upload, *, actor: Actor, seen: str, allow_removals: bool = False) -> None:
    """Apply a file whose differences somebody has seen. Does nothing the second time."""
    plan = readers.read(upload.data, upload.name)
    upload = hold(queries.upload_to_change(upload.id))
    if upload.applied_at:
        return
    found = import_plan(plan, actor=actor, allow_removals=allow_removals, seen=seen)
    upload.applied_at, upload.counts = clock.now(), found.counts
