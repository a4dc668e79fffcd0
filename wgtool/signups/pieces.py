"""Parts of an activity's page that say the same to everybody who may see their rows: made once for the rows they show."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from markupsafe import Markup

from wgtool.kernel.addresses import each
from wgtool.kernel.pieces import Pieces
from wgtool.signups import raci, words
from wgtool.signups.forms import OfferForm
from wgtool.signups.models import Role
from wgtool.signups.raci import Line


class Known:
    """What the templates of these pieces know beside their values."""

    words, letters = words, raci.LETTERS

    @staticmethod
    def blank(roles: Iterable[Role], per_country: bool) -> OfferForm:
        """Give the form to sign up as it is before anybody fills it in."""
        return OfferForm(formdata=None).of(roles, per_country=per_country)

    @staticmethod
    def urls() -> dict[str, Any]:
        """Give the functions for the addresses of partners, sign-ups and groups."""
        return {
            "partner": each("partners.detail", "slug"),
            "signup": each("signups.detail", "id"),
            "group": each("groups.detail", "code"),
        }


ROWS = Pieces("signups/_rows.html", most=128, known=Known)
BLANK = Pieces("signups/_blank.html", most=64, known=Known)
ANSWERING = Pieces("signups/_answering.html", most=128, known=Known)


def blank_fields(roles: Iterable[Role], *, per_country: bool) -> Markup:
    """Give the fields of the form to sign up while nothing is filled in, for who may choose among these roles."""
    return BLANK(tuple(roles), per_country)


def rows_of(rows: Iterable[Any], suspended: Collection[int], *, over: bool) -> Markup:
    """Give the table of sign-ups, those that stand or those that are `over`."""
    shown = tuple(
        (x.id, x.slug, x.name, x.role, x.country, x.offers, x.ends_on, x.id in suspended, x.status, x.sight == "public")
        for x in rows
    )
    return ROWS(shown, over)


def answering(line: Line) -> Markup:
    """Give who answers for what, letter by letter."""
    return ANSWERING(tuple((letter, tuple(named)) for letter, named in line.under.items()), line.gaps, line.open)
