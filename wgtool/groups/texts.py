"""The texts of a group, through the room of documents, and the questions on them: its terms, its closing report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as questions
from wgtool.decisions.models import Body, Procedure, Question
from wgtool.documents import operations as documents
from wgtool.documents import queries, rules
from wgtool.documents.models import Document, Level, Version, VersionStatus
from wgtool.documents.outlines import CLOSING, OUTLINES, TERMS
from wgtool.documents.skeleton import skeleton
from wgtool.groups import frozen
from wgtool.groups.models import Group
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.i18n import _, reading_as
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold

FIRST, REVISED, DISSOLVE, MERGE = "first terms", "revised terms", "dissolve", "merge"
CLARIFIED, RAISED, PRODUCT = "clarified terms", "GLM endorsement", "product endorsement"


def begin(group: Group, *, actor: Actor, copied: Group | None = None) -> None:
    """Begin the first draft, which the group sees; of a copied group with what fits another place."""
    texts = {}
    if copied is not None and (old := queries.in_force(_versions(copied.ref)) or _last_public(copied.ref)):
        texts = skeleton(OUTLINES[TERMS], queries.texts(old))
    documents.create(
        owner=group.ref, outline=TERMS, title=group.name, audience=str(group.ref), actor=actor, texts=texts
    )


def _last_public(owner: Ref) -> Version | None:
    """Give the newest version everybody may read."""
    return next(iter(queries.versions(owner, TERMS, seen_by=Actor.guest())), None)


def begin_report(group: Group, *, actor: Actor) -> None:
    """Begin the closing report, unless one was begun in an earlier attempt to close."""
    if queries.of(group.ref, CLOSING) is None:
        documents.create(owner=group.ref, outline=CLOSING, title=group.name, audience=str(group.ref), actor=actor)


def submit(group: Group, *, actor: Actor) -> Question:
    """Lock the draft and put it, with the plan, to the SAG. Raises Refused, naming the sections, while it is not ready."""
    question = _submit_terms(group, [group], FIRST, "", actor)
    frozen.show(group, body=str(questions.sag().ref))
    return question


def submit_report(group: Group, *, actor: Actor) -> Question:
    """Lock the closing report and ask the SAG to dissolve the group."""
    with reading_as("en"):  # a title is kept as it is asked, whatever the reader's language
        told = _("to be dissolved")
    return _submit(group, CLOSING, DISSOLVE, told, actor)


def revise(group: Group, *, actor: Actor, clarifies: bool = False) -> Version:
    """Begin the next version as a copy of the one in force, which stays public and in force meanwhile."""
    return documents.revise(document(group.ref, TERMS), actor=actor, clarifies=clarifies)


def submit_revision(group: Group, *, actor: Actor) -> Question:
    """Lock the next version and put it to the SAG; the group goes on working under the one in force."""
    draft = _drafted(group)
    if not rules.clarifies(draft.label):
        return _submit_terms(group, [group], REVISED, draft.label, actor)
    if (old := queries.in_force(_versions(group.ref))) is not None:
        frozen.keep(old, draft)
    return _submit(group, TERMS, CLARIFIED, draft.label, actor, procedure=Procedure.SILENCE)


def submit_merger(group: Group, others: Sequence[Group], *, actor: Actor) -> Question:
    """Lock the next version and put it, with all their plans, to the SAG together with the groups that merge into it."""
    codes = ", ".join(other.code for other in others)
    with reading_as("en"):
        told = _("%(label)s, with %(codes)s merged into it", label=_drafted(group).label, codes=codes)
    return _submit_terms(group, [group, *others], MERGE, told, actor)


def _submit_terms(group: Group, planning: Sequence[Group], about: str, suffix: str, actor: Actor) -> Question:
    """Submit the terms together with what these groups plan at this moment."""
    rows, draft = frozen.of(planning), _drafted(group)
    question = _submit(group, TERMS, about, suffix, actor, drawn=frozen.drawn(rows))
    frozen.freeze(rows, draft)
    return question


def _submit(group: Group, template: str, about: str, suffix: str, actor: Actor, **more: Any) -> Question:
    return documents.submit(
        document(group.ref, template), about=about, subject=group.ref, group=group.id, body=questions.sag(),
        actor=actor, title=_title(group, suffix), **more,
    )  # fmt: skip


def _drafted(group: Group) -> Version:
    draft = at_work(group)
    if draft is None:
        raise Refused(_("There is no draft to submit."))
    return draft


def ask_glm(group: Group, *, actor: Actor) -> Question:
    """Ask the GLM to endorse the terms in force, which the SAG has endorsed. It decides at a sitting."""
    version = queries.in_force(_versions(group.ref))
    if version is None:
        raise Refused(_("This group has no terms of reference."))
    return _ask_glm(group, held(version.id), version.label, actor)


def _ask_glm(group: Group, version: Version, label: str, actor: Actor) -> Question:
    glm = questions.body_by_code("GLM")
    if glm is None:
        raise Refused(_("The GLM is not set up yet. Ask the support team."))
    if objection := rules.not_raisable(version):
        raise Refused(objection)
    return _ask(RAISED, group, version, glm, label, actor)


def put_product(group: Group, product: str, *, actor: Actor) -> Question:
    """Ask the SAG to endorse what the group agreed on; or the GLM, what the SAG has endorsed."""
    version = agreed(group, product)
    label = f"{version.document.title[:80]} {version.label}"
    if version.level != Level.GROUP:
        return _ask_glm(group, version, label, actor)
    return _ask(PRODUCT, group, version, questions.sag(), label, actor)


def _ask(about: str, group: Group, version: Version, body: Body, label: str, actor: Actor) -> Question:
    return decisions.ask(
        about=about, title=_title(group, label), subject=version.ref, group=group.id, actor=actor, body=body,
        text=rules.whole_text(version),
    )  # fmt: skip


def asked(group: Group, product: str) -> str | None:
    """Say that a body decides on the version in force of a product, if one does."""
    version = queries.in_force(_versions(group.ref, product))
    if version and any(questions.undecided(version.ref, about) for about in (PRODUCT, RAISED)):
        return _("A body decides on %(label)s. Have that question withdrawn first.", label=version.label)
    return None


def agreed(group: Group, product: str) -> Version:
    """Hold the version in force of a product. Raises Refused if there is none."""
    version = queries.in_force(_versions(group.ref, product))
    if version is None:
        raise Refused(_("The group has not agreed on it yet."))
    return held(version.id)


def _title(group: Group, label: str = "") -> str:
    """Give the question's title, kept as it is asked; a revision says which version it is about."""
    suffix = f", {label}"[:100] if label else ""
    return f"{group.code}: {group.name}"[: 200 - len(suffix)] + suffix


