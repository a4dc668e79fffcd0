"""Rules as people read them, from the tables the code runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wgtool.actions.words import STATES as OF_ACTIONS
from wgtool.amendments.words import STATES as OF_AMENDMENTS
from wgtool.decisions.words import CONDITIONS as OF_CONDITIONS
from wgtool.decisions.words import SITTINGS as OF_SITTINGS
from wgtool.decisions.words import STATES as OF_QUESTIONS
from wgtool.documents.words import STATUSES as OF_VERSIONS
from wgtool.groups.kinds import WAYS, Ways
from wgtool.groups.words import KINDS
from wgtool.groups.words import PROGRESS as OF_DELIVERABLES
from wgtool.groups.words import STATES as OF_GROUPS
from wgtool.kernel import permits
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.lifecycle import LIFECYCLES, By, Lifecycle, Step
from wgtool.learning.words import ANSWERS as OF_RECOMMENDATIONS
from wgtool.learning.words import STATES as OF_EXERCISES
from wgtool.overview.glossary import PERMITS
from wgtool.signups.words import STATUSES as OF_SIGNUPS

NEEDS = {"must": _l("always"), "may": _l("can have one"), "never": _l("none")}
LIVES: dict[str, tuple[Any, Mapping[Any, Any]]] = {
    "group": (_l("A group"), OF_GROUPS),
    "version": (_l("Terms of reference"), OF_VERSIONS),
    "question": (_l("A question"), OF_QUESTIONS),
    "sitting": (_l("A sitting"), OF_SITTINGS),
    "condition": (_l("A condition"), OF_CONDITIONS),
    "signup": (_l("A sign-up"), OF_SIGNUPS),
    "amendment": (_l("An amendment"), OF_AMENDMENTS),
    "deliverable": (_l("A deliverable"), OF_DELIVERABLES),
    "exercise": (_l("An exercise"), OF_EXERCISES),
    "recommendation": (_l("A recommendation"), OF_RECOMMENDATIONS),
    "action": (_l("An action point"), OF_ACTIONS),
}


@dataclass(frozen=True)
class Row:
    """One step, in words."""

    start: str
    label: Any
    to: str
    who: str


def lives() -> Iterator[tuple[Any, list[Row]]]:
    """Give the steps of each kind of thing, groups first."""
    for kind in sorted(LIFECYCLES, key=[*LIVES, *LIFECYCLES].index):
        name, states = LIVES.get(kind, (kind, {}))
        yield name, list(_rows(LIFECYCLES[kind], states))


def life_of_groups() -> list[Row]:
    """Give the steps of a group, in the order in which its picture numbers them."""
    return list(_rows(LIFECYCLES["group"], OF_GROUPS))


def kinds() -> list[tuple[Any, Ways]]:
    """Give the kinds of groups with their ways."""
    return [(KINDS[kind], ways) for kind, ways in WAYS.items()]


def _rows(life: Lifecycle, states: Mapping[Any, Any]) -> Iterator[Row]:
    order = list(states)
    for step in life.steps.values():
        start = sorted(step.start, key=lambda one: order.index(one) if one in order else 0)
        to = "" if step.to is None or step.start == {step.to} else str(states.get(step.to, step.to))
        yield Row(_(", ").join(str(states.get(one, one)) for one in start), step.label, to, _who(step))


def _who(step: Step) -> str:
    if step.by == By.PERSON:
        return permits.words(step.permit)
    return _("nobody by hand: it follows from a decision") if step.by == By.OUTCOME else _("the clock")


def permitted() -> list[tuple[str, Any, str]]:
    """Give every permit: its code, what it lets one do, and who has it."""
    return [
        (permit.value, PERMITS.get(permit.value, permit.value), permits.words(permit)) for permit in permits.known()
    ]
