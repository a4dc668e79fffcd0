"""Whether each ruling that stands has taken effect once, and each that was taken back not at all.

History is counted: what rulings did, less what was undone, is as much as there are rulings that stand; and so are the
records: so many groups are dissolved, so many amendments verified.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from wgtool.amendments.models import Amendment
from wgtool.amendments.models import Status as AmendmentStatus
from wgtool.amendments.operations.proposing import ABOUT, VERIFICATION
from wgtool.decisions.models import Question, Ruling
from wgtool.decisions.operations import MATTER
from wgtool.documents.models import Check, Level, Version, VersionStatus
from wgtool.groups.models import Lineage, Merger, MergerState, Origin
from wgtool.groups.texts import CLARIFIED, DISSOLVE, FIRST, MERGE, PRODUCT, RAISED, REVISED
from wgtool.history.models import Line
from wgtool.kernel.db import db

R = Ruling
Given = tuple[str, Ruling]
TERMS = (FIRST, REVISED, CLARIFIED)
IN_FORCE = [*((about, R.ENDORSE) for about in TERMS), (DISSOLVE, R.YES), (MERGE, R.YES)]
REFUSED = [*((about, R.DECLINE) for about in TERMS), (MERGE, R.NO)]
RETURNED = [*((about, R.RETURN) for about in TERMS), (DISSOLVE, R.NO)]
SENT_BACK = [(PRODUCT, R.RETURN), (RAISED, R.RETURN)]


class Effect(NamedTuple):
    """Rulings, the facts of which each makes one, and the facts that undo it."""

    of: Iterable[Given]
    done: Iterable[str]
    undone: Iterable[str]


EFFECTS = (
    Effect([(FIRST, R.ENDORSE), (FIRST, R.RETURN), (FIRST, R.DECLINE)],
           ["groups.Activated", "groups.Returned", "groups.Declined"], ["groups.RulingTakenBack"]),
    Effect([*IN_FORCE, *REFUSED, *RETURNED], ["documents.Endorsed", "documents.Declined", "documents.Returned"],
           ["documents.RulingTakenBack"]),
    Effect([(DISSOLVE, R.YES)], ["groups.Dissolved"], ["groups.DissolutionTakenBack"]),
    Effect([(MERGE, R.YES)], ["groups.Merged"], ["groups.MergerTakenBack", "groups.BackToPause"]),
    Effect([(PRODUCT, R.ENDORSE)], ["documents.Upheld"], ["documents.LetGo"]),
    Effect([(RAISED, R.ENDORSE)], ["documents.LevelRaised"], ["documents.LevelLowered"]),
    Effect(SENT_BACK, ["documents.SentBack"], ["documents.ChecklistTakenBack"]),
    Effect([(ABOUT, R.YES), (ABOUT, R.NO)], ["amendments.Supported", "amendments.NotSupported"], ["amendments.Reopened"]),
    Effect([(VERIFICATION, R.YES), (VERIFICATION, R.NO)], ["amendments.Verified", "amendments.NotVerified"],
           ["amendments.Unverified"]),
)  # fmt: skip

AMENDED = Amendment.status
DECIDED = sa.select(Version.id).join(Question, Version.question_id == Question.id)
RECORDS: tuple[tuple[Iterable[Given], Any], ...] = (
    ([(VERIFICATION, R.YES)], sa.select(Amendment.id).where(AMENDED == AmendmentStatus.VERIFIED)),
    ([(VERIFICATION, R.NO)], sa.select(Amendment.id).where(AMENDED == AmendmentStatus.NOT_VERIFIED)),
    ([(ABOUT, R.NO)], sa.select(Amendment.id).where(AMENDED == AmendmentStatus.NOT_SUPPORTED)),
    ([(ABOUT, R.YES)], sa.select(Amendment.id).where(Amendment.glm_question_id.is_not(None))),
    ([(MERGE, R.YES)], sa.select(Merger.id).where(Merger.state == MergerState.DONE)),
    ([(MERGE, R.YES)], sa.select(Lineage.from_id).where(Lineage.how == Origin.MERGED)),
    ([(MERGE, R.NO)], sa.select(Merger.id).where(Merger.state == MergerState.REFUSED)),
    (IN_FORCE, DECIDED.where(Version.status.in_((VersionStatus.ENDORSED, VersionStatus.SUPERSEDED)))),
    (REFUSED, DECIDED.where(Version.status == VersionStatus.DECLINED, Question.about != DISSOLVE, Question.ruling.in_((R.DECLINE, R.NO)))),
    ([(RAISED, R.ENDORSE)], sa.select(Version.id).where(Version.level == Level.GLM)),
    # a checklist of one point each, here
    ([*SENT_BACK, *RETURNED], sa.select(Check.id)),
)  # fmt: skip
"""Rulings, and the rows of which there is one for each that stands."""
COUNTS = sa.select(
    *(sa.select(sa.func.count()).select_from(rows.subquery()).scalar_subquery() for _of, rows in RECORDS)
)
COVERED = {given for effect in EFFECTS for given in effect.of}
WITHOUT = {(MATTER, R.YES), (MATTER, R.NO), (PRODUCT, R.NO), (RAISED, R.NO)}
"""Rulings that do nothing but stand in the register."""


class Effects:
    """What stands and what was done from a moment on."""

    def __init__(self) -> None:
        self.line = db.session.scalar(sa.select(sa.func.max(Line.id))) or 0
        self.had = self._given()
        self.rows = self._counted()

    def _given(self) -> Counter[Given]:
        db.session.rollback()
        ruled = sa.select(Question.about, Question.ruling).where(Question.ruling.is_not(None))
        return Counter((about, ruling) for about, ruling in db.session.execute(ruled) if ruling)

    @staticmethod
    def _counted() -> list[int]:
        return list(db.session.execute(COUNTS).one())

    def wrong(self) -> Iterator[str]:
        """Say which rulings have taken effect more or less than once."""
        given = self._given()
        given.subtract(self.had)
        told = Counter(db.session.scalars(sa.select(Line.event).where(Line.id > self.line)))
        for of, done, undone in EFFECTS:
            stands, did = _sum(given, of), _sum(told, done) - _sum(told, undone)
            if stands != did:
                yield f"{stands} rulings stand of {list(of)}, and history tells of {did} effects"
        for (of, rows), now, had in zip(RECORDS, self._counted(), self.rows, strict=True):
            stands, are = _sum(given, of), now - had
            if stands != are:
                yield f"{stands} rulings stand of {list(of)}, and {are} records say so: {rows}"


def _sum(found: Counter[Any], names: Iterable[Any]) -> int:
    return sum(found[name] for name in names)
