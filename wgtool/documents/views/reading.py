"""Reading a version, its difference to another, and the revisions of a section."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request, url_for

from wgtool.accounts import queries as people
from wgtool.documents import comparing, pdf, queries, rules
from wgtool.documents.models import Reading, VersionStatus
from wgtool.documents.opened import InSection, Text
from wgtool.documents.quoting import stands
from wgtool.documents.words import LEVELS, MARKS, STATUSES
from wgtool.kernel import marks, suspension
from wgtool.kernel.actors import actor
from wgtool.kernel.db import Ref
from wgtool.kernel.permits import allows
from wgtool.kernel.web import page


def read(text: Text) -> Response:
    """Show a version whole: its state, whose turn it is, what the reader can do."""
    version, me = text.version, actor()
    sections = queries.sections(version)
    drafts = rules.among_drafters(me, version)
    discussed = version.submitted_at and version.status in queries.AT_WORK and rules.among_readers(me, version)
    follows = (
        len(text.versions) > 1 and drafts and rules.is_open(version)
    )  # a ruling on the one before may give it points
    checks = queries.checks(version) if discussed or follows else ()
    sides = comparing.sides(text) if discussed else ()
    talk = queries.comments(version, seen_by=me, open_only=True) if text.discussed_by_me else ()
    said = {s.key: s.text for s in sections}
    gone = {c.number for c in talk if c.quote and not stands(c.quote, said.get(c.key, ""))}
    ids = {*(s.saved_by for s in sections if drafts), *(c.done_by for c in checks), *queries.sayers(talk)} - {None}
    visits = comparing.reading(text)
    seen = comparing.last_read(text, visits)
    answer = page(
        "documents/read.html", text=text, version=version, sections=sections, drafts=drafts, checks=checks, talk=talk, gone=gone,
        names=people.names([id for id in ids if id], seen_by=me), turns=_turns(text),
        in_force=queries.in_force(text.versions), before=comparing.before(text, sides),
        no_pdf=pdf.missing(), seen=seen, news=seen is not None and comparing.changed_since(seen, version),
        stands_still=bool(version.review_by) and suspension.suspended(text.owner.ref),
        outline=rules.outline(version), statuses=STATUSES, marks=MARKS, levels=LEVELS, **_submitting(text), revise_url=_revising(text),
        clarify_url=text.at.clarify_url(text.owner) if text.at.clarify_url and _revising(text) else None,
        clarifies=rules.clarifies(version.label), give_up_url=_giving_up(text),
    )  # fmt: skip
    _remember(text, visits)
    return answer


def _remember(text: Text, last: Reading | None) -> None:
    """Remember that a signed-in reader was here; it is no matter if that fails."""
    person = actor().person
    visit = queries.has_read(text.version, person, last) if person else None
    if visit is not None:
        marks.mark(visit)


def _turns(text: Text) -> list[dict[str, Any]]:
    about = [text.owner.ref, text.version.ref]
    if text.version.question_id:
        about.append(Ref("question", text.version.question_id))
    me = actor()
    lines = queries.turns(about, seen_by=me)
    mine = {line.id: line.holder in me.keys for line in lines}
    return [{"mine": mine[x.id], "sentence": x.sentence() if mine[x.id] else x.told_to_others()} for x in lines]


def _submitting(text: Text) -> dict[str, Any]:
    """Give the address to submit at, for who may, and what stands against it."""
    at, version = text.at, text.version
    if at.submit is None or at.submit_url is None or not rules.is_open(version):
        return {"submit_url": None, "unready": None}
    asked = allows(actor(), at.submit, text.owner)
    against = rules.unready(version) or (at.unless(text.owner) if at.unless and asked else None)
    return {"submit_url": at.submit_url(text.owner) if asked else None, "unready": against}


def _revising(text: Text) -> str | None:
    """Give the address to begin the next version at, for who may, where the one in force is shown and none is begun."""
    at = text.at
    if at.revise is None or at.revise_url is None or text.version is not queries.newest(text.versions):
        return None
    ready = text.version.status == VersionStatus.ENDORSED and allows(actor(), at.revise, text.owner)
    return at.revise_url(text.owner) if ready else None


def _giving_up(text: Text) -> str | None:
    """Give the address to give a draft up at, for who may, on its page; the first of its kind goes with its owner only."""
    at, next_one = text.at, queries.in_force(text.versions) is not None
    if at.revise is None or not at.give_up or not rules.is_open(text.version) or not (next_one or at.by):
        return None
    return url_for(f"{at.name}.{at.give_up}", **text.address) if allows(actor(), at.revise, text.owner) else None


def compare(text: Text) -> Response:
    """Show what changed between two versions, word by word."""
    sides = comparing.sides(text)
    titles = {side.name: side.title for side in sides}
    new = request.args.get("to") or text.version.label
    old = request.args.get("from") or comparing.before(text, sides) or new
    if old not in titles or new not in titles:
        abort(404)
    was, now = comparing.texts(text, old), comparing.texts(text, new)
    return page(
        "documents/compare.html", text=text, sides=sides, titles=titles, old=old, new=new,
        rows=comparing.rows(was, now), outline=rules.outline(text.version),
    )  # fmt: skip


def revisions(text: InSection) -> Response:
    """Show who saved a section when, and what changed between two of its revisions."""
    rows = queries.revisions(text.section)
    told = [r.number for r in rows if not r.aside]
    new = request.args.get("to", told[0] if told else 0, type=int)
    earlier = next((r.since if r.aside else None for r in rows if r.number == new), None)
    before = next((n for n in told if n < new), 0) if earlier is None else earlier
    old = request.args.get("from", before, type=int)
    if not {old, new} <= {0, *(r.number for r in rows)}:
        abort(404)
    texts = {0: "", **{r.number: r.text for r in queries.revisions(text.section, {old, new})}}
    row = comparing.row(text.section.key, texts[old], texts[new])
    names = people.names({r.saved_by for r in rows if r.saved_by}, seen_by=actor())
    return page("documents/revisions.html", text=text, rows=rows, row=row, old=old, new=new, names=names)
