"""The plan as one strip of squares, a square an activity, for the kit to draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wgtool.kernel.addresses import each
from wgtool.kernel.i18n import _
from wgtool.plan import words
from wgtool.plan.tree import Entry, Tree, shape


def strip(tree: Tree) -> list[dict[str, Any]]:
    """Give a row for each pillar: its counts, and a wagon of squares for each output."""
    url = each("plan.item", "number", edition=tree.edition.slug)
    return [
        {
            "number": pillar.number,
            "title": words.title(pillar),
            "url": url(pillar.number),
            "note": _note(tree, pillar),
            "wagons": [
                _wagon(tree, output, url) for outcome in tree.children(pillar) for output in tree.children(outcome)
            ],
        }
        for pillar in tree.pillars
    ]


def _wagon(tree: Tree, output: Entry, url: Callable[[object], str]) -> dict[str, Any]:
    squares = [
        {"number": one.number, "title": words.title(one), "status": shape(one), "url": url(one.number)}
        for one in tree.children(output)
    ]
    return {"number": output.number, "title": words.title(output), "squares": squares}


def _note(tree: Tree, pillar: Entry) -> str:
    tally = tree.tally(pillar)
    facts = {"done": tally.done, "all": tally.total, "ongoing": tally.ongoing, "unset": tally.unset}
    return _("%(done)s of %(all)s done, %(ongoing)s ongoing, %(unset)s not set", **facts)
