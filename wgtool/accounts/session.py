"""Who sends this request, by Flask-Login's cookie. The cookie names a person and an epoch; "everywhere" ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, login_user, logout_user

from wgtool.accounts import queries
from wgtool.accounts.models import Person
from wgtool.kernel import actors, clock, doors, marks
from wgtool.kernel.actors import ADMIN, SUPPORT, Actor, Hat
from wgtool.kernel.i18n import tongue
from wgtool.kernel.web import MACHINE

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)
manager = LoginManager()


@dataclass
class SignedIn(UserMixin):  # type: ignore[misc]
    """What the cookie says."""

    person: int
    epoch: int

    def get_id(self) -> str:
        """Give the cookie's words."""
        return f"{self.person}.{self.epoch}"


class Sessions(SecureCookieSessionInterface):
    """Renews the cookie once a day, and leaves alone what is the same for everybody: static files, machines' probes.

    With a cookie of its own, a file would be another one to the browser each time, and asked for again on each page.
    """

    def __init__(self) -> None:
        self._signers: dict[Any, Any] = {}

    def get_signing_serializer(self, app: Flask) -> Any:
        """Give what signs the cookie: made once for a key, not twice a request."""
        keys = (app.secret_key, *(app.config["SECRET_KEY_FALLBACKS"] or ()))
        if keys not in self._signers:
            self._signers[keys] = super().get_signing_serializer(app)
        return self._signers[keys]

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Put the cookie on whatever is for a person."""
        if request.endpoint != "asset" and MACHINE not in request.environ:
            if session.accessed and session.permanent and _is_old(session):
                session["renewed"] = clock.now().timestamp()
            super().save_session(app, session, response)


def _is_old(session: SessionMixin) -> bool:
    """Say whether the cookie of who signed in was renewed a day ago; one from the future is old, too."""
    age = clock.now().timestamp() - float(session.get("renewed", 0))
    return not 0 <= age < DAILY.total_seconds()


@manager.user_loader  # type: ignore[untyped-decorator]
def _from_cookie(words: str) -> SignedIn | None:
    person, _, epoch = words.partition(".")
    return SignedIn(int(person), int(epoch)) if person.isdigit() and epoch.isdigit() else None


def _of_cookie() -> SignedIn | None:
    """Give what the cookie says. Flask-Login would say the same after looking for cookies we never send."""
    said: SignedIn | None = _from_cookie(session.get("_user_id", ""))
    return said


def who_sends() -> Actor:
    """Read the person, their organisation and their hats now: one statement, none for a guest."""
    said = _of_cookie()
    person = queries.for_session(said.person) if said else None
    if said is None or person is None or person.epoch != said.epoch:
        return Actor.guest(session.get("language", "en"))
    if person.seen_at is None or person.seen_at < clock.now() - HOURLY:
        g.to_mark_seen = person.id
    return actor_of(person)


def actor_of(row: sa.Row[Any]) -> Actor:
    """Give the actor a person is, from a row of `queries.for_session`."""
    hats = frozenset(_hat(worn) for worn in row.hats.split("\n"))
    confirmed = row.confirmed_at and row.looked_at
    return Actor(
        person=row.id, name=row.name, organisation=row.organisation_id, language=row.language, zone=row.zone,
        hats=hats, waiting=row.waiting,
        provisional=not confirmed and SUPPORT not in hats and not (ADMIN in hats and row.organisation_id is None),
    )  # fmt: skip


def _hat(worn: str) -> Hat:
    role, kind, id = worn.split(":", 2)
    return role, kind, id


def person_of_cookie() -> int | None:
    """Give the person the cookie names, whatever their epoch: for who has just ended all sessions."""
    said = _of_cookie()
    return said.person if said else None


def _note_sight(app: Flask, response: Response) -> Response:
    """Write down, after the answer and at most hourly, that the person was here."""
    person = g.pop("to_mark_seen", None)
    if person is not None:
        response.call_on_close(lambda: _mark_seen(app, person))
    return response


def _mark_seen(app: Flask, person: int) -> None:
    now = clock.now()
    stale = sa.or_(Person.seen_at.is_(None), Person.seen_at < now - HOURLY)
    with app.app_context():
        marks.mark(sa.update(Person).where(Person.id == person, stale).values(seen_at=now))


def sign_in(person: Person) -> None:
    """Begin a session for a person, with a fresh cookie."""
    kept = session.get("language")
    session.clear()
    if kept:
        session["language"] = kept
    session.permanent = True
    login_user(SignedIn(person.id, person.epoch))
    actors.forget_actor()
    doors.opened("signed in", address=person.email, person=person.id)


def sign_out() -> None:
    """End this session. The browser goes on in the language it was read in."""
    spoken = tongue().language.code
    if me := actors.actor().person:
        doors.left(me)
    logout_user()
    session.clear()
    session["language"] = spoken
    actors.forget_actor()


def register(app: Flask) -> None:
    """Have requests identified here."""
    app.session_interface = Sessions()
    manager.init_app(app, add_context_processor=False)
    app.after_request(partial(_note_sight, app))
    actors.identified_by(who_sends)
