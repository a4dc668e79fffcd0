"""What may become what: one table a lifecycle, from which come routes, buttons, help, documents and tests.

`@LIFE.performs("pause")` binds a step to its work; the engine holds the thing, checks where it stands, the permit and
the objection (after the lock), runs the body, sets the status and announces. The body does the rest only, and may
give values for the event.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wgtool.kernel import clock, permits
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import Event, announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Forbidden, Refused
from wgtool.kernel.sight import Sight, Sighted
from wgtool.kernel.writes import hold

Objection = Callable[[Any], str | None]
Body = Callable[..., Mapping[str, Any] | None]


class By(enum.StrEnum):
    """Who takes a step: a person with a button, a ruling, or the timer. Only the first has a route."""

    PERSON = "person"
    OUTCOME = "ruling"
    TIMER = "timer"


@dataclass(frozen=True)
class Step:
    """One row: verb, from, to, permit, event. `unless` gives the sentence why not yet, or None.

    `to` None leaves the status. `label` is the button, `says` what it sets in motion (a function of the thing).
    `when` keeps a row for some things only, so that one verb may lead two kinds of them to two places. `done` are the
    words of the slip that follows.
    """

    verb: str
    start: frozenset[enum.StrEnum]
    to: enum.StrEnum | None
    permit: enum.StrEnum
    announces: type[Event]
    label: Any
    unless: Objection | None = None
    by: By = By.PERSON
    ends: bool = False
    says: Callable[[Any], Iterable[str]] | None = None
    when: Callable[[Any], bool] | None = None
    done: Any = None

    def suits(self, thing: Any) -> bool:
        """Say whether the row is for this thing, as it stands."""
        return thing.status in self.start and (self.when is None or self.when(thing))


@dataclass(frozen=True)
class Offer:
    """A step that stands open to the actor; `objection` says why it can't be taken yet."""

    step: Step
    objection: str | None


class Lifecycle:
    """The steps of one kind of thing. `again` gives the select that loads a thing by id with all its rules need.

    `under` gives the select of its parent, where things of one parent rule each other out: it is held first.
    """

    def __init__(
        self, kind: str, *steps: Step, again: Callable[[int], sa.Select[Any]],
        under: Callable[[Any], sa.Select[Any]] | None = None,
    ) -> None:  # fmt: skip
        self.kind = kind
        self.under = under
        self.steps = {(step.verb, frozenset(step.start), step.to): step for step in steps}
        self.again = again
        self.bodies: dict[str, Body] = {}
        self.forms: dict[str, type[Any]] = {}
        if len(self.steps) != len(steps):
            raise ValueError(f"{kind}: two steps share verb, start and end")
        LIFECYCLES[kind] = self

    def verbs(self, by: By = By.PERSON) -> list[str]:
        """Give the verbs people (or rulings, timers) may use, each once, in the table's order."""
        return list(dict.fromkeys(s.verb for s in self.steps.values() if s.by == by))

    def rows(self, verb: str) -> list[Step]:
        """Give the steps of a verb."""
        return [s for s in self.steps.values() if s.verb == verb]

    def step(self, verb: str, status: enum.StrEnum) -> Step | None:
        """Give the step of a verb from a status."""
        return next((s for s in self.rows(verb) if status in s.start), None)

    def step_for(self, verb: str, thing: Any) -> Step | None:
        """Give the step of a verb for a loaded thing."""
        return next((s for s in self.rows(verb) if s.suits(thing)), None)

    def performs(self, verb: str) -> Callable[[Body], Callable[..., Any]]:
        """Bind a step to its work; the function it gives is the operation others call."""

        def bind(body: Body) -> Callable[..., Any]:
            self.bodies[verb] = body

            def operation(thing: Any, *, actor: Actor, **facts: Any) -> Any:
                return self.act(verb, thing, actor=actor, **facts)

            operation.__doc__, operation.__name__ = body.__doc__, body.__name__
            return operation

        return bind

    def asks(self, verb: str) -> Callable[[type[Any]], type[Any]]:
        """Bind a form to a step that needs fields."""

        def bind(form: type[Any]) -> type[Any]:
            self.forms[verb] = form
            return form

        return bind

    def act(self, verb: str, thing: Any, *, actor: Actor, **facts: Any) -> Any:
        """Take a step: hold, check, work, set, announce. Raises Refused or Forbidden; gives the thing held."""
        if self.under:
            hold(self.under(thing))
        held = hold(self.again(thing.id))
        step = self.step_for(verb, held)
        if step is None:
            raise Refused(_("This was changed in the meantime. Look at the page as it is now."))
        if step.by == By.PERSON and not (actor.is_tool or permits.allows(actor, step.permit, held)):
            raise Forbidden(permits.refusal(step.permit))
        if step.unless and (objection := step.unless(held)):
            raise Refused(objection)
        values = dict(self.bodies[verb](held, actor=actor, **facts) or {})
        values.setdefault("touches", tuple(getattr(held, "touches", ())))
        if isinstance(held, Sighted) and held.sight != Sight.PUBLIC and "sight" not in values:
            values |= {"sight": held.sight, "audience": held.audience, "also": held.also}
        if step.to is not None:
            held.status = step.to
            if hasattr(held, "status_since"):
                held.status_since = clock.now()
        announce(step.announces(actor=actor, subject=held.ref, **values))
        return held

    def offers(self, thing: Any, actor: Actor) -> list[Offer]:
        """Give the steps open to the actor now, with the objection where there is one."""
        found = []
        for step in self.steps.values():
            if step.by == By.PERSON and step.suits(thing) and permits.allows(actor, step.permit, thing):
                found.append(Offer(step, step.unless(thing) if step.unless else None))
        return found

    def unbound(self) -> list[str]:
        """Give the verbs that lack their operation; the app refuses to start with any."""
        return sorted({s.verb for s in self.steps.values()} - set(self.bodies))


LIFECYCLES: dict[str, Lifecycle] = {}
