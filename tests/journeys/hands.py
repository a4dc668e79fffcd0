"""A group, its neighbour and their questions in people's hands: each press of a button is held against history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, ClassVar

import sqlalchemy as sa

from tests.cast import Someone
from tests.factories import item, person, sit
from tests.groups.helping import add, found, group
from tests.journeys.lives import Lives
from tests.support.agreement import Before, begin
from tests.support.effects import Effects
from tests.support.lines import Watch
from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as bodies
from wgtool.decisions.models import Question, QuestionStatus, Seat, SeatRole
from wgtool.documents import queries as texts
from wgtool.documents.outlines import TERMS
from wgtool.groups.models import Group, Role, Status
from wgtool.kernel import clock, holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.plan import queries as plans
from wgtool.timers import do_due

ANSWERED = {303, 401, 403, 404, 409, 422}
LIVE = {QuestionStatus.OPEN, QuestionStatus.NOT_CARRIED}
GUIDANCE = "guidance-1"
WHY = "The road is open again."


@contextmanager
def hands_of(lives: Lives) -> Iterator[None]:
    """Have all bodies there, know which activities can be amended, and watch all rows."""
    with writing():
        decisions.ensure_bodies(Actor.tool())
    edition = plans.current()
    assert edition is not None
    Hands.lives, Hands.alternate, Hands.sag = lives, _alternate(lives), bodies.sag().id
    Hands.activities = [one.number for one in plans.tree(edition).items if one.number.count(".") == 3]
    with Watch() as Hands.watch:
        yield


def _alternate(lives: Lives) -> Someone:
    """Have somebody be the alternate of the UN's seat."""
    alba = person("Alba Moreau", at=lives.cast.lantern)
    sit(db.session.scalars(sa.select(Seat.id).where(Seat.name == "UN")).one(), alba, SeatRole.ALTERNATE)
    return lives.cast._play(alba)


