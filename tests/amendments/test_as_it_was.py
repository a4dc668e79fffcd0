"""The plan comes back whole from any chain of amendments, and at any moment is known as it was then."""

from __future__ import annotations

import io
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import factories
from tests.amendments.conftest import OF, REWORDED, START, Assembly, later
from tests.cast import Cast
from tests.plan import made_up
from tests.support.depth import tried
from wgtool.amendments import changes, comparing
from wgtool.amendments.changes import Ground, Part
from wgtool.amendments.models import Kind
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import writing
from wgtool.plan import operations, queries
from wgtool.plan.edits import Edit
from wgtool.plan.models import Category, Edition
from wgtool.plan.tree import Entry, Tree

TOOL = Actor.tool()
EXAMPLES = count(1)
"""Each example plays in an hour of its own, after all before it."""
CHAINS = st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(0, 30)), min_size=1, max_size=7)
ORDERS = st.lists(st.integers(0, 6), max_size=7)


def asks(kind: Kind, n: int, item: Entry, tree: Tree) -> dict[str, Any]:
    """Say what a step asks of an item, whatever its level."""
    alike = [x.number for x in tree.level(item.level) if not x.dropped_at and x.id != item.id]
    above = [x.number for x in tree.items if not x.dropped_at and x.number.count(".") + 1 == item.number.count(".")]
    below = [x.number for x in tree.children(item) if not x.dropped_at]
    start = item.number.rpartition(".")[0]
    asked: dict[Kind, dict[str, Any]] = {
        Kind.REWORD: {"text": f"Words {n}.", "title": f"Title {n}"},
        Kind.CATEGORY: {"category": list(Category)[n % 3]},
        Kind.LEAD: {"printed_lead": f"Lead {n}"},
        Kind.TIMEFRAME: {"continuing": bool(n % 2), "starts_on": None, "ends_on": None},
        Kind.ADD: {"number": "", "title": f"New {n}", "text": f"New words {n}."},
        Kind.DROP: {},
        Kind.MOVE: {"to": above[n % len(above)] if above else "", "number": ""},
        Kind.RENUMBER: {"number": f"{start}.{20 + n}" if start else str(20 + n)},
        Kind.SPLIT: {"text": f"First {n}.", "title": f"First {n}",
                     "parts": [Part(f"Second {n}.", f"Second {n}", tuple(below[: n % 3]))]},
        Kind.MERGE: {"text": item.text, "title": item.title, "others": [alike[n % len(alike)]] if alike else []},
    }  # fmt: skip
    return asked[kind]


def edition() -> Edition:
    db.session.rollback()
    found = queries.current()
    assert found is not None
    return found


def living() -> tuple[Entry, ...]:
    """Give the plan as it stands, whole: what was taken back is not in it."""
    return tuple(queries.tree(edition()).items)


def built(kind: Kind, n: int) -> list[Edit] | None:
    """Write the edits of a step on some item; None where the plan cannot take it."""
    tree = queries.tree(edition())
    items = [item for item in tree.items if not item.dropped_at and changes.suits(kind, item.level)]
    item = items[7 * n % len(items)]
    try:
        return changes.edits(kind, Ground(tree, queries.numbers_taken(edition())), item, **asks(kind, n, item, tree))
    except Refused:
        return None


def taken_back(each: list[Edit]) -> bool:
    """Take back what was carried out; say whether the plan let it, and see that a refusal changes nothing."""
    plan, before = edition(), living()
    try:
        with writing():
            operations.take_back(plan, each, actor=TOOL)
    except Refused:
        assert living() == before
        return False
    return True


@tried(8)
@given(chain=CHAINS, order=ORDERS)
@example(chain=[(Kind.LEAD, 1), (Kind.CATEGORY, 1), (Kind.REWORD, 1)], order=[0, 0])
@example(chain=[(Kind.MERGE, 2), (Kind.SPLIT, 2), (Kind.RENUMBER, 2), (Kind.MOVE, 4)], order=[0, 1, 1])
@example(chain=[(Kind.REWORD, 0), (Kind.ADD, 14), (Kind.MERGE, 14), (Kind.CATEGORY, 13)], order=[1])
@example(chain=[(Kind.RENUMBER, 0), (Kind.SPLIT, 0), (Kind.MERGE, 0), (Kind.ADD, 0)], order=[1])
def test_any_chain_of_amendments_comes_back_in_any_order_and_every_moment_is_known(
    cast: Cast, chain: list[tuple[Kind, int]], order: list[int]
) -> None:
    if queries.current() is None:
        factories.plan()
    db.session.rollback()
    begun = START + timedelta(hours=1) * next(EXAMPLES)
    first, was, done = living(), [], []
    for step, (kind, n) in enumerate(chain):
        with clock.at(begun + timedelta(minutes=step)):
            wanted = built(kind, n)
            if wanted is None:
                continue
            plan = edition()
            with writing():
                done.append(operations.carry_out(plan, wanted, actor=TOOL))
        was.append((begun + timedelta(minutes=step), living()))
    with clock.at(begun + timedelta(minutes=len(chain))):
        for place in order:
            if place < len(done) and taken_back(done[place]):
                del done[place]
        while done:  # the last of those that stand can always be taken back
            assert taken_back(done.pop())
    assert living() == first
    for moment, then in was:
        assert tuple(queries.tree_at(edition(), moment).items) == then


