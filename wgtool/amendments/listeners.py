"""What amendments record when a sitting takes a question of theirs or lets it go, and when a blank is filled."""

from __future__ import annotations

from wgtool.amendments import operations, queries
from wgtool.amendments.models import Status
from wgtool.decisions import events as decisions
from wgtool.kernel import waits
from wgtool.kernel.events import Event, listen
from wgtool.plan import events as plan


def taken(event: Event) -> None:
    """Note that a sitting of the GLM has taken it."""
    for amendment in queries.of_questions(ref.id for ref in event.touches if ref.kind == "question"):
        if amendment.status == Status.SUPPORTED:
            operations.sit(amendment, actor=event.actor)


def taken_off(event: Event) -> None:
    """Note that the sitting has let it go, or will not be held."""
    for amendment in queries.of_questions(ref.id for ref in event.touches if ref.kind == "question"):
        if amendment.status == Status.SITTING:
            operations.stand_up(amendment, actor=event.actor)


def filled(event: Event) -> None:
    """Ask again whether amendments of an item still fit it."""
    for ref in queries.open_on(event.subject.id):
        waits.touched(ref)


def register() -> None:
    """Listen to sittings and to what is filled in."""
    listen(decisions.QuestionTaken, taken)
    listen(decisions.QuestionTakenOff, taken_off)
    listen(decisions.SittingDropped, taken_off)
    listen(plan.CategoryChanged, filled)
    listen(plan.TimeframeChanged, filled)
    listen(plan.Titled, filled)
