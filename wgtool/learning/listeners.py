"""What happens to action points that changes whose turn it is with the exercise they came from; how parties are called."""

from __future__ import annotations

from wgtool.actions.events import OfAction
from wgtool.kernel import kept, waits
from wgtool.kernel.db import Ref
from wgtool.kernel.events import Event, listen
from wgtool.learning import queries


def went_on(event: Event) -> None:
    """Have the turns of the exercise told anew, once the last of its action points ends or one is opened again."""
    for ref in event.touches:
        if ref.kind == "recommendation" and (exercise := queries.exercise_of(ref.id)) is not None:
            waits.touched(Ref("exercise", exercise))


def register() -> None:
    """Listen; say how those are called who may be named in a form."""
    listen(OfAction, went_on)
    kept.names(queries.name_of, "organisation", "group", "body")
