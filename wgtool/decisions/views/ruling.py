"""What hangs on a ruling: conditions, review, and positions that were not their owners'."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from wgtool.accounts import queries as people
from wgtool.decisions import operations, queries, rules, tokens, words
from wgtool.decisions.forms import ConditionForm, PlainForm, ReviewForm
from wgtool.decisions.lifecycle import CONDITIONS
from wgtool.decisions.models import Condition, Question, Recording
from wgtool.decisions.permits import P
from wgtool.decisions.views.acting import post
from wgtool.decisions.views.base import acted, bp
from wgtool.kernel.actors import Actor, actor
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import _
from wgtool.kernel.steps import mount_steps
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.partners import queries as partners


def _condition(number: str, id: int) -> Condition | None:
    found = queries.condition(id, number=number, seen_by=actor())
    return found if found is not None and rules.seen_conditions(actor(), found.question) else None


def _url(condition: Condition) -> str:
    return url_for("decisions.detail", number=condition.question.number) + f"/conditions/{condition.id}"


def _crumbs(condition: Condition) -> list[tuple[str, str]]:
    number = condition.question.number or ""
    return [(_("Decisions"), url_for("decisions.index")), (number, url_for("decisions.detail", number=number))]


@bp.get("/decisions/<number>/conditions/<int:id>")
@guard(P.READ, _condition)
def condition(condition: Condition) -> Response:
    """Lead to the condition on the page of its question."""
    number, anchor = condition.question.number, f"condition-{condition.id}"
    return Response(status=303, headers={"Location": url_for("decisions.detail", number=number, _anchor=anchor)})


mount_steps(bp, CONDITIONS, "/decisions/<number>/conditions/<int:id>", _condition, back=_url,
            named=lambda one: f"{one.question.label} / {one.number}", crumbs=_crumbs)  # fmt: skip


def _owners(question: Question) -> list[tuple[str, Any]]:
    """Give who may owe a condition: the group concerned, the body, any organisation."""
    group = [(str(question.group), _("The group concerned"))] if question.group else []
    organisations = partners.choices(seen_by=actor())
    return [
        *group,
        (str(question.body.ref), question.body.name),
        *((f"organisation:{id}", n) for id, n in organisations),
    ]


@bp.route("/decisions/<number>/conditions", methods=["GET", "POST"])
@guard(P.SET_CONDITIONS, lambda number: queries.bare(number, seen_by=actor()))
def set_condition(question: Question) -> Response:
    """Give a ruling a condition."""
    owners = _owners(question)
    form = ConditionForm().offer(owners, queries.people_to_seat(seen_by=actor()))
    if form.validate_on_submit():
        facts = form.facts()
        kind, _colon, id = facts.pop("owner").partition(":")
        named = "" if kind == "group" else str(dict(owners)[f"{kind}:{id}"])
        with writing(refusals=form) as answer:
            operations.set_condition(question, owner=Ref(kind, int(id)), owner_name=named, actor=actor(), **facts)
            answer.go("decisions.detail", number=question.number, anchor="h-c")
            answer.say(_("The condition stands with the ruling."))
        if answer.given:
            return answered(answer)
    return page("decisions/condition.html", "form", form=form, question=again(), words=words)


@post("review", P.SET_CONDITIONS)
def review(question: Question) -> Response:
    """Say by when a ruling is reviewed."""
    form = ReviewForm()
    return acted(form, question, lambda: operations.set_review(question, actor=actor(), **form.facts()), again,
                 lambda now: _("Saved."))  # fmt: skip


@post("look", P.RECORD)
def look(question: Question) -> Response:
    """Note that a position that was not its owner's was looked at."""
    return acted(PlainForm(), question, lambda: operations.look(question, actor=actor()), again,
                 lambda now: _("Noted."))  # fmt: skip


def _recording(token: str) -> Recording | None:
    named = tokens.read(token)
    return queries.recording(*named) if named else None


@bp.route("/decisions/not-mine/<token>", methods=["GET", "POST"])
@guard(P.READ, _recording, guests=True)
def not_mine(recording: Recording) -> Response:
    """Show what was recorded for somebody; by the one button it is said not to be theirs."""
    form = PlainForm()
    if form.validate_on_submit():
        token = tokens.not_mine(recording.id, recording.owner_id)
        with writing(refusals=form) as answer:
            operations.disown(recording)
            answer.go("decisions.not_mine", token=token)
            answer.say("")
        if answer.given:
            return answered(answer)
        recording = again()
    names = people.names([p for p in (recording.owner_id, recording.by_person) if p], seen_by=_owner(recording))
    return page("decisions/not_mine.html", form=form, recording=recording, words=words, names=names,
                token=tokens.not_mine(recording.id, recording.owner_id))  # fmt: skip


def _owner(recording: Recording) -> Actor:
    """Give the owner as who reads: the link shows them what is theirs, whoever follows it."""
    return Actor(person=recording.owner_id)
