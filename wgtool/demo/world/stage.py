"""Who plays and when: actors by their address, days counted back from today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from wgtool.accounts import queries as accounts
from wgtool.accounts import session
from wgtool.accounts.models import Person
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.writes import writing


class Stage:
    """The made-up people as actors, each read afresh, as a request would."""

    def actor(self, address: str) -> Actor:
        """Give who has this address, with the hats they wear at this moment."""
        found = accounts.for_session(self.row(address).id)
        assert found is not None, address
        return session.actor_of(found)

    def row(self, address: str) -> Person:
        """Give the person's row."""
        found = accounts.by_email(address)
        assert found is not None, address
        return found

    @contextmanager
    def ago(self, days: int, hour: int = 10) -> Iterator[None]:
        """Do something that many days ago, in one change."""
        then = (clock.now() - timedelta(days=days)).replace(hour=hour, minute=days % 60, second=0, microsecond=0)
        with clock.at(min(then, clock.now())), writing():
            yield

    @staticmethod
    def day(days: int) -> date:
        """Give the date that many days ago, or ahead when negative."""
        return clock.today() - timedelta(days=days)
