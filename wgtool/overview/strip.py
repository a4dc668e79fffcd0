"""The plan as one strip of squares, a square an activity, for the kit to draw."""

from __future__ import annotations

from typing import Any

from flask import url_for

from wgtool.kernel.i18n import _
from wgtool.plan import words
from wgtool.plan.models import Item
from wgtool.plan.tree import Tree, shape


def strip(tree: Tree) -> list[dict[str, Any]]:
    """Give a row for each pillar: its counts, and a wagon of squares for each output."""
    return [
        {
            "number": pillar.number,
            "title": words.title(pillar),
            "url": _url(tree, pillar),
            "note": _note(tree, pillar),
            "wagons": [_wagon(tree, output) for outcome in tree.children(pillar) for output in tree.children(outcome)],
        }
        for pillar in tree.pillars
    ]


def _wagon(tree: Tree, output: Item) -> dict[str, Any]:
    squares = [
        {"number": each.number, "title": words.title(each), "status": shape(each), "url": _url(tree, each)}
        for each in tree.children(output)
    ]
    return {"number": output.number, "title": words.title(output), "squares": squares}


def _note(tree: Tree, pillar: Item) -> str:
    tally = tree.tally(pillar)
    facts = {"done": tally.done, "all": tally.total, "ongoing": tally.ongoing, "unset": tally.unset}
    return _("%(done)s of %(all)s done, %(ongoing)s ongoing, %(unset)s not set", **facts)


def _url(tree: Tree, item: Item) -> str:
    return url_for("plan.item", edition=tree.edition.slug, number=item.number)
