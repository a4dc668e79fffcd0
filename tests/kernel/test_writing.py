"""Where a change begins and ends: commit, rollback, a reader that cannot write, a database that is locked."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from tests.accounts.helpers import fresh
from tests.cast import Cast
from wgtool.accounts.models import Invitation
from wgtool.history.models import Line
from wgtool.kernel import marks, once, waits
from wgtool.kernel.db import Ref, db
from wgtool.kernel.installation import Installation
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing
from wgtool.partners import operations as partners
from wgtool.partners import queries
from wgtool.partners.models import Type

PEOPLE = "/partners/rivermark-relief/people"


class Form:
    refusal: Refused | None = None


def rows(model: Any) -> int:
    fresh()
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def register_and_fail(cast: Cast, error: BaseException) -> None:
    actor = cast.sam.actor
    with writing():
        partners.register(name="Harbour Aid", type=Type.INGO, actor=actor)
        raise error


def test_what_was_written_stays(cast: Cast) -> None:
    actor = cast.sam.actor
    with cast.app.test_request_context(), writing() as answer:
        partners.register(name="Harbour Aid", type=Type.INGO, actor=actor)
        answer.go("partners.index")
    assert queries.name_taken("Harbour Aid")
    assert rows(Line) == 1
    assert rows(waits.Wait) == 1


@pytest.mark.parametrize("error", [ValueError, Refused, KeyboardInterrupt])
def test_any_exception_undoes_all_of_it(cast: Cast, error: type[BaseException]) -> None:
    with pytest.raises(error):
        register_and_fail(cast, error("no"))
    assert queries.name_taken("Harbour Aid") is None
    assert rows(Line) == rows(waits.Wait) == 0


def test_a_refusal_goes_to_the_form(cast: Cast) -> None:
    form, actor = Form(), cast.sam.actor
    with writing(refusals=form) as answer:
        answer.to("/somewhere")
        partners.register(name="Harbour Aid", type=Type.INGO, actor=actor)
        raise Refused("not today")
    assert str(form.refusal) == "not today"
    assert not answer.given
    assert queries.name_taken("Harbour Aid") is None


def test_other_errors_do_not_go_to_the_form(world: Flask) -> None:
    form = Form()
    with pytest.raises(ValueError), writing(refusals=form):
        raise ValueError("ours")
    assert form.refusal is None


def test_a_broken_constraint_says_its_sentence(cast: Cast) -> None:
    from tests.factories import HASH
    from wgtool.accounts.models import Person
    from wgtool.kernel import clock

    email, form = str(cast.omar.name and "omar-haddad@example.org"), Form()
    with writing(refusals=form):
        db.session.add(Person(email=email, name="Other", password=HASH, joined_at=clock.now()))
    assert "has an account by now" in str(form.refusal)


def test_a_reader_cannot_write(world: Flask) -> None:
    for statement in (sa.insert(Installation).values(name="x", value="1"), sa.delete(Installation)):
        with pytest.raises(DBAPIError, match="read"):
            db.session.execute(statement)
        db.session.rollback()


def test_a_reader_after_a_writer_cannot_either(world: Flask) -> None:
    with writing():
        db.session.add(Installation(name="x", value="1"))
    with pytest.raises(DBAPIError, match="read"):
        db.session.execute(sa.delete(Installation))
    db.session.rollback()
    assert rows(Installation) == 1


def test_a_mark_is_the_one_way_out(world: Flask) -> None:
    assert marks.mark(sa.insert(Installation).values(name="x", value="1"))
    assert rows(Installation) == 1


def test_a_mark_that_fails_is_no_matter(world: Flask) -> None:
    for worked in (True, False):
        assert marks.mark(sa.insert(Installation).values(name="x", value="1")) is worked


@pytest.fixture
def impatient(world: Flask) -> Iterator[None]:
    """Have SQLite wait a twentieth of a second for a lock, not fifteen."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL locks rows, not the database")

    def soon(dbapi: Any, record: Any) -> None:
        dbapi.execute("PRAGMA busy_timeout=50")

    sa.event.listen(db.engine, "connect", soon)
    db.engine.dispose()
    yield
    db.session.remove()
    sa.event.remove(db.engine, "connect", soon)
    db.engine.dispose()


@pytest.fixture
def locked(cast: Cast, impatient: None) -> Iterator[sqlite3.Connection]:
    """Hold the database's write lock from outside."""
    _ = cast.hana
    fresh()
    other = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


@pytest.mark.one_engine
def test_a_locked_database_answers_503_with_the_text(cast: Cast, locked: sqlite3.Connection) -> None:
    form = {"email": "ines@example.org", "once": "the-token"}
    answer = cast.hana.post(PEOPLE, form)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "ines@example.org" in answer.text
    assert cast.hana.get(PEOPLE).status_code == 200  # readers read on
    locked.execute("ROLLBACK")
    assert cast.hana.post(PEOPLE, form).status_code == 303
    assert rows(Invitation) == 1


@pytest.mark.one_engine
def test_a_locked_database_does_not_hold_up_a_page(cast: Cast, locked: sqlite3.Connection) -> None:
    answer = cast.hana.get("/me")
    answer.close()  # "last seen" cannot be written, and that is no matter
    assert answer.status_code == 200


def test_old_tokens_are_swept(cast: Cast) -> None:
    from datetime import timedelta

    from wgtool.kernel import clock

    with clock.at(clock.now() - timedelta(days=31)):
        cast.hana.post(PEOPLE, {"email": "old@example.org", "once": "old"})
    cast.hana.post(PEOPLE, {"email": "new@example.org", "once": "new"})
    with writing():
        assert once.sweep() == 1
    assert rows(once.Once) == 1


def test_waits_are_what_their_function_says(cast: Cast) -> None:
    actor = cast.sam.actor
    with writing():
        partners.register(name="Harbour Aid", type=Type.INGO, actor=actor)
    with writing():
        assert [ref for ref in waits.settle_all() if ref.kind == "organisation"] == []
    harbour = queries.name_taken("Harbour Aid")
    assert harbour is not None
    lines = sa.select(waits.Wait).where(waits.Wait.kind == "organisation")
    assert db.session.scalars(lines).one().subject == Ref("organisation", harbour.id)
