"""Reading a published plan in: what changes, what does not, and nothing at all when refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import factories
from tests.cast import Cast
from tests.plan import made_up
from tests.plan.conftest import imported, read
from tests.plan.reading import needs_seed, published, seed
from wgtool.cli import main
from wgtool.history import queries as history
from wgtool.history.models import Line
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refusals import Refused, Stale
from wgtool.plan import operations, queries, readers
from wgtool.plan.models import Category, Status

LAST = "4.4.2.3"
TOOL = Actor.tool()


def without_last(text: str) -> str:
    """Give the plan without its last activity."""
    return text[: text.rindex(f"{LAST} ")]


def with_cells(text: str, cells: str) -> str:
    """Give the plan with cells behind activity 1.1.1.2."""
    before, _, after = text.partition("\n1.1.1.2 ")
    own, _, rest = after.partition("\n\n   \n")
    return f"{before}\n1.1.1.2 {' '.join(own.split())}\t{cells}\n{rest}"


def lines(number: str = "") -> list[str]:
    """Give the events of an item, or of the edition, oldest first."""
    thing = factories.item(number) if number else queries.edition("2022")
    assert thing
    return [told.event.removeprefix("plan.") for told in reversed(history.timeline(thing.ref, seen_by=TOOL))]


@pytest.mark.parametrize(("edition", "worded"), [("2019", 151), ("2022", 123)])
def test_the_first_reading_attaches_every_wording(plan: None, edition: str, worded: int) -> None:
    made = made_up.plan(edition)
    assert imported(read(edition)).counts == {"worded": worded, "added": 0, "removed": 0, "reworded": 0, "changed": 0}
    kept = queries.items(queries.edition(edition))  # type: ignore[arg-type]
    assert {item.number: item.text for item in kept} == made.texts
    assert {item.number: item.clause for item in kept if item.clause} == made.clauses


def test_reading_again_changes_nothing_and_says_so(plan: None) -> None:
    imported(read())
    before = db.session.scalar(sa.select(sa.func.count()).select_from(Line))
    assert imported(read()).nothing
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Line)) == before


@pytest.mark.one_engine
@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t], ids=["crlf", "bom"])
def test_line_ends_and_marks_are_the_same_plan(plan: None, change) -> None:  # type: ignore[no-untyped-def]
    imported(read())
    assert operations.compare(read(change=change)).nothing


@pytest.mark.one_engine
def test_one_line_each(plan: None) -> None:
    imported(read())
    assert lines() == ["Shipped", "PlanImported"]
    assert lines("1.1.1.1") == ["Worded"]


@pytest.mark.one_engine
def test_a_new_word_is_one_line_with_both_texts(plan: None) -> None:
    imported(read())
    old = made_up.sentence("1.1.1.1")
    found = imported(read(change=lambda t: t.replace("1.1.1.1 ", "1.1.1.1 Newly ", 1)))
    assert found.counts["reworded"] == 1
    told = history.timeline(factories.item("1.1.1.1").ref, seen_by=TOOL)
    assert lines("1.1.1.1") == ["Worded", "Reworded"]
    assert old in told[0].sentence
    assert lines("1.1.1.2") == ["Worded"]


def test_cells_are_taken_in(plan: None) -> None:
    imported(read(change=lambda t: with_cells(t, "CRITICAL\tPartner Y\tJan 2024 - Dec 2026\tOngoing")))
    item = factories.item("1.1.1.2")
    assert (item.category, item.printed_lead, item.status) == (Category.CRITICAL, "Partner Y", Status.ONGOING)
    assert (str(item.starts_on), str(item.ends_on)) == ("2024-01-01", "2026-12-31")
    assert len(queries.reports(item)) == 1
    assert lines("1.1.1.2") == ["Worded", "CategoryChanged", "PrintedLeadChanged", "TimeframeChanged", "StatusReported"]


def test_blanks_take_nothing_away(plan: None, cast: Cast) -> None:
    imported(read(change=lambda t: with_cells(t, "CRITICAL\tPartner Y\tContinuing\tDone")))
    assert imported(read()).nothing
    item = factories.item("1.1.1.2")
    assert (item.category, item.continuing, item.status) == (Category.CRITICAL, True, Status.DONE)


def test_what_left_is_kept_as_dropped_and_can_come_back(plan: None) -> None:
    imported(read())
    assert imported(read(change=without_last)).removed == (LAST,)
    assert factories.item(LAST).dropped_at
    assert imported(read(change=without_last)).nothing
    assert imported(read()).restored == (LAST,)
    assert factories.item(LAST).dropped_at is None
    assert lines(LAST) == ["Worded", "Removed", "Restored"]


def test_what_is_new_is_added_under_its_parent(plan: None) -> None:
    imported(read(change=lambda t: t.rstrip() + "\n\n4.4.2.4 Paint the bicycle.\n\n   \n"))
    new = factories.item("4.4.2.4")
    assert new.parent_id == factories.item("4.4.2").id
    assert queries.items(queries.edition("2022"))[-1].number == "4.4.2.4"  # type: ignore[arg-type]
    assert lines("4.4.2.4") == ["Added"]


def test_what_something_hangs_on_stops_it_all(plan: None, something_hangs: None) -> None:
    imported(read())
    change = lambda t: without_last(t).replace("1.1.1.1 ", "1.1.1.1 Newly ", 1)  # noqa: E731
    with pytest.raises(Refused, match=f"{LAST}: 3 sign-ups"):
        imported(read(change=change))
    assert not factories.item("1.1.1.1").text.startswith("Newly")
    assert imported(read(change=change), allow_removals=True).removed == (LAST,)


def test_differences_seen_before_somebody_else_are_stale(plan: None) -> None:
    seen = operations.compare(read()).fingerprint
    imported(read(change=without_last))
    with pytest.raises(Stale):
        imported(read(), seen=seen)


@pytest.mark.one_engine
def test_an_edition_not_set_up_is_set_up_on_the_way(world: Flask) -> None:
    assert operations.compare(read()).counts["worded"] == 123
    assert imported(read()).counts["worded"] == 123


@pytest.mark.parametrize("edition", ["2019", "2022"])
def test_the_published_plan(plan: None, edition: str) -> None:
    if seed(edition) is None:
        pytest.skip(needs_seed(edition).kwargs["reason"])
    found = readers.read(published(edition), "plan.txt")
    assert imported(found).counts["removed"] == 0
    assert imported(found).nothing


def run(world: Flask, *arguments: object):  # type: ignore[no-untyped-def]
    """Run `wgtool plan import` over this world."""
    from flask.cli import ScriptInfo

    runner = world.test_cli_runner()
    return runner.invoke(main, ["plan", "import", *map(str, arguments)], obj=ScriptInfo(create_app=lambda: world))


@pytest.mark.one_engine
def test_the_console_says_what_it_found(world: Flask, plan: None, file: Path) -> None:
    answer = run(world, file)
    assert answer.exit_code == 0
    assert "4 pillars, 12 outcomes, 29 outputs, 78 activities" in answer.output
    assert "123 items get their wording" in answer.output
    assert "nothing changes" in run(world, file).output


def test_a_dry_run_writes_nothing(world: Flask, plan: None, file: Path) -> None:
    answer = run(world, file, "--dry-run")
    assert answer.exit_code == 0
    assert "Nothing was written" in answer.output
    assert factories.item("1.1.1.1").text == ""


def test_a_dry_run_needs_nothing_set_up(world: Flask, file: Path) -> None:
    assert run(world, file, "--dry-run").exit_code == 0
    db.session.rollback()
    assert queries.editions() == []


@pytest.mark.one_engine
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xff\xfe", b"Just a letter.\n"])
def test_what_is_no_plan_is_refused_with_file_and_reason(world: Flask, plan: None, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    answer = run(world, file)
    assert answer.exit_code == 1
    assert f"{file}" in answer.output
    assert lines() == ["Shipped"]


def test_a_plan_cut_short_is_refused_with_its_line(world: Flask, plan: None, file: Path) -> None:
    file.write_text(without_last(file.read_text()))
    answer = run(world, file)
    assert answer.exit_code == 1
    assert f"{file}:" in answer.output
    assert factories.item("1.1.1.1").text == ""
