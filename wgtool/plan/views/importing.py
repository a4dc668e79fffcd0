"""Reading a published plan in the browser: choose, see the differences, apply."""

from __future__ import annotations

from flask import Response

from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import again, answered, guard, page, takes_at_most
from wgtool.kernel.writes import writing
from wgtool.plan import operations, queries, readers, words
from wgtool.plan.forms import MEGABYTES, ApplyForm, UploadForm
from wgtool.plan.models import Upload
from wgtool.plan.permits import P
from wgtool.plan.readers import ReadPlan, Unreadable
from wgtool.plan.views import bp


def _upload(id: int) -> Upload | None:
    return queries.upload(id)


@bp.route("/plan/import", methods=["GET", "POST"])
@guard(P.IMPORT)
@takes_at_most(MEGABYTES)
def choose() -> Response:
    """Send a published plan; nothing is changed yet."""
    form = UploadForm()
    if form.validate_on_submit():
        name, data = form.read()
        if plan := _read(form, name, data):
            with writing(refusals=form) as answer:
                upload = operations.keep_upload(plan, data, name, actor=actor())
                answer.go("plan.differences", id=upload.id)
                answer.say(_("The file is read. Nothing is changed before you apply it."))
            if answer.given:
                return answered(answer)
    return page("plan/import.html", "form", form=form, editions=queries.editions(), words=words)


def _read(form: UploadForm, name: str, data: bytes) -> ReadPlan | None:
    """Read the file, or say on the form why not and in which line."""
    if len(data) > MEGABYTES * 1024 * 1024:
        form.file.errors = [_("This is larger than %(most)s MB; a plan is much smaller.", most=MEGABYTES)]
        return None
    try:
        return readers.read(data, name)
    except Unreadable as error:
        sentence = words.unreadable(error)
        where = sentence if name in sentence else _("%(name)s: %(sentence)s", name=name, sentence=sentence)
        form.file.errors = [" ".join((where if error.line else sentence, _("Nothing was read in.")))]
        return None


@bp.route("/plan/import/<int:id>", methods=["GET", "POST"])
@guard(P.IMPORT, _upload)
def differences(upload: Upload) -> Response:
    """Show what a file would change, apply it, and say what it did."""
    form = ApplyForm()
    if form.validate_on_submit():
        facts = {"seen": form.fingerprint.data or "-", "allow_removals": form.allow_removals.data}
        with writing(refusals=form) as answer:
            operations.apply_upload(upload, actor=actor(), **facts)
            answer.go("plan.differences", id=upload.id)
            answer.say(_("Applied: the plan is as the file says."))
        if answer.given:
            return answered(answer)
    return _show(again(), form)


def _show(upload: Upload, form: ApplyForm) -> Response:
    found = operations.compare(readers.read(upload.data, upload.name))
    form.fingerprint.data = found.fingerprint
    edition = queries.edition(upload.edition)
    titles = {item.number: words.title(item) for item in queries.items(edition)} if edition else {}
    return page(
        "plan/differences.html", None, form=form, upload=upload, found=found, hanging=operations.hanging_now(found),
        refused=None if upload.applied_at else operations.overriding_now(found), titles=titles, words=words,
    )  # fmt: skip
