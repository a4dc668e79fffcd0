import re

import pytest

from wgtool.plan import shipped
from wgtool.plan.readers import ReadActivity, ReadPlan, read

from . import made_up
from .reading import DIGESTS, by_number, content, digests, in_order, needs_seed, published

COUNTS = {"pillars": 4, "outcomes": 12, "outputs": 29, "activities": 78}
SEED = needs_seed("2022")
TEXT = made_up.like_2022().texts["1.1.1.1"]


@pytest.fixture(scope="module")
def plan() -> ReadPlan:
    return read(published("2022"), "SIP 2022")


def filled(cells: str) -> ReadActivity:
    """Read the made-up plan with something else in the place of the legend."""
    made = made_up.like_2022()
    assert made_up.LEGEND in made.file
    file = re.sub(r"\s*\n\n" + re.escape(made_up.LEGEND), cells.replace("\\", r"\\"), made.file)
    return next(read(file.encode(), "filled").activities())


def cells_of(activity: ReadActivity) -> tuple[str | None, ...]:
    assert activity.text == TEXT
    return activity.category, activity.lead, activity.timeframe, activity.status


def test_made_up_plan_is_read_whole():
    made = made_up.like_2022()
    read_plan = read(made.data, "made up")
    assert read_plan.edition == "2022"
    assert read_plan.counts() == COUNTS
    assert by_number(read_plan) == made.texts
    assert [pillar.title for pillar in read_plan.pillars] == [
        shipped.edition("2022").titles[number] for number in "1234"
    ]


def test_blank_stays_blank_and_the_legend_is_no_data():
    for each in read(made_up.like_2022().data, "made up").activities():
        assert (each.clause, each.category, each.lead, each.timeframe, each.status) == (None,) * 5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("\n", "  \t\n"),
        ("\nOutput", "\n\n\n\n\nOutput"),
        (made_up.HEADS, "Activity\tCategory\tLead\tTimeframe\tStatus"),
        (made_up.HEADS, "| Activity | Category | Lead | Timeframe | Status |\n|---|---|---|---|---|"),
        (made_up.HEADS, "Activity Category\nLead\nTimeframe Status"),
        ("Output 1.2", "## Output 1.2"),
        ("Output 1.2.1:", "OUTPUT 1.2.1 :"),
        ("Outcome 2.1:", "**Outcome 2.1:**"),
        ("1.2.1.1 ", "1.2.1.1. "),
        ("1.2.1.1 ", "1.2.1.1\t"),
        ("1.2.1.1 ", "1.2.1.1\n"),
        ("\nOutput 1.3.1", "\n\n12\n\n\fOutput 1.3.1"),
        (
            made_up.LEGEND,
            "CRITICAL / Key Activity / Furtherance Partner X Continuing / Time X - Y To start / Ongoing / Done",
        ),
        (made_up.LEGEND, ""),
    ],
)
def test_other_ways_to_lay_it_out_read_the_same(old: str, new: str):
    made = made_up.like_2022()
    assert old in made.file
    assert content(read(made.file.replace(old, new).encode(), "changed")) == content(read(made.data, "made up"))


def test_heads_repeated_on_a_new_page_are_no_text():
    made = made_up.like_2022()
    words = made.texts["1.3.1.3"].split()
    torn = f"1.3.1.3 {' '.join(words[:3])}\n\n\n\n{made_up.HEADS}\n{' '.join(words[3:])}"
    file = re.sub(r"1\.3\.1\.3 [^.]*\.", torn, made.file)
    assert content(read(file.encode(), "torn")) == content(read(made.data, "made up"))


def test_a_word_cut_at_its_hyphen_closes_up():
    made = made_up.like_2022()
    assert "community-run" in made.file
    changed = made.file.replace("community-run", "community-\nrun")
    assert content(read(changed.encode(), "cut")) == content(read(made.data, "made up"))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("\tCRITICAL\tHeron Aid\t2023 - 2024\tOngoing\n", ("CRITICAL", "Heron Aid", "2023 - 2024", "Ongoing")),
        ("\tKey activity\t\t\tDone\n", ("Key activity", None, None, "Done")),
        ("\t\tHeron Aid\n", (None, "Heron Aid", None, None)),
        (" | Furtherance | - | Continuing | To start |\n", ("Furtherance", None, "Continuing", "To start")),
        (" | | | | |\n", (None, None, None, None)),
        ("  critical".upper() + "  Heron Aid  Continuing  done\n", ("CRITICAL", "Heron Aid", "Continuing", "Done")),
        ("  Key Activity  Ongoing\n", ("Key activity", None, None, "Ongoing")),
        ("\n\nCRITICAL\n", ("CRITICAL", None, None, None)),
        ("\nCRITICAL\nHeron Aid\n", ("CRITICAL", "Heron Aid", None, None)),
        (
            "\n\nKey Activity\nHeron\nAid Jan 2023 - Dec 2024\nTo start\n",
            ("Key activity", "Heron Aid", "Jan 2023 - Dec 2024", "To start"),
        ),
        ("\n\nFurtherance Heron Aid Continuing Done\n", ("Furtherance", "Heron Aid", "Continuing", "Done")),
        ("\n\nContinuing\n\nOngoing\n", (None, None, "Continuing", "Ongoing")),
        ("\n\nDone\n", (None, None, None, "Done")),
        (
            "\n\nCRITICAL\nPartner X Continuing /\nTime X - Y\nTo start /\nOngoing /\nDone\n",
            ("CRITICAL", None, None, None),
        ),
    ],
)
def test_filled_cells_are_read(cells: str, expected: tuple[str | None, ...]):
    assert cells_of(filled(cells)) == expected


def test_a_sentence_that_begins_like_a_cell_is_a_sentence():
    made = made_up.like_2022()
    changed = made.file.replace(". Then count the baskets again.", ".\nCritical baskets are counted again.")
    assert changed != made.file
    row = next(each for each in read(changed.encode(), "changed").activities() if each.number == "2.2.1.1")
    assert row.text.endswith(" Critical baskets are counted again.")
    assert row.category is None


def test_odd_spaces_within_a_text_are_no_cells():
    made = made_up.like_2022()
    first, rest = TEXT.split(" ", 1)
    changed = made.file.replace(f"1.1.1.1 {first} ", f"1.1.1.1 {first}   ")
    assert changed != made.file
    assert rest
    assert content(read(changed.encode(), "spaced")) == content(read(made.data, "made up"))


@SEED
def test_every_item_of_the_published_plan_is_found(plan: ReadPlan):
    assert plan.counts() == COUNTS
    assert in_order(plan) == list(shipped.edition("2022").numbers())


@SEED
def test_every_text_of_the_published_plan_is_what_people_checked(plan: ReadPlan):
    assert digests(plan) == DIGESTS["2022"]


@SEED
def test_published_texts_are_whole_and_clean(plan: ReadPlan):
    for number, text in by_number(plan).items():
        assert re.fullmatch(r"[A-Z][^*#\n\t|]*[\w.)]", text), number
        assert "  " not in text, number


@SEED
def test_nothing_is_set_in_the_published_plan(plan: ReadPlan):
    for each in plan.activities():
        assert (each.clause, each.category, each.lead, each.timeframe, each.status) == (None,) * 5
