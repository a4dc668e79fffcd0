"""What documents record on events from below, and answer when the owner of a text goes, or goes on after a pause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

import sqlalchemy as sa

from wgtool.accounts.events import Forgotten
from wgtool.documents import operations, queries
from wgtool.documents.models import Version, VersionStatus
from wgtool.documents.outlines import CLOSING, TERMS, outline_of
from wgtool.kernel import holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import Event, listen
from wgtool.kernel.holdings import Held, Keeper
from wgtool.kernel.i18n import _
from wgtool.kernel.slots import THING
from wgtool.kernel.writes import hold


class Texts(Keeper):
    """Drafts that nobody has submitted, but for the report by which the owner closes; days of review."""

    kind = "version"

    def __init__(self, owner: str) -> None:
        self.owner = owner

    def some(self) -> sa.ColumnElement[bool]:
        """Say whether an owner has any drafts."""
        return sa.exists().where(queries.stands_as(VersionStatus.DRAFT, self.owner, THING))

    def open(self, holder: int) -> Iterable[Held]:
        """Give the drafts at work."""
        for version in queries.drafts_of(Ref(self.owner, holder)):
            if version.document.template != CLOSING:
                yield Held(version.ref, _("a draft, %(title)s", title=_called(version)))

    def dates(self, holder: int) -> Iterable[Held]:
        """Give the texts in force with the day of their review."""
        for version in queries.in_force_of(Ref(self.owner, holder)):
            if version.document.template != TERMS and version.review_by is None:
                continue
            said = _("review of %(title)s", title=_called(version))
            yield Held(version.ref, said, due=version.review_by)

    def drop(self, row: int, why: str, *, actor: Actor) -> None:
        """Give a draft up."""
        operations.drop(hold(queries.to_change(row)), actor=actor, why=why)

    def redate(self, row: int, on: date, *, actor: Actor) -> None:
        """Set another day of review."""
        operations.set_review(hold(queries.to_change(row)), on, actor=actor)


def _called(version: Version) -> str:
    return f"{outline_of(version.document.template).title} {version.label}"


def _forgotten(event: Event) -> None:
    """Forget what the person read."""
    db.session.execute(queries.forget_readings(cast(Forgotten, event).person))


def register() -> None:
    """Answer for the texts of groups; listen to what happens to people."""
    listen(Forgotten, _forgotten)
    holdings.register("group", Texts("group"))
