"""Migrations, by Flask-Migrate and Alembic. They are loaded by who migrates.

No request needs them, and with what they load in turn they took ten MiB of each worker and a tenth of its start.
"""

from __future__ import annotations

from typing import Any

import click
from flask import Flask
from flask.cli import FlaskGroup
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from wgtool.config import place
from wgtool.kernel.db import db
from wgtool.kernel.outages import Outage, outage_of

_PLACE = "migrate"


class Unloaded:
    """Stands for Flask-Migrate among the extensions until anything is asked of it."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        """Load it, which puts it in this one's place, and ask it."""
        from flask_migrate import Migrate

        Migrate(self._app, db, directory=str(place("migrations")), render_as_batch=True)
        return getattr(self._app.extensions[_PLACE], name)


def register(app: Flask) -> None:
    """Offer migrations to an application."""
    app.extensions[_PLACE] = Unloaded(app)


def upgrade() -> None:
    """Bring the tables up to date."""
    from flask_migrate import upgrade

    upgrade()


class Later(click.ClickException):
    """What may be done later: exits with EX_TEMPFAIL of sysexits.h, as timers and mail servers know it."""

    exit_code = 75


SAID = {
    Outage.BUSY: "The database is busy. Nothing was done by half: try again in a moment.",
    Outage.FULL: "The disk of the database is full: make room. What was done before this is kept.",
    Outage.AWAY: "The database cannot be reached or read: look at WGTOOL_DATABASE_URL and at the database itself.",
}


class Commands(FlaskGroup):
    """The commands of an application, with those of Flask-Migrate as `db`.

    Flask finds them in the application alone, which may not start. Its own options, and the commands of other libraries, are
    for who develops with Flask: another application, debugging, a file of settings. Here they would only lead astray.
    """

    def __init__(self, **how: Any) -> None:
        own = list(how.get("params") or ())
        super().__init__(add_default_commands=False, add_version_option=False, load_dotenv=False, **how)
        self.params = own

    def _load_plugin_commands(self) -> None:
        pass

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; that the database cannot answer is a sentence, not a traceback."""
        try:
            return super().invoke(ctx)
        except (DBAPIError, PoolTimeout) as error:
            if (outage := outage_of(error)) is None:
                raise
            raise Later(SAID[outage]) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted({*self.commands, "db"})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Give a command."""
        if name != "db":
            return super().get_command(ctx, name)
        from flask_migrate.cli import db as commands

        found: click.Command = commands
        return found
