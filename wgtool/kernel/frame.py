"""The frame round every page, in pieces: the header and the languages, made once for what they show.

Where a link leads back to the page itself, its address is put in afterwards: it differs from page to page, nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from flask import request
from markupsafe import Markup

from wgtool.kernel.i18n import tongue
from wgtool.kernel.pieces import Pieces

HERE = "here"
"""What stands in a piece for the address of the page, before the quote that ends it: no text of a person has that."""
_HERE = Markup(f'next={HERE}"')
_top = Pieces("_frame/top.html", most=512, here=HERE)
_languages = Pieces("_frame/languages.html", most=16, here=HERE)


class Place(NamedTuple):
    """An entry of the main menu."""

    label: str
    url: str
    current: bool


class Reader(NamedTuple):
    """What the frame of the page shows of who reads it."""

    signed_in: bool
    name: str
    key: str
    waiting: int


def top(places: Sequence[Place], reader: Reader) -> Markup:
    """Give the header: where to go, and who reads."""
    return _leading_back(_top(tuple(places), reader))


def languages() -> Markup:
    """Give the links to this page in the other languages."""
    return _leading_back(_languages(tongue().language.code))


def _leading_back(piece: Markup) -> Markup:
    return piece.replace(_HERE, _back_to(request.full_path))


@lru_cache(maxsize=256)
def _back_to(address: str) -> Markup:
    """Say how a link leads back to the page: asked for twice a page."""
    said = urlencode({"next": address.rstrip("?")}, safe="!$'()*,/:;?@").removeprefix("next=")
    return Markup('next={}"').format(said)
