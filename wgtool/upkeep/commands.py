"""Commands: take a copy, put it back, let mail leave after that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from wgtool.kernel.writes import writing
from wgtool.notifications import operations as notifications
from wgtool.upkeep import folder
from wgtool.upkeep.backup import LACKS
from wgtool.upkeep.backup import backup as take
from wgtool.upkeep.restore import restore as put_back
from wgtool.upkeep.values import Cannot


@contextmanager
def sentences() -> Iterator[None]:
    """Tell whoever runs this what went wrong in a sentence."""
    try:
        yield
    except Cannot as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        raise click.ClickException(f"The database did not answer: {error.orig}") from error


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), help="In a folder: remove all but the newest KEEP backups after.")
@with_appcontext
def backup(path: Path, keep: int | None) -> None:
    """Copy all data, of one moment, into a new file while people go on working.

    PATH is the file, or a folder for one named by the time.
    """
    with sentences():
        file = folder.next_file(path) if path.is_dir() else path
        manifest = take(file)
    click.echo(
        f"{manifest.rows} rows of {len(manifest.tables)} tables and {len(manifest.files)} attached files are in {file}. {LACKS}"
    )
    if keep and path.is_dir():
        gone = folder.thin(path, keep)
        click.echo(f"{len(gone)} older backups were removed.")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@with_appcontext
def restore(path: Path) -> None:
    """Put a backup into an empty database, of either engine, and bring it up to date."""
    with sentences():
        manifest = put_back(path)
    click.echo(
        f"{manifest.rows} rows as of {manifest.taken} were restored. Mail is held, since what left after that would "
        "leave again: look at what waits, then run `wgtool mail release`, or with --drop to give up what waits."
    )


@click.group()
def mail() -> None:
    """Look after outgoing mail."""


@mail.command()
@click.option("--drop", is_flag=True, help="Give up the mails that were waiting when the backup was taken.")
@with_appcontext
def release(drop: bool) -> None:
    """Let mail leave again after a restore."""
    with writing():
        dropped = notifications.release(drop=drop)
    if dropped is None:
        raise click.ClickException("Mail is not held: nothing was done.")
    click.echo(f"Mail leaves again. {dropped} mails that were waiting were given up.")


COMMANDS: tuple[click.Command, ...] = (backup, restore, mail)
