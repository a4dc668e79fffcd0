"""Sittings of a body: the record of one, with its bundle on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, url_for

from wgtool.decisions import operations, queries, rules, words
from wgtool.decisions.forms import AttendanceForm, NotesForm, SittingForm, TakeForm
from wgtool.decisions.lifecycle import SITTINGS
from wgtool.decisions.models import Body, Sitting
from wgtool.decisions.permits import P
from wgtool.decisions.shown import lines
from wgtool.decisions.views.base import bp
from wgtool.decisions.waiting import turns_of_sitting
from wgtool.history import queries as history
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _, _l, day, ngettext
from wgtool.kernel.steps import doors, mount_steps
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.partners import queries as partners

HERE = "/decisions/sittings/<int:id>"


def _sitting(id: int) -> Sitting | None:
    return queries.sitting(id)


def _of(id: int, question: int) -> tuple[Sitting, int] | None:
    found = queries.sitting(id)
    return (found, question) if found and any(one.id == question for one in found.questions) else None


def _url(sitting: Sitting) -> str:
    return url_for("decisions.sitting", id=sitting.id)


def _name(sitting: Sitting) -> str:
    return _("%(body)s, sitting of %(day)s", body=sitting.body.code, day=day(sitting.starts_on))


def _crumbs(sitting: Sitting) -> list[tuple[str, str]]:
    code = sitting.body.code
    return [(_("Decisions"), url_for("decisions.index")), (code, url_for("decisions.body", code=code)),
            (_name(sitting), _url(sitting))]  # fmt: skip


def _done(run: Callable[[], Any], sitting: int, told: Any, form: Any = None) -> Response | None:
    """Do it and go to the sitting's page; give nothing where the form took a refusal."""
    with writing(refusals=form) as answer:
        run()
        answer.go("decisions.sitting", id=sitting)
        answer.say(told)
    return answered(answer) if answer.given else None


@bp.route("/decisions/bodies/<code>/sittings", methods=["GET", "POST"])
@guard(P.KEEP_SITTING, lambda code: queries.body_by_code(code))
def plan_sitting(body: Body) -> Response:
    """Plan a sitting of a body."""
    form = SittingForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            planned = operations.plan_sitting(body, actor=actor(), **form.facts())
            answer.go("decisions.sitting", id=planned.id)
            answer.say(_("Planned. Take its questions next."))
        if answer.given:
            return answered(answer)
    return page("decisions/edit.html", "form", form=form, body=again(), title=words.PLAN_SITTING)


@bp.get(HERE)
@guard(P.READ, _sitting)
def sitting(sitting: Sitting) -> Response:
    """Show a sitting: when, where, who attended, what it took and decided."""
    return _page(sitting, None)


def _page(sitting: Sitting, sent: TakeForm | None) -> Response:
    me = actor()
    keeps = rules.secretary(me, sitting) or rules.chair(me, sitting)
    known = queries.known([one.id for one in sitting.questions], seen_by=me)
    offered = queries.to_take(sitting.body_id, seen_by=me) if keeps and sitting.status in rules.LIVE else []
    form = sent or (TakeForm(None).offer(offered) if offered else None)
    return page(
        "decisions/sitting.html", sitting=sitting, name=_name(sitting), crumbs=_crumbs(sitting), words=words,
        doors=doors(SITTINGS, sitting, me), turns=lines(turns_of_sitting(sitting), me), known=[one for one in sitting.questions if one.id in known], take=form, form=sent,
        inside=rules.in_body(me, sitting), live=sitting.status in rules.LIVE, acclaim=rules.not_acclaimed(sitting),
        carries=rules.open_bundle(sitting), log=history.timeline(sitting.ref, seen_by=me),
        organisations=rules.of_organisations(sitting.body), partner=me.partner,
    )  # fmt: skip


mount_steps(bp, SITTINGS, HERE, _sitting, back=_url, named=_name, crumbs=_crumbs)


