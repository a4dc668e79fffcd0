"""The list of exercises, one exercise with its matrix, planning and describing."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from wgtool.actions.models import UNENDED
from wgtool.actions.queries import Line
from wgtool.files import queries as files
from wgtool.history import queries as history
from wgtool.kernel import clock, text, waits
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import each
from wgtool.kernel.i18n import _, ngettext
from wgtool.kernel.lists import page_asked
from wgtool.kernel.permits import allows
from wgtool.kernel.sight import Sight
from wgtool.kernel.steps import doors, mount_steps
from wgtool.kernel.waits import Wait
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.learning import operations, queries, rules, words
from wgtool.learning.forms import ExerciseForm, FileForm, PartiesForm
from wgtool.learning.lifecycle import EXERCISES
from wgtool.learning.models import Exercise, Status, Type
from wgtool.learning.permits import P
from wgtool.learning.views import bp, loading

NEXT = {
    Status.PLANNED: "hold", Status.HELD: "publish the report", Status.REPORTED: "ask for the response",
    Status.DUE: "publish the response", Status.ANSWERED: "follow up", Status.FOLLOWED: "close",
}  # fmt: skip
"""The step that comes next, which is the one filled button."""


class Said:
    """A line of whose turn it is, as this reader is told it."""

    def __init__(self, line: Wait, mine: bool) -> None:
        self.sentence, self.mine = line.sentence() if mine else line.told_to_others(), mine
        self.due = line.due


def said(lines: list[Wait]) -> list[Said]:
    """Tell lines to the reader."""
    keys = set(actor().keys)
    return [Said(line, line.holder in keys) for line in lines]


def chosen() -> dict[str, Any]:
    """Give what is looked for, as the address says it; what makes no sense is left out."""
    asked = request.args
    return {
        "words": text.line(asked.get("q"))[:200],
        "type": Type(asked["kind"]) if asked.get("kind") in set(Type) else None,
        "status": Status(asked["state"]) if asked.get("state") in set(Status) else None,
        "country": text.line(asked.get("country"))[:2],
        "response": asked["response"] if asked.get("response") in words.RESPONDED else "",
    }


@bp.get("/learning")
@guard(P.READ)
def index() -> Response:
    """List exercises."""
    me, wanted = actor(), chosen()
    rows = queries.listed(seen_by=me, number=page_asked(), **wanted)
    ids = [row.id for row in rows.rows]
    turns = {id: said(lines) for id, lines in queries.turns_of(ids, seen_by=me).items()}
    return page("learning/index.html", "list", rows=rows, chosen=wanted, words=words, rules=rules, turns=turns,
                counts=queries.counts(ids) if ids else {}, url=each("learning.detail", "number"))  # fmt: skip


@bp.route("/learning/plan", methods=["GET", "POST"])
@guard(P.PLAN)
def plan() -> Response:
    """Plan an exercise."""
    form = ExerciseForm().offer(queries.groups_led(actor()))
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            exercise = operations.plan(actor=actor(), **form.facts())
            answer.go("learning.detail", number=exercise.number)
            answer.say(_("Planned as %(number)s.", number=exercise.number))
        if answer.given:
            return answered(answer)
    return page("learning/edit.html", "form", form=form, exercise=None)


@bp.get("/learning/<number>")
@guard(P.READ, loading.exercise)
def detail(exercise: Exercise) -> Response:
    """Show an exercise: where it stands, what it recommends, what was answered, what is done."""
    me = actor()
    ones = exercise.recommendations if rules.reads_recommendations(me, exercise) else []
    ids = [one.id for one in ones]
    actions, lines = queries.of_recommendations(ids, seen_by=me), turns(exercise)
    return page(
        "learning/detail.html", exercise=exercise, ones=ones, words=words, rules=rules, today=clock.today(),
        crumbs=loading.crumbs(exercise), doors=doors(EXERCISES, exercise, me), lines=lines, main=NEXT.get(exercise.status, ""),
        waiting=words.waiting(exercise.status, unanswered=len(rules.unanswered(exercise)), still=open_of(actions)),
        tended=rules.tends(me, exercise), read={one.id for one in ones if rules.reads_answer(me, one)},
        nameable=bool(rules.nameable(exercise)) and allows(me, P.NAME_PARTY, exercise), actions=actions, told=history.timeline(exercise.ref, seen_by=me, most=20),
        meant=queries.intended(ids) if exercise.status == Status.DUE else {},
        recurs=queries.recurring([one.lesson for one in ones], seen_by=me),
        one_url=each("learning.one", "one", number=exercise.number),
        attached=files.of("exercise", [exercise.id], seen_by=me).get(exercise.id, ()),
        sight=words.SIGHTS.get(exercise.sight, ""), narrow=exercise.sight != Sight.PUBLIC,
    )  # fmt: skip


def turns(exercise: Exercise) -> list[Said]:
    """Say whose turn it is with an exercise; of the turns with its recommendations, those that are the reader's."""
    refs = [exercise.ref, *(one.ref for one in exercise.recommendations)]
    kept = list(waits.kept(refs, seen_by=actor()))
    told = zip(kept, said(kept), strict=True)
    return [line for wait, line in told if wait.kind == exercise.ref.kind or line.mine]


