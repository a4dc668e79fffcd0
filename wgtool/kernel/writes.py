"""`with writing():` is the one place a change begins and ends.

A POST begins as a reader: forms are parsed, passwords hashed and texts compared before anybody's lock is taken.
`writing()` then opens the write transaction, claims the form's token, reads the actor's hats again, and at its end
rewrites the waits of what changed and commits; what was put off until then follows (`kernel.afterwards`). Nothing is rendered and nothing returned inside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from wgtool.kernel import afterwards, once, waits
from wgtool.kernel.actors import forget_actor
from wgtool.kernel.db import Thing, db
from wgtool.kernel.i18n import _
from wgtool.kernel.pools import of_writers
from wgtool.kernel.refusals import Refused, refusal_of

T = TypeVar("T")
NewThing = TypeVar("NewThing", bound=Thing)


class TakesRefusals(Protocol):
    """A form that can show why the rules said no."""

    refusal: Refused | None


class Answer:
    """Where the person goes when the change is done."""

    def __init__(self) -> None:
        self.location = ""
        self.sentence: Any = None

    @property
    def given(self) -> bool:
        """Say whether the change was made and an answer chosen."""
        return bool(self.location)

    def go(self, endpoint: str, *, anchor: str = "", **values: Any) -> None:
        """Choose the page to show next."""
        self.location = url_for(endpoint, _anchor=anchor or None, **values)

    def say(self, sentence: Any) -> None:
        """Choose the words of the slip that says what was done; "" for none, a mapping for one with a button."""
        self.sentence = sentence if isinstance(sentence, dict) else str(sentence)

    def to(self, location: str) -> None:
        """Choose the next page by a local address."""
        self.location = location


@contextmanager
def writing(refusals: TakesRefusals | None = None) -> Iterator[Answer]:
    """Open the write transaction, give its Answer, commit.

    Any exception rolls back first. A Refused, Stale or broken constraint goes to the form `refusals`, if given, else
    it is raised. Raises Again when the same form was done already. A database that is locked, full or away raises what
    the engine said, which `kernel.errors` answers.
    """
    answer = Answer()
    try:
        _begin()
        yield answer
        db.session.flush()
        waits.settle()
        once.keep(answer.location)
        db.session.commit()
    except BaseException as error:
        db.session.rollback()
        waits.forget()
        afterwards.forget()
        _finish(error, answer, refusals)
    else:
        afterwards.do()
    finally:
        forget_actor()


def _begin() -> None:
    _know_no_more_than_keys()
    with of_writers():
        db.session.connection(execution_options={"writes": True})
    forget_actor()
    waits.forget()
    once.claim()


def _know_no_more_than_keys() -> None:
    """End the reading, after which all that was loaded is asked anew, but for the id of a thing: it never changes.

    An operation begins with holding what the view gave it, by its id, which would be asked for by itself.
    """
    things = [thing for thing in db.session.identity_map.values() if isinstance(thing, Thing)]
    db.session.rollback()
    for thing in things:
        if identity := sa.inspect(thing).identity:
            set_committed_value(thing, "id", identity[0])


def _finish(error: BaseException, answer: Answer, refusals: TakesRefusals | None) -> None:
    answer.location = ""
    if isinstance(error, IntegrityError) and once.lost_the_race(error):
        once.replay()
    refused = refusal_of(error) if isinstance(error, IntegrityError) else error
    if isinstance(refused, Refused) and refusals is not None:
        refusals.refusal = refused
        return
    if isinstance(refused, Refused) and refused is not error:
        raise refused from error
    raise error


def hold(select: sa.Select[T], values: Mapping[str, Any] | None = None) -> T:
    """Load the one row again, locked against others until the commit, with what the select loads beside it.

    Raises Refused if it is gone. The first line of every operation that changes a thing. A select that is a constant
    gets its `values` here, and is made one that locks once a process.
    """
    locked: sa.Select[T] = _locking(select) if values is None else _locking_constant(select)
    found = db.session.scalars(locked, values).unique().one_or_none()
    if found is None:
        raise Refused(_("This is not there any more."))
    return found


def _locking(select: sa.Select[T]) -> sa.Select[T]:
    entity = select.column_descriptions[0]["entity"]
    return select.with_for_update(of=entity).execution_options(populate_existing=True)


@lru_cache(maxsize=64)
def _locking_constant(select: sa.Select[T]) -> sa.Select[T]:
    return _locking(select)


def added(thing: NewThing) -> NewThing:
    """Insert a new thing past the unit of work, which sorts and compares all a session has; give it as one that is kept.

    What listens to inserts of its table is not called: who adds does that by itself.
    """
    db.session.flush()  # what it points at comes first
    state = sa.inspect(thing)
    given = {name: value for name, value in state.dict.items() if name in state.mapper.columns}
    result: Any = db.session.connection().execute(_insert(type(thing)), given)
    kept = {**result.last_inserted_params(), "id": result.inserted_primary_key[0]}
    for name in kept.keys() - given.keys():
        set_committed_value(thing, name, kept[name])
    make_transient_to_detached(thing)
    db.session.add(thing)
    waits.begun(thing.ref)
    return thing


@lru_cache(maxsize=128)
def _insert(kind: type[Thing]) -> sa.Insert:
    return sa.insert(kind.__table__)  # type: ignore[arg-type]
