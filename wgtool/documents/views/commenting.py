"""Comments on a section: writing one, answering, settling."""

from __future__ import annotations

from flask import Response, request

from wgtool.accounts import queries as people
from wgtool.documents import operations, queries, rules
from wgtool.documents.forms import AnswerForm, CommentForm
from wgtool.documents.opened import Talk
from wgtool.documents.outlines import title_of
from wgtool.documents.quoting import stands
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, page
from wgtool.kernel.writes import writing


def comments(text: Talk) -> Response:
    """Show what was said about a section, and comment on it."""
    form = CommentForm(data={"seen": text.section.revision})
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            made = operations.comment(text.version, text.section, actor=actor(), **form.facts())
            answer.to(text.url("comments", key=made.key, anchor=f"c{made.number}"))
            answer.say(_("Your comment stands with the section."))
        if answer.given:
            return answered(answer)
    return _talk(text if request.method == "GET" else again(), form)


def answer(text: Talk) -> Response:
    """Answer a comment."""
    form = AnswerForm()
    if form.validate_on_submit():
        with writing(refusals=form) as given:
            assert text.comment is not None
            operations.answer(text.comment, actor=actor(), **form.facts())
            given.to(_at(text))
        if given.given:
            return answered(given)
    return _talk(again(), form)


def settle(text: Talk) -> Response:
    """Resolve a comment, or open it again."""
    assert text.comment is not None
    resolved = request.form.get("resolved") == "1"
    with writing() as answer:
        operations.settle(text.comment, resolved=resolved, actor=actor())
        answer.to(_at(text))
        answer.say(_("The comment is resolved.") if resolved else _("The comment is open again."))
    return answered(answer)


def _at(text: Talk) -> str:
    assert text.comment is not None
    return text.url("comments", key=text.section.key, anchor=f"c{text.comment.number}")


def _talk(text: Talk, form: CommentForm | AnswerForm) -> Response:
    """Show the talk; a form that was refused stands where it was sent from."""
    answering = text.comment.number if text.comment else 0
    return page(
        "documents/comments.html", text=text, version=text.version, form=form, answering=answering,
        fresh=form if isinstance(form, CommentForm) else CommentForm(formdata=None, data={"seen": text.section.revision}),
        answers={c.number: form if c.number == answering else AnswerForm(formdata=None) for c in text.comments},
        names=people.names(queries.sayers(text.comments), seen_by=actor()), part_title=title_of(text.section.key),
        gone={c.number for c in text.comments if c.quote and not stands(c.quote, text.section.text)}, over=rules.not_discussed(text.version),
    )  # fmt: skip
