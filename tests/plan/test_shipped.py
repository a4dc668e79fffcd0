import pytest

from wgtool.plan import shipped
from wgtool.plan.shipped import LONGEST_TITLE, Shipped

from .reading import DIGESTS

EDITIONS = shipped.editions()


def test_both_editions_are_there_oldest_first():
    assert [(each.id, each.starts, each.ends) for each in EDITIONS] == [("2019", 2019, 2021), ("2022", 2022, 2026)]
    assert shipped.edition("2022").title == "Strategy Implementation Plan 2022–2026"


@pytest.mark.parametrize(("id", "counts"), [("2019", [4, 13, 30, 104]), ("2022", [4, 12, 29, 78])])
def test_every_level_is_there(id: str, counts: list[int]):
    assert [len(shipped.edition(id).numbers(level)) for level in (1, 2, 3, 4)] == counts


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.id)
def test_numbers_are_in_printed_order_and_stand_under_one_another(edition: Shipped):
    numbers = edition.numbers()
    assert list(numbers) == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])
    assert all(number.rpartition(".")[0] in edition.titles for number in numbers if "." in number)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.id)
def test_titles_are_short_and_in_sentence_case(edition: Shipped):
    for number, title in edition.titles.items():
        assert len(title) <= LONGEST_TITLE, number
        assert 2 <= len(title.split()) <= 7, number
        assert title[0].isupper(), number
        assert title == title.strip(" ."), number


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.id)
def test_no_two_activities_share_a_title(edition: Shipped):
    titles = [edition.titles[number] for number in edition.numbers(4)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda each: each.id)
def test_there_is_a_digest_for_every_number(edition: Shipped):
    assert list(DIGESTS[edition.id]) == list(edition.numbers())


def test_an_edition_nobody_ships_is_not_found():
    with pytest.raises(KeyError):
        shipped.edition("1999")
