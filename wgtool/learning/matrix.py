"""The recommendations of an exercise with the response to each and what is done, as a table that leaves the tool.

Only what is published leaves: a row each, action points joined in one cell so that no count is inflated.
"""

from __future__ import annotations

from collections.abc import Iterator

from wgtool.actions.queries import Line
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, day, listed
from wgtool.kernel.sheets import Column, Sheet, Value
from wgtool.learning import queries, rules
from wgtool.learning.models import Answer, Exercise, Recommendation
from wgtool.learning.words import ACTIONS, ANSWERS, HEADS, LEVELS, REASONS


def sheet(exercise: Exercise, *, seen_by: Actor) -> Sheet:
    """Give the table: one statement beside what is loaded."""
    ones = exercise.recommendations if rules.reads_recommendations(seen_by, exercise) else []
    actions = queries.of_recommendations([one.id for one in ones], seen_by=seen_by)
    return Sheet(exercise.number, _columns(), _rows(ones, actions, seen_by), _about(exercise))


def _columns() -> list[Column]:
    return [
        Column(_("Number"), "#meta+id", 18),
        Column(_("Recommendation"), "#description+recommendation", 60),
        Column(_("Head"), "#subject+head", 24, [str(word) for word in HEADS.values()]),
        Column(_("Addressed to"), "#x_level", 16, [str(word) for word in LEVELS.values()]),
        Column(_("Plan"), "#activity+code+sip", 12),
        Column(_("Response"), "#status+response", 20, [str(word) for word in ANSWERS.values()]),
        Column(_("What will be done"), "#description+response", 50),
        Column(_("Reason"), "#x_reason", 24, [str(word) for word in REASONS.values()]),
        Column(_("Why"), "#description+reason", 40),
        Column(_("Depends on funding"), "#x_funding", 12, [_("Yes"), _("No")]),
        Column(_("Who answers"), "#org+responsible+name", 28),
        Column(_("Action points"), "#activity+action", 60),
        Column(_("None, because:"), "#description+idle", 40),
    ]


def _rows(ones: list[Recommendation], actions: dict[int, list[Line]], reader: Actor) -> Iterator[list[Value]]:
    for one in ones:
        yield [*_written(one), *(_answered(one) if rules.reads_answer(reader, one) else [str(ANSWERS[Answer.PENDING]), *[None] * 4]),
               one.party_name, _joined(actions.get(one.id, [])), one.idle if rules.reads_answer(reader, one) else None]  # fmt: skip


def _written(one: Recommendation) -> list[Value]:
    head, level = (str(HEADS[one.head]) if one.head else None), (str(LEVELS[one.level]) if one.level else None)
    return [one.label, one.text, head, level, one.item.number if one.item else None]


def _answered(one: Recommendation) -> list[Value]:
    funding = {True: _("Yes"), False: _("No"), None: None}[one.funding]
    reason = str(REASONS[one.reason]) if one.reason else None
    return [str(ANSWERS[one.status]), one.response, reason, one.why, funding]


def _joined(actions: list[Line]) -> str:
    told = (
        f"{x.number} {x.deliverable} ({x.owner}, {ACTIONS[x.status]}{f', {x.due.isoformat()}' if x.due else ''})"
        for x in actions
    )
    return listed(told, long=True)


def _about(exercise: Exercise) -> list[tuple[str, str]]:
    published = (
        _("published on %(day)s", day=day(exercise.answered_at)) if exercise.answered_at else _("not published yet")
    )
    return [
        (_("Exercise"), f"{exercise.number} {exercise.title}"),
        (_("Response"), published),
        (_("The response as a whole"), exercise.overall),
        (_("As of"), day(clock.today())),
        (_("Rows"), "{count}"),
        (
            _("What a row is"),
            _("A recommendation. Its action points stand in one cell, so that nothing is counted twice."),
        ),
    ]
