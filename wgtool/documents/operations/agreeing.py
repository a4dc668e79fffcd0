"""Texts a group agrees on by itself: in force at once, published if it likes, endorsed by the SAG if that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wgtool.documents import queries, rules
from wgtool.documents.lifecycle import LIFE
from wgtool.documents.models import Document, Level, Version, VersionStatus
from wgtool.documents.operations.drafting import line_of, revise
from wgtool.documents.operations.ruling import drop, supersede, write_down
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


def agree(document: Document, *, actor: Actor) -> Version:
    """Put the draft in force as what the group agreed on; the version before is superseded. The audience stays."""
    document = hold(queries.document_to_change(document.id))
    draft = next((v for v in document.versions if rules.is_open(v)), None)
    if draft is None:
        raise Refused(_("There is no draft to agree on."))
    if (old := queries.in_force(document.versions)) is not None:
        supersede(old, actor=actor)
        db.session.flush()
    done: Version = _agree(draft, actor=actor)
    return done


@LIFE.performs("agree")
def _agree(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Write down that the group stands behind it since today."""
    version.level, version.endorsed_on = Level.GROUP, clock.today()
    return {"label": version.label, **line_of(version)}


@LIFE.performs("publish")
def publish(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Show it to everybody."""
    version.sight = Sight.PUBLIC
    return {"label": version.label, "sight": None}


@LIFE.performs("uphold")
def uphold(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Have the SAG stand behind it, and show it to everybody."""
    version.level, version.sight = Level.SAG, Sight.PUBLIC
    return {"label": version.label, "sight": None}


@LIFE.performs("let go")
def let_go(version: Version, *, actor: Actor, sight: Sight) -> dict[str, Any]:
    """Undo what the SAG’s endorsement did."""
    version.level, version.sight = Level.GROUP, sight
    return {"label": version.label, **(line_of(version) if sight != Sight.PUBLIC else {})}


def send_back(document: Document, points: Iterable[str], *, body: str, actor: Actor) -> tuple[Version, bool]:
    """Give the next version the checklist of a body, by its code, and say whether it was begun for that; the one in force stays in force."""
    document = hold(queries.document_to_change(document.id))
    at_work = next((v for v in document.versions if rules.is_open(v)), None)
    if locked := next((v for v in document.versions if v.status == VersionStatus.SUBMITTED), None):
        raise Refused(_("%(label)s is before a body already. Return this once that is decided, or say no.",
                        label=locked.label))  # fmt: skip
    draft = at_work or revise(document, actor=actor)
    done: Version = _send_back(draft, actor=actor, points=list(points), body=body)
    return done, at_work is None


@LIFE.performs("send back")
def _send_back(version: Version, *, actor: Actor, points: Sequence[str], body: str) -> dict[str, Any]:
    """Write down what is to be mended before the body endorses the text."""
    write_down(version, points, body)
    return {"label": version.label, "points": len(points), "body": body, **line_of(version)}


def take_checklist_back(version: Version, points: int, *, begun: bool, actor: Actor) -> None:
    """Undo that: the last points go, and a version that was begun for them is given up."""
    version = _take_checklist_back(version, actor=actor, points=points)
    if begun:
        with reading_as("en"):  # kept as it is said, whatever the reader's language
            drop(version, actor=actor, why=_("The ruling was taken back."))


@LIFE.performs("take checklist back")
def _take_checklist_back(version: Version, *, actor: Actor, points: int) -> dict[str, Any]:
    for point in version.checks[-points:]:
        db.session.delete(point)
    return {"label": version.label, **line_of(version)}
