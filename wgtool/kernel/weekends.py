"""Weekends by country, as ISO weekday numbers (Monday is 1), after CLDR; what is not named rests on Saturday and Sunday."""

from __future__ import annotations

from collections.abc import Iterable

USUAL = frozenset({6, 7})
_OTHERS = {
    "AF": {4, 5},
    "IR": {5},
    **{country: {5, 6} for country in "BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE".split()},
    "IN": {7},
    "UG": {7},
}
WEEKENDS: dict[str, frozenset[int]] = {country: frozenset(days) for country, days in _OTHERS.items()}


def weekend(countries: Iterable[str]) -> frozenset[int]:
    """Give the days on which any of the countries rests; of no country, Saturday and Sunday."""
    days = [WEEKENDS.get(country, USUAL) for country in countries]
    return frozenset().union(*days) if days else USUAL
