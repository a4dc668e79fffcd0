"""The bracket behind a 2019 activity that says who is responsible, told from brackets of the sentence."""

import re

from wgtool.plan.clauses import names_a_party

_MARKED_OPENING = re.compile(r"\* ?\(")


def split(raw: str) -> tuple[str, str | None]:
    """Part an activity's raw text into the sentence and the clause, if there is one."""
    body = raw.rstrip("*. ")
    start = _opening(body)
    if start is None or not _is_clause(raw, body, start):
        return plain(raw), None
    return plain(body[:start]), plain(body[start + 1 : -1])


def holds_clause(text: str) -> bool:
    """Say whether a text ends with its clause."""
    return split(text)[1] is not None


def clauses_opened(text: str) -> int:
    """Count the clauses that open in a text: by their mark, for the sentence has brackets too."""
    return len(_MARKED_OPENING.findall(text))


def plain(text: str) -> str:
    """Take the marks of emphasis and headings away."""
    return " ".join(text.replace("*", "").split()).strip("# ")


def _opening(body: str) -> int | None:
    """Find the bracket that the last character closes, from the end: earlier ones may never close."""
    if not body.endswith(")"):
        return None
    depth = 0
    for place in range(len(body) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(body[place], 0)
        if depth == 0:
            return place
    return None


def _is_clause(raw: str, body: str, start: int) -> bool:
    inside = body[start + 1 : -1].lstrip("* ")
    if not inside[:1].isupper():
        return False
    emphasised = "*" in raw[len(body[:start].rstrip("* ")) :]
    return emphasised or (" " in inside and names_a_party(inside))
