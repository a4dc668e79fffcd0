"""The one thing that ever changes in history: who may see a line, when its subject is shown to more people or fewer."""

from __future__ import annotations

import sqlalchemy as sa

from wgtool.history.models import Line
from wgtool.kernel.db import Ref, db
from wgtool.kernel.sight import Seen, Sight


def widen(subject: Ref, *, audience: str) -> None:
    """Show the lines about a thing to everybody that were for this audience only."""
    narrow = (Line.kind == subject.kind, Line.thing == subject.id, Line.sight == Sight.GROUP, Line.audience == audience)
    db.session.execute(sa.update(Line).where(*narrow).values(sight=Sight.PUBLIC, audience="", also=None))


def follow(subject: Ref, *, before: Seen, now: Seen) -> None:
    """Have the lines about a thing seen as the thing is now that were seen as it was; what was for fewer stays with them."""
    same = (Line.kind == subject.kind, Line.thing == subject.id, Line.sight == before.sight,
            Line.audience == before.audience, Line.also.is_not_distinct_from(before.also))  # fmt: skip
    db.session.execute(sa.update(Line).where(*same).values(now._asdict()))
