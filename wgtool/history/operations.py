"""The one thing that ever changes in history: who may see a line, when its subject is shown to more people or fewer."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from wgtool.history.models import Line
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import Event
from wgtool.kernel.sight import Seen, Sight

Events = Collection[type[Event]]


def widen(subject: Ref, *, audience: str) -> None:
    """Show the lines about a thing to everybody that were for this audience only."""
    narrow = (Line.kind == subject.kind, Line.thing == subject.id, Line.sight == Sight.GROUP, Line.audience == audience)
    db.session.execute(sa.update(Line).where(*narrow).values(sight=Sight.PUBLIC, audience="", also=None))


def follow(subject: Ref, *, before: Seen, now: Seen, only: Events | None = None, but: Events = ()) -> None:
    """Have the lines about a thing seen as the thing is now that were seen as it was; what was for fewer stays with them.

    `only` these facts follow, if given, or all `but` these.
    """
    same = (Line.kind == subject.kind, Line.thing == subject.id, Line.sight == before.sight,
            Line.audience == before.audience, Line.also.is_not_distinct_from(before.also))  # fmt: skip
    facts = Line.event.not_in(_names(but)) if only is None else Line.event.in_(_names(only))
    db.session.execute(sa.update(Line).where(*same, facts).values(now._asdict()))


def _names(events: Events) -> list[str]:
    return [event.event_name() for event in events]
