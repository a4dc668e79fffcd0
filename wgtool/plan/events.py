"""Facts about the plan."""

from __future__ import annotations

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l
from wgtool.plan.words import fate as fate_word


class Shipped(Event):
    """The structure of an edition came with the tool."""

    sentence = _l("The structure of the plan was set up, with short titles: %(activities)s activities.")
    activities: int


class PlanImported(Event):
    """A published text was read into an edition."""

    sentence = _l(
        "The published plan was read: %(worded)s worded, %(added)s added, %(removed)s removed, "
        "%(reworded)s reworded, %(changed)s changed otherwise."
    )
    worded: int
    added: int
    removed: int
    reworded: int
    changed: int


class Worded(Event):
    """An item got its official wording for the first time."""

    sentence = _l("The official wording was attached.")


class Reworded(Event):
    """The official wording of an item changed."""

    sentence = _l("The wording changed from “%(old)s” to “%(new)s”.")
    old: str
    new: str


class Added(Event):
    """An item came into the plan with a published text."""

    sentence = _l("%(number)s came into the plan.")
    number: str


class Removed(Event):
    """An item is in the published text no more."""

    sentence = _l("%(number)s left the plan.")
    number: str


class TakenIn(Event):
    """An item was merged into another, which goes on for both."""

    sentence = _l("%(number)s became part of %(into)s.")
    number: str
    into: str


class Restored(Event):
    """An item that had left the plan is in it again."""

    sentence = _l("%(number)s came back into the plan.")
    number: str


class CategoryChanged(Event):
    """How much an activity matters changed."""

    sentence = _l("Category changed from “%(old)s” to “%(new)s”.")
    terms = ("old", "new")
    old: str
    new: str


class TimeframeChanged(Event):
    """When an activity runs changed; values as printed or as dates."""

    sentence = _l("Timeframe changed from “%(old)s” to “%(new)s”.")
    old: str
    new: str


class PrintedLeadChanged(Event):
    """The lead printed in the plan changed."""

    sentence = _l("Lead as printed changed from “%(old)s” to “%(new)s”.")
    old: str
    new: str


class ClauseChanged(Event):
    """The clause that says who is responsible changed."""

    sentence = _l("Clause changed from “%(old)s” to “%(new)s”.")
    old: str
    new: str


class HeadingChanged(Event):
    """The official title of a pillar changed."""

    sentence = _l("Official title changed from “%(old)s” to “%(new)s”.")
    old: str
    new: str


class Titled(Event):
    """The short title of an item changed."""

    sentence = _l("Short title changed from “%(old)s” to “%(new)s”.")
    old: str
    new: str


class StatusReported(Event):
    """Somebody reported how an activity stands on a day."""

    sentence = _l("Reported as “%(status)s”, as of %(on)s.")
    days = ("on",)
    terms = ("status",)
    status: str
    on: str


class Settled(Event):
    """The support team said what became of an activity in a later edition."""

    sentence = _l("What became of %(number)s in %(edition)s: %(fate)s (%(successors)s).")
    words = {"fate": fate_word}
    number: str
    edition: str
    fate: str
    successors: str


class NoSuccessor(Event):
    """The support team said that an activity has no successor in a later edition."""

    sentence = _l("%(number)s has no successor in %(edition)s.")
    number: str
    edition: str


class Renumbered(Event):
    """An item has another number; the old one leads to it."""

    sentence = _l("%(old)s is %(new)s from now on.")
    old: str
    new: str


class AmendingBegun(Event):
    """Somebody proposed to amend an edition for the first time."""

    sentence = _l("From now on what is set in the plan changes by amendment alone; as it stands it is version 1.")


class DraftBegun(Event):
    """The support team began to prepare the next edition."""

    sentence = _l("“%(title)s” was begun, the next edition of the plan.")
    title: str


class MapSaved(Event):
    """The map of numbers of the next edition was changed."""

    sentence = _l("The map of numbers of “%(title)s” was changed.")
    title: str


class DraftDiscarded(Event):
    """The support team gave the next edition up that it had begun."""

    sentence = _l("“%(title)s” was discarded before anybody else saw it.")
    title: str


class Published(Event):
    """The next edition is in force."""

    sentence = _l("“%(title)s” was published and is in force, with %(items)s items.")
    title: str
    items: int
