"""Writing a section, choosing where two texts met, ticking a checklist."""

from __future__ import annotations

from flask import Response, flash, request

from wgtool.accounts import queries as people
from wgtool.documents import operations, queries, rules
from wgtool.documents.forms import ChoiceForm, SectionForm, choice_form
from wgtool.documents.merge import Clash, Merged
from wgtool.documents.models import Revision
from wgtool.documents.opened import Aside, InSection, Point
from wgtool.documents.operations import Saved
from wgtool.documents.outlines import title_of
from wgtool.documents.redline import html, redline
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _, listed
from wgtool.kernel.refusals import Refused
from wgtool.kernel.web import again, answered, page
from wgtool.kernel.writes import writing


def edit(text: InSection) -> Response:
    """Write a section. Where another's words met the same sentence, both are shown for a choice."""
    if request.method == "GET" and not rules.is_open(text.version):
        raise Refused(_("%(label)s is locked: it can be read, not written.", label=text.version.label))
    if request.method == "GET" and (objection := rules.not_written(text.version, text.section.key)):
        raise Refused(objection)
    form = SectionForm(data={"text": text.section.text, "seen": text.section.revision, "label": text.version.label})
    if form.validate_on_submit() and _is_of(form, text):
        with writing(refusals=form) as answer:
            saved = operations.save(text.section, actor=actor(), **form.facts())
            answer.to(_after(text, saved))
        if answer.given and saved.aside:
            flash(request.form.get("kept", "")[:80], "kept")
            return _met(again(), saved.aside)
        if answer.given:
            answer.say(_sentence(saved))
            return answered(answer)
    return _editor(again(), form)


def _is_of(form: SectionForm, text: InSection) -> bool:
    """Refuse a form that was drawn from another version."""
    if form.label.data and form.label.data != text.version.label:
        form.refusal = Refused(_("This was written for %(label)s, which is locked now.", label=form.label.data))
    return form.refusal is None


def _editor(text: InSection, form: SectionForm) -> Response:
    part = rules.outline(text.version).part(text.section.key)
    if part and request.args.get("begin") and not text.section.text and request.method == "GET":
        form.text.data = str(part.starter)
    asides = queries.asides(text.section)
    ids = [id for id in (text.section.saved_by, *(r.saved_by for r in asides)) if id]
    names = people.names(ids, seen_by=actor())
    return page("documents/edit.html", "form", text=text, form=form, part=part, asides=asides, names=names)


def _after(text: InSection, saved: Saved) -> str:
    if saved.aside:
        return text.url("choose", key=text.section.key, number=saved.aside)
    return text.url(anchor=text.section.key)


def _sentence(saved: Saved) -> str:
    if saved.revision is None:
        return _("Nothing was changed: this text was saved already.")
    if not saved.merged:
        return _("Saved.")
    names = people.names(saved.others, seen_by=actor())
    told = listed(dict.fromkeys(names.values())) or _("somebody")
    return _("Your text was merged with what %(names)s saved meanwhile. Read it once more.", names=told)


def choose(text: Aside) -> Response:
    """Choose what stands where two texts met."""
    if request.method == "GET":
        return _met(text, text.waiting.number)
    met, seen = _meeting(text, text.waiting, request.form.get("seen", "", str))
    form = choice_form(met.clashes, seen=seen, sent=True)
    if form.validate():
        with writing(refusals=form) as answer:
            saved = operations.choose(
                text.section, aside=text.waiting.number, seen=seen, chosen=form.chosen, actor=actor()
            )
            answer.to(_after(text, saved))
            answer.say(_("Saved. What was not chosen stays in the revisions."))
        if answer.given and saved.aside:
            return _met(again(), saved.aside)
        if answer.given:
            return answered(answer)
        text = again()
        met, seen = _meeting(text, text.waiting, str(seen))
    return _chooser(text, text.waiting, met, form)


def _met(text: InSection, number: int) -> Response:
    """Show both texts, freshly compared with what is saved now."""
    waiting = queries.aside(text.section, number)
    assert waiting is not None
    met, seen = _meeting(text, waiting, str(text.section.revision))
    form = choice_form(met.clashes, seen=seen, sent=False)
    return _chooser(text, waiting, met, form, status=409 if request.method == "POST" else None)


def _meeting(text: InSection, waiting: Revision, seen: str) -> tuple[Merged, int]:
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else text.section.revision
    return operations.meeting(text.section, waiting, number), number


def _chooser(text: InSection, waiting: Revision, met: Merged, form: ChoiceForm, status: int | None = None) -> Response:
    pieces = [(p, *_shown(p)) if isinstance(p, Clash) else (p, None, None) for p in met.pieces]
    others = queries.savers(text.section, waiting.since)
    names = people.names([id for id in (*others, waiting.saved_by) if id], seen_by=actor())
    return page(
        "documents/choose.html", "form", status=status, text=text, waiting=waiting, pieces=pieces, form=form,
        names=names, others=[names[id] for id in others if id in names], part_title=title_of(text.section.key),
    )  # fmt: skip


def _shown(clash: Clash) -> tuple[str, str]:
    """Give both sides against what stood there before."""
    return html(redline(clash.base, clash.mine)), html(redline(clash.base, clash.theirs))


def tick(text: Point) -> Response:
    """Tick a point of the checklist, or open it again."""
    with writing() as answer:
        operations.tick(text.check, done=request.form.get("done") == "1", actor=actor())
        answer.to(text.url(anchor="submit" if request.form.get("then") == "submit" else "checklist"))
        answer.say(_("The point is done.") if request.form.get("done") == "1" else _("The point is open again."))
    return answered(answer)
