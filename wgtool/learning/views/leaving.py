"""The matrix of an exercise as a file: CSV with a row of HXL tags, and XLSX."""

from __future__ import annotations

from flask import Response

from wgtool.kernel import clock, sheets
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import guard
from wgtool.learning import matrix
from wgtool.learning.models import Exercise
from wgtool.learning.permits import P
from wgtool.learning.views import bp, loading


def _name(exercise: Exercise, ending: str) -> str:
    return f"{exercise.number.lower()}_{clock.today():%Y%m%d}.{ending}"


@bp.get("/learning/<number>/matrix.csv")
@guard(P.READ, loading.exercise)
def csv(exercise: Exercise) -> Response:
    """Give the matrix as CSV."""
    return sheets.csv_answer(matrix.sheet(exercise, seen_by=actor()), _name(exercise, "csv"))


@bp.get("/learning/<number>/matrix.xlsx")
@guard(P.READ, loading.exercise)
def xlsx(exercise: Exercise) -> Response:
    """Give the matrix as XLSX."""
    made = matrix.sheet(exercise, seen_by=actor())
    return sheets.xlsx_answer(made, _name(exercise, "xlsx"), about=_("Read me"), lists=_("Lists"))
