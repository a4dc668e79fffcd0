"""The exercises of the made-up world, what they recommend, and the action points that came of it, in plain rows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bench import world
from bench.world import NOW, Row, Rows, ago
from wgtool.actions.models import ENDED, WORKING, Priority, Status
from wgtool.kernel.folding import fold
from wgtool.kernel.sight import Sight
from wgtool.learning.models import Answer, Head, Level, Type
from wgtool.learning.models import Status as Stage

RECOMMENDATIONS = 22
"""So many has each exercise, at any size; and about three action points came of each."""
TEN = 10
"""The first so many action points stand in the work of the group that is measured; no others do."""
ONE = 7
"""The action point that is measured: it has five lines of history and three reports, whatever comes by chance."""
STORY = ("Opened", "Progressed", "Edited", "Progressed", "Progressed")
CHANCES = {
    Status.NOT_STARTED: 12, Status.IN_PROGRESS: 35, Status.REPORTED_DONE: 8, Status.CLOSED: 35, Status.NOT_APPLICABLE: 5,
    Status.NOT_IMPLEMENTED: 5,
}  # fmt: skip
DUE = (-200, -30, 7, 60, 200, None)
"""Days from today on which action points are due, by chance; one in six has no date."""


def exercises(number: int) -> Rows:
    """Give an exercise for each 66 action points or so, the response published, all seen by everybody."""
    types = list(Type)
    return [
        {
            "id": n, "number": f"LLE-2025-{n:03d}", "title": f"Exercise {n:03d} of {world.WORDS[n % len(world.WORDS)]}",
            "folded": fold(f"Exercise {n:03d}"), "type": types[n % len(types)], "operation": f"Operation {n % 40}", "method": "",
            "team": "", "status": Stage.ANSWERED, "status_since": ago(300), "planned_at": ago(500), "starts_on": ago(400).date(),
            "ends_on": ago(395).date(), "reported_on": ago(360).date(), "report_url": "", "response_due": ago(300 + n % 60).date(),
            "overall": "", "answered_at": ago(330), "ended_why": "", "sight": Sight.PUBLIC, "version": 1,
        }
        for n in range(1, max(1, number * 3 // 200) + 1)
    ]  # fmt: skip


def recommendations(exercises: Rows, items: Sequence[int], luck: random.Random) -> Rows:
    """Give what each recommends, all of it accepted."""
    heads, levels = list(Head), list(Level)
    return [
        {
            "id": (row["id"] - 1) * RECOMMENDATIONS + n, "exercise_id": row["id"], "number": n, "text": world.words(luck, 25),
            "head": heads[n % len(heads)], "level": levels[n % len(levels)], "item_id": luck.choice(items), "party_kind": "",
            "party_name": "", "passed_why": "", "status": Answer.ACCEPTED, "response": world.words(luck, 12), "why": "", "idle": "",
            "answered_at": ago(340), "version": 1,
        }
        for row in exercises
        for n in range(1, RECOMMENDATIONS + 1)
    ]  # fmt: skip


def actions(number: int, exercises: int, items: Sequence[int], luck: random.Random) -> Rows:
    """Give so many action points, in turn from each recommendation of each exercise."""
    return [_action(n, exercises, items, luck) for n in range(1, number + 1)]


def _action(n: int, exercises: int, items: Sequence[int], luck: random.Random) -> Row:
    exercise, one = (n - 1) % exercises + 1, (n - 1) // exercises % RECOMMENDATIONS + 1
    fixed = n <= max(TEN, exercises)  # one of each exercise is open, so that no exercise is to be followed up
    status = Status.IN_PROGRESS if fixed else luck.choices(list(CHANCES), weights=list(CHANCES.values()))[0]
    days = 60 if n == ONE else luck.choice(DUE)
    due = (NOW + timedelta(days=days)).date() if days is not None else None
    text, at = world.words(luck, 18), ago(30 + luck.random() * 600)
    return {
        "id": n, "number": f"AP-2025-{n:04d}", "deliverable": text, "folded": fold(text), "priority": luck.choice(list(Priority)),
        "status": status, "status_since": at, "item_id": luck.choice(items), "country": luck.choice(["", *world.COUNTRIES]),
        "source_kind": "recommendation", "source_id": (exercise - 1) * RECOMMENDATIONS + one,
        "source_label": f"LLE-2025-{exercise:03d}/R{one}", "due": due, "first_due": due, "slips": 0, "interval_days": 90,
        "heard_on": ago(luck.choice((10, 10, 10, 100)) if n != ONE else 10).date(), "opened_at": at, "opened_by": world.TEAM,
        "sight": Sight.PUBLIC, "contact_name": "", "contact_email": "", "decided_by": "", "why": "", "reopened": 0, "version": 1,
        **_owner(n, luck), **_ends(status, at),
    }  # fmt: skip


def _owner(n: int, luck: random.Random) -> Row:
    """Give who answers: an organisation for most, in a group's work for some; the first ten in that of the first group."""
    group = 1 if n <= TEN else luck.randint(2, world.GROUPS - world.OVER - world.PROPOSED) if n % 3 == 0 else None
    if n % 9 == 0:
        return {"owner_kind": "group", "organisation_id": None, "group_id": group}
    return {"owner_kind": "organisation", "organisation_id": luck.randint(1, world.ORGANISATIONS), "group_id": group}


