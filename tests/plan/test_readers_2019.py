import re

import pytest

from wgtool.plan import shipped
from wgtool.plan.readers import ReadPlan, read

from . import made_up
from .reading import DIGESTS, by_number, content, digests, in_order, needs_seed, published

COUNTS = {"pillars": 4, "outcomes": 13, "outputs": 30, "activities": 104}
SEED = needs_seed("2019")


@pytest.fixture(scope="module")
def plan() -> ReadPlan:
    return read(published("2019"), "SIP 2019")


def test_made_up_plan_is_read_whole():
    made = made_up.like_2019()
    read_plan = read(made.data, "made up")
    assert read_plan.edition == "2019"
    assert read_plan.counts() == COUNTS
    assert by_number(read_plan) == made.texts
    assert {each.number: each.clause for each in read_plan.activities()} == made.clauses


def test_made_up_lines_are_those_of_an_editor():
    made = made_up.like_2019()
    printed = made.file.split("\n")
    for each in read(made.data, "made up").activities():
        assert printed[each.line - 1].startswith(f"{each.number}. ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("\n", " \t \n"),
        ("\n\n", "\n\n\n\n\n\n"),
        ("### ", "# "),
        ("## ", "###### "),
        ("### OUTPUT", "OUTPUT"),
        ("### ACTIVITIES", "## Activities ##"),
        ("### ACTIVITIES", "**ACTIVITIES**"),
        (" the list referred to in 1.1.1.1", " the list referred to in\n1.1.1.1"),
        (" the list referred to in 1.1.1.1. ", " the list referred to in\n\n1.1.1.1.\n"),
        ("1.1.1.2. ", "1.1.1.2 \n"),
        ("1.1.1.2. ", "1.1.1.2.\t"),
        (")*\n", ")*.\n"),
        ("\n\n### OUTCOME", "\n\n17\n\n### OUTCOME"),
        ("\n\n### OUTCOME", "\n\nPage 3 of 20\n\f\n### OUTCOME"),
        ("*(Logistics Cluster", "\n\n*(Logistics\nCluster"),
        ("*(Logistics Cluster", "*(\fLogistics Cluster"),
    ],
)
def test_other_ways_to_lay_it_out_read_the_same(old: str, new: str):
    made = made_up.like_2019()
    changed = made.file.replace(old, new)
    assert old in made.file
    assert content(read(changed.encode(), "changed")) == content(read(made.data, "made up"))


def test_a_byte_order_mark_is_no_text():
    made = made_up.like_2019()
    assert read(b"\xef\xbb\xbf" + made.data, "with mark") == read(made.data, "without")


def test_clauses_without_emphasis_are_still_told_from_other_brackets():
    made = made_up.like_2019()
    read_plan = read(made.file.replace("*", "").encode(), "plain")
    assert {each.number: each.clause for each in read_plan.activities()} == made.clauses
    assert by_number(read_plan) == made.texts


def test_two_sentences_may_stand_on_two_pages():
    made = made_up.like_2019()
    torn = made.file.replace(". Then count", ".\n\n\n\nThen count")
    assert by_number(read(torn.encode(), "torn")) == made.texts


def test_a_title_may_take_two_lines():
    made = made_up.like_2019()
    two = made.file.replace("COLLECTIVE STRENGTHS", "COLLECTIVE\nSTRENGTHS")
    assert content(read(two.encode(), "two")) == content(read(made.data, "made up"))


@SEED
def test_every_item_of_the_published_plan_is_found(plan: ReadPlan):
    assert plan.counts() == COUNTS
    assert in_order(plan) == list(shipped.edition("2019").numbers())


@SEED
def test_every_text_of_the_published_plan_is_what_people_checked(plan: ReadPlan):
    assert digests(plan) == DIGESTS["2019"]


@SEED
def test_published_texts_are_whole_and_clean(plan: ReadPlan):
    for number, text in by_number(plan).items():
        assert re.fullmatch(r"[A-Z][^*#\n\t]*[\w.)]", text), number
        assert "  " not in text, number
        assert "sign up)" not in text, number


@SEED
def test_every_published_activity_has_its_clause_and_nothing_else(plan: ReadPlan):
    for each in plan.activities():
        assert each.clause
        assert each.clause[0].isupper()
        assert (each.category, each.lead, each.timeframe, each.status) == (None, None, None, None)


@SEED
def test_areas_are_named_as_in_their_headings(plan: ReadPlan):
    assert [pillar.title.capitalize() for pillar in plan.pillars] == [
        shipped.edition("2019").titles[number] for number in "1234"
    ]


@SEED
def test_the_bracket_set_differently_reads_like_its_neighbour(plan: ReadPlan):
    clauses = {each.number: each.clause for each in plan.activities()}
    assert clauses["3.3.3.1"] == clauses["3.3.3.3"]
