"""Amendments of what an item says: its wording, category, lead, timeframe."""

from __future__ import annotations

from typing import Any

from wgtool.amendments.forms.fields import (
    AmendForm,
    Runs,
    categories,
    day_of,
    finished,
    runs_choice,
    short_title,
    wording,
)
from wgtool.kernel.forms import line
from wgtool.kernel.i18n import _l
from wgtool.plan.models import Item
from wgtool.plan.tree import Tree


@finished
class RewordForm(AmendForm):
    """Say it in other words."""

    NAMES = ("text", "title")
    text, title = wording(), short_title()


@finished
class CategoryForm(AmendForm):
    """Say how much it matters."""

    NAMES = ("category",)
    category = categories()


@finished
class LeadForm(AmendForm):
    """Say who is printed as lead."""

    NAMES = ("printed_lead",)
    printed_lead = line(_l("Lead as printed"), required=False)


@finished
class TimeframeForm(Runs, AmendForm):
    """Say when it runs."""

    runs, starts_on, ends_on = runs_choice(), day_of(_l("From")), day_of(_l("To"))

    def begin(self, item: Item, tree: Tree) -> None:
        """Fill in when it runs now."""
        self.runs.data = {True: "continuing", False: "dates", None: ""}[item.continuing]
        self.starts_on.data, self.ends_on.data = item.starts_on, item.ends_on

    def asks(self) -> dict[str, Any]:
        """Give when it would run."""
        return self.times()
