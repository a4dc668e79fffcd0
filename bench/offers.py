"""The sign-ups of the made-up world, legal by wgtool's own rules, with their waits and their history."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench import world
from bench.world import Row, Rows, ago
from wgtool.kernel.sight import Sight
from wgtool.plan.models import Item
from wgtool.signups import rules, waiting
from wgtool.signups.models import Role, Status
from wgtool.signups.queries import Lead

BUSY = "1.1.1.1"
"""The activity of the current edition with exactly fifty sign-ups, however many there are in all."""
FIFTY = 50
CHANCES = {Role.LEAD: 10, Role.CO_LEAD: 25, Role.CONTRIBUTOR: 45, Role.CONSULTED: 20}
STORY = ("Offered", "Stands", "Confirmed", "SteppedBack", "Confirmed")
"""The five lines each sign-up has, whatever became of it."""
ENDED = (Status.FULFILLED, Status.WITHDRAWN, Status.DECLINED, Status.LAPSED)


@dataclass
class Taken:
    """What is taken already: who leads where, and who stands how."""

    leads: set[tuple[int, str]] = field(default_factory=set)
    standing: set[tuple[int, int, Role, str]] = field(default_factory=set)


def signups(items: Sequence[Item], number: int, luck: random.Random) -> Rows:
    """Give so many sign-ups: fifty on the busy activity, a lead for most, the rest by chance.

    Every seventh activity has none and every fifth no confirmed lead, so that there are gaps to show at any size.
    """
    asked = {item.id: rules.terms(item) for item in items}
    busy = next(item for item in items if item.number == BUSY and item.edition.current)
    others = [item for n, item in enumerate(items) if item is not busy and n % 7]
    led = [item for n, item in enumerate(others) if n % 5 and Role.LEAD in asked[item.id].roles]
    taken, rows = Taken({(item.id, "") for item in others if item not in led}), list[Row]()
    while len(rows) < number:
        item = busy if len(rows) < FIFTY else led.pop() if led else luck.choice(others)
        lead = item is not busy and (item.id, "") not in taken.leads and Role.LEAD in asked[item.id].roles
        role = Role.LEAD if lead else luck.choices(list(CHANCES), weights=list(CHANCES.values()))[0]
        row = _signup(len(rows) + 1, item, role, luck)
        if asked[item.id].per_country and not lead:
            row["country"] = luck.choice(world.COUNTRIES)
        row["status"] = Status.CONFIRMED if lead else _status(item, role, luck, open_only=item is busy)
        if role in asked[item.id].roles and _fits(row, taken):
            rows.append(row)
        elif lead:
            led.append(item)
    return rows


def _signup(id: int, item: Item, role: Role, luck: random.Random) -> Row:
    organisation = luck.randint(world.OFFERERS + 1, world.ORGANISATIONS)
    when = ago(luck.uniform(30, 600))
    return {
        "id": id, "item_id": item.id, "organisation_id": organisation, "role": role, "version": 1,
        "country": "", "offers": world.words(luck, 14), "offered_by": organisation, "offered_at": when,
        "since": when.date(), "sight": Sight.PUBLIC, "confirmed_at": None, "settled_by": None, "settled_at": None,
        "until": None, "why": "",
    }  # fmt: skip


def _status(item: Item, role: Role, luck: random.Random, *, open_only: bool) -> Status:
    if not open_only and luck.random() > 0.65:
        return luck.choice(ENDED)
    waits = rules.must_be_confirmed(item, role) and luck.random() < 0.4
    return Status.OFFERED if waits or role == Role.LEAD else Status.CONFIRMED


def _fits(row: Row, taken: Taken) -> bool:
    """Say no where an observer would lead, or the same stands already; else take the place and settle the row."""
    key, place = (row["item_id"], row["organisation_id"], row["role"], row["country"]), (row["item_id"], row["country"])
    if row["role"] in rules.LEADING and row["organisation_id"] % 12 == 0:
        return False
    if row["status"] not in ENDED:
        if key in taken.standing:
            return False
        taken.standing.add(key)
    if row["role"] == Role.LEAD and row["status"] == Status.CONFIRMED:
        taken.leads.add(place)
    _settle(row)
    return True


def _settle(row: Row) -> None:
    if row["status"] == Status.OFFERED:
        return
    row["settled_by"], row["settled_at"] = world.TEAM, row["offered_at"]
    if row["status"] != Status.DECLINED:
        row["confirmed_at"] = row["offered_at"]
    if row["status"] in ENDED:
        row["until"], row["why"] = ago(20).date(), "Our funding ended." if row["status"] != Status.FULFILLED else ""


def waits(rows: Rows, items: dict[int, Item], organisations: dict[int, str], leads: dict[int, list[Lead]],
          aligned: dict[int, set[int]]) -> Iterator[Row]:  # fmt: skip
    """Give whose turn it is with each offer, as wgtool's own function says it."""
    for row in rows:
        if row["status"] != Status.OFFERED:
            continue
        params = {"organisation": organisations[row["organisation_id"]], "number": items[row["item_id"]].number}
        holder, says = _confirming(row, aligned), waiting.CONFIRM[row["role"]]
        here = [lead for lead in leads.get(row["item_id"], []) if lead.country == row["country"]]
        if row["role"] == Role.LEAD and here:
            params["leader"] = here[0].name
            holder, says = f"focal:organisation:{row['organisation_id']}", waiting.TAKEN
        yield {"kind": "signup", "thing": row["id"], "holder": holder, "says": says, "params": params,
               "since": row["offered_at"], "sight": Sight.PUBLIC}  # fmt: skip


def _confirming(row: Row, aligned: dict[int, set[int]]) -> str:
    """Give who confirms: leads of groups that serve the activity, of another organisation, else the support team."""
    others = {person for person in aligned.get(row["item_id"], set()) if world.home(person) != row["organisation_id"]}
    return f"aligned:activity:{row['item_id']}" if others else "support:world:"


def history(rows: Rows, first: int) -> tuple[Rows, Rows]:
    """Give five lines of history for each sign-up, numbered from `first`, and the timelines they stand on."""
    lines, places = list[Row](), list[Row]()
    for row in rows:
        refs = (("signup", row["id"]), ("plan_item", row["item_id"]), ("organisation", row["organisation_id"]))
        for step, fact in enumerate(STORY):
            id = first + len(lines)
            lines.append(_line(id, row, step, fact))
            places.extend({"line_id": id, "kind": kind, "thing": thing} for kind, thing in refs)
    return lines, places


def _line(id: int, row: Row, step: int, fact: str) -> Row:
    facts = {"organisation": row["organisation_id"], "role": row["role"].value}
    if fact == "SteppedBack":
        facts["leader"] = world.OFFERERS + 1
    person = row["offered_by"] if step == 0 else world.TEAM
    return {
        "id": id, "at": row["offered_at"].replace(minute=step), "event": f"signups.{fact}", "kind": "signup",
        "thing": row["id"], "person": person, "organisation": row["organisation_id"] if step == 0 else None,
        "role": "person" if step == 0 else "support", "on_behalf": "", "facts": facts, "why": "", "sight": Sight.PUBLIC,
    }  # fmt: skip
