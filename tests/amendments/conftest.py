"""A plan with wordings, a group at work whose lead proposes, a SAG of three seats, and a GLM to which two partners come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import factories
from tests.cast import Cast, Someone
from tests.groups import helping
from wgtool.amendments import queries
from wgtool.amendments.models import Amendment
from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as decided
from wgtool.decisions.models import Answer, Question
from wgtool.groups import models as groups
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.plan import queries as plans
from wgtool.plan.models import Edition, Item
from wgtool.plan.tree import Tree

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
OF = "1.1.1.1"
WORDS = "Partners share what they know of customs and of roads."
REWORDED = "Partners share each month what they know of customs, roads and ports."
WHY = "Ports close without notice."


@pytest.fixture(autouse=True)
def _at_start() -> Iterator[None]:
    with clock.at(START):
        yield


class Assembly:
    """The people and bodies that amend the plan."""

    SEATS = ("UN 1", "INGO 1", "NNGO 1")

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app, self.cast, self.at = app, cast, ""
        factories.plan()
        self.say(OF, text=WORDS)
        people = [factories.person(name, at=cast.rivermark) for name in ("Una Berg", "Ingrid Solberg", "Nadia Rahimi")]
        self.body = factories.sag(dict(zip(self.SEATS, people, strict=True)), chair=factories.person("Charis Vale"))
        self.holders = {name: Someone(app, p.id, p.name) for name, p in zip(self.SEATS, people, strict=True)}
        with writing():
            decisions.ensure_bodies(Actor.tool())
        self.group = helping.group(cast, status=groups.Status.ACTIVE, items=(factories.item("1.1.1").id,))
        self.lead = cast.lena

    def say(self, number: str, **values: Any) -> None:
        """Have the plan say this from the beginning, as if it had been read in."""
        id = factories.item(number).id
        with writing():
            item = db.session.get_one(Item, id)
            for name, value in values.items():
                setattr(item, name, value)

    def propose(
        self, kind: str = "reword", number: str = OF, *, who: Someone | None = None, name: str = "", **asks: Any
    ) -> str:
        """Propose by the page, as the group's lead unless somebody else is named; give the amendment's number."""
        item = factories.item(number)
        same = {"text": item.text, "title": item.title} if kind in ("reword", "split", "merge") else {}
        if "number_asked" in asks:  # a field of the form that has the name of the item's own
            asks["number"] = asks.pop("number_asked")
        data = {"who": name or f"group:{self.group.id}", "reason": WHY, "seen": item.version, **same, **asks}
        answer = (who or self.lead).post(f"/plan/2022/{number}/amend/{kind}", data)
        assert answer.status_code == 303, answer.text
        return str(answer.location.rpartition("/")[2])

    def support(self, number: str) -> None:
        """Have all seats of the SAG approve."""
        actors = [holder.actor for holder in self.holders.values()]
        question, seats = self.asked(number), {seat.name: seat.id for seat in decided.sag().seats}
        with writing():
            for seat, actor in zip(self.SEATS, actors, strict=True):
                decisions.answer(question, seat=seats[seat], answer=Answer.APPROVE, actor=actor)

    def supported(self, *args: Any, **asks: Any) -> str:
        """Propose, and have the SAG support it."""
        number = self.propose(*args, **asks)
        self.support(number)
        return number

    def sit(self, *numbers: str) -> str:
        """Plan a sitting of the GLM that takes them, and begin it with two partners; give its address."""
        sam = self.cast.sam
        self.at = sam.post("/decisions/bodies/GLM/sittings", {"starts_on": clock.today().isoformat()}).location
        for number in numbers:
            assert sam.post(f"{self.at}/take", {"question": self.found(number).glm_question_id}).status_code == 303
        there = [self.cast.rivermark.id, self.cast.lantern.id]
        assert self.cast.hana.person
        assert sam.post(f"{self.at}/attendance", {"organisations": there}).status_code == 303
        assert sam.post(f"{self.at}/begin").status_code == 303
        return self.at

    def acclaim(self) -> int:
        """Record acclamation; give the answer's status."""
        return self.cast.sam.post(f"{self.at}/acclaim").status_code

    def answer(self, number: str, answer: str) -> Any:
        """Have the partners at the sitting answer an amendment by itself; give what the last of them is told."""
        at = f"/decisions/{self.asked(number).number}/position"
        said = {"answer": answer, "reason": "Not now.", "remedy": "Next year."}
        return [who.post(at, said) for who in (self.cast.hana, self.cast.lena)][-1]

    def verified(self, *args: Any, **asks: Any) -> str:
        """Propose, support and verify."""
        number = self.supported(*args, **asks)
        self.sit(number)
        assert self.acclaim() == 303
        return number

    def found(self, number: str) -> Amendment:
        """Give an amendment as it is now."""
        db.session.rollback()
        found = queries.by_number(number, seen_by=Actor.tool())
        assert found is not None
        return found

    def status(self, number: str) -> str:
        """Say where an amendment stands."""
        return self.found(number).status.value

    def asked(self, number: str) -> Question:
        """Give the newest question about an amendment."""
        about = (Question.subject_kind == "amendment", Question.subject_id == self.found(number).id)
        return db.session.scalars(sa.select(Question).where(*about).order_by(Question.id.desc())).first()

    @property
    def edition(self) -> Edition:
        """Give the edition in force."""
        db.session.rollback()
        found = plans.current()
        assert found is not None
        return found

    @property
    def tree(self) -> Tree:
        """Give the plan as it stands."""
        return plans.tree(self.edition)

    def item(self, number: str = OF) -> Item:
        """Give an item as it stands."""
        return factories.item(number)


@pytest.fixture
def assembly(world: Flask, cast: Cast) -> Assembly:
    return Assembly(world, cast)


def later(**delta: float) -> Any:
    """Hold the clock at a moment after the start."""
    return clock.at(START + timedelta(**delta))