def document(owner: Ref, template: str) -> Document:
    """Give a text of an owner."""
    found = queries.of(owner, template)
    if found is None:
        raise Refused(_("This group has no such text."))
    return found


def document_of(version: int) -> Document:
    """Give the text a version is of, held by nobody yet: a document is held before its versions."""
    return db.session.scalars(queries.version_alone(version)).one().document


def take_back(group: Group, *, actor: Actor, why: str, about: str = FIRST) -> None:
    """Withdraw the question, which runs no outcome, and open the text again."""
    template = CLOSING if about == DISSOLVE else TERMS
    question = questions.undecided(group.ref, about)
    if question is not None:
        decisions.withdraw(question, actor=actor, why=why, moot=True)
    version = submitted(group.ref, template)
    if version is not None:
        documents.to_draft(version, actor=actor)
    if about == FIRST:
        frozen.show(group, body=None)


def submitted(owner: Ref, template: str = TERMS) -> Version | None:
    """Give the version that is before the SAG."""
    return next((v for v in _versions(owner, template) if v.status == VersionStatus.SUBMITTED), None)


def review_by(owner: Ref) -> date | None:
    """Give the day by which the terms in force are reviewed."""
    old = queries.in_force(_versions(owner))
    return old.review_by if old else None


def _versions(owner: Ref, template: str = TERMS) -> list[Version]:
    return list(queries.versions(owner, template, seen_by=Actor.tool()))


def at_work(group: Group, template: str = TERMS) -> Version | None:
    """Give the version that is being written."""
    return next((v for v in _versions(group.ref, template) if rules.is_open(v)), None)


def in_force(group: Group, template: str = TERMS) -> bool:
    """Say whether a version of the text is in force."""
    return queries.in_force(_versions(group.ref, template)) is not None


def to_mend(version: Version) -> bool:
    """Say whether the version came back with a checklist that has open points."""
    return any(check.done_at is None for check in queries.checks(version))


def returned_by(version: Version) -> str:
    """Give the code of the body that asked last for what is still open of a checklist; empty if nothing is."""
    return next((check.body for check in reversed(queries.checks(version)) if check.done_at is None), "")


def unready(group: Group, template: str = TERMS) -> str | None:
    """Say why the text can't be submitted yet; None also where there is none to submit."""
    draft = at_work(group, template)
    if draft is None:
        return None
    whole = queries.to_change(draft.id).execution_options(populate_existing=True)
    return rules.unready(db.session.scalars(whole).unique().one())


def held(id: int) -> Version:
    """Hold a version, to change what a ruling did to it."""
    return hold(queries.to_change(id))
