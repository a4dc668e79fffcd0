"""What the tests of groups share: a small plan, a proposal, a group with its people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests import factories
from tests.cast import Cast, Someone
from wgtool.groups import queries
from wgtool.groups.models import Alignment, Group, Kind, Membership, Pause, PauseCode, Role, Standing, Status
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.folding import fold
from wgtool.plan.models import Edition, Item, Level

PROBLEM = "Trucks wait for days at the river crossing because nobody shares the ferry's timetable."


def plan() -> dict[str, int]:
    """Make a current edition with one output of two activities; give ids by number."""
    edition = factories.save(Edition(slug="2022", title="Plan", starts=2022, current=True))
    rows = [("1", Level.PILLAR), ("1.1", Level.OUTCOME), ("1.1.1", Level.OUTPUT), ("1.1.1.1", Level.ACTIVITY),
            ("1.1.1.2", Level.ACTIVITY), ("1.1.2", Level.OUTPUT)]  # fmt: skip
    ids: dict[str, int] = {}
    for place, (number, level) in enumerate(rows):
        parent = ids.get(number.rpartition(".")[0])
        item = Item(edition_id=edition.id, number=number, level=level, place=place, parent_id=parent,
                    title=f"Title of {number}")  # fmt: skip
        ids[number] = factories.save(item).id
    return ids


def proposal(**changes: Any) -> dict[str, Any]:
    """Give the fields of a proposal."""
    return {"name": "Water crossings", "code": "WG-WATER", "type": "global", "problem": PROBLEM, "numbers": "",
            "cross_cutting": "Access", "lead": "lena-okafor@example.org", "secretariat": "me", **changes}  # fmt: skip


def group(cast: Cast, *, status: Status = Status.PROPOSED, items: tuple[int, ...] = (), code: str = "WG-WATER",
          name: str = "Water crossings", country: str = "", type: Kind = Kind.GLOBAL, hidden: bool = False,
          people: dict[str, Role] | None = None) -> Group:  # fmt: skip
    """Make a group with people in it, Omar's proposal unless hidden (Prue's)."""
    by = cast.prue if hidden else cast.omar
    now = clock.now()
    made = Group(
        code=code, name=name, folded=fold(name), type=type, country=country, problem=PROBLEM, cross_cutting="Access",
        status=status, proposer_id=by.person, organisation_id=by.actor.organisation, proposed_at=now, status_since=now,
        sight="group" if hidden else "public", audience=f"person:{by.person}" if hidden else "",
        active_since=now if status == Status.ACTIVE else None, alignments=[Alignment(item_id=id) for id in items],
    )  # fmt: skip
    factories.save(made)
    for who, role in (people if people is not None else {"lena": Role.LEAD, "hana": Role.SECRETARIAT}).items():
        add(made, getattr(cast, who), role)
    db.session.rollback()
    return made


def paused(made: Group, *, days: int = 30) -> Pause:
    """Have a group made as paused be in a pause, for security, to be looked at again in so many days."""
    now = clock.now()
    return factories.save(
        Pause(group_id=made.id, code=PauseCode.SECURITY, note="A road.", review_by=clock.today() + timedelta(days=days),
              asked_at=now, began_at=now, audience=str(made.ref))
    )  # fmt: skip


def add(made: Group, someone: Someone, role: Role, standing: Standing = Standing.IN) -> int:
    """Put somebody into a group; give the id of the membership."""
    row = Membership(group_id=made.id, person_id=someone.person, organisation_id=someone.actor.organisation, role=role,
                     standing=standing, made_at=clock.now())  # fmt: skip
    return factories.save(row).id


def found(code: str = "WG-WATER") -> Group:
    """Read a group as it is now."""
    db.session.rollback()
    here = queries.by_code(code, seen_by=Actor.tool())
    assert here is not None
    return here


def membership(someone: Someone, code: str = "WG-WATER") -> Membership:
    """Read somebody's open membership."""
    return next(m for m in found(code).memberships if m.person_id == someone.person)


def story(code: str = "WG-WATER") -> list[str]:
    """Give the names of what happened to a group, oldest first."""
    lines = history.timeline(found(code).ref, seen_by=Actor.tool())
    return [line.event.removeprefix("groups.") for line in reversed(lines)]


def turns(someone: Someone) -> list[str]:
    """Give the sentences that wait for somebody."""
    from wgtool.kernel import waits

    actor = someone.actor
    return [line.sentence() for line in db.session.scalars(waits.mine(actor))]
