"""The recommendations of an exercise with the response to each and what is done, as a table that leaves the tool.

Only what is published leaves: a row each, action points joined in one cell so that no count is inflated.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from wgtool.actions.queries import Line
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, day, listed
from wgtool.kernel.leaving import table
from wgtool.kernel.sheets import Column, Sheet, Value, coded, term
from wgtool.learning import queries, rules
from wgtool.learning.models import Answer, Exercise, Recommendation
from wgtool.learning.words import ACTIONS, ANSWERS, HEADS, LEVELS, REASONS, YES_NO


def sheet(exercise: Exercise, *, seen_by: Actor) -> Sheet:
    """Give the table: one statement beside what is loaded."""
    ones = exercise.recommendations if rules.reads_recommendations(seen_by, exercise) else []
    actions = queries.of_recommendations([one.id for one in ones], seen_by=seen_by)
    return table(
        exercise.number, _columns(), _rows(ones, actions, seen_by), name="recommendations", what=f"{exercise.number} {exercise.title}",
        row=_("A recommendation. Its action points stand in one cell, so that nothing is counted twice."),
        page=url_for("learning.detail", number=exercise.number, _external=True), more=_more(exercise),
        file=exercise.number.lower(),
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column(_("Number"), "#meta+id", 18, key="number"),
        Column(_("Recommendation"), "#description+recommendation", 60, key="recommendation"),
        Column(_("Head"), "#subject+head", 24, [str(word) for word in HEADS.values()], key="head"),
        Column(_("Addressed to"), "#x_level", 16, [str(word) for word in LEVELS.values()], key="addressed_to"),
        Column(_("Plan"), "#activity+code+sip", 12, key="plan_number"),
        Column(_("Response"), "#status+response", 20, [str(word) for word in ANSWERS.values()], key="response"),
        Column(_("What will be done"), "#description+response", 50, key="will_be_done"),
        Column(_("Reason"), "#x_reason", 24, [str(word) for word in REASONS.values()], key="reason"),
        Column(_("Why"), "#description+reason", 40, key="why"),
        Column(
            _("Depends on funding"), "#x_funding", 12, [str(word) for word in YES_NO.values()], key="depends_on_funding"
        ),
        Column(_("Who answers"), "#org+responsible+name", 28, key="who_answers"),
        Column(_("Action points"), "#activity+action", 60, key="action_points"),
        Column(_("None, because:"), "#description+idle", 40, key="none_because"),
    ]


def _rows(ones: list[Recommendation], actions: dict[int, list[Line]], reader: Actor) -> Iterator[list[Value]]:
    for one in ones:
        yield [*_written(one), *(_answered(one) if rules.reads_answer(reader, one) else [term(ANSWERS, Answer.PENDING), *[None] * 4]),
               one.party_name, _joined(actions.get(one.id, [])), one.idle if rules.reads_answer(reader, one) else None]  # fmt: skip


def _written(one: Recommendation) -> list[Value]:
    number = one.item.number if one.item else None
    return [one.label, one.text, term(HEADS, one.head), term(LEVELS, one.level), number]


def _answered(one: Recommendation) -> list[Value]:
    return [term(ANSWERS, one.status), one.response, term(REASONS, one.reason), one.why, term(YES_NO, one.funding)]


def _joined(actions: list[Line]) -> Value:
    told = (
        f"{x.number} {x.deliverable} ({x.owner}, {ACTIONS[x.status]}{f', {x.due.isoformat()}' if x.due else ''})"
        for x in actions
    )
    return coded(listed(told, long=True), [x.number for x in actions])


def _more(exercise: Exercise) -> list[tuple[str, str]]:
    published = (
        _("published on %(day)s", day=day(exercise.answered_at)) if exercise.answered_at else _("not published yet")
    )
    return [(_("Response"), published), (_("The response as a whole"), exercise.overall)]
