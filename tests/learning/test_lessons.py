"""The same lesson in other operations: suggested by its words, said by people, counted by operation."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.groups import helping as groups
from tests.learning.helping import exercise, now, one, ones, told
from wgtool.groups.models import Role
from wgtool.history import queries as history
from wgtool.kernel.actors import SUPPORT, Actor
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import writing
from wgtool.learning import operations, queries, recurring
from wgtool.learning.models import Status

FERRY = "Share the timetable of the ferry with all partners every week"
NEAR = "Every week, the ferry timetable should be shared with all partners"
FAR = "Hire two customs officers for the northern border crossing"


def four(cast: Cast) -> None:
    """Make three exercises of two operations that say the same, and one that does not."""
    for n, (text, operation) in enumerate(
        [(FERRY, "Ninawa"), (NEAR, "Basra"), (NEAR + " again", "Basra"), (FAR, "Chad")], 1
    ):
        one(exercise(n=n, status=Status.REPORTED, operation=operation), text=text)


def here(n: int, page: str = "") -> str:
    return f"/learning/LLE-2026-{n:02d}/r1{page}"


def first(n: int):  # type: ignore[no-untyped-def]
    return ones(f"LLE-2026-{n:02d}")[0]


def test_what_says_the_same_is_suggested_and_nothing_else(cast: Cast) -> None:
    four(cast)
    mine = queries.one_seen("LLE-2026-01", 1, seen_by=cast.sam.actor)
    assert mine is not None
    found = recurring.suggestions(mine, seen_by=cast.sam.actor)
    assert [each.one.label for each in found] == ["LLE-2026-02/R1", "LLE-2026-03/R1"]
    page = cast.sam.get(here(1)).text
    assert "It is the same lesson" in page
    assert "Hire two customs officers" not in page
    assert "It is the same lesson" not in cast.omar.get(here(1)).text


def test_it_recurs_in_as_many_operations_as_there_are(cast: Cast) -> None:
    four(cast)
    cast.sam.post(here(1, "/lesson"), {"other": first(2).id})
    assert "Recurs in 2 operations" in cast.guest.get("/learning/LLE-2026-01").text
    cast.sam.post(here(3, "/lesson"), {"other": first(1).id})
    assert "Recurs in 2 operations" in cast.guest.get("/learning/LLE-2026-03").text
    assert {first(n).lesson for n in (1, 2, 3)} == {first(1).id}
    assert "Recurs" not in cast.guest.get("/learning/LLE-2026-04").text
    assert NEAR in cast.guest.get(here(1)).text
    assert told(first(1).ref, cast) == ["Joined", "Joined"]
    answer = cast.sam.post(here(1, "/lesson"), {"other": first(2).id})
    assert answer.status_code == 409
    assert "known to say the same already" in answer.text


def test_two_lessons_become_one(cast: Cast) -> None:
    four(cast)
    cast.sam.post(here(1, "/lesson"), {"other": first(2).id})
    cast.sam.post(here(3, "/lesson"), {"other": first(4).id})
    cast.sam.post(here(4, "/lesson"), {"other": first(1).id})
    assert {first(n).lesson for n in (1, 2, 3, 4)} == {first(1).id}
    assert "Recurs in 3 operations" in cast.guest.get("/learning/LLE-2026-04").text


def test_one_that_leaves_takes_nobody_along(cast: Cast) -> None:
    four(cast)
    for other in (2, 3):
        cast.sam.post(here(1, "/lesson"), {"other": first(other).id})
    cast.sam.post(here(1, "/lesson"))
    assert first(1).lesson is None
    assert first(2).lesson == first(3).lesson == first(2).id
    cast.sam.post(here(1, "/lesson"), {"other": first(4).id})
    assert first(4).lesson == first(1).id != first(2).lesson
    cast.sam.post(here(2, "/lesson"))
    assert (first(2).lesson, first(3).lesson) == (None, None)


def test_what_one_may_not_know_of_is_neither_suggested_nor_joined(cast: Cast) -> None:
    four(cast)
    group = groups.group(cast)
    hidden = exercise(n=5, status=Status.REPORTED, group_id=group.id, sight="group", audience=f"group:{group.id}")
    kept = one(hidden, text=FERRY + " please")
    page = cast.cora.get(here(1)).text
    assert "LLE-2026-02/R1" in page
    assert "LLE-2026-05" not in page
    assert cast.cora.post(here(1, "/lesson"), {"other": kept.id}).status_code == 409
    cast.sam.post(here(1, "/lesson"), {"other": kept.id})
    assert "LLE-2026-05" not in cast.guest.get(here(1)).text
    assert "Recurs" not in cast.guest.get("/learning/LLE-2026-01").text
    assert "the same lesson" not in cast.guest.get(here(1)).text


@pytest.mark.one_engine
def test_two_groups_do_not_learn_of_each_others_exercise(cast: Cast) -> None:
    """Lena leads the one, Hana the other: neither reads the other's number, also when one is shown to all."""
    for n, lead in ((1, "lena"), (2, "hana")):
        group = groups.group(cast, code=f"LWG-G{n}", name=f"Group {n}", people={lead: Role.LEAD})
        one(exercise(n=n, status=Status.REPORTED, group_id=group.id, sight="group", audience=f"group:{group.id}"))
    cast.sam.post(here(1, "/lesson"), {"other": first(2).id})
    assert told(first(1).ref, cast) == told(first(2).ref, cast) == ["Joined"]
    assert "LLE-2026-02" in cast.sam.get(here(1)).text
    pages = ((cast.lena, 1, "LLE-2026-02"), (cast.hana, 2, "LLE-2026-01"))
    assert [number for who, n, number in pages if number in who.get(here(n)).text] == []
    shown = now("LLE-2026-01")
    with writing():
        operations.describe(shown, seen=shown.version, sight=Sight.PUBLIC, group=shown.group_id, countries=["IQ"],
                            actor=Actor(hats=frozenset({SUPPORT})))  # fmt: skip
    assert cast.guest.get(here(1)).status_code == 200
    assert "LLE-2026-01" in cast.hana.get(here(2)).text, "which is no secret any more"
    assert "LLE-2026-02" not in cast.lena.get(here(1)).text + cast.guest.get(here(1)).text