def _edit(sitting: Sitting, form: Any, title: Any, run: Callable[[], Any]) -> Response:
    """Show a form about a sitting, and do what it asks."""
    if form.validate_on_submit() and (done := _done(run, sitting.id, _("Saved."), form)):
        return done
    here = again()
    return page("decisions/edit.html", "form", form=form, body=here.body, title=title, back=_url(here))


@bp.route(f"{HERE}/edit", methods=["GET", "POST"])
@guard(P.KEEP_SITTING, _sitting)
def describe_sitting(sitting: Sitting) -> Response:
    """Change days and place."""
    form = SittingForm(obj=sitting)
    return _edit(sitting, form, words.DESCRIBE_SITTING,
                 lambda: operations.describe_sitting(sitting, actor=actor(), **form.facts()))  # fmt: skip


@bp.route(f"{HERE}/attendance", methods=["GET", "POST"])
@guard(P.KEEP_SITTING, _sitting)
def attendance(sitting: Sitting) -> Response:
    """Record who attends."""
    form = AttendanceForm(data={"organisations": sorted(sitting.present)}).offer(partners.choices(seen_by=actor()))
    return _edit(sitting, form, words.ATTENDANCE,
                 lambda: operations.record_attendance(sitting, actor=actor(), **form.facts()))  # fmt: skip


@bp.route(f"{HERE}/notes", methods=["GET", "POST"])
@guard(P.KEEP_SITTING, _sitting)
def notes(sitting: Sitting) -> Response:
    """Name the notes."""
    form = NotesForm(obj=sitting)
    return _edit(sitting, form, words.NOTES, lambda: operations.name_notes(sitting, actor=actor(), **form.facts()))


@bp.post(f"{HERE}/take")
@guard(P.KEEP_SITTING, _sitting)
def take(sitting: Sitting) -> Response:
    """Have a sitting take a question."""
    form, id = TakeForm().offer(queries.to_take(sitting.body_id, seen_by=actor())), sitting.id
    if form.validate_on_submit():
        done = _done(
            lambda: operations.take(sitting, actor=actor(), **form.facts()), id, _("Taken to this sitting."), form
        )
        if done:
            return done
    return _page(again(), form)


@bp.post(f"{HERE}/acclaim")
@guard(P.KEEP_SITTING, _sitting)
def acclaim(sitting: Sitting) -> Response:
    """Record that the bundle was carried by acclamation."""
    with writing() as answer:
        carried = len(operations.record_acclamation(sitting, actor=actor()))
        answer.go("decisions.sitting", id=sitting.id)
        answer.say(ngettext("%(num)s question is carried by acclamation. Mail leaves in ten minutes.",
                            "%(num)s questions are carried by acclamation. Mail leaves in ten minutes.", carried))  # fmt: skip
    return answered(answer)


def _on_question(path: str, told: Any, run: Callable[[Sitting, int], Any]) -> Callable[..., Response]:
    """Give a button about one question of a sitting."""

    def press(pair: tuple[Sitting, int]) -> Response:
        done = _done(lambda: run(*pair), pair[0].id, told)
        assert done is not None
        return done

    press.__name__, press.__doc__ = path.replace("-", "_"), f"Press “{path}” for a question of a sitting."
    guarded = guard(P.KEEP_SITTING, _of, on=lambda pair: pair[0])(press)
    bp.add_url_rule(f"{HERE}/questions/<int:question>/{path}", press.__name__, guarded, methods=["POST"])
    return press


_on_question("take-off", _l("Taken off."), lambda s, q: operations.take_off(s, question=q, actor=actor()))
_on_question("take-singly", _l("It is decided by itself."),
             lambda s, q: operations.single(s, question=q, singly=True, actor=actor()))  # fmt: skip
_on_question("bundle", _l("It is in the bundle again."),
             lambda s, q: operations.single(s, question=q, singly=False, actor=actor()))  # fmt: skip
