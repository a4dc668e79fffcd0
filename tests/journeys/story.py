"""The main job, told by requests: from the published plan to an active group. Each step is what a person sends.

Sam is the support team, Hana offers to lead an activity, Omar proposes a group, Lena leads it with Hana as its
secretariat, Nadia, Uma and Dora sit in the SAG under Carmen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from typing import Any

import sqlalchemy as sa

from tests import factories
from tests.cast import Cast, Someone
from tests.plan import made_up
from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as questions
from wgtool.decisions.models import Question
from wgtool.documents import queries as texts
from wgtool.documents.models import Version
from wgtool.documents.outlines import OUTLINES, TERMS
from wgtool.groups import queries as groups
from wgtool.groups.models import Group
from wgtool.history.models import Line
from wgtool.kernel import waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refs import whole
from wgtool.kernel.waits import Wait
from wgtool.notifications.models import Mail

PROBLEM = "Trucks wait for days at the river crossing because nobody shares the ferry's timetable."
HERE = "/groups/WG-WATER"
MANDATORY = [part.key for part in OUTLINES[TERMS].parts if part.mandatory]
PROPOSAL = {
    "name": "Water crossings", "code": "WG-WATER", "type": "global", "problem": PROBLEM, "numbers": "1.1.1",
    "cross_cutting": "", "lead": "lena-okafor@example.org", "secretariat": "hana-aziz@example.org",
}  # fmt: skip


class Story:
    """An installation with its people and the SAG, and what they do."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        factories.plan()
        named = {"NGO 1": "Nadia Sorel", "UN": "Uma Brandt", "Donor": "Dora Lind"}
        people = {seat: factories.person(name, at=cast.lantern) for seat, name in named.items()}
        carmen = factories.person("Carmen Diaz", at=cast.lantern)
        factories.sag(dict(people), chair=carmen)
        self.seats: dict[str, Someone] = {seat: cast._play(person) for seat, person in people.items()}
        self.carmen = cast._play(carmen)
        _ = cast.sam, cast.hana, cast.omar, cast.lena, cast.kofi
        self.told = self._last()

    # what they do

    def import_plan(self) -> None:
        file = (BytesIO(made_up.plan("2022").data), "plan.txt")
        sent = self.cast.sam.post("/plan/import", {"file": file}, content_type="multipart/form-data")
        page = self.cast.sam.get(sent.location).text
        fingerprint = page.split('name="fingerprint"')[1].split('value="')[1].split('"')[0]
        self.done(self.cast.sam.post(sent.location, {"fingerprint": fingerprint}))

    def offer(self, number: str = "1.1.1.1", role: str = "lead") -> str:
        sent = self.done(self.cast.hana.post(f"/plan/2022/{number}/sign-up", {"role": role, "offers": "Two boats."}))
        return str(sent.location)

    def propose(self, **changes: str) -> Any:
        return self.cast.omar.post("/groups/propose", {**PROPOSAL, **changes})

    def accept(self, someone: Someone) -> None:
        """Press the button on the desk."""
        self.done(someone.post(self.step(someone)))

    def take_up(self) -> None:
        self.done(self.cast.sam.post(f"{HERE}/take-up", {"person": str(self.seats["UN"].person)}))

    def write(self, keys: Iterable[str] = MANDATORY, by: Someone | None = None, words: str = "All about") -> None:
        for key in keys:
            section = texts.section(self.version, key)
            assert section is not None
            fields = {"text": f"{words} {key}.", "seen": str(section.revision), "label": self.version.label}
            self.done((by or self.cast.lena).post(f"{HERE}/terms/edit/{key}", fields))

    def answer(self, seat: str, answer: str = "approve", **more: str) -> Any:
        return self.done(self.seats[seat].post(f"{self.decision}/position", {"answer": answer, **more}))

    def vote(self) -> None:
        for seat in self.seats:
            self.answer(seat)

    def rule(self, answer: str, **more: str) -> None:
        self.done(self.carmen.post(f"{self.decision}/rule", {"answer": answer, **more}))

    def fail(self) -> None:
        """Let the closing time come over a question nobody answered."""
        closes = self.question.closes_at
        assert closes is not None
        with self.cast.app.test_request_context():
            decisions.conclude_due(closes + timedelta(minutes=1))

    def to_drafting(self) -> Story:
        self.done(self.propose())
        for someone in (self.cast.lena, self.cast.hana):
            self.accept(someone)
        self.take_up()
        return self

    def to_review(self) -> Story:
        self.to_drafting().write()
        self.done(self.cast.lena.post(f"{HERE}/submit"))
        return self

    def to_active(self) -> Story:
        self.to_review().vote()
        return self

    def revise(self) -> Story:
        self.done(self.cast.lena.post(f"{HERE}/terms/revise"))
        return self

    def submit_revision(self) -> Story:
        self.done(self.cast.lena.post(f"{HERE}/terms/submit"))
        return self

    # what is so now

    @staticmethod
    def done(sent: Any) -> Any:
        assert sent.status_code == 303, (sent.status_code, sent.text[-3000:])
        return sent

    @property
    def group(self) -> Group:
        db.session.rollback()
        found = groups.by_code("WG-WATER", seen_by=Actor.tool())
        assert found is not None
        return found

    @property
    def versions(self) -> dict[str, str]:
        """Give the status of each version by its label."""
        ref = self.group.ref
        return {v.label: v.status.value for v in texts.versions(ref, TERMS, seen_by=Actor.tool())}

    @property
    def version(self) -> Version:
        """Give the version at work, or in force."""
        found = texts.newest(texts.versions(self.group.ref, TERMS, seen_by=Actor.tool()))
        assert found is not None
        return found

    @property
    def question(self) -> Question:
        """Give the newest question about the group."""
        return questions.about(self.group.ref, seen_by=Actor.tool())[0]

    @property
    def decision(self) -> str:
        return f"/decisions/{self.question.number}"

    def new(self) -> list[str]:
        """Give the lines of history since this was last asked, all of them, in order."""
        db.session.rollback()
        names = db.session.scalars(sa.select(Line.event).where(Line.id > self.told).order_by(Line.id)).all()
        self.told = self._last()
        return list(names)

    @staticmethod
    def _last() -> int:
        db.session.rollback()
        return db.session.scalar(sa.select(sa.func.max(Line.id))) or 0

    def lines(self, someone: Someone) -> list[Wait]:
        """Give what waits for somebody."""
        return list(db.session.scalars(waits.mine(someone.actor)))

    def step(self, someone: Someone) -> str:
        """Give the address of the first one-step action on somebody's desk."""
        acts = [waits.act_of(line) for line in self.lines(someone)]
        return next(act.url for act in acts if act)

    def turn(self, someone: Someone, page: str | None = None) -> str:
        """Give the sentence that waits for somebody; it stands on the desk, and on the page of its thing."""
        line = self.lines(someone)[0]
        with self.cast.app.test_request_context():
            said = line.sentence()
        shown = whole(said)
        assert shown in someone.get("/desk").text
        assert shown in someone.get(page or waits.url_of(line), follow_redirects=True).text
        return said

    def mails(self, someone: Someone) -> list[str]:
        """Give the subjects of mails in the outbox for somebody, cancelled ones struck."""
        db.session.rollback()
        rows = db.session.scalars(sa.select(Mail).where(Mail.person_id == someone.person).order_by(Mail.id))
        return [f"- {m.subject}" if m.cancelled_at else m.subject for m in rows]
