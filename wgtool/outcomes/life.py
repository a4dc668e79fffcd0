"""What a ruling on the end of a group sets in motion: it is dissolved, or merged into another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wgtool.decisions.models import Question, Ruling
from wgtool.decisions.rulings import Outcome
from wgtool.documents import operations as documents
from wgtool.documents.models import Level
from wgtool.documents.outlines import CLOSING
from wgtool.groups import operations as groups
from wgtool.groups import queries, telling, texts
from wgtool.groups.operations import merging
from wgtool.groups.texts import DISSOLVE, MERGE
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import _, _l
from wgtool.outcomes.shared import Data, data_of, group_of, version_of
from wgtool.outcomes.terms import a_year_on


def dissolve(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Put the closing report in force and end the group."""
    version = documents.endorse(version_of(question, CLOSING), Level.SAG, clock.today(), actor=actor)
    dropped: groups.Dropped = []
    groups.dissolve(group_of(question), actor=actor, dropped=dropped)
    data = data_of(version)
    data["refs"] += [list(row) for row, _was in dropped]
    return {**data, "dropped": [[*row, was] for row, was in dropped]}


def undissolve(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Lock the closing report before the SAG again; the group is closing as before, and holds what it held."""
    documents.unendorse(texts.held(data["version"]), actor=actor)
    group = groups.back_to_closing(group_of(question), actor=actor)
    dropped = [(Ref(kind, id), was) for kind, id, was in data.get("dropped", [])]
    groups.open_again(group, dropped, actor=actor)


def keep_closing(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Open the closing report to its writers again, with each line of the reason as a point of its checklist."""
    report, body = version_of(question, CLOSING), question.body.code
    points = [line.strip() for line in facts["reason"].splitlines() if line.strip()]
    data = data_of(documents.to_draft(report, points, body=body, actor=actor))
    groups.stay_closing(group_of(question), actor=actor)
    return data


def unkeep_closing(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Lock the closing report before the SAG again."""
    documents.reopen(texts.held(data["version"]), actor=actor)


def withdraw_report(question: Question, /, *, actor: Actor, **facts: Any) -> None:
    """Open the closing report again, since the question was withdrawn."""
    documents.to_draft(version_of(question, CLOSING), actor=actor)


def merge(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Put the new terms in force and merge the groups."""
    today = clock.today()
    version = documents.endorse(version_of(question), Level.SAG, today, actor=actor, review_by=a_year_on(today))
    told = merging.carry_out(question, actor=actor)
    return {**data_of(version), **told, "refs": [["version", version.id], *told["refs"]]}


def unmerge(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Lock the new terms before the SAG again; the groups are their own again."""
    merging.undo(question, data, actor=actor)
    documents.unendorse(texts.held(data["version"]), actor=actor)


def refuse_merger(question: Question, /, *, actor: Actor, **facts: Any) -> Data:
    """Decline the new terms; the groups stay as they are."""
    version = documents.decline(version_of(question), actor=actor)
    told = merging.refuse(question, actor=actor)
    return {**data_of(version), "refs": [["version", version.id], *told["refs"]]}


def unrefuse_merger(question: Question, data: Data, /, *, actor: Actor) -> None:
    """Put the merger before the SAG again."""
    merging.ask_again(question, actor=actor)
    documents.reopen(texts.held(data["version"]), actor=actor)


def withdraw_merger(question: Question, /, *, actor: Actor, **facts: Any) -> None:
    """Open the new terms again; the other groups still ask."""
    documents.to_draft(version_of(question), actor=actor)
    merging.withdraw(question, actor=actor)


def _dissolving(question: Question) -> Iterable[str]:
    group = group_of(question)
    yield _("dissolve %(code)s; its page and its story stay readable", code=group.code)
    yield _("publish its closing report")
    yield _("leave its code unused; a new group can succeed it")


def _closing_still(question: Question) -> Iterable[str]:
    yield _("leave %(code)s closing", code=group_of(question).code)
    yield _("open its closing report to its writers again")


def _returning(question: Question) -> Iterable[str]:
    yield from _closing_still(question)
    yield _("make each line of your reason a point of its checklist")


def _merging(question: Question) -> Iterable[str]:
    group, version = group_of(question), texts.submitted(question.subject)
    for row in queries.mergers_of(question.id):
        yield from telling.merged(row.group, group)
    yield _("publish its terms %(label)s", label=version.label if version else "")


def _apart(question: Question) -> Iterable[str]:
    version = texts.submitted(question.subject)
    yield _("decline the terms %(label)s", label=version.label if version else "")
    for row in queries.mergers_of(question.id):
        yield _("leave %(code)s a group of its own", code=row.group.code)


KINDS = {DISSOLVE: _l("Dissolution of a group"), MERGE: _l("Merger of groups")}
OUTCOMES = (
    Outcome(DISSOLVE, Ruling.YES, dissolve, _dissolving, undissolve),
    Outcome(DISSOLVE, Ruling.NO, keep_closing, _returning, unkeep_closing),
    Outcome(DISSOLVE, Ruling.WITHDRAW, withdraw_report, _closing_still),
    Outcome(MERGE, Ruling.YES, merge, _merging, unmerge),
    Outcome(MERGE, Ruling.NO, refuse_merger, _apart, unrefuse_merger),
    Outcome(MERGE, Ruling.WITHDRAW, withdraw_merger, _apart),
)
