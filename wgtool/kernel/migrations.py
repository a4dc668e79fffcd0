"""Migrations, by Flask-Migrate and Alembic. They are loaded by who migrates.

No request needs them, and with what they load in turn they took ten MiB of each worker and a tenth of its start.
"""

from __future__ import annotations

from typing import Any

import click
from flask import Flask
from flask.cli import FlaskGroup

from wgtool.config import place
from wgtool.kernel.db import db

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


class Commands(FlaskGroup):
    """The commands of an application, with those of Flask-Migrate as `db`.

    Flask finds them in the application alone, which may not start.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted({*super().list_commands(ctx), "db"})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Give a command."""
        if name != "db":
            return super().get_command(ctx, name)
        from flask_migrate.cli import db as commands

        found: click.Command = commands
        return found
