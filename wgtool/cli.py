"""Commands for whoever runs wgtool: prepare, run, deliver mail, do what is due."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask, current_app, url_for
from flask.cli import with_appcontext
from flask_migrate import upgrade

from wgtool.accounts import operations as accounts_operations
from wgtool.accounts import queries as accounts
from wgtool.config import Settings
from wgtool.decisions import operations as decisions
from wgtool.demo import world
from wgtool.kernel import clock, once, waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.installation import DUE_AT, is_demo, mail_held_since, note
from wgtool.kernel.writes import writing
from wgtool.notifications import queries as mails
from wgtool.notifications.delivery import deliver as deliver_mails
from wgtool.plan import operations as plans
from wgtool.signups import operations as signups
from wgtool.upkeep.commands import COMMANDS

FIRST, TICK = 2, 30
GRACE = 30


def settings() -> Settings:
    """Give the settings of this application."""
    found: Settings = current_app.extensions["settings"]
    return found


def prepare() -> None:
    """Bring the tables up to date and put in what every installation has; safe to repeat."""
    upgrade()
    with writing():
        plans.ship(actor=Actor.tool())
        decisions.ensure_bodies(Actor.tool())


def do_due() -> list[str]:
    """Do what time alone asks for; safe to repeat, to run late, and to run twice at once. Gives what was done, in words.

    What breaks one of the jobs holds up none of the others; the first error is raised when all are through.
    """
    done, errors = [], []
    for job, words in JOBS:
        try:
            with writing():
                count = job()
        except Exception as error:
            current_app.logger.exception("%s: this broke, the rest goes on", words)
            errors.append(error)
        else:
            done.append(f"{count} {words}")
    if errors:
        raise errors[0]
    with writing():
        note(DUE_AT, clock.now().isoformat())
    return done


JOBS: tuple[tuple[Callable[[], int], str], ...] = (
    (lambda: len(decisions.conclude_due()), "questions concluded or opened"),
    (lambda: signups.lapse_overdue(actor=Actor.tool()), "sign-ups lapsed"),
    (lambda: len(waits.settle_all()), "waits rewritten"),
    (lambda: once.sweep() + accounts_operations.sweep(), "old tokens and links forgotten"),
)


@click.command("prepare")
@with_appcontext
def prepare_command() -> None:
    """Bring the tables up to date and put in the plans' structure and the bodies; safe to repeat."""
    prepare()
    click.echo("Ready.")


@click.command()
@with_appcontext
def demo() -> None:
    """Fill an empty database with a small made-up world, to look around in."""
    prepare()
    click.echo("A made-up world was built." if world.build() else "There are people here already: nothing was done.")


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
    prepare()
    if demo:
        world.build()
    for sentence in greetings():
        click.echo(sentence)
    click.echo(f"wgtool answers at http://{host}:{port}  (Ctrl+C ends it)")
    serve(current_app._get_current_object(), host, port, threads)  # type: ignore[attr-defined]


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


def serve(app: Flask, host: str, port: int, threads: int) -> None:
    """Serve with gunicorn: one worker, several threads, and the clockwork beside.

    Told to end, it answers what was asked and finishes the mail it is at, for half a minute at most.
    """
    from gunicorn.app.base import BaseApplication

    beside = Clockwork(app)

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            chosen = {"bind": f"{host}:{port}", "workers": 1, "threads": threads, "worker_class": "gthread",
                      "loglevel": "warning", "control_socket_disable": True, "graceful_timeout": GRACE, "post_worker_init": beside.start,
                      "worker_exit": lambda server, worker: beside.end()}  # fmt: skip
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    db.engine.dispose()  # no connection may cross the fork
    Server().run()


class Clockwork:
    """The thread beside the server that does what is due and sends mail every half minute."""

    def __init__(self, app: Flask) -> None:
        self._app, self._stop = app, threading.Event()
        self._thread: threading.Thread | None = None  # one made before the fork would count as ended after it

    def start(self, worker: Any) -> None:
        """Start it in a worker of the server; it begins nothing new once that is told to end."""
        ends = worker.handle_exit

        def told(*how: Any) -> None:
            self._stop.set()
            ends(*how)

        signal.signal(signal.SIGTERM, told)
        self._thread = threading.Thread(target=self._tick, daemon=True, name="clockwork")
        self._thread.start()

    def end(self) -> None:
        """Wait for what it is at."""
        self._stop.set()
        if self._thread:
            self._thread.join(GRACE)

    def _tick(self) -> None:
        wait = FIRST
        while not self._stop.wait(wait):
            wait = TICK
            try:
                with self._app.app_context():
                    do_due()
                    if settings().smtp_host and not is_demo():
                        deliver_mails(settings(), stop=self._stop.is_set)
            except Exception:
                self._app.logger.exception("the clockwork stumbled and goes on")


def register(group: click.Group) -> None:
    """Offer the commands."""
    for command in (run, prepare_command, demo, user, due, deliver, *COMMANDS):
        group.add_command(command)