class Hands:
    """The people, what they press, and what is so now. `found_out` counts what came about."""

    lives: ClassVar[Lives]
    alternate: ClassVar[Someone]
    sag: ClassVar[int]
    activities: ClassVar[list[str]]
    watch: ClassVar[Watch]
    made: ClassVar[int] = 0

    def take(self, *, at_work: bool, neighbour: bool) -> None:
        """Begin with a group that is proposed or at work, and a neighbour at work that may merge into it."""
        Hands.made += 1
        cast, self.now = self.lives.cast, clock.now()
        self.code, self.other = f"WG-ANY{Hands.made}", f"WG-OTH{Hands.made}"
        self.people: dict[str, Someone] = {
            "lena": cast.lena, "hana": cast.hana, "ines": cast.ines, "sam": cast.sam, "kofi": cast.kofi, "omar": cast.omar,
            "carmen": self.lives.carmen, "guest": cast.guest, "alternate": self.alternate, **self.lives.seats,
        }  # fmt: skip
        self.before: Before = begin()
        if neighbour:
            self.lives.active(self.other, f"Neighbour {Hands.made}", cast.hana, "3.2.1.2")
        if at_work:
            add(self.lives.active(self.code, f"Group {Hands.made}", cast.lena, "3.2.1.3"), cast.hana, Role.SECRETARIAT)
        else:
            people = {"lena": Role.LEAD, "hana": Role.SECRETARIAT}
            group(cast, code=self.code, name=f"Group {Hands.made}", status=Status.PROPOSED, people=people)
        self.watch.look()
        self.effects, self.changed = Effects(), True
        if not at_work:
            self.press("sam", "take-up", person=str(cast.ines.person))

    # what anybody may press

    def send(self, who: str, url: str, fields: dict[str, Any] | None = None) -> int:
        """Press a button, and hold what came of it against what history tells; give the answer's status."""
        with clock.at(self.now):
            answer = self.people[who].post(url, fields)
        self.now += timedelta(seconds=1)
        assert answer.status_code in ANSWERED, (url, answer.status_code)
        self.agrees(f"{who} {url} {fields} {answer.status_code}")
        self.went = answer.location or ""
        return answer.status_code

    def agrees(self, told: str) -> None:
        """Every change has its line, no change has none, and nothing is told twice; no text that was asked has changed."""
        wrong = self.watch.look()
        self.changed |= bool(self.watch.changes)
        assert not wrong, (told, wrong, [(line.event, line.about) for line in self.watch.lines])
        for change in self.watch.changes:
            opened = change.table == "question" and change.before and change.before["number"]
            assert not (opened and change.columns & {"number", "text", "digest", "title"}), (told, change)

    def press(self, who: str, step: str, **fields: str) -> int:
        """Press a button of the group."""
        return self.send(who, f"/groups/{self.code}/{step}", fields)

    def decide(self, who: str, question: Question | None, step: str, **fields: str) -> int:
        """Press a button of a question."""
        if question is None:
            return 404
        return self.send(who, f"/decisions/{question.number or f'draft/{question.id}'}/{step}", fields)

    @contextmanager
    def at_once(self) -> Iterator[Group]:
        """Have the group be at work for what others send in the moment in which its closing begins."""
        this, group = self.group, sa.update(Group).where(Group.code == self.code)
        with clock.at(self.now), writing():
            db.session.execute(group.values(status=Status.ACTIVE))
            db.session.expire_all()
            yield this
            db.session.flush()
            db.session.execute(group.values(status=Status.CLOSING))
        self.agrees("what came late")

    def wait(self, passes: timedelta) -> None:
        """Let time go by, and the timers run."""
        self.now += passes
        with clock.at(self.now):
            do_due()
        self.agrees(f"timers after {passes}")

    # what they write

    def fill(self, who: str, template: str) -> None:
        """Fill in what is mandatory and empty."""
        draft = texts.newest(texts.versions(self.group.ref, template, seen_by=Actor.tool()))
        if draft is None:
            return
        for key, revision, empty in [(s.key, s.revision, not s.text) for s in texts.sections(draft) if s.mandatory]:
            if empty:
                fields = {"text": f"All about {key}.", "seen": str(revision), "label": draft.label}
                self.press(who, f"{template}/edit/{key}", **fields)

    def reword(self, who: str, text: str) -> None:
        """Change one section of the terms, or save it as it was."""
        draft = texts.newest(texts.versions(self.group.ref, TERMS, seen_by=Actor.tool()))
        section = texts.section(draft, "scope") if draft else None
        if draft and section:
            fields = {"text": text, "seen": str(section.revision), "label": draft.label}
            self.press(who, "terms/edit/scope", **fields)

    def begin_product(self, who: str) -> None:
        """Begin a text of the group's own, and write what is mandatory in it."""
        if self.press(who, "products/begin", kind="guidance", title="Passing a checkpoint") == 303:
            for key in ("whom", "guidance"):
                self.press(who, f"products/{GUIDANCE}/text/edit/{key}", text="Call first.", seen="0", label="v1")

    def amend(self, who: str, kind: str = "reword", number: str = "", **asks: str) -> int:
        """Propose to amend an activity that nothing else is proposed for."""
        number = number or self.fresh_activity()
        item = db.session.scalars(plans.to_change(self.item(number))).one()
        said = {"who": f"group:{self.group.id}", "reason": WHY, "seen": str(item.version)}
        return self.send(who, f"/plan/2022/{number}/amend/{kind}", {**said, **asks})

    def fresh_activity(self) -> str:
        """Give the number of one that nobody has touched yet, while there are any."""
        return self.activities[Hands.made % len(self.activities)]

    def item(self, number: str) -> int:
        """Give the id of an item of the plan."""
        return item(number).id

    # what is so now

    @property
    def group(self) -> Group:
        """Give the group."""
        return found(self.code)

    @property
    def questions(self) -> list[Question]:
        """Give the questions of this story, newest first."""
        db.session.rollback()
        ours = sa.select(Question).where(Question.id > self.before["question"])
        return list(db.session.scalars(ours.order_by(Question.id.desc())))

    def asked(self, which: int) -> Question | None:
        """Give one of the questions that wait for an answer or a ruling, the newest first; or the newest of all."""
        found = self.questions
        return [*(one for one in found if one.status in LIVE), *found, None, None, None][which]

    def chair(self, who: str, which: int) -> str:
        """Give who rules on a question: the chair of the SAG, or the support team, who are the secretariat of the GLM."""
        question = self.asked(which)
        right = "sam" if question is not None and question.body_id != self.sag else "carmen"
        return right if who == "right" else who

    def again(self, question: Question) -> Question:
        """Give a question as it is now."""
        return next(one for one in self.questions if one.id == question.id)

    def open(self) -> list[str]:
        """Give what is still open under the group."""
        with self.lives.cast.app.test_request_context():
            return [str(held.ref) for held in holdings.open(self.group.ref)]
