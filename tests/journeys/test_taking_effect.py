"""Each ruling takes effect once, is undone whole when it is taken back, and takes effect once more when it comes again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cast import Cast
from tests.journeys import ways
from tests.journeys.hands import Hands, hands_of
from tests.journeys.lives import Lives
from tests.support import agreement, invariants
from tests.support.effects import COVERED, WITHOUT
from tests.support.records import World
from wgtool.decisions.models import Question, Ruling
from wgtool.groups.texts import FIRST, MERGE
from wgtool.kernel import clock
from wgtool.outcomes import OUTCOMES

GOES_ON = {"version", "reopened", "closes_at", "status_since", "until"}
"""What a ruling that was taken back may leave in a row: that it was, and how long the body has from now."""
STAYS = {"position", "question", "version", "section", "revision", "plan_state"}
"""Of what rows may be left: the last voice, a question that fell, a text that was begun and given up, what the plan was."""

ORDER = (Ruling.ENDORSE, Ruling.YES, Ruling.RETURN, Ruling.DECLINE, Ruling.NO)
"""A return comes before what ends a question without carrying it: that can be ruled on anew, but is not open again."""


def remains(before: World, now: World) -> Iterator[str]:
    """Say what a ruling has left that was taken back."""
    for name, rows in before.items():
        yield from (f"{name} {key} is left" for key in now[name].keys() - rows.keys() if name not in STAYS)
        for key, row in rows.items():
            there = now[name].get(key, {})
            if differs := {c: (row[c], there.get(c)) for c in row if row[c] != there.get(c) and c not in GOES_ON}:
                yield f"{name} {key} is not what it was: {differs}"


def holds(hands: Hands, told: tuple[str, str, Ruling]) -> None:
    """Hold that each ruling that stands has done one thing."""
    wrong = list(hands.effects.wrong())
    assert not wrong, (told, wrong)


def given_and_taken_back(hands: Hands, question: Question, ruling: Ruling) -> str:
    at = ways.ready(hands, question, ruling)
    before = dict(hands.watch.world)
    assert ways.give(hands, question, ruling, at) == 303
    holds(hands, ("given", question.about, ruling))
    assert ways.take_back(hands, question) == 303
    holds(hands, ("taken back", question.about, ruling))
    left = list(remains(before, hands.watch.world))
    assert not left, (question.about, ruling, left)
    assert invariants.broken(hands.before) == []
    return at


def given_again(hands: Hands, question: Question, ruling: Ruling, at: str, *, stands: bool) -> None:
    assert ways.give(hands, question, ruling, at) == 303
    holds(hands, ("given again", question.about, ruling))
    assert invariants.broken(hands.before) == []
    if not stands:
        assert ways.take_back(hands, question) == 303


def asked(hands: Hands, about: str) -> Question:
    """Give a question of a kind, of a group of its own."""
    hands.take(at_work=about != FIRST, neighbour=about == MERGE)
    assert ways.ask(hands, about) == 303
    return hands.questions[0]


def of_its_own() -> dict[str, list[Ruling]]:
    """Give the rulings of each kind of question, but for those that do and undo the very same for a kind before it."""
    functions = {(row.about, row.answer): (row.does, row.undo) for row in OUTCOMES}
    found: dict[str, list[Ruling]] = {}
    seen = set()
    for about in ways.ASKS:
        own = [one for one in ORDER if (about, one) in COVERED and functions[about, one] not in seen]
        seen |= {functions[about, one] for one in own}
        found[about] = own
    return found


@pytest.mark.one_engine
def test_each_ruling_takes_effect_once_and_once_more_after_it_was_taken_back(cast: Cast) -> None:
    """One question a kind is given every ruling it may get, each one taken back; the first and the last come once more.

    A group that paused before it was merged is paused again.
    """
    assert {(row.about, row.answer) for row in OUTCOMES if row.undo} == COVERED | WITHOUT
    first, hands = agreement.begin(), Hands()
    with hands_of(Lives(cast)):
        for about, rulings in of_its_own().items():
            question = asked(hands, about)
            for ruling in rulings:
                at = given_and_taken_back(hands, hands.again(question), ruling)
                if ruling in (rulings[0], rulings[-1]):
                    given_again(hands, question, ruling, at, stands=ruling == rulings[-1])
        question = asked(hands, MERGE)
        assert ways.pause_the_neighbour(hands) == 303
        given_and_taken_back(hands, question, Ruling.YES)
        assert "groups.BackToPause" in {line.event for line in hands.watch.lines}
    with clock.at(hands.now):
        assert agreement.disagreements(first) == []
