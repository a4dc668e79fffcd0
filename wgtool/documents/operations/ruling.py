"""What becomes of a version: submitted by people, endorsed, returned or declined by a ruling, and each taken back.

The outcomes call these inside the ruling's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from wgtool.decisions import operations as decisions
from wgtool.decisions.models import Body, Procedure, Question
from wgtool.documents import events, queries, rules
from wgtool.documents.lifecycle import LIFE
from wgtool.documents.models import Check, Document, Level, Section, Submission, Version, VersionStatus
from wgtool.documents.operations.drafting import line_of
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


def submit(document: Document, *, about: str, subject: Ref, group: int | None, body: Body, actor: Actor, title: str,
           procedure: Procedure = Procedure.VOTE, drawn: Mapping[str, str] | None = None) -> Question:  # fmt: skip
    """Lock the draft and put its whole text to the body, with the sections `drawn` from records, by their keys.

    Raises Refused, naming the sections, while it is not ready.
    """
    document = hold(queries.document_to_change(document.id))
    draft = next((v for v in document.versions if rules.is_open(v)), None)
    if draft is None:
        raise Refused(_("There is no draft to submit."))
    _draw(draft, drawn or {})
    question = {"about": about, "subject": subject, "group": group, "body": body, "title": title,
                "procedure": procedure}  # fmt: skip
    held = _submit(draft, actor=actor, question=question)
    return db.session.get_one(Question, held.question_id)


def _draw(draft: Version, drawn: Mapping[str, str]) -> None:
    """Put sections that nobody writes into the text, as they are at this moment; empty ones only to clear."""
    known = {section.key: section for section in queries.sections(draft)}
    for key, text in drawn.items():
        if key in known:
            known[key].text = text
        elif text:
            db.session.add(Section(version_id=draft.id, key=key, place=len(known) + 1, mandatory=False, text=text))
    db.session.flush()


@LIFE.performs("submit")
def _submit(version: Version, *, actor: Actor, question: dict[str, Any]) -> dict[str, Any]:
    """Ask the question on the whole text and keep what was submitted."""
    asked = decisions.ask(text=rules.whole_text(version), actor=actor, **question)
    version.question_id, version.also = asked.id, str(question["body"].ref)
    version.submitted_at, version.submitted_by = clock.now(), actor.person
    texts = {section.key: section.text for section in version.sections}
    kept = Submission(number=len(version.submissions) + 1, question_id=asked.id, by=actor.person, at=clock.now())
    kept.texts = texts
    version.submissions.append(kept)
    return {"label": version.label, **line_of(version)}


def to_draft(version: Version, checklist: Sequence[str] = (), *, body: str = "", actor: Actor) -> Version:
    """Open a submitted version again: returned by a body with a checklist, or, without one, because its question was withdrawn.

    A returned text stays with its group and the body; one taken back is the group's alone.
    """
    points = [point.strip() for point in checklist if point.strip()]
    done: Version
    done = _return(version, actor=actor, points=points, body=body) if points else _unlock(version, actor=actor)
    return done


def write_down(version: Version, points: Iterable[str], body: str) -> None:
    """Add points to the checklist of a version, whose checks and submissions are loaded."""
    asked = {"submission": len(version.submissions), "body": body}
    version.checks.extend(Check(number=n, text=text, **asked) for n, text in enumerate(points, len(version.checks) + 1))


@LIFE.performs("return")
def _return(version: Version, *, actor: Actor, points: list[str], body: str) -> dict[str, Any]:
    """Open it with a checklist."""
    write_down(version, points, body)
    return {"label": version.label, "points": len(points), **line_of(version)}


@LIFE.performs("unlock")
def _unlock(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Open it as it was before it was submitted."""
    told = line_of(version)
    version.also = None
    return {"label": version.label, **told}


def endorse(version: Version, level: Level, on: date, *, actor: Actor, review_by: date | None = None) -> Version:
    """Put a submitted version in force and publish it; the one before is superseded."""
    document = hold(queries.document_to_change(version.document_id))
    if (old := queries.in_force(document.versions)) is not None:
        supersede(old, actor=actor)
        db.session.flush()
    done: Version = _endorse(version, actor=actor, level=level, on=on, review_by=review_by)
    return done


@LIFE.performs("endorse")
def _endorse(version: Version, *, actor: Actor, level: Level, on: date, review_by: date | None) -> dict[str, Any]:
    """Write down who stands behind it since when."""
    version.level, version.endorsed_on, version.review_by = level, on, review_by
    version.sight = Sight.PUBLIC
    return {"label": version.label}


@LIFE.performs("raise")
def raise_level(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Have a text in force endorsed by the GLM, too."""
    version.level = Level.GLM
    return {"label": version.label}


@LIFE.performs("lower")
def lower_level(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Undo what the GLM's endorsement did."""
    version.level = Level.SAG
    return {"label": version.label}


@LIFE.performs("supersede")
def supersede(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Leave it readable to all."""
    return {"label": version.label}


@LIFE.performs("decline")
def decline(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Decline it; it stays with its group and the body."""
    return {"label": version.label, **line_of(version)}


@LIFE.performs("drop")
def drop(version: Version, *, actor: Actor, why: str) -> dict[str, Any]:
    """Give a draft up, with the reason; it stays with its group."""
    return {"label": version.label, "why": why, **line_of(version)}


def set_review(version: Version, on: date, *, actor: Actor) -> None:
    """Say by when a text in force is looked at again. Nothing happens if that is so already."""
    version = hold(queries.to_change(version.id))
    if version.status != VersionStatus.ENDORSED:
        raise Refused(_("Only a text in force is reviewed."))
    if version.review_by == on:
        return
    version.review_by = on
    announce(events.ReviewSet(actor=actor, subject=version.ref, touches=version.touches, label=version.label,
                              review_by=on.isoformat()))  # fmt: skip


def unendorse(version: Version, *, actor: Actor) -> Version:
    """Undo an endorsement: the version is before its body again, the one before is in force again."""
    document = hold(queries.document_to_change(version.document_id))
    older = [v for v in document.versions if v.status == VersionStatus.SUPERSEDED and v.id < version.id]
    done = reopen(version, actor=actor)
    db.session.flush()
    if older:
        _put_back(older[-1], actor=actor)
    return done


def reopen(version: Version, *, actor: Actor) -> Version:
    """Undo a return or a decline (and an endorsement's own part): the version is locked before its body again."""
    done: Version = _take_back(version, actor=actor)
    return done


@LIFE.performs("take back")
def _take_back(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Drop what the ruling wrote."""
    if version.status == VersionStatus.DRAFT:
        for point in [c for c in version.checks if c.submission == len(version.submissions)]:
            db.session.delete(point)
    version.level = version.endorsed_on = version.review_by = None
    version.sight = Sight.GROUP
    return {"label": version.label, **line_of(version)}


@LIFE.performs("put back")
def _put_back(version: Version, *, actor: Actor) -> dict[str, Any]:
    """Put it in force again."""
    return {"label": version.label}
