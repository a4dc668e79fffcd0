"""The plan on the console: `wgtool plan import FILE`."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import ngettext
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing
from wgtool.plan import operations, readers, words
from wgtool.plan.differences import Differences
from wgtool.plan.readers import ReadPlan, Unreadable


@click.group()
def plan() -> None:
    """Look after the plan."""


@plan.command("ship")
@with_appcontext
def ship() -> None:
    """Set up the editions that come with wgtool: numbers and short titles."""
    with writing():
        new = [edition.title for edition in operations.ship(actor=Actor.tool())]
    for title in new:
        click.echo(title)
    if not new:
        click.echo("Nothing to do: both editions are here.")


@plan.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, write nothing.")
@click.option("--allow-removals", is_flag=True, help="Take items out although something hangs on them.")
@with_appcontext
def read_in(file: Path, dry_run: bool, allow_removals: bool) -> None:
    """Read a published plan (2019 or 2022, plain text) into its edition."""
    found = _read(file)
    try:
        differences = operations.compare(found) if dry_run else _apply(found, allow_removals)
    except Refused as refusal:
        hint = " Use --allow-removals to take them out." if isinstance(refusal, operations.Hanging) else ""
        raise click.ClickException(f"{file}: {refusal}{hint}") from None
    click.echo(f"{file.name}: {words.found(differences.found, found.edition)}.")
    for line in _told(differences):
        click.echo(line)
    for sentence in operations.hanging_now(differences) if dry_run and not allow_removals else []:
        click.echo(f"! {sentence} It stops the import without --allow-removals.")
    if dry_run and (refused := operations.overriding_now(differences)):
        click.echo(f"! {refused} It stops the import.")
    if dry_run:
        click.echo("Nothing was written (--dry-run).")


def _read(file: Path) -> ReadPlan:
    try:
        return readers.read(file.read_bytes(), file.name)
    except Unreadable as error:
        where = f"{file}:{error.line}" if error.line else str(file)
        raise click.ClickException(f"{where}: {words.unreadable(error)} Nothing was read in.") from None


def _apply(found: ReadPlan, allow_removals: bool) -> Differences:
    with writing():
        return operations.import_plan(found, actor=Actor.tool(), allow_removals=allow_removals)


def _told(found: Differences) -> list[str]:
    """Give what changed, a line each; first wordings only as a number."""
    if found.nothing:
        return ["It is all here already: nothing changes."]
    lines = [f"+ {number}" for number in (*found.added, *found.restored)]
    lines += [f"- {number}" for number in found.removed]
    for change in (*found.reworded, *found.changed):
        lines.append(f"~ {change.number} {words.FIELDS[change.field]}: “{change.old}” > “{change.new}”")
    if worded := len(found.worded):
        lines.append(ngettext("%(num)s item gets its wording.", "%(num)s items get their wording.", worded))
    return lines
