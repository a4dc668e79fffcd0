"""Who may do what with the plan, printed timeframes, and counts."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests import factories
from tests.cast import Cast
from wgtool.kernel import permits
from wgtool.kernel.actors import Actor
from wgtool.plan import queries, timeframes
from wgtool.plan.models import Level
from wgtool.plan.permits import P
from wgtool.plan.timeframes import Timeframe
from wgtool.plan.tree import Tally


def test_the_lead_of_a_group_that_serves_it_reports_on_it_and_nothing_else(plan: None) -> None:
    mine, other = factories.item("1.1.1.1"), factories.item("1.1.1.2")
    lead = Actor(person=1, hats=frozenset({("aligned", "activity", str(mine.id))}))
    assert permits.allows(lead, P.REPORT_STATUS, mine)
    assert not permits.allows(lead, P.REPORT_STATUS, other)
    assert not permits.allows(lead, P.EDIT, mine)


@pytest.mark.parametrize("permit", [P.EDIT, P.IMPORT, P.REPORT_STATUS])
@pytest.mark.parametrize("who", ["guest", "prue", "hana", "olga", "cora", "ada"])
def test_nobody_else_changes_the_plan(plan: None, cast: Cast, who: str, permit: P) -> None:
    someone = getattr(cast, who).actor
    assert not permits.allows(someone, permit, factories.item("1.1.1.1"))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Continuing", Timeframe(continuing=True)),
        ("2023 - 2024", Timeframe(False, date(2023, 1, 1), date(2024, 12, 31))),
        ("Q1 2023 – Q3 2024", Timeframe(False, date(2023, 1, 1), date(2024, 9, 30))),
        ("Oct 2025 to February 2028", Timeframe(False, date(2025, 10, 1), date(2028, 2, 29))),
        ("3 Mar 2024 - 12.2025", Timeframe(False, date(2024, 3, 3), date(2025, 12, 31))),
        ("2024 - 2023", None),
        ("31 Feb 2024 - 2025", None),
        ("13.2024 - 2025", None),
        ("as needed", None),
        ("", None),
    ],
)
def test_printed_timeframes(printed: str, read: Timeframe | None) -> None:
    assert timeframes.read(printed) == read


def test_the_tree_counts_blanks(plan: None) -> None:
    tree = queries.tree(queries.edition("2022"))  # type: ignore[arg-type]
    assert tree.tally() == Tally(unset=78)
    assert tree.size() == {Level.PILLAR: 4, Level.OUTCOME: 12, Level.OUTPUT: 29, Level.ACTIVITY: 78}
    assert [p.number for p in tree.parents(tree.by_number["1.2.3.1"])] == ["1", "1.2", "1.2.3"]


def test_neighbours_go_over_the_ends_of_outputs(plan: None) -> None:
    tree = queries.tree(queries.edition("2022"))  # type: ignore[arg-type]
    before, after = tree.neighbours(tree.by_number["1.1.2.1"])
    assert (before and before.number, after and after.number) == ("1.1.1.2", "1.1.2.2")
    assert tree.neighbours(tree.by_number["1"])[0] is None


def test_items_are_in_printed_order(plan: None) -> None:
    numbers = [item.number for item in queries.items(queries.edition("2019"))]  # type: ignore[arg-type]
    assert numbers.index("1.3.2.10") == numbers.index("1.3.2.9") + 1


def test_an_output_unfolds_to_its_activities(plan: None) -> None:
    from wgtool.kernel.db import db

    output, one = factories.item("1.1.1").id, factories.item("1.1.1.1").id
    assert len(set(db.session.scalars(queries.activities_under([output, one])))) == 2


def test_setting_up_twice_is_once(world: Flask) -> None:
    factories.plan()
    factories.plan()
    assert [edition.slug for edition in queries.editions()] == ["2022", "2019"]
    current = queries.current()
    assert current
    assert current.slug == "2022"
