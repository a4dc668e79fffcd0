"""A text whose owner is an organisation: its members write, its focal point leads, the people of Lantern decide.

`documents` has no pages of its own, so a toy room mounts them here.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Blueprint, Flask

from tests import factories
from tests.cast import Cast, Someone
from tests.conftest import build
from wgtool.accounts.models import Belonging
from wgtool.decisions.models import Body, Question
from wgtool.documents import mount, operations, queries
from wgtool.documents.models import Document, Section, Version
from wgtool.documents.outlines import OUTLINES, TERMS
from wgtool.kernel import actors, permits
from wgtool.kernel.actors import Actor, actor
from wgtool.kernel.db import db
from wgtool.kernel.permits import who
from wgtool.kernel.web import guard, page
from wgtool.kernel.writes import writing
from wgtool.partners import queries as partners
from wgtool.partners.models import Organisation
from wgtool.partners.rules import anybody, focal, support
from wgtool.policy import POLICY


class Toy(enum.StrEnum):
    READ = "toy:read"
    WRITE = "toy:write"
    SUBMIT = "toy:submit"


@who("members")
def member(actor: Actor, thing: Organisation) -> bool:
    return actor.wears("member", "organisation", thing.id)


RULES = {Toy.READ: [[anybody]], Toy.WRITE: [[member], [support]], Toy.SUBMIT: [[focal]]}


def _toy(slug: str) -> Organisation | None:
    return partners.by_slug(slug, seen_by=actor())


@pytest.fixture(scope="session")
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    made = build(request, tmp_path_factory)
    permits.install({**POLICY, **RULES})
    bp = Blueprint("toys", __name__)
    bp.get("/toys/<slug>")(guard(Toy.READ, _toy)(lambda toy: page("error.html", code=404, title="", sentence="")))
    mount.mount(bp, prefix="/toys/<slug>", loader=_toy, read=Toy.READ, write=Toy.WRITE, submit=Toy.SUBMIT,
                submit_url=lambda toy: f"/toys/{toy.slug}/submit", home=lambda toy: f"/toys/{toy.slug}")  # fmt: skip
    made.register_blueprint(bp)
    return made


def _hats(person: int) -> list[sa.Select[Any]]:
    """Let focal points lead their organisation's text, and Lantern's people sit on body 1."""
    mine = sa.select(Belonging).where(Belonging.person_id == person)
    at = sa.cast(Belonging.organisation_id, sa.String)
    sits = mine.join(Organisation).where(Organisation.name.startswith("Lantern"))
    return [
        mine.where(Belonging.focal).with_only_columns(sa.literal("lead"), sa.literal("organisation"), at),
        sits.with_only_columns(sa.literal("seat"), sa.literal("body"), sa.literal("1")),
    ]


@pytest.fixture(autouse=True)
def toy_rules(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if "app" in request.fixturenames:
        request.getfixturevalue("app")
    permits.install({**POLICY, **RULES})
    monkeypatch.setattr(actors, "_providers", [*actors._providers, _hats])
    yield
    permits.install(POLICY)


class Room:
    """The text of Rivermark Relief, and shorthands."""

    base = "/toys/rivermark-relief/terms"

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.owner = cast.rivermark.ref
        self.body = factories.save(Body(code="SAG", name="Strategic Advisory Group"))
        by = cast.hana.actor
        with writing():
            document = operations.create(
                owner=self.owner, outline=TERMS, title="Terms of the made-up group", audience=str(self.owner), actor=by,
            )  # fmt: skip
            self.document = document.id

    @property
    def version(self) -> Version:
        """Give the newest version, as it is now."""
        db.session.rollback()
        found = queries.newest(queries.versions(self.owner, TERMS, seen_by=Actor.tool()))
        assert found is not None
        return found

    def section(self, key: str = "scope") -> Section:
        found = queries.section(self.version, key)
        assert found is not None
        return found

    def write(self, who: Someone, text: str, *, seen: int | None = None, key: str = "scope", **more: Any) -> Any:
        seen = self.section(key).revision if seen is None else seen
        return who.post(f"{self.base}/edit/{key}", {"text": text, "seen": seen, **more})

    def choose(self, who: Someone, number: int, *hows: str, key: str = "scope", **more: Any) -> Any:
        chosen = {f"clash-{n}": how for n, how in enumerate(hows)}
        facts = {"seen": self.section(key).revision, **chosen, **more}
        return who.post(f"{self.base}/edit/{key}/choose/{number}", facts)

    def texts(self, key: str = "scope") -> list[str]:
        """Give every text that is kept of a section."""
        section = self.section(key)
        numbers = [r.number for r in queries.revisions(section)]
        return [r.text for r in queries.revisions(section, numbers)]

    def fill(self, **texts: str) -> None:
        """Write every mandatory section."""
        by = self.cast.hana.actor
        for part in OUTLINES[TERMS].parts:
            if part.mandatory and texts.get(part.key) != "":
                section = self.section(part.key)
                with writing():
                    operations.save(section, text=texts.get(part.key, f"All about {part.key}."), seen=0, actor=by)

    def submit(self, who: Someone | None = None) -> Question:
        by, document = (who or self.cast.hana).actor, db.session.get(Document, self.document)
        body = db.session.get(Body, 1)
        assert document is not None
        assert body is not None
        with writing():
            return operations.submit(document, about="first terms", subject=self.owner, group=None, body=body,
                                     actor=by, title="Terms")  # fmt: skip


@pytest.fixture
def room(cast: Cast) -> Room:
    return Room(cast)