def _ends(status: Status, at: Any) -> Row:
    ended, done = status in ENDED, status in (Status.CLOSED, Status.REPORTED_DONE)
    closed = status == Status.CLOSED
    return {
        "evidenced_at": at if done else None, "done_at": at if done else None, "done_by": 1 if done else None,
        "verified_at": at if closed else None, "verified_by": world.TEAM if closed else None, "ended_at": at if ended else None,
    }  # fmt: skip


def reports(rows: Rows, luck: random.Random) -> Rows:
    """Give three reports on the one that is measured, one on each other of which something was heard."""
    said = [row for row in rows if row["status"] != Status.NOT_STARTED for _time in range(3 if row["id"] == ONE else 1)]
    return [
        {
            "action_id": row["id"], "on": row["heard_on"], "status": row["status"], "taken": world.words(luck, 15), "unchanged": "",
            "evidence": "", "reported_at": row["opened_at"], "reported_by": row["organisation_id"],
        }
        for row in said
    ]  # fmt: skip


def history(rows: Rows, first: int) -> tuple[Rows, Rows]:
    """Give a line for each action point, five for the one that is measured, and the timelines they stand on."""
    lines, places = list[Row](), list[Row]()
    for row in rows:
        owner = (row["owner_kind"], row[f"{row['owner_kind']}_id"])
        refs = {("action", row["id"]), owner, ("group", row["group_id"]), ("plan_item", row["item_id"]),
                (row["source_kind"], row["source_id"])}  # fmt: skip
        for step, fact in enumerate(STORY if row["id"] == ONE else STORY[:1]):
            id = first + len(lines)
            lines.append(_line(id, row, step, fact))
            places += [{"line_id": id, "kind": kind, "thing": thing} for kind, thing in sorted(refs, key=str) if thing]
    return lines, places


def _line(id: int, row: Row, step: int, fact: str) -> Row:
    return {
        "id": id, "at": row["opened_at"].replace(minute=step), "event": f"actions.{fact}", "kind": "action", "thing": row["id"],
        "person": world.TEAM, "organisation": None, "role": "support", "on_behalf": "", "facts": {"number": row["number"]},
        "why": "", "sight": Sight.PUBLIC,
    }  # fmt: skip


def presses(rows: Rows) -> list[int]:
    """Give the action points that may wait for somebody."""
    return [row["id"] for row in rows if row["status"] in WORKING | {Status.REPORTED_DONE}]
