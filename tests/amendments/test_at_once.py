"""Two at the same moment, on both engines."""

from __future__ import annotations

from collections.abc import Callable

from tests.amendments.conftest import OF, REWORDED, WHY, Assembly
from tests.decisions.test_at_once import at_once
from wgtool.amendments import operations
from wgtool.amendments.models import Kind
from wgtool.decisions import queries as questions
from wgtool.decisions.operations.concluding import acclaim
from wgtool.kernel.actors import Actor
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing
from wgtool.plan import queries as plans


def verified(question: int) -> Callable[[], None]:
    def act() -> None:
        found = questions.by_id(question, seen_by=Actor.tool())
        with writing():
            acclaim(found, actor=Actor.tool())

    return act


def test_of_two_that_change_the_same_words_one_is_verified(assembly: Assembly) -> None:
    numbers = [assembly.supported(text=text) for text in (REWORDED, "Something else.")]
    assembly.sit(*numbers)
    ids = [assembly.found(number).glm_question_id or 0 for number in numbers]
    for id in ids:  # answered one by one, in two hands
        assert assembly.cast.sam.post(f"{assembly.at}/questions/{id}/take-singly").status_code == 303
    raised = at_once(assembly.app, *(verified(id) for id in ids))
    assert [type(error) for error in raised] == [Refused]
    assert sorted(assembly.status(number) for number in numbers) == ["on a sitting", "verified"]
    assert [version.number for version in plans.versions(assembly.edition)] == [2, 1]


def added(assembly: Assembly, actor: Actor) -> Callable[[], None]:
    group = assembly.group.id

    def act() -> None:
        output = plans.item("2022", "1.1.1")
        assert output is not None
        said = {"number": "", "title": "Ports", "text": "", "category": None, "printed_lead": "", "continuing": None,
                "starts_on": None, "ends_on": None}  # fmt: skip
        with writing():
            operations.propose(output, type=Kind.ADD, reason=WHY, group=group, seen=1, actor=actor, **said)

    return act


def test_two_additions_ask_for_two_numbers(assembly: Assembly) -> None:
    actor = assembly.lead.actor
    assert at_once(assembly.app, added(assembly, actor), added(assembly, actor)) == []
    asked = [assembly.found(f"AMD-2026-00{n}").changes[0].number for n in (1, 2)]
    assert sorted(asked) == ["1.1.1.3", "1.1.1.4"]
    assert assembly.item(OF).dropped_at is None
