"""People who write without pause: sign-ups, proposals, sections, positions; each keeps what the server has confirmed."""

from __future__ import annotations

import http.client
import itertools
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from tests.cast import Cast, Someone
from tests.faults.serving import Browser, Server
from tests.groups.helping import PROBLEM, group
from tests.journeys.story import Story
from wgtool.decisions.models import Position
from wgtool.documents.models import Revision, Section
from wgtool.groups.models import Group, Role
from wgtool.kernel.db import db
from wgtool.kernel.once import Once
from wgtool.plan.models import Edition, Item, Level
from wgtool.signups.models import SignUp


@dataclass(frozen=True)
class Sent:
    """A form on its way: where, with what, and the words by which its effect is found."""

    url: str
    form: dict[str, str]
    kind: str
    mark: str


Forms = Iterator[Sent]


def signing_up(numbers: list[str], salt: str) -> Forms:
    """Offer to contribute to one activity after the other; who has offered for all proposes groups."""
    for n, number in enumerate(numbers):
        mark = f"{salt} offer {n}"
        yield Sent(f"/plan/2022/{number}/sign-up", {"role": "contributor", "offers": mark}, "offer", mark)
    yield from proposing(salt)


def proposing(salt: str) -> Forms:
    """Propose one group after the other."""
    letters = ("".join(four) for four in itertools.product(salt[0].upper(), *["BCDFGHJKLM"] * 3))
    for four in letters:
        form = {"name": f"{salt} {four}", "code": f"WG-{four}", "type": "global", "problem": PROBLEM, "numbers": "",
                "cross_cutting": "Access", "lead": "lena-okafor@example.org", "secretariat": "me"}  # fmt: skip
        yield Sent("/groups/propose", form, "proposal", form["code"])


def saving(key: str, salt: str) -> Forms:
    """Write a section on, a line each time."""
    lines: list[str] = []
    for n in itertools.count():
        lines = [*lines[-5:], f"{salt} line {n} of {key}."]
        form = {"text": "\n\n".join(lines), "seen": str(n), "label": "v1"}
        yield Sent(f"/groups/WG-ROADS/terms/edit/{key}", form, "save", lines[-1])


def answering(url: str, salt: str) -> Forms:
    """Change one's mind, with another note each time."""
    for n in itertools.count():
        mark = f"{salt} note {n}."
        yield Sent(f"{url}/position", {"answer": ("approve", "abstain")[n % 2], "reason": mark}, "position", mark)


class Writer:
    """One who sends a form until it is confirmed, with the same token, and then the next."""

    def __init__(self, someone: Someone, forms: Forms, name: str) -> None:
        self.someone, self.forms, self.name = someone, forms, name
        self.done: list[Sent] = []
        self.open: Sent | None = None
        self.odd: list[str] = []
        self.count = 0

    def write(self, server: Server, stop: threading.Event, sent: threading.Semaphore) -> None:
        """Write until told to stop, or until the line breaks."""
        browser = Browser(server, self.someone)
        while not stop.is_set():
            if self.open is None:
                form = next(self.forms)
                self.count += 1
                self.open = Sent(form.url, {**form.form, "once": f"{self.name}-{self.count}"}, form.kind, form.mark)
            sent.release()
            try:
                code, where = browser.post(self.open.url, self.open.form)
            except (OSError, http.client.HTTPException):
                return
            if code == 303:
                self.done.append(self.open)
                self.open = None
            elif code != 503:
                self.odd.append(f"{code} {where} to {self.open}")
                return


def stage(cast: Cast) -> tuple[list[Writer], Story]:
    """Set up an installation in which all this can be written, with who writes it."""
    story = Story(cast).to_review()
    group(cast, code="WG-ROADS", name="Roads", people={"lena": Role.LEAD, "hana": Role.SECRETARIAT})
    taken = cast.sam.post("/groups/WG-ROADS/take-up", {"person": str(cast.cora.person)})
    assert taken.status_code == 303, taken.text
    uma, dora = story.seats["UN"], story.seats["Donor"]
    numbers = list(db.session.scalars(
        sa.select(Item.number).join(Edition).where(Edition.slug == "2022", Item.level == Level.ACTIVITY)))  # fmt: skip
    return [
        Writer(cast.omar, signing_up(numbers, "omar"), "omar"),
        Writer(cast.kofi, signing_up(numbers, "kofi"), "kofi"),
        Writer(cast.hana, proposing("hana"), "hana"),
        Writer(cast.lena, saving("purpose", "lena"), "lena"),
        Writer(uma, answering(story.decision, "uma"), "uma"),
        Writer(dora, answering(story.decision, "dora"), "dora"),
    ], story


def lost(writers: list[Writer]) -> list[str]:
    """Say what was confirmed and is not there, what is there twice, and what is there without its token."""
    db.session.rollback()
    tokens = set(db.session.scalars(sa.select(Once.token)))
    effects = {
        "offer": list(db.session.scalars(sa.select(SignUp.offers))),
        "proposal": list(db.session.scalars(sa.select(Group.code))),
        "save": [r.text.rsplit("\n\n", 1)[-1] for r in db.session.scalars(sa.select(Revision).join(Section))],
        "position": list(db.session.scalars(sa.select(Position.note))),
    }
    said = []
    for writer in writers:
        said += writer.odd
        latest = writer.done[-1:] if writer.name in {"uma", "dora"} else writer.done
        for form in latest:
            times = effects[form.kind].count(form.mark)
            later = writer.open is not None and writer.open.kind == "position" and writer.open.form["once"] in tokens
            if times != 1 and not later:
                said.append(f"{form.mark} was confirmed and is there {times} times")
        if (form := writer.open) is not None:
            times, kept = effects[form.kind].count(form.mark), form.form["once"] in tokens
            if times != int(kept):
                said.append(f"{form.mark} was not confirmed, is there {times} times, and its token {int(kept)}")
    return said


def moment(rng: random.Random) -> tuple[int, float]:
    """Choose when to kill: after how many forms were sent, and how many seconds into one of them."""
    return rng.randint(3, 10), rng.uniform(0, 0.03)
