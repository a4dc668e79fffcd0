"""Texts a group agrees on by itself: in force at once, published if it likes, endorsed by the SAG if that is asked."""

from __future__ import annotations

from typing import Any

from wgtool.documents import queries, rules
from wgtool.documents.lifecycle import LIFE
from wgtool.documents.models import Document, Level, Version
from wgtool.documents.operations.drafting import line_of
from wgtool.documents.operations.ruling import supersede
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _
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
