"""Two states of the plan as one redline: what came, what went, what reads otherwise. Pure.

Items are paired by their identity; across two editions by what the support team settled. What did not change is not
shown, so that a page about six changes of a hundred activities stays short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from wgtool.documents.align import Work
from wgtool.documents.redline import html, redline
from wgtool.kernel.i18n import _
from wgtool.plan import words
from wgtool.plan.edits import Edit, timeframe
from wgtool.plan.models import Category
from wgtool.plan.tree import Entry, Tree

Pair = tuple[Entry | None, Entry | None]


@dataclass(frozen=True)
class Field:
    """A field that reads otherwise; empty is not set."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Row:
    """An item that changed. `was` and `now` are its numbers, empty where it is not part of the plan."""

    was: str
    now: str
    title: str
    text: Markup
    fields: tuple[Field, ...] = ()

    @property
    def mark(self) -> str:
        """Say what happened to it."""
        return "added" if not self.was else "dropped" if not self.now else "changed"


def of_edits(edits: Iterable[Edit], work: Work | None = None) -> list[Row]:
    """Show what edits change, by themselves: as they were written, wherever the plan stands by now."""
    work = work or Work()
    return [_edited(one, work) for one in sorted(edits, key=lambda one: _order(one.number))]


def _edited(one: Edit, work: Work) -> Row:
    was, now = one.was, one.becomes
    text = html(redline(was.get("text") or "", now["text"] or "", work)) if "text" in now else Markup("")
    numbers = ("" if one.makes else one.number, "" if one.drops else now.get("number", one.number))
    return Row(*numbers, now.get("title") or one.title, text, tuple(_edited_fields(one)))


def _edited_fields(one: Edit) -> Iterator[Field]:
    for name, label in EDITED.items():
        was, now = _told(name, one.was), _told(name, one.becomes)
        if name in one.becomes and was != now:
            yield Field(str(label), was, now)


def _told(name: str, values: Mapping[str, Any]) -> str:
    """Tell the value of a field in the reader's language."""
    if name == "continuing":
        return words.timeframe_of(*timeframe(values))
    value = values.get(name) or ""
    return str(words.CATEGORIES[Category(value)]) if name == "category" and value else str(value)


EDITED = {
    "title": words.TITLE,
    "category": words.FIELDS["category"],
    "printed_lead": words.FIELDS["printed_lead"],
    "continuing": words.FIELDS["timeframe"],
}


def of_trees(old: Tree, new: Tree, pairs: Iterable[Pair] | None = None) -> list[Row]:
    """Compare two states of the plan whole."""
    return rows(_same_items(old, new) if pairs is None else pairs)


def _same_items(old: Tree, new: Tree) -> Iterator[Pair]:
    before = {item.id: item for item in old.items}
    after = {item.id: item for item in new.items}
    yield from ((before.get(item.id), item) for item in new.items)
    yield from ((item, None) for item in old.items if item.id not in after)


def rows(pairs: Iterable[Pair], work: Work | None = None) -> list[Row]:
    """Give the pairs that differ, in the order of the numbers they have now."""
    work = work or Work()
    there = [(_in_plan(was), _in_plan(now)) for was, now in pairs]
    found = [(_place(was, now), _row(was, now, work)) for was, now in there if was or now]
    return [row for _order, row in sorted(found, key=lambda one: one[0]) if row]


def _in_plan(item: Entry | None) -> Entry | None:
    return item if item and not item.dropped_at else None


def _place(was: Entry | None, now: Entry | None) -> list[int]:
    item = now or was
    assert item is not None
    return _order(item.number)


def _order(number: str) -> list[int]:
    return [int(part) if part.isdigit() else 0 for part in number.split(".")]


def _row(was: Entry | None, now: Entry | None, work: Work) -> Row | None:
    fields = tuple(field for field in _fields(was, now) if field.was != field.now)
    said = (was.text if was else "", now.text if now else "")
    numbers = (was.number if was else "", now.number if now else "")
    if numbers[0] == numbers[1] and (_unread(was, now) or (said[0] == said[1] and not fields)):
        return None
    item = now or was
    assert item is not None
    text = html(redline(*said, work)) if said[0] != said[1] else Markup("")
    return Row(*numbers, words.title(item), text, fields)


def _unread(was: Entry | None, now: Entry | None) -> bool:
    """Say whether nothing but the official wording came, read in for the first time: the plan itself is the same."""
    if was is None or now is None or was.text or not now.text:
        return False
    return all(say(was) == say(now) for label, say in SAYS if label is not words.FIELDS["heading"])


def _fields(was: Entry | None, now: Entry | None) -> Iterator[Field]:
    for label, say in SAYS if was and now else SAYS[1:]:  # the title of what came or went stands above
        yield Field(str(label), say(was) if was else "", say(now) if now else "")


def _category(item: Entry) -> str:
    return str(words.CATEGORIES[item.category]) if item.category else ""


SAYS: tuple[tuple[Any, Any], ...] = (
    (words.TITLE, lambda item: item.title),
    (words.FIELDS["heading"], lambda item: item.heading),
    (words.FIELDS["category"], _category),
    (words.FIELDS["printed_lead"], lambda item: item.printed_lead),
    (words.FIELDS["timeframe"], words.timeframe),
)


def plain(found: Sequence[Row]) -> str:
    """Give a redline as the fixed text of a question: before and after, item by item, in Markdown."""
    return "\n\n".join(line for row in found for line in _lines(row))


def _lines(row: Row) -> Iterator[str]:
    numbers = row.was if row.now in (row.was, None) else f"{row.was or _('new')} > {row.now}"
    yield f"**{numbers}** {row.title}" + ("" if row.now else f" > {_('leaves the plan')}")
    unset = _("not set")
    yield from (f"- {one.label}: {one.was or unset} > {one.now or unset}" for one in row.fields)


def texts(edits: Iterable[Edit]) -> str:
    """Give the wordings that edits change, whole, before and after."""
    parts = []
    for one in edits:
        if "text" in one.becomes:
            number = one.becomes.get("number", one.number)
            was = [_("%(number)s reads:", number=number), one.was.get("text")] if one.was.get("text") else []
            parts += [*was, _("%(number)s would read:", number=number), one.becomes["text"]]
    return "\n\n".join(part for part in parts if part)
