"""The cast: who is who in the tests. Each is made when first named.

Omar is a plain member of Rivermark Relief, a partner; Hana is its focal point. Lena is focal point of Lantern Health,
Kofi a plain member there. Prue has joined Open Depot and nobody has confirmed her. Olga watches for an observer.
Sam is in the support team, Ada administers the machine, Cora coordinates in Iraq.
"""

from __future__ import annotations

import contextvars
from functools import cached_property
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests import factories
from wgtool.accounts import queries, session
from wgtool.accounts.models import Person
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.partners.models import Organisation, Standing, Type


def _apart(send: Any, *args: Any, **kwargs: Any) -> TestResponse:
    """Send a request as a server would: without the test's own application context, which would keep its user."""
    return contextvars.Context().run(send, *args, **kwargs)


class Someone:
    """A browser in somebody's hands."""

    def __init__(self, app: Flask, person: int | None, name: str = "guest") -> None:
        self.app, self.person, self.name = app, person, name
        self.client = app.test_client()
        signer = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token")
        self.csrf = signer.dumps("raw")
        known = {"_user_id": f"{person}.1", "_fresh": True, "_permanent": True} if person is not None else {}
        signed = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signed is not None
        self.client.set_cookie(app.config["SESSION_COOKIE_NAME"], signed.dumps({"csrf_token": "raw", **known}))

    @property
    def actor(self) -> Actor:
        """Give the actor of rules and operations, as a request would read it now."""
        if self.person is None:
            return Actor.guest()
        db.session.rollback()
        row = queries.for_session(self.person)
        assert row is not None
        return session.actor_of(row)

    def get(self, url: str, **kwargs: Any) -> TestResponse:
        """Open a page."""
        return _apart(self.client.get, url, **kwargs)

    def post(self, url: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Send a form with a CSRF token, from a page of ours."""
        headers = {"Origin": "http://localhost", **kwargs.pop("headers", {})}
        data = {"csrf_token": self.csrf, **(data or {})}
        return _apart(self.client.post, url, data=data, headers=headers, **kwargs)


class Cast:
    """Everybody."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def _play(self, person: Person) -> Someone:
        return Someone(self.app, person.id, person.name)

    @cached_property
    def rivermark(self) -> Organisation:
        """Give an international NGO, a partner."""
        return factories.organisation("Rivermark Relief", countries="IQ TD")

    @cached_property
    def lantern(self) -> Organisation:
        """Give a national NGO, a partner."""
        return factories.organisation("Lantern Health Logistics", type=Type.NNGO, countries="TD")

    @cached_property
    def depot(self) -> Organisation:
        """Give a partner nobody has looked at."""
        return factories.organisation("Open Depot Network", looked_at=False)

    @cached_property
    def watchers(self) -> Organisation:
        """Give an observer."""
        return factories.organisation("Provincial Trade Office", type=Type.GOVERNMENT, standing=Standing.OBSERVER)

    @cached_property
    def guest(self) -> Someone:
        """Give somebody who has not signed in."""
        return Someone(self.app, None)

    @cached_property
    def omar(self) -> Someone:
        """Give a plain member of Rivermark Relief."""
        return self._play(factories.person("Omar Haddad", at=self.rivermark))

    @cached_property
    def hana(self) -> Someone:
        """Give the focal point of Rivermark Relief."""
        return self._play(factories.person("Hana Aziz", at=self.rivermark, focal=True))

    @cached_property
    def lena(self) -> Someone:
        """Give the focal point of Lantern Health Logistics."""
        return self._play(factories.person("Lena Okafor", at=self.lantern, focal=True))

    @cached_property
    def kofi(self) -> Someone:
        """Give a plain member of Lantern Health Logistics who is not shown."""
        return self._play(factories.person("Kofi Mensah", at=self.lantern, shown=False))

    @cached_property
    def prue(self) -> Someone:
        """Give somebody provisional, of an organisation nobody has looked at."""
        return self._play(factories.person("Prue Lindqvist", at=self.depot, confirmed=False))

    @cached_property
    def olga(self) -> Someone:
        """Give a confirmed member of an observer."""
        return self._play(factories.person("Olga Petrov", at=self.watchers))

    @cached_property
    def sam(self) -> Someone:
        """Give a member of the support team."""
        return self._play(factories.person("Sam Teller", roles="support"))

    @cached_property
    def ada(self) -> Someone:
        """Give the administrator of the machine."""
        return self._play(factories.person("Ada Brook", roles="admin"))

    @cached_property
    def cora(self) -> Someone:
        """Give the coordinator for Iraq."""
        return self._play(factories.person("Cora Bell", at=self.rivermark, roles="coordinator", country="IQ"))

    @cached_property
    def ines(self) -> Someone:
        """Give somebody of Lantern Health Logistics who holds a seat of the SAG, where a test sets it up."""
        return self._play(factories.person("Ines Duarte", at=self.lantern))

    @cached_property
    def charis(self) -> Someone:
        """Give the chair of the SAG, where a test sets it up."""
        return self._play(factories.person("Charis Vale", at=self.lantern))
