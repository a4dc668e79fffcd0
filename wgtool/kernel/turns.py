"""A turn in words: the sentence its holder is told, the one for everybody else, and the line that keeps both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from wgtool.kernel.db import Base, Ref, one_of
from wgtool.kernel.i18n import moment
from wgtool.kernel.sight import Sight, Sighted

SENTENCES: dict[str, tuple[Any, Any]] = {}


def sentence(key: str, *, yours: Any, others: Any) -> str:
    """Register the two lazy texts of a turn: said to its holder, and to everybody else. Gives the key.

    A function of the parameters may stand instead of a text. Parameters that end in `_at` are times in ISO form, told
    in the reader's language and zone.
    """
    SENTENCES[key] = (yours, others)
    return key


def _tell(text: Any, params: dict[str, Any]) -> str:
    told = {k: moment(datetime.fromisoformat(v)) if k.endswith("_at") and v else v for k, v in params.items()}
    return str(text(told)) if callable(text) else str(text) % told


class Told:
    """Anything that has a sentence, by its key, and the sentence's parameters."""

    says: Any
    params: Any

    def sentence(self) -> str:
        """Tell it in the reader's language, as the person whose turn it is would be told."""
        return _tell(SENTENCES[self.says][0], self.params)

    def told_to_others(self) -> str:
        """Tell it in the reader's language to anybody else: "Waiting for ..."."""
        return _tell(SENTENCES[self.says][1], self.params)


@dataclass(frozen=True)
class Turn(Told):
    """One answer to "whose turn": a hat, a sentence by its key with parameters, and the place to act.

    `holder` is `role:kind:id`. `names` maps a parameter to ("person" | "organisation", id), told by name when read.
    """

    holder: str
    says: str
    params: dict[str, Any] = field(default_factory=dict)
    due: datetime | None = None
    sight: Sight = Sight.PUBLIC
    audience: str = ""
    also: str | None = None


class Wait(Told, Sighted, Base):
    """A kept Turn of one thing."""

    __tablename__ = "wait"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    thing: Mapped[int]
    holder: Mapped[str] = mapped_column(sa.String(80), index=True)
    says: Mapped[str] = mapped_column(sa.String(80))
    params: Mapped[dict[str, Any]]
    since: Mapped[datetime]
    due: Mapped[datetime | None]
    sight: Mapped[Sight] = mapped_column(one_of(Sight), default=Sight.PUBLIC)
    __table_args__ = (sa.Index("ix_wait_kind_thing", "kind", "thing"),)

    @property
    def subject(self) -> Ref:
        """Give the thing that waits."""
        return Ref(self.kind, self.thing)
