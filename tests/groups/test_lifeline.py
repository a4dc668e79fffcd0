"""The line of life: spells from history, where they stand, and the same mirrored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask

from tests import factories
from tests.cast import Cast
from tests.groups.helping import group
from wgtool.documents.skeleton import undated
from wgtool.groups import events, lifeline, queries
from wgtool.groups.models import Lineage, Origin, Status
from wgtool.groups.pieces import life_line
from wgtool.groups.queries import Link, Relative
from wgtool.history.models import Line
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import reading_as

START = datetime(2026, 1, 15, tzinfo=UTC)


def line(kind: type[object], days: int, group: int = 1, **facts: str) -> Line:
    return Line(event=f"groups.{kind.__name__}", thing=group, at=START + timedelta(days=days), facts=facts)


def groups(*ids: int) -> list[Relative]:
    return [Relative(id, f"WG-{id}", f"Group {id}", START) for id in ids or (1, 2)]


STORY = [
    line(events.Proposed, 0), line(events.TakenUp, 10), line(events.Submitted, 20), line(events.Activated, 30),
    line(events.Paused, 100, code="security"), line(events.Resumed, 150), line(events.Proposed, 40, 2),
    line(events.Activated, 60, 2), line(events.Merged, 200, 2),
]  # fmt: skip


def test_spells_follow_each_other_and_know_why_they_paused() -> None:
    one, two = lifeline.lives(groups(), STORY)
    assert [spell.status for spell in one.spells] == [
        Status.PROPOSED, Status.DRAFTING, Status.SAG_REVIEW, Status.ACTIVE, Status.PAUSED, Status.ACTIVE,
    ]  # fmt: skip
    assert one.spells[4].code == "security"
    assert [spell.until for spell in one.spells[:-1]] == [spell.since for spell in one.spells[1:]]
    assert (one.spells[-1].until, two.spells[-1].status) == (None, Status.MERGED)


def test_an_end_that_was_taken_back_is_no_spell() -> None:
    back = [*STORY[-3:], line(events.MergerTakenBack, 200, 2), line(events.Merged, 201, 2)]
    assert [spell.status for spell in lifeline.lives(groups(2), back)[0].spells][1:] == [Status.ACTIVE, Status.MERGED]


def test_mirrored_it_is_the_same_from_the_other_side() -> None:
    found, now = lifeline.lives(groups(), STORY), START + timedelta(days=220)
    one, two = groups()
    links = [Link(Origin.MERGED, START + timedelta(days=200), two, one)]
    plain, mirrored = (lifeline.drawn(found, links, now, mirrored=way) for way in (False, True))
    assert [round(960 - bar.x - bar.width, 3) for bar in plain.bars] == [round(bar.x, 3) for bar in mirrored.bars]
    assert all(bar.x >= 0 and bar.x + bar.width <= 960 for bar in (*plain.bars, *mirrored.bars))
    assert [bar.cls for bar in plain.bars] == ["half", "half", "f-go", "paused", "f-go", "f-go"]
    assert len(plain.paths) == 4  # two proposals, the end of one group, and where it went


def test_a_group_without_history_is_drawn_as_nothing() -> None:
    chart = lifeline.drawn(lifeline.lives(groups(), []), [], START)
    assert (chart.bars, chart.paths, len(chart.codes)) == ([], [], 2)


def test_a_family_is_whoever_is_linked_over_any_number_of_links() -> None:
    one, two, three = groups(1, 2, 3)
    links = [Link(Origin.COPIED, START, one, two), Link(Origin.MERGED, START, two, three)]
    assert {group.id for group in lifeline.family(one, links)[0]} == {1, 2, 3}
    assert lifeline.family(one, [])[0] == [one]


def test_the_same_life_is_told_by_each_readers_days_and_in_each_ones_direction(app: Flask) -> None:
    lives = lifeline.lives(groups(1), [Line(event="groups.Proposed", thing=1, at=START.replace(hour=23), facts={})])
    told = {}
    with app.test_request_context():
        for language, zone in (("en", "UTC"), ("en", "Pacific/Auckland"), ("ar", "UTC"), ("en", "UTC")):
            with reading_as(language, zone):
                told[language, zone] = life_line("WG-1", lives, [], START + timedelta(days=9))
    assert "15 Jan 2026" in told["en", "UTC"]
    assert "16 Jan 2026" in told["en", "Pacific/Auckland"]
    assert 'class="dots" d="M130 ' in told["en", "UTC"]
    assert 'class="dots" d="M830 ' in told["ar", "UTC"]


def test_links_are_read_of_the_own_family_alone(cast: Cast) -> None:
    names = ("ONE", "TWO", "THREE", "HIDDEN", "FAR", "FARTHER")
    ids = {name: group(cast, code=f"WG-{name}", name=name, hidden=name == "HIDDEN", people={}).id for name in names}
    for older, newer in (("ONE", "TWO"), ("TWO", "THREE"), ("THREE", "ONE"), ("HIDDEN", "ONE"), ("FAR", "FARTHER")):
        factories.save(Lineage(from_id=ids[older], to_id=ids[newer], how=Origin.COPIED, at=START))
    with cast.app.test_request_context():
        found = queries.lineage(ids["TWO"], seen_by=Actor.guest())
    told = {(link.older.name, link.newer.name) for link in found}
    assert told == {("ONE", "TWO"), ("TWO", "THREE"), ("THREE", "ONE")}


def test_a_copy_has_no_dates() -> None:
    told = ("1. A map, by 12 March 2027; a list by May 2027 (see 2019-04-01, 3/4/2026), le 5 avril 2026, 15 de mayo de "
            "2026, في 3 مايو 2026. It may help 104 people.")  # fmt: skip
    assert undated(told) == "1. A map, by …; a list by … (see …, …), le …, …, في …. It may help 104 people."
