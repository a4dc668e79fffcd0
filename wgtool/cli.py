"""Commands for whoever runs wgtool: prepare, run, deliver mail, do what is due."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

import click
from flask import Flask, current_app, url_for
from flask.cli import NoAppException, with_appcontext

from wgtool import __version__
from wgtool.accounts import operations as accounts_operations
from wgtool.accounts import queries as accounts
from wgtool.app import create_app
from wgtool.config import BadSetting, Settings
from wgtool.decisions import operations as decisions
from wgtool.kernel import clock, migrations
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.installation import is_demo, mail_held_since
from wgtool.kernel.writes import writing
from wgtool.notifications import queries as mails
from wgtool.notifications.delivery import deliver as deliver_mails
from wgtool.plan import commands as plan_commands
from wgtool.plan import operations as plans
from wgtool.serving import serve
from wgtool.timers import do_due
from wgtool.upkeep import queries as upkeep
from wgtool.upkeep.commands import COMMANDS

WORLD_AGE = timedelta(days=430)
"""How long ago the made-up world begins: before anybody in it did anything."""


def settings() -> Settings:
    """Give the settings of this application."""
    found: Settings = current_app.extensions["settings"]
    return found


def prepare() -> None:
    """Bring the tables up to date and put in what every installation has; safe to repeat."""
    migrated = upkeep.is_migrated()
    db.session.rollback()  # nothing of ours may be open while tables change
    if not migrated:
        migrations.upgrade()
    with writing():
        plans.ship(actor=Actor.tool())
        decisions.ensure_bodies(Actor.tool())


@click.command("prepare")
@with_appcontext
def prepare_command() -> None:
    """Bring the tables up to date and put in the plans' structure and the bodies; safe to repeat."""
    prepare()
    click.echo("Ready.")


def prepare_world() -> bool:
    """Prepare the database and build the made-up world; what an empty one is given first is as old as that world."""
    before = clock.now() - WORLD_AGE
    with nullcontext() if upkeep.is_migrated() else clock.at(before):
        prepare()
    return build_world()


def build_world() -> bool:
    """Build the made-up world in an empty database; say whether it was empty. Only this loads how it is built."""
    from wgtool.demo import world

    return bool(world.build())


@click.command()
@with_appcontext
def demo() -> None:
    """Fill an empty database with a small made-up world, to look around in."""
    built = prepare_world()
    click.echo("A made-up world was built." if built else "There are people here already: nothing was done.")


@click.group()
def user() -> None:
    """Look after accounts from the console."""


@user.command("first-admin")
@with_appcontext
def first_admin() -> None:
    """Print a link, good once and for a day, by which the first administrator comes in."""
    if accounts.any_admin():
        raise click.ClickException("There is an administrator already; they can name others.")
    click.echo(first_admin_address())


def first_admin_address() -> str:
    """Make the link for the first administrator, as an address to open."""
    with writing():
        token = accounts_operations.first_admin_link()
    with current_app.test_request_context():
        return settings().base_url.rstrip("/") + url_for("accounts.link", token=token)


@click.command()
@with_appcontext
def due() -> None:
    """Do what time alone asks for. For cron or a systemd timer; as often as every minute."""
    click.echo(", ".join(do_due()))


@click.command()
@with_appcontext
def deliver() -> None:
    """Send the mails that are due. For cron or a systemd timer; any number may run."""
    if is_demo():
        click.echo("This is a demonstration: mail is shown at /demo/mails and leaves nowhere.")
    elif since := mail_held_since():
        click.echo(held(since))
    elif not settings().smtp_host:
        click.echo(f"No WGTOOL_SMTP_HOST: {mails.waiting_count()} mails wait in the outbox.")
    else:
        with until_told() as stop:
            sent, failed = deliver_mails(settings(), stop=stop)
        click.echo(f"{sent} mails sent, {failed} to be tried again")


@contextmanager
def until_told() -> Iterator[Callable[[], bool]]:
    """Give a question that is answered yes once this process was told to end: what is begun is finished first."""
    told = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: told.set())
    try:
        yield told.is_set
    finally:
        signal.signal(signal.SIGTERM, before)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True)
@click.option("--threads", default=8, show_default=True)
@click.option("--demo", is_flag=True, help="Fill an empty database with a small made-up world first.")
@with_appcontext
def run(host: str, port: int, threads: int, demo: bool) -> None:
    """Prepare the database and serve, with mail and timers in a thread beside."""
    answer_at(port)
    prepare_world() if demo else prepare()
    for sentence in greetings():
        click.echo(sentence)
    click.echo(f"wgtool answers at http://{host}:{port}  (Ctrl+C ends it)")
    serve(current_app._get_current_object(), host, port, threads)  # type: ignore[attr-defined]


def answer_at(port: int) -> None:
    """Have links in mail lead to the port served, where no setting says another address."""
    chosen = settings()
    if chosen.base_url == Settings().base_url:
        own = chosen.base_url.rpartition(":")[0]
        current_app.extensions["settings"] = replace(chosen, base_url=f"{own}:{port}")


def held(since: str) -> str:
    """Say that a restore holds mail."""
    return (
        f"Mail is held: this was restored from a backup of {since}, and {mails.waiting_count()} mails wait. "
        "Look at them, then run `wgtool mail release`."
    )


def greetings() -> list[str]:
    """Say at the start what whoever runs this must know."""
    said = []
    if is_demo():
        said.append("This is a demonstration with made-up people. Its mails are shown at /demo/mails.")
    elif not settings().smtp_host:
        said.append("No mail server is set (WGTOOL_SMTP_HOST): mail waits in the outbox until there is one.")
    if not is_demo() and (since := mail_held_since()):
        said.append(held(since))
    if not is_demo() and not accounts.any_admin():
        said.append("Nobody administers this yet. Open this link once to begin: " + first_admin_address())
    return said


class CannotStart(NoAppException):
    """A mistake in the settings, told to whoever runs this in its sentence alone."""

    def show(self, file: Any = None) -> None:
        """Print the sentence."""
        click.echo(f"Error: {self.message}", err=True)


def _create_for_commands() -> Flask:
    try:
        return create_app()
    except BadSetting as error:
        raise CannotStart(str(error)) from error


@click.group(cls=migrations.Commands, create_app=_create_for_commands)
@click.version_option(__version__, prog_name="wgtool")
def main() -> None:
    """Run and look after wgtool."""


for _command in (plan_commands.plan, run, prepare_command, demo, user, due, deliver, *COMMANDS):
    main.add_command(_command)
