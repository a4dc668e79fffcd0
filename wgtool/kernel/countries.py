"""Countries by ISO 3166-1 alpha-2, named in the reader's language (names from CLDR, through Babel)."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from wgtool.kernel.i18n import Language, tongue

CODES: tuple[str, ...] = tuple(
    """
    AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL
    CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN
    HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC
    MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA
    RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US
    UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW
    """.split()
)


def name(code: str) -> str:
    """Give the name of a country in the reader's language; the code itself if it is not known."""
    return tongue().country(code)


def choices() -> list[tuple[str, str]]:
    """Give (code, name) of all countries, by name."""
    return list(_by_name(tongue().language))


def options(chosen: str) -> Markup:
    """Give the choices of a list of all countries, by name, with one of them chosen."""
    written = _options(tongue().language)
    if chosen not in CODES:
        return written
    return Markup(written.replace(f'value="{chosen}"', f'value="{chosen}" selected'))


@lru_cache
def _options(language: Language) -> Markup:
    option = Markup('<option value="{}">{}</option>\n').format
    return Markup("").join(option(code, name) for code, name in _by_name(language))


@lru_cache
def _by_name(language: Language) -> tuple[tuple[str, str], ...]:
    named = language.countries
    return tuple(sorted(((code, named[code]) for code in CODES), key=lambda pair: pair[1]))
