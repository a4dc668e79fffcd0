"""Editions and their items, how they stand, what became of them, and how they were."""

from wgtool.plan.models.drafts import Draft
from wgtool.plan.models.items import Category, Edition, Fate, Item, Level, Link, Says, Status, StatusReport, Upload
from wgtool.plan.models.states import OldNumber, PlanVersion, State

__all__ = [
    "Category",
    "Draft",
    "Edition",
    "Fate",
    "Item",
    "Level",
    "Link",
    "OldNumber",
    "PlanVersion",
    "Says",
    "State",
    "Status",
    "StatusReport",
    "Upload",
]
