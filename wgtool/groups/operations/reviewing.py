"""Announcing what is to be looked at again: 90, 30 and 7 days before, once each, however often or late this runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wgtool.groups import events, queries
from wgtool.groups.models import ReviewNotice
from wgtool.groups.queries import Review
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold

STEPS = (7, 30, 90)


def announce_reviews(*, actor: Actor) -> int:
    """Tell of each review the nearest step that nobody was told of; give how many were.

    After a time in which nothing ran one step is told, the nearest: those before it are passed by.
    """
    today = clock.today()
    found = queries.reviews(today, today + timedelta(days=max(STEPS)))
    return sum(_tell(review, actor) for review in found)


def _tell(review: Review, actor: Actor) -> bool:
    """Tell one, unless another process was faster or the thing is gone; say whether it was told."""
    try:
        hold(queries.review_to_change(review))
    except Refused:
        return False
    left = (review.on - clock.today()).days
    due = [step for step in STEPS if left <= step]
    done = set(queries.told_steps(review))
    db.session.add_all(
        ReviewNotice(kind=review.kind, thing=review.thing, review_by=review.on, step=step, at=clock.now())
        for step in due
        if step not in done
    )
    db.session.flush()
    if not due or due[0] in done:
        return False
    _announce(review, due[0], actor)
    return True


def _announce(review: Review, step: int, actor: Actor) -> None:
    group = (Ref("group", review.group),) if review.group else ()
    told: dict[str, Any] = {"subject": review.ref, "touches": group, "what": review.kind, "day": review.on.isoformat()}
    if review.kind == "pause":
        told |= {"sight": Sight.GROUP, "audience": f"group:{review.group}"}
    told |= {"group": review.group or 0, "body": review.body or 0}
    announce(events.ReviewNears(actor=actor, step=step, **told))
