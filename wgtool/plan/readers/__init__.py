"""Readers of the plan as published: a text file in, a whole `ReadPlan` out, or `Unreadable` with line and reason.

Each edition has its own reader; what both must hold is in `checks`. Nothing here knows the database or a language
other than that of the file: sentences of refusal are in `SENTENCES`, by code, for whoever translates them.
"""

from collections.abc import Sequence

from wgtool.plan import shipped
from wgtool.plan.readers import sip2019, sip2022
from wgtool.plan.readers.parsed import (
    Edition,
    ReadActivity,
    ReadOutcome,
    ReadOutput,
    ReadPillar,
    ReadPlan,
)
from wgtool.plan.readers.refusal import SENTENCES, Code, Unreadable
from wgtool.plan.readers.text import Line, lines

__all__ = [
    "SENTENCES",
    "Code",
    "Edition",
    "ReadActivity",
    "ReadOutcome",
    "ReadOutput",
    "ReadPillar",
    "ReadPlan",
    "Unreadable",
    "read",
]


def read(data: bytes, name: str, *, shorter: bool = False) -> ReadPlan:
    """Read a published plan of either edition.

    A plan that is number by number the known one but lacks its end is refused as cut off, unless
    `shorter` says that it was published so.
    """
    found = lines(data, name)
    edition = _edition(found)
    known = () if shorter else shipped.edition(edition).numbers()
    reader = sip2019.read if edition == "2019" else sip2022.read
    return reader(found, known)


def _edition(found: Sequence[Line]) -> Edition:
    """Tell the edition by its marks: headings of kinds in 2019, “Outcome 1.1:” in 2022."""
    marks_2019 = next((line for line in found if sip2019.is_kind(line)), None)
    marks_2022 = next((line for line in found if sip2022.is_mark(line)), None)
    if marks_2019 and marks_2022:
        raise Unreadable(Code.TWO_EDITIONS, marks_2022.number, other=marks_2019.number)
    if marks_2019:
        return "2019"
    if marks_2022:
        return "2022"
    raise Unreadable(Code.NOT_A_PLAN, found[0].number)
