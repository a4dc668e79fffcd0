"""Whatever the order of clicks, and whoever is faster: every word that was sent is still there."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.cast import Someone
from tests.documents.conftest import Room
from wgtool.decisions.models import Body
from wgtool.documents import operations, queries
from wgtool.documents.models import Document, Version
from wgtool.documents.outlines import TERMS
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.writes import writing

PEOPLE = st.sampled_from(["Amal", "Bodi", "Chen"])
HOWS = st.lists(st.sampled_from(["mine", "theirs", "both", "anew"]), min_size=40, max_size=40)
WORD = re.compile(r"w\d+w")


class Writers(RuleBasedStateMachine):
    """Three people load, change, save and choose in any order. Each change carries a word seen nowhere else."""

    owners = 1000

    def __init__(self) -> None:
        super().__init__()
        Writers.owners += 1
        with writing():
            document = operations.create(owner=Ref("toy", Writers.owners), outline=TERMS, title="A text",
                                         audience="toy:1", actor=Actor.tool())  # fmt: skip
            self.document = document.id
        self.words = 0
        self.sent: set[str] = set()
        self.pages: dict[str, tuple[str, int]] = {}
        self.waits: dict[str, tuple[int, int]] = {}

    def section(self):  # type: ignore[no-untyped-def]
        db.session.rollback()
        document = db.session.get_one(Document, self.document)
        version = queries.newest(queries.versions(document.owner, TERMS, seen_by=Actor.tool()))
        assert isinstance(version, Version)
        section = queries.section(version, "scope")
        assert section is not None
        return section

    def word(self) -> str:
        self.words += 1
        return f"w{self.words}w"

    @rule(who=PEOPLE)
    def load(self, who: str) -> None:
        section = self.section()
        self.pages[who] = (section.text, section.revision)

    @rule(who=PEOPLE, place=st.integers(0, 6), kind=st.sampled_from(["add", "replace", "inside", "delete"]))
    def save(self, who: str, place: int, kind: str) -> None:
        section = self.section()
        text, seen = self.pages.get(who, (section.text, section.revision))
        paras = text.split("\n\n") if text else []
        at, word = min(place, max(len(paras) - 1, 0)), self.word()
        if kind == "add" or not paras:
            paras.insert(place, f"This is {word}. It stays.")
        elif kind == "delete":
            del paras[at]
        else:
            paras[at] = f"Now {word}." if kind == "replace" else paras[at].replace(" ", f" {word} ", 1)
        mine = "\n\n".join(paras)
        self.sent |= set(WORD.findall(mine))
        with writing():
            saved = operations.save(section, text=mine, seen=seen, actor=Actor.tool())
        if saved.aside:
            self.show(who, saved.aside)
        self.load(who)

    def show(self, who: str, aside: int) -> None:
        self.waits[who] = (aside, self.section().revision)

    @rule(who=PEOPLE, hows=HOWS)
    def choose(self, who: str, hows: list[str]) -> None:
        if who not in self.waits:
            return
        aside, seen = self.waits.pop(who)
        section = self.section()
        waiting = queries.aside(section, aside)
        assert waiting is not None
        count = len(operations.meeting(section, waiting, seen).clashes)
        chosen = [(how, f"Anew {self.word()}.") for how in hows[:count]]
        self.sent |= {word for _, anew in chosen for word in WORD.findall(anew)}
        with writing():
            saved = operations.choose(section, aside=aside, seen=seen, chosen=chosen, actor=Actor.tool())
        if saved.aside:
            self.show(who, saved.aside)

    @rule(who=PEOPLE)
    def look_again(self, who: str) -> None:
        """Leave the choice and come back later, from the list of texts put aside."""
        section = self.section()
        for one in queries.asides(section):
            self.waits[who] = (one.number, section.revision)

    @invariant()
    def every_word_is_kept(self) -> None:
        section = self.section()
        rows = queries.revisions(section)
        kept = {word for r in queries.revisions(section, [r.number for r in rows]) for word in WORD.findall(r.text)}
        assert self.sent <= kept
        assert section.waiting == len(queries.asides(section))
        assert section.text == queries.text_at(section, section.revision)


def test_no_order_of_clicks_loses_a_word(world: object) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    many = settings(max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=checks, database=None)
    run_state_machine_as_test(Writers, settings=many)


def test_many_at_the_same_moment(room: Room) -> None:
    people = [room.cast.omar, room.cast.hana, room.cast.sam]
    room.write(room.cast.omar, "It covers storage.")
    start = Barrier(9)

    def save(who: Someone, n: int) -> int:
        start.wait()
        answer = who.post(f"{room.base}/edit/scope", {"text": f"It covers thing{n} storage.", "seen": 1})
        return int(answer.status_code)

    with ThreadPoolExecutor(9) as pool:
        codes = list(pool.map(lambda n: save(people[n % 3], n), range(9)))
    assert sorted(codes) == [303, *[409] * 8]
    assert {f"It covers thing{n} storage." for n in range(9)} <= set(room.texts())
    assert room.section().waiting == 8


def test_a_save_and_a_submission_at_the_same_moment(room: Room) -> None:
    room.fill()
    writer, lead = room.cast.omar, room.cast.hana.actor
    start = Barrier(2)

    def late() -> int:
        start.wait()
        return int(writer.post(f"{room.base}/edit/scope", {"text": "A late word.", "seen": 1}).status_code)

    def submit() -> str:
        with room.cast.app.app_context():
            document = db.session.get_one(Document, room.document)
            body = db.session.get_one(Body, 1)
            start.wait()
            with writing():
                asked = operations.submit(document, about="first terms", subject=room.owner, group=None, body=body,
                                          actor=lead, title="Terms")  # fmt: skip
                return asked.text

    with ThreadPoolExecutor(2) as pool:
        saving, submitting = pool.submit(late), pool.submit(submit)
        assert ("A late word." in submitting.result()) == (saving.result() == 303)
    assert (room.section().text == "A late word.") == (saving.result() == 303)
