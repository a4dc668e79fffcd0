"""What is asked of both: each page of wgtool beside the floor's page of the same rows, with what was promised."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bench import rows, world
from bench.lessons import ONE, RECOMMENDATIONS, TEN
from bench.offers import BUSY, FIFTY

LIST, RECORD, PLAN, WRITE = "list", "record", "plan", "write"
NO_LEAD = 25
"""So many activities of the current edition lack a lead, at any size."""
TABLED = 26
"""So many rows have the tables on the front of the register: strategy areas, months, figures."""
STATEMENTS = {LIST: 8, PLAN: 8, RECORD: 10}
"""The most statements a page of each kind may take."""
ORDINARY, TEAM, GUEST = world.READER, world.TEAM, None
READERS = {ORDINARY: "person", TEAM: "support", GUEST: "guest"}


@dataclass(frozen=True)
class Page:
    """A page of wgtool, the floor's to compare it with, and how often a mark stands on each when it is whole."""

    name: str
    kind: str
    path: str
    floor: str
    mark: str
    rows: int
    floor_rows: int
    readers: tuple[int | None, ...] = (ORDINARY, GUEST)
    floor_mark: str = "<tr><th><a"


@dataclass(frozen=True)
class Offer:
    """A form that is sent: who makes the offer, on which activity."""

    person: int
    path: str
    floor: str


def activities(url: str) -> dict[str, int]:
    """Give the activities of the current edition: their ids by number."""
    wanted = sa.select(rows.item.c.number, rows.item.c.id).join(
        rows.edition, rows.edition.c.id == rows.item.c.edition_id
    )
    wanted = wanted.where(rows.edition.c.slug == "2022", rows.item.c.level == "activity").order_by(rows.item.c.id)
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        return {row.number: row.id for row in connection.execute(wanted)}


def pages(ids: dict[str, int]) -> list[Page]:
    """Give the pages that are measured."""
    busy = ids[BUSY]
    plan = {"floor": "/plan", "floor_mark": '<tr id="a', "floor_rows": 150}
    return [
        Page("partners", LIST, "/partners", "/partners", '<tr><th scope="row">', 50, 50),
        Page("groups", LIST, "/groups", "/groups", '<tr><th scope="row">', 50, 50),
        Page("people", LIST, "/people", "/people", '<tr><th scope="row">', 50, 50, readers=(TEAM,)),
        Page("plan 2022", PLAN, "/plan/2022", **plan, mark='<td data-l="Timeframe">', rows=78),  # type: ignore[arg-type]
        Page("plan 2019", PLAN, "/plan/2019", **plan, mark='<td data-l="Timeframe">', rows=104),  # type: ignore[arg-type]
        Page("gaps", PLAN, "/plan/needs-partners?gap=no-lead", **plan, mark='<td data-l="Lacks">', rows=NO_LEAD),  # type: ignore[arg-type]
        Page("sign-up", RECORD, "/signups/7", "/signups/7", "<li><time", 5, 5, floor_mark="<li><time"),
        Page("actions", LIST, "/actions", "/actions", '<tr><th scope="row">', 50, 50),
        Page("register", LIST, "/register", "/actions", '<tr><th scope="row">', TABLED, 50, readers=(GUEST, ORDINARY)),
        Page("desk", LIST, "/desk", "/desk", '<ol class="todo', 1, 1, readers=(TEAM,), floor_mark="<tbody>"),
        Page("action", RECORD, f"/actions/AP-2025-{ONE:04d}", f"/actions/{ONE}", "<li><time", 5, 5, floor_mark="<li><time"),
        Page("exercise", RECORD, "/learning/LLE-2025-001", "/exercises/1", '<tr id="r', RECOMMENDATIONS, RECOMMENDATIONS,
             floor_mark='<tr id="r'),
        Page("group", RECORD, "/groups/WG-B01", "/groups/1", 'href="/actions/AP', 2 * TEN, TEN, floor_mark='href="/actions/'),
        Page("activity", RECORD, f"/plan/2022/{BUSY}", f"/activities/{busy}", "/signups/", FIFTY, FIFTY),
    ]  # fmt: skip


def offers(ids: dict[str, int]) -> list[Offer]:
    """Give offers nobody has made yet, all waiting for the support team, each of another organisation in turn."""
    open_ones = [(number, id) for number, id in ids.items() if number.startswith("1.") and number != BUSY]
    return [
        Offer(person, f"/plan/2022/{number}/sign-up", f"/activities/{id}/sign-up")
        for number, id in open_ones
        for person in range(1, world.OFFERERS)
    ]