def open_of(actions: dict[int, list[Line]]) -> int:
    """Count what has not ended."""
    return sum(line.status in UNENDED for lines in actions.values() for line in lines)


@bp.route("/learning/<number>/edit", methods=["GET", "POST"])
@guard(P.TEND, loading.exercise)
def edit(exercise: Exercise) -> Response:
    """Describe an exercise."""
    here = {"group": exercise.group_id or "", "seen": exercise.version}
    form = ExerciseForm(obj=exercise, data=here).offer(queries.groups_led(actor()), exercise)
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            changed = operations.describe(exercise, seen=form.seen.data, actor=actor(), **form.facts())
            answer.go("learning.detail", number=exercise.number)
            answer.say(_("Saved.") if changed else _("Nothing was different."))
        if answer.given:
            return answered(answer)
    return page("learning/edit.html", "form", form=form, exercise=again())


@bp.route("/learning/<number>/attach", methods=["GET", "POST"])
@guard(P.TEND, loading.exercise)
def attach(exercise: Exercise) -> Response:
    """Attach a document."""
    form = FileForm()
    if form.validate_on_submit() and form.kept is not None:
        with writing(refusals=form) as answer:
            operations.attach(exercise, file=form.kept, actor=actor())
            answer.go("learning.detail", number=exercise.number, anchor="h-files")
            answer.say(_("Attached."))
        if answer.given:
            return answered(answer)
    return page("learning/attach.html", "form", form=form, exercise=again(), crumbs=loading.crumbs(exercise))


@bp.route("/learning/<number>/parties", methods=["GET", "POST"])
@guard(P.NAME_PARTY, loading.exercise)
def parties(exercise: Exercise) -> Response:
    """Name who answers several or all of the recommendations in one step."""
    form = PartiesForm().offer(rules.nameable(exercise))
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            count = operations.name_parties(exercise, actor=actor(), **form.facts())
            answer.go("learning.detail", number=exercise.number, anchor="h-ones")
            told = ngettext("Named for %(num)s recommendation.", "Named for %(num)s recommendations.", count)
            answer.say(told if count else _("Nothing was different."))
        if answer.given:
            return answered(answer)
    here = again()
    return page(
        "learning/parties.html",
        "form",
        form=form,
        exercise=here,
        ones=rules.nameable(here),
        crumbs=loading.crumbs(here),
    )


mount_steps(bp, EXERCISES, "/learning/<number>", loading.exercise, back=loading.url, named=loading.named,
            crumbs=loading.crumbs)  # fmt: skip
