"""Reports in a file: it goes out, comes back, is looked at row by row, and then taken."""

from __future__ import annotations

from flask import Response
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from wgtool.actions import operations, queries, sheet
from wgtool.actions.permits import P
from wgtool.actions.views import bp
from wgtool.kernel import sheets
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _, _l, ngettext
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sheets import Unreadable
from wgtool.kernel.web import answered, guard, page
from wgtool.kernel.writes import writing


class SheetForm(Form):
    """Send a file, or take what was looked at: `rows` is the table as it was shown."""

    takes_files = True
    file = FileField(_l("File"), [FileRequired()], description=_l("The file you got here, filled in: XLSX or CSV."))
    rows = HiddenField()
    take = HiddenField()


@bp.get("/actions/mine.xlsx")
@guard(P.ANSWER_MINE)
def mine_xlsx() -> Response:
    """Give what the reader reports on as a table to fill in."""
    found = sheet.outgoing(queries.all_mine(actor(), most=sheets.MOST_ROWS))
    return sheets.xlsx_answer(found, "action-points.xlsx", about=_("Read me"), lists=_("Lists"))


@bp.route("/actions/sheet", methods=["GET", "POST"])
@guard(P.ANSWER_MINE)
def by_sheet() -> Response:
    """Take reports in a file, after showing what each row would change."""
    form, found = SheetForm(), None
    if form.is_submitted():
        try:
            rows = _rows(form)
            found = sheet.changes(rows, actor=actor())
        except Unreadable as unreadable:
            form.refusal = Refused(str(unreadable))
        else:
            form.rows.data = sheets.written(rows)
            if form.take.data and not any(change.wrong for change in found) and (taken := _taken(form, found)):
                return taken
    return page("actions/sheet.html", "form", form=form, changes=found,
                wrong=any(change.wrong for change in found or ()))  # fmt: skip


def _rows(form: SheetForm) -> list[list[str]]:
    if form.take.data:
        return sheets.pasted(form.rows.data or "")
    if not form.file.data:
        raise Unreadable(_("Choose a file."))
    return sheets.grid(form.file.data.read())


def _taken(form: SheetForm, found: list[sheet.Change]) -> Response | None:
    """Take the reports, all or none."""
    with writing(refusals=form) as answer:
        count = operations.answer_all([change.answer for change in found if change.answer], actor=actor())
        answer.go("actions.mine")
        answer.say(ngettext("%(num)s report is in.", "%(num)s reports are in.", count))
    return answered(answer) if answer.given else None