@pytest.mark.one_engine
def test_pages_of_another_day(assembly: Assembly) -> None:
    guest = assembly.cast.guest
    number = assembly.supported("category", category="CRITICAL")
    with later(days=1):
        assembly.sit(number)
        assert assembly.acclaim() == 303
    with later(days=2):
        before, after = guest.get("/plan/2022?as-of=2026-11-20").text, guest.get("/plan/2022?as-of=2026-11-21").text
        assert ("CRITICAL" in before, "CRITICAL" in after) == (False, True)
        assert "Version 2, of 21 Nov 2026" in after
        assert "CRITICAL" not in guest.get(f"/plan/2022/{OF}?as-of=2026-11-20").text
        assert "CRITICAL" in guest.get(f"/plan/2022/{OF}?as-of=2026-11-21").text
        assert "is not kept" in guest.get("/plan/2022?as-of=2020-01-01").text
        for nonsense in ("2027-01-01", "x", "2026-13-01"):
            shown = guest.get(f"/plan/2022?as-of={nonsense}").text
            assert ("not a day that has come" in shown, "Version 2, of 21 Nov 2026" in shown) == (True, True)
        shown = guest.get("/plan/2022/redline?from=2020-01-01").text
        assert ("is not kept" in shown, "items changed" in shown, ">1 Jan 2020</option>" in shown) == (
            True,
            False,
            True,
        )
        days = "?from=2026-11-20&to=2026-11-"
        for asked, told in (("", True), ("?from=2026-11-20&to=", True), ("?from=v1&to=v2", True), ("?from=v2", False),
                            (f"{days}21", True), (f"{days}20", False), (f"{days}99", True)):  # fmt: skip
            shown = guest.get(f"/plan/2022/redline{asked}").text
            assert ("<ins>CRITICAL</ins>" in shown) is told, asked
            assert ("not a day that has come" in shown) is asked.endswith("99")
        turned = guest.get("/plan/2022/redline?from=2026-11-21&to=2026-11-20").text
        assert "<del>CRITICAL</del>" in turned
        assert guest.get("/plan/2022/redline?from=v9").status_code == 404
        assert guest.get(f"/amendments/{number}").status_code == 200


@pytest.mark.one_engine
def test_two_editions_as_one_redline(assembly: Assembly) -> None:
    factories.became("4.1.4.2", "4.4.2.3")
    page = assembly.cast.guest.get("/plan/2022/redline?from=2019").text
    assert "<del>4.1.4.2</del> <ins>4.4.2.3</ins>" in page
    assert REWORDED not in page
    turned = assembly.cast.guest.get("/plan/2022/redline?from=now&to=2019").text
    assert "<del>4.4.2.3</del> <ins>4.1.4.2</ins>" in turned


def test_wording_read_in_for_the_first_time_is_no_change_of_the_plan() -> None:
    none = dict.fromkeys(Entry._fields)
    old = Entry(**{**none, "id": 1, "number": "1", "title": "One", "heading": "", "text": "", "printed_lead": ""})  # type: ignore[arg-type]
    read_in = old._replace(heading="The one", text="All of it.")
    renamed = read_in._replace(title="Two")
    assert comparing.rows([(old, read_in)]) == []
    assert [row.mark for row in comparing.rows([(old, renamed), (read_in, renamed)])] == ["changed", "changed"]


@pytest.mark.one_engine
def test_a_file_fills_blanks_and_changes_nothing_that_is_set(assembly: Assembly, tmp_path: Path) -> None:
    from tests.plan.conftest import imported, read
    from tests.plan.test_importing import run

    file = tmp_path / "plan.txt"
    file.write_bytes(made_up.plan("2022").data)
    assembly.propose(text=REWORDED)
    with pytest.raises(Refused, match="changes by amendment now"):
        imported(read())
    shown = run(assembly.app, file, "--dry-run")
    assert "changes by amendment now" in shown.output
    assert "It stops the import" in shown.output
    sam = assembly.cast.sam
    at = sam.post(
        "/plan/import", {"file": (io.BytesIO(file.read_bytes()), "plan.txt")}, content_type="multipart/form-data"
    ).location
    page = sam.get(at).text
    assert ("This file can’t be applied." in page, "Apply all of it" in page) == (True, False)
    assert sam.post(at, {"fingerprint": "x"}).status_code == 409
