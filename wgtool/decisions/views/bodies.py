"""Bodies and their seats."""

from __future__ import annotations

from typing import Any

from flask import Response

from wgtool.accounts import queries as people
from wgtool.decisions import operations, queries, rules, words
from wgtool.decisions.forms import FillForm, NumbersForm, SeatForm, SecretaryForm
from wgtool.decisions.models import Body, Seat, SeatTerm
from wgtool.decisions.permits import P
from wgtool.decisions.shown import lines
from wgtool.decisions.views.base import bp
from wgtool.decisions.waiting import turns_of_body, turns_of_sitting
from wgtool.history import queries as history
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import answered, guard, page
from wgtool.kernel.writes import Answer, writing


def _body(code: str) -> Body | None:
    return queries.body_by_code(code)


def _seat(code: str, id: int) -> Seat | None:
    return queries.seat(id, code=code)


def _term(code: str, id: int) -> SeatTerm | None:
    return queries.term(id, code=code)


def _there(answer: Answer, code: str) -> None:
    answer.go("decisions.body", code=code)


@bp.get("/decisions/bodies")
@guard(P.READ)
def body_list() -> Response:
    """List the bodies that decide."""
    return page("decisions/bodies.html", bodies=queries.bodies())


@bp.post("/decisions/bodies")
@guard(P.MANAGE)
def set_up() -> Response:
    """Set up the SAG."""
    with writing() as answer:
        operations.ensure_bodies(actor())
        _there(answer, queries.sag().code)
    return answered(answer)


@bp.get("/decisions/bodies/<code>")
@guard(P.READ, _body)
def body(body: Body) -> Response:
    """Show a body: seats, constituencies, who sits, its numbers."""
    me = actor()
    terms = [term for seat in body.seats for term in seat.terms]
    ids = [term.person_id for term in terms] + [row.person_id for row in body.secretaries]
    names = people.names(ids, seen_by=me) if me.partner else {}
    sittings = queries.sittings_of(body.id)
    turns = [*turns_of_body(body), *(turn for sitting in sittings for turn in turns_of_sitting(sitting))]
    return page("decisions/body.html", body=body, names=names, words=words, log=history.timeline(body.ref, seen_by=me),
                secretaries=[one for one in body.secretaries if one.is_current],
                turns=lines(turns, me),
                short=rules.seats_short(body), organisations=rules.of_organisations(body),
                sittings=sittings)  # fmt: skip


def _edit(template: str, form: Any, body: Body, title: Any, run: Any) -> Response:
    """Show a form about a body, and do what it asks."""
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            run()
            _there(answer, body.code)
            answer.say(_("Saved."))
        if answer.given:
            return answered(answer)
    code = body.code
    return page(template, "form", form=form, body=queries.body_by_code(code), title=title)


@bp.route("/decisions/bodies/<code>/numbers", methods=["GET", "POST"])
@guard(P.MANAGE, _body)
def numbers(body: Body) -> Response:
    """Change quorum, notice, days, zone and weekend."""
    form = NumbersForm(obj=body)
    return _edit("decisions/edit.html", form, body, words.NUMBERS,
                 lambda: operations.describe_body(body, actor=actor(), **form.facts()))  # fmt: skip


@bp.route("/decisions/bodies/<code>/seats", methods=["GET", "POST"])
@guard(P.MANAGE, _body)
def add_seat(body: Body) -> Response:
    """Add a seat."""
    form = SeatForm()
    return _edit("decisions/edit.html", form, body, words.ADD_SEAT,
                 lambda: operations.add_seat(body, actor=actor(), **form.facts()))  # fmt: skip


@bp.route("/decisions/bodies/<code>/seats/<int:id>/fill", methods=["GET", "POST"])
@guard(P.MANAGE, _seat)
def fill(seat: Seat) -> Response:
    """Seat a person."""
    form = FillForm().offer(queries.people_to_seat(seen_by=actor()))
    return _edit("decisions/edit.html", form, seat.body, words.FILL_SEAT,
                 lambda: operations.fill_seat(seat, actor=actor(), **form.facts()))  # fmt: skip


@bp.post("/decisions/bodies/<code>/seats/<int:id>/close")
@guard(P.MANAGE, _seat)
def close_seat(seat: Seat) -> Response:
    """Close a seat."""
    code = seat.body.code
    with writing() as answer:
        _there(answer, code)
        operations.close_seat(seat, actor=actor())
        answer.say(_("The seat is closed."))
    return answered(answer)


@bp.post("/decisions/bodies/<code>/terms/<int:id>/end")
@guard(P.MANAGE, _term)
def end_term(term: SeatTerm) -> Response:
    """End a person's term."""
    code = term.seat.body.code
    with writing() as answer:
        _there(answer, code)
        operations.end_term(term, actor=actor())
        answer.say(_("The term ends today."))
    return answered(answer)


@bp.route("/decisions/bodies/<code>/secretariat", methods=["GET", "POST"])
@guard(P.NAME_SECRETARY, _body)
def secretariat(body: Body) -> Response:
    """Name the secretariat of a body."""
    form = SecretaryForm().offer(queries.people_to_seat(seen_by=actor()))
    return _edit("decisions/edit.html", form, body, words.NAME_SECRETARY,
                 lambda: operations.name_secretary(body, actor=actor(), **form.facts()))  # fmt: skip


@bp.post("/decisions/bodies/<code>/secretariat/<int:id>/end")
@guard(P.NAME_SECRETARY, lambda code, id: _body(code))
def end_secretary(body: Body) -> Response:
    """End the role of a secretary."""
    from flask import request

    with writing() as answer:
        _there(answer, body.code)
        operations.end_secretary(body, secretary=int((request.view_args or {})["id"]), actor=actor())
        answer.say(_("The role ends today."))
    return answered(answer)
