"""What is a part of what: of which record of history a row is, and what of it no line needs to tell.

A table that stands nowhere here is a record of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from wgtool.kernel.db import Base, Ref

Row = dict[str, Any]
Rows = dict[tuple[Any, ...], Row]
World = dict[str, Rows]

NOT_TOLD = {
    "history_line", "history_place",  # the telling itself
    "wait", "mail", "reminder", "link", "once",  # follow from what is told: turns, mails, forms that were sent
    "reading", "installation",  # what somebody read is theirs; when timers ran is the machine's
    "series",  # the next number of a code: what got the number is told
    "sign_up_tally", "recommendation_root",  # counted, or found by, from what is told
}  # fmt: skip
"""Tables that are no part of a record."""

IN_PASSING = {
    ("working_group", "version"), ("deliverable", "version"), ("plan_item", "version"),  # count changes, are none
}  # fmt: skip
"""Columns that say nothing by themselves."""

WITH_ANOTHER = {
    # the plan comes to the eyes of the body and of all with the group's terms, and goes from them: one act of the group
    ("deliverable", "sight"), ("deliverable", "also"), ("deliverable", "audience"),
    # a sitting takes a question, or takes it out of its bundle: the line is the sitting's, on the question's timeline
    ("question", "sitting_id"), ("question", "singly"),
    # who asked is whom a ruling is told; set as the SAG's ruling puts its amendment to the GLM
    ("question", "asked_by"),
}  # fmt: skip
"""Columns told by the line of another thing that touches this one, or what this one belongs to."""


class Change(NamedTuple):
    """A row as it was and as it is; None where there was none, or is none any more."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """Give the row, gone or not."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def columns(self) -> set[str]:
        """Give what changed, in words that history may be asked for."""
        old, new = self.before or {}, self.after or {}
        changed = {name for name in {**old, **new} if name not in old or name not in new or old[name] != new[name]}
        return {name for name in changed if (self.table, name) not in IN_PASSING}

    @property
    def follows(self) -> bool:
        """Say whether all of it is told by another thing's line."""
        if self.before is None or self.after is None:
            return self.table in MADE_BY_ANOTHER
        return all((self.table, name) in WITH_ANOTHER for name in self.columns)


def kinds() -> dict[str, str]:
    """Give the kind of the things of each table."""
    mapped = {str(m.local_table): getattr(m.class_, "kind", "") for m in Base.registry.mappers}
    return {table: kind or table for table, kind in mapped.items()}


def _of(kind: str, column: str) -> Callable[[World, Row], list[Ref]]:
    return lambda world, row: [Ref(kind, row[column])] if row[column] else []


def _named(prefix: str) -> Callable[[World, Row], list[Ref]]:
    return lambda world, row: [Ref(row[f"{prefix}_kind"], row[f"{prefix}_id"])]


def _version_of_section(world: World, row: Row) -> list[Ref]:
    return [Ref("version", world["section"][(row["section_id"],)]["version_id"])]


def _versions_of_document(world: World, row: Row) -> list[Ref]:
    return [Ref("version", one["id"]) for one in world["version"].values() if one["document_id"] == row["id"]]


def _owner_of_version(world: World, row: Row) -> list[Ref]:
    document = world["document"][(row["document_id"],)]
    return [Ref(document["owner_kind"], document["owner_id"])]


PARTS: dict[str, tuple[Callable[[World, Row], list[Ref]], ...]] = {
    "alignment": (_of("group", "group_id"),), "group_old_code": (_of("group", "group_id"),),
    "group_pause": (_of("group", "group_id"),), "merger": (_of("group", "group_id"), _of("group", "survivor_id")),
    "lineage": (_of("group", "from_id"), _of("group", "to_id")), "plan_merger": (_of("group", "group_id"),),
    "document": (_versions_of_document,), "section": (_of("version", "version_id"),), "revision": (_version_of_section,),
    "submission": (_of("version", "version_id"),), "check_point": (_of("version", "version_id"),),
    "comment": (_of("version", "version_id"),), "frozen_deliverable": (_of("version", "version_id"),),
    "deliverable_report": (_of("deliverable", "deliverable_id"),),
    "deliverable_origin": (_of("deliverable", "deliverable_id"),),
    "position": (_of("question", "question_id"),), "electorate": (_of("question", "question_id"),),
    "recording": (_of("question", "question_id"),), "objection": (_of("question", "question_id"),),
    "objection_reply": (_of("objection", "objection_id"),), "attendance": (_of("sitting", "sitting_id"),),
    "seat": (_of("body", "body_id"),), "seat_term": (_of("body", "body_id"),),
    "plan_state": (_of("plan_item", "item_id"),), "plan_old_number": (_of("plan_item", "item_id"),),
    "plan_version": (_of("edition", "edition_id"),), "status_report": (_of("plan_item", "item_id"),),
    "action_report": (_of("action", "action_id"),), "action_slip": (_of("action", "action_id"),),
    "review_notice": (lambda world, row: [Ref(row["kind"], row["thing"])],),
}  # fmt: skip
"""Of which record a row is a part: a line about any of these tells of it."""

UNDER: dict[str, tuple[Callable[[World, Row], list[Ref]], ...]] = {
    "version": (_owner_of_version,), "membership": (_of("group", "group_id"),),
    "deliverable": (_of("group", "group_id"),), "question": (_named("subject"), _of("group", "group_id"), _of("sitting", "sitting_id")),
    "condition": (_of("question", "question_id"),),
}  # fmt: skip
"""What a record belongs to, whose own line may tell what was done to it: a report submitted is its group's news."""
MADE_BY_ANOTHER = {
    "plan_version",  # by the amendment that is verified, which touches the edition
    "seat",  # of a partner that attends for the first time, by the sitting
    "membership",  # of the SAG focal point, as the group is taken up: its line names who
}
"""Tables whose rows come to be, or go, in another thing's act, which touches theirs."""


def about(change: Change, world: World, own: str) -> list[Ref]:
    """Give the records a change is of, the row's own first."""
    row = change.row
    itself = [Ref(own, row["id"])] if "id" in row else []
    return [*itself, *(ref for part in PARTS.get(change.table, ()) for ref in part(world, row))]


def under(change: Change, world: World) -> list[Ref]:
    """Give what the changed record belongs to."""
    return [ref for above in UNDER.get(change.table, ()) for ref in above(world, change.row)]
