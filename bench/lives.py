"""What the groups of the made-up world went through, and what they plan: their own lines, and their deliverables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from bench import world
from bench.world import NOW, Row, Rows, ago
from wgtool.groups.models import Progress, Status
from wgtool.kernel.sight import Sight

LIFE = (("Proposed", 500), ("TakenUp", 470), ("Submitted", 430), ("Activated", 400))
"""What each active group went through, and how many days ago."""
PLANNED = 8
"""So many deliverables has each of them."""
STANDS = (Progress.DONE, Progress.DONE, Progress.IN_PROGRESS, Progress.NOT_STARTED)


def deliverables(groups: Iterable[Row], served: Mapping[int, int]) -> Rows:
    """Give the plan of each active group, for what it serves, its items by its id; nothing is late."""
    return [
        {
            "id": (row["id"] - 1) * PLANNED + n, "group_id": row["id"], "serial": n, "title": f"What is made, part {n}",
            "item_id": served[row["id"]], "owner_id": row["organisation_id"], "status": STANDS[n % len(STANDS)],
            "status_since": ago(90), "made_at": ago(450), "due_on": _due(n), "first_due_on": _due(n), "moves": 0, "seeks": False,
            "description": world.words(world.chance(), 20), "why": "", "why_item": "", "sight": Sight.PUBLIC,
            "audience": f"group:{row['id']}", "version": 1,
        }
        for row in groups
        if row["status"] == Status.ACTIVE
        for n in range(1, PLANNED + 1)
    ]  # fmt: skip


def _due(n: int) -> Any:
    return (NOW + timedelta(days=60 + n)).date()


def history(groups: Iterable[Row], plans: Iterable[Row], first: int) -> tuple[Rows, Rows]:
    """Give the lines of the active groups and of their plans, and the timelines they stand on."""
    lines, places = list[Row](), list[Row]()
    codes = {row["id"]: row["code"] for row in groups if row["status"] == Status.ACTIVE}
    for id, code in codes.items():
        for fact, days in LIFE:
            facts = {"Proposed": {"code": code}, "TakenUp": {"person": world.lead_of(id) + 2}}.get(fact, {})
            places.append({"line_id": first + len(lines), "kind": "group", "thing": id})
            lines.append(_line(first + len(lines), fact, days, ("group", id), facts))
    for row in plans:
        facts = {"number": f"{codes[row['group_id']]}/D{row['serial']}", "title": row["title"]}
        about = (("deliverable", row["id"]), ("group", row["group_id"]))
        places += [{"line_id": first + len(lines), "kind": kind, "thing": thing} for kind, thing in about]
        lines.append(_line(first + len(lines), "Planned", 450, about[0], facts))
    return lines, places


def _line(id: int, fact: str, days: int, about: tuple[str, int], facts: Row) -> Row:
    return {
        "id": id, "at": ago(days), "event": f"groups.{fact}", "kind": about[0], "thing": about[1], "person": world.TEAM,
        "organisation": None, "role": "support", "on_behalf": "", "facts": facts, "why": "", "sight": Sight.PUBLIC,
    }  # fmt: skip
