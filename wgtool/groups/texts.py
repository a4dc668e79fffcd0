"""The terms of reference of a group, through the room of documents, and the question on them."""

from __future__ import annotations

from datetime import date

from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as questions
from wgtool.decisions.models import Procedure, Question
from wgtool.documents import operations as documents
from wgtool.documents import queries, rules
from wgtool.documents.models import Document, Version, VersionStatus
from wgtool.documents.outlines import TERMS
from wgtool.groups.models import Group
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold

FIRST, REVISED = "first terms", "revised terms"
CLARIFIED, RAISED = "clarified terms", "GLM endorsement"


def begin(group: Group, *, actor: Actor) -> None:
    """Begin the first draft, which the group sees."""
    documents.create(owner=group.ref, outline=TERMS, title=group.name, audience=str(group.ref), actor=actor)


def submit(group: Group, *, actor: Actor) -> Question:
    """Lock the draft and put it to the SAG. Raises Refused, naming the sections, while it is not ready."""
    return documents.submit(
        _document(group.ref), about=FIRST, subject=group.ref, group=group.id, body=questions.sag(), actor=actor,
        title=_title(group),
    )  # fmt: skip


def revise(group: Group, *, actor: Actor, clarifies: bool = False) -> Version:
    """Begin the next version as a copy of the one in force, which stays public and in force meanwhile."""
    return documents.revise(_document(group.ref), actor=actor, clarifies=clarifies)


def submit_revision(group: Group, *, actor: Actor) -> Question:
    """Lock the next version and put it to the SAG; the group goes on working under the one in force."""
    draft = at_work(group)
    if draft is None:
        raise Refused(_("There is no draft to submit."))
    small = rules.clarifies(draft.label)
    return documents.submit(
        _document(group.ref), about=CLARIFIED if small else REVISED, subject=group.ref, group=group.id,
        body=questions.sag(), actor=actor, title=_title(group, draft.label),
        procedure=Procedure.SILENCE if small else Procedure.VOTE,
    )  # fmt: skip


def ask_glm(group: Group, *, actor: Actor) -> Question:
    """Ask the GLM to endorse the terms in force, which the SAG has endorsed. It decides at a sitting."""
    glm, version = questions.body_by_code("GLM"), queries.in_force(_versions(group.ref))
    if glm is None:
        raise Refused(_("The GLM is not set up yet. Ask the support team."))
    if version is None:
        raise Refused(_("This group has no terms of reference."))
    version = held(version.id)
    if objection := rules.not_raisable(version):
        raise Refused(objection)
    return decisions.ask(
        about=RAISED, title=_title(group, version.label), subject=version.ref, group=group.id, actor=actor, body=glm,
        text=rules.whole_text(version),
    )  # fmt: skip


def _title(group: Group, label: str = "") -> str:
    """Give the question's title, kept as it is asked; a revision says which version it is about."""
    suffix = f", {label}" if label else ""
    return f"{group.code}: {group.name}"[: 200 - len(suffix)] + suffix


def _document(owner: Ref) -> Document:
    found = queries.of(owner, TERMS)
    if found is None:
        raise Refused(_("This group has no terms of reference."))
    return found


def take_back(group: Group, *, actor: Actor, why: str) -> None:
    """Withdraw the question, which runs no outcome, and open the text again."""
    question = questions.undecided(group.ref, FIRST)
    if question is not None:
        decisions.withdraw(question, actor=actor, why=why, moot=True)
    version = submitted(group.ref)
    if version is not None:
        documents.to_draft(version, actor=actor)


def submitted(owner: Ref) -> Version | None:
    """Give the version that is before the SAG."""
    return next((v for v in _versions(owner) if v.status == VersionStatus.SUBMITTED), None)


def review_by(owner: Ref) -> date | None:
    """Give the day by which the terms in force are reviewed."""
    old = queries.in_force(_versions(owner))
    return old.review_by if old else None


def _versions(owner: Ref) -> list[Version]:
    return list(queries.versions(owner, TERMS, seen_by=Actor.tool()))


def at_work(group: Group) -> Version | None:
    """Give the version that is being written."""
    return next((v for v in _versions(group.ref) if rules.is_open(v)), None)


def to_mend(version: Version) -> bool:
    """Say whether the version came back with a checklist that has open points."""
    return any(check.done_at is None for check in queries.checks(version))


def unready(group: Group) -> str | None:
    """Say why the text can't be submitted yet; None also where there is none to submit."""
    draft = at_work(group)
    if draft is None:
        return None
    whole = queries.to_change(draft.id).execution_options(populate_existing=True)
    return rules.unready(db.session.scalars(whole).unique().one())


def held(id: int) -> Version:
    """Hold a version, to change what a ruling did to it."""
    return hold(queries.to_change(id))
