"""Writing down what an exercise recommends: one by one, or from a table that is looked at first."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from wgtool.kernel import sheets
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _, ngettext
from wgtool.kernel.permits import allows
from wgtool.kernel.web import again, answered, guard, page, takes_at_most
from wgtool.kernel.writes import writing
from wgtool.learning import operations, rules, tables, words
from wgtool.learning.forms import OneForm, OutForm, TableForm
from wgtool.learning.forms.recommendations import MEGABYTES
from wgtool.learning.models import Exercise, Recommendation
from wgtool.learning.permits import P
from wgtool.learning.tables import Checked
from wgtool.learning.views import bp, loading


@bp.route("/learning/<number>/recommend", methods=["GET", "POST"])
@guard(P.TEND, loading.exercise)
def recommend(exercise: Exercise) -> Response:
    """Write a recommendation down."""
    form = OneForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            made = operations.recommend(exercise, [form.row()], actor=actor())
            answer.go("learning.detail", number=exercise.number, anchor=f"r{made[0].number}")
            answer.say(_("%(label)s is written down.", label=made[0].label))
        if answer.given:
            return answered(answer)
    return _page("learning/one_edit.html", form, again(), None)


def _page(template: str, form: Any, exercise: Exercise, one: Recommendation | None, **more: Any) -> Response:
    shown = {"form": form, "exercise": exercise, "one": one, "objection": rules.not_written_now(exercise)}
    return page(template, "form", crumbs=loading.one_crumbs(one) if one else loading.crumbs(exercise), **shown, **more)


@bp.route("/learning/<number>/r<int:one>/edit", methods=["GET", "POST"])
@guard(P.WRITE_ONE, loading.one)
def reword(one: Recommendation) -> Response:
    """Change a recommendation."""
    form = OneForm().about(one)
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            changed = operations.reword(one, form.row(), seen=form.seen.data, actor=actor())
            answer.to(loading.one_url(one))
            answer.say(_("Saved.") if changed else _("Nothing was different."))
        if answer.given:
            return answered(answer)
    one = again()
    return _page("learning/one_edit.html", form, one.exercise, one)


@bp.post("/learning/<number>/r<int:one>/take-out")
@guard(P.WRITE_ONE, loading.one)
def take_out(one: Recommendation) -> Response:
    """Take a recommendation out, before the report is published."""
    form = OutForm()
    with writing(refusals=form) as answer:
        operations.take_out(one, actor=actor())
        answer.go("learning.detail", number=one.exercise.number)
        answer.say(_("Taken out. Its number is not used again."))
    if answer.given:
        return answered(answer)
    one = again()
    shown = OneForm(formdata=None).about(one)
    shown.refusal = form.refusal
    return _page("learning/one_edit.html", shown, one.exercise, one)


@bp.route("/learning/<number>/table", methods=["GET", "POST"])
@guard(P.TEND, loading.exercise)
@takes_at_most(MEGABYTES)
def table(exercise: Exercise) -> Response:
    """Look at a table that was pasted or sent; write its rows down once every one is in order and the person says so."""
    form = TableForm()
    found = _read(form, exercise) if form.validate_on_submit() else []
    rows = tables.fine(found)
    if rows and "add" in request.form:
        with writing(refusals=form) as answer:
            operations.recommend(exercise, rows, actor=actor())
            answer.go("learning.detail", number=exercise.number, anchor="h-ones")
            answer.say(
                ngettext(
                    "%(num)s recommendation is written down.", "%(num)s recommendations are written down.", len(rows)
                )
            )
        if answer.given:
            return answered(answer)
    return _page("learning/table.html", form, again(), None, found=found, ready=len(rows or ()), words=words)


def _read(form: TableForm, exercise: Exercise) -> list[Checked]:
    """Read what was sent, put a file's table into the field, and look at each row; say on the form why nothing is read."""
    try:
        grid = _grid(form)
    except sheets.Unreadable as error:
        where = form.file if form.sends_file else form.table
        where.errors = [*where.errors, str(error), _("Nothing was read in.")]
        return []
    found = tables.check(grid, known=[one.text for one in exercise.recommendations],
                         names=allows(actor(), P.NAME_PARTY, exercise))  # fmt: skip
    if objection := tables.too_many(found, len(exercise.recommendations)):
        form.table.errors = [objection, _("Nothing was read in.")]
        return []
    if not found:
        form.table.errors = [_("There is no row in it yet. Paste a table, or choose a file.")]
    return found


def _grid(form: TableForm) -> list[list[str]]:
    data = form.sent()
    if data is None:
        return sheets.pasted(form.table.data or "")
    if objection := form.too_large(data):
        raise sheets.Unreadable(objection)
    grid = sheets.grid(data)
    form.table.data = sheets.written(grid)
    return grid
