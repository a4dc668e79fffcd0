"""Two groups of one country at work, with their people and the SAG, and what they do with each other, told by requests.

Hana leads LWG-BGW and Lena LWG-ERB; Ines is the SAG focal point of both; Nadia, Uma and Dora sit in the SAG under
Carmen, Sam is the support team, Kofi asks to join, Omar proposes.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from tests import factories
from tests.cast import Cast, Someone
from tests.groups.helping import add, found, group
from wgtool.decisions import queries as questions
from wgtool.decisions.models import Question
from wgtool.documents import queries as texts
from wgtool.documents.models import Document, Level, Section, Version, VersionStatus
from wgtool.documents.outlines import CLOSING, OUTLINES, TERMS
from wgtool.groups import events
from wgtool.groups.models import Group, Kind, Role, Status
from wgtool.history.models import Line
from wgtool.kernel import clock, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Wait
from wgtool.kernel.writes import writing

BAGHDAD, ERBIL = "LWG-BGW", "LWG-ERB"
SOON = (clock.today() + timedelta(days=30)).isoformat()


class Lives:
    """The groups, and what people do with them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        factories.plan()
        named = {"NGO 1": "Nadia Sorel", "UN": "Uma Brandt", "Donor": "Dora Lind"}
        people = {seat: factories.person(name, at=cast.lantern) for seat, name in named.items()}
        carmen = factories.person("Carmen Diaz", at=cast.lantern)
        factories.sag(dict(people), chair=carmen)
        self.seats = {seat: cast._play(person) for seat, person in people.items()}
        self.carmen = cast._play(carmen)
        _ = cast.sam, cast.omar, cast.kofi, cast.olga
        self.baghdad = self.active(BAGHDAD, "Baghdad logistics", cast.hana, "3.2.1.2")
        self.erbil = self.active(ERBIL, "Erbil logistics", cast.lena, "3.2.1.3")

    def active(self, code: str, name: str, lead: Someone, number: str) -> Group:
        """Make a group at work, with terms in force and the lines of history that say so."""
        items = (factories.item(number).id,)
        made = group(self.cast, status=Status.ACTIVE, code=code, name=name, type=Kind.NATIONAL, country="IQ",
                     items=items, people={})  # fmt: skip
        add(made, lead, Role.LEAD)
        add(made, self.cast.ines, Role.SAG_FOCAL)
        parts = OUTLINES[TERMS].parts
        sections = [Section(key=p.key, place=n, mandatory=p.mandatory, text=f"All about {p.key}, by May 2027.")
                    for n, p in enumerate(parts, 1)]  # fmt: skip
        document = Document(template=TERMS, title=name, owner_kind="group", owner_id=made.id)
        factories.save(
            Version(document=document, label="v1", status=VersionStatus.ENDORSED, sections=sections, level=Level.SAG,
                    sight=Sight.PUBLIC, audience=str(made.ref), endorsed_on=clock.today(),
                    review_by=clock.today() + timedelta(days=20))
        )  # fmt: skip
        with clock.at(clock.now() - timedelta(days=200)), writing():
            announce(events.Proposed(actor=Actor.tool(), subject=made.ref, code=code))
        with clock.at(clock.now() - timedelta(days=100)), writing():
            announce(events.Activated(actor=Actor.tool(), subject=made.ref))
        return made

    # what they do

    def step(self, someone: Someone, code: str, step: str, /, **fields: str) -> Any:
        return done(someone.post(f"/groups/{code}/{step}", fields))

    def vote(self, answer: str = "approve") -> None:
        for seat in self.seats.values():
            done(seat.post(f"/decisions/{self.question.number}/position", {"answer": answer}))

    def write(self, someone: Someone, code: str, template: str = CLOSING) -> None:
        """Fill in every mandatory section of the draft."""
        draft = self.version(code, template)
        for section in texts.sections(draft):
            if section.mandatory:
                told = {"text": f"What there is to say of {section.key}.", "seen": str(section.revision)}
                done(someone.post(f"/groups/{code}/{template}/edit/{section.key}", {**told, "label": draft.label}))

    # what is so now

    def version(self, code: str, template: str = TERMS) -> Version:
        newest = texts.newest(texts.versions(found(code).ref, template, seen_by=Actor.tool()))
        assert newest is not None
        return newest

    def versions(self, code: str, template: str = TERMS) -> dict[str, str]:
        return {v.label: v.status.value for v in texts.versions(found(code).ref, template, seen_by=Actor.tool())}

    @property
    def question(self) -> Question:
        db.session.rollback()
        last = db.session.scalars(sa.select(Question.id).order_by(Question.id.desc()).limit(1)).one()
        question = questions.by_id(last, seen_by=Actor.tool())
        assert question is not None
        return question

    def turns(self, someone: Someone) -> list[str]:
        with self.cast.app.test_request_context():
            return [line.sentence() for line in db.session.scalars(waits.mine(someone.actor))]

    def lines(self, someone: Someone) -> list[Wait]:
        return list(db.session.scalars(waits.mine(someone.actor)))

    def due(self, day: date) -> None:
        """Let the timers run at noon of a day."""
        from wgtool.cli import do_due

        with clock.at(clock.now().replace(year=day.year, month=day.month, day=day.day, hour=12)):
            do_due()

    @staticmethod
    def told(code: str) -> list[str]:
        """Give the names of the facts about a group, oldest first."""
        db.session.rollback()
        about = (Line.kind == "group", Line.thing == found(code).id)
        return [
            name.removeprefix("groups.")
            for name in db.session.scalars(sa.select(Line.event).where(*about).order_by(Line.id))
        ]


def done(sent: Any) -> Any:
    assert sent.status_code == 303, (sent.status_code, sent.text[-3000:])
    return sent
