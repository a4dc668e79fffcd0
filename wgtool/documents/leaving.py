"""A text as it leaves the tool: its sections with what changed in each, who is named for it, and the name of the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import request

from wgtool.accounts import queries as people
from wgtool.documents import comparing, queries, rules
from wgtool.documents.align import Work
from wgtool.documents.opened import Text
from wgtool.documents.outlines import title_of
from wgtool.documents.redline import Para, redline
from wgtool.kernel import clock
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import tongue
from wgtool.kernel.text import NOT_XML


@dataclass(frozen=True)
class Leaf:
    """A section on its way out: its paragraphs, and whom its changes are put down to."""

    title: str
    paras: tuple[Para, ...]
    author: str
    at: datetime


@dataclass(frozen=True)
class Paper:
    """A text on its way out. `against` is the side it is compared with, if any."""

    name: str
    title: str
    subtitle: str
    language: str
    leaves: tuple[Leaf, ...]
    against: str = ""


def paper(text: Text) -> Paper | None:
    """Put a version together for a file, against the side that `?against=` names; None if the reader knows no such side."""
    against = request.args.get("against", "")
    sides = {side.name: side.title for side in comparing.sides(text)} if against else {}
    if against and against not in sides:
        return None
    was = comparing.texts(text, against) if against else None
    subtitle = f"{rules.outline(text.version).title}, {text.version.label}"
    return Paper(
        file_name(text, against), text.version.document.title, subtitle, tongue().language.code,
        tuple(_leaves(text, was)), str(sides.get(against, "")),
    )  # fmt: skip


def _leaves(text: Text, was: comparing.Texts | None) -> Iterable[Leaf]:
    version, work = text.version, Work()
    sections = {s.key: s for s in queries.sections(version)}
    named = rules.among_drafters(actor(), version)  # outside, a text is its group's, not a person's
    names = people.names({s.saved_by for s in sections.values() if s.saved_by and named}, seen_by=actor())
    for key in dict.fromkeys([*sections, *(was or {})]):
        section = sections.get(key)
        now = section.text if section else ""
        paras = redline(now if was is None else was.get(key, ""), now, work)
        at = (section.saved_at if section else None) or version.submitted_at or clock.now()
        author = names.get(section.saved_by or 0) if section else None
        if paras:
            yield Leaf(title_of(key), paras, author or text.owner.name, at)


def file_name(text: Text, against: str) -> str:
    """Give the name of the file without its ending: letters, digits and signs that no system minds."""
    parts = [*map(str, text.address.values()), text.at.outline, text.version.label]
    parts += ["against", against] if against else []
    return re.sub(r"[^A-Za-z0-9.-]+", "-", "-".join(parts)).strip("-.")[:120]


def runs_right_to_left(text: str) -> bool:
    """Say whether a paragraph begins from the right, by its first letter that has a direction."""
    ways = (unicodedata.bidirectional(char) for char in text)
    return next((way != "L" for way in ways if way in ("L", "R", "AL")), False)


def sayable(text: str) -> str:
    """Give a text without the characters no file may hold."""
    return NOT_XML.sub("\ufffd", text)