@pytest.mark.one_engine
def test_that_there_is_a_twin_is_told_to_nobody_who_may_not_see_it(cast: Cast) -> None:
    """Not when one of the two is shown to all, when it gets another group, or when it is a lesson of its own again."""
    lena, other = (groups.group(cast, code=f"LWG-G{n}", name=f"Group {n}", people={who: Role.LEAD})
                   for n, who in ((1, "lena"), (2, "hana")))  # fmt: skip
    for n in (1, 2, 3):
        one(exercise(n=n, status=Status.REPORTED, group_id=lena.id, sight="group", audience=f"group:{lena.id}"))
    for n in (1, 3):
        cast.sam.post(here(n, "/lesson"), {"other": first(2).id})
    told_to = {who: lambda n, who=who: [line.event for line in history.timeline(first(n).ref, seen_by=who.actor)]
               for who in (cast.guest, cast.lena, cast.hana, cast.sam)}  # fmt: skip
    assert told_to[cast.lena](1) == told_to[cast.lena](3) == ["learning.Joined"]
    team, handed, shown = Actor(hats=frozenset({SUPPORT})), now("LLE-2026-03").id, now("LLE-2026-01")
    with writing():
        operations.describe(shown, seen=shown.version, sight=Sight.PUBLIC, group=None, countries=["IQ"], actor=team)
        operations.hand_over(handed, other.id, actor=team)
    assert cast.guest.get(here(1)).status_code == cast.hana.get(here(3)).status_code == 200
    assert (told_to[cast.guest](1), told_to[cast.lena](1)) == ([], ["learning.Joined"])
    assert (told_to[cast.hana](3), told_to[cast.sam](3)) == ([], ["learning.Joined"])
    cast.sam.post(here(1, "/lesson"))
    assert (told_to[cast.guest](1), told_to[cast.sam](1)) == ([], ["learning.Parted", "learning.Joined"])
