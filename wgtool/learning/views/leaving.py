"""The list of exercises, and the matrix of one, as files: CSV with a row of HXL tags, and XLSX."""

from __future__ import annotations

from flask import Response

from wgtool.kernel import clock, sheets
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import guard
from wgtool.learning import listing, matrix
from wgtool.learning.models import Exercise
from wgtool.learning.permits import P
from wgtool.learning.views import bp, loading
from wgtool.learning.views.exercises import chosen


def _name(what: str, ending: str) -> str:
    return f"{what}_{clock.today():%Y%m%d}.{ending}"


@bp.get("/learning.csv")
@guard(P.READ)
def list_csv() -> Response:
    """Give the exercises that are looked for as CSV."""
    return sheets.csv_answer(listing.sheet(chosen(), seen_by=actor()), _name("lc_exercises", "csv"))


@bp.get("/learning.xlsx")
@guard(P.READ)
def list_xlsx() -> Response:
    """Give the exercises that are looked for as XLSX."""
    made = listing.sheet(chosen(), seen_by=actor())
    return sheets.xlsx_answer(made, _name("lc_exercises", "xlsx"), about=_("Read me"), lists=_("Lists"))


@bp.get("/learning/<number>/matrix.csv")
@guard(P.READ, loading.exercise)
def csv(exercise: Exercise) -> Response:
    """Give the matrix as CSV."""
    return sheets.csv_answer(matrix.sheet(exercise, seen_by=actor()), _name(exercise.number.lower(), "csv"))


@bp.get("/learning/<number>/matrix.xlsx")
@guard(P.READ, loading.exercise)
def xlsx(exercise: Exercise) -> Response:
    """Give the matrix as XLSX."""
    made = matrix.sheet(exercise, seen_by=actor())
    return sheets.xlsx_answer(made, _name(exercise.number.lower(), "xlsx"), about=_("Read me"), lists=_("Lists"))
