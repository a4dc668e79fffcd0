"""Facts about action plans and their deliverables. Each stands on the group's timeline, too."""

from __future__ import annotations

from wgtool.groups.words import planned
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class OfDeliverable(Event):
    """Base: a deliverable by its number of the day, and its title."""

    number: str
    title: str


class OfPlan(OfDeliverable):
    """Base of what changes the plan itself, and is shown as changed once the plan was endorsed."""


class Planned(OfPlan):
    """A deliverable came into the plan."""

    sentence = _l("%(number)s, “%(title)s”, was added to the action plan.")


class Amended(OfPlan):
    """One thing that the plan says of a deliverable is another."""

    sentence = _l("%(number)s: %(field)s changed from “%(old)s” to “%(new)s”.")
    words = {"field": planned}
    field: str
    old: str
    new: str


class Reworded(OfPlan):
    """A long text of a deliverable is another."""

    sentence = _l("%(number)s: %(field)s was reworded.")
    words = {"field": planned}
    field: str


class OwnerNamed(OfPlan):
    """Another organisation owns a deliverable."""

    sentence = _l("%(number)s: its owner is %(owner)s now.")
    organisations = ("owner",)
    owner: int


class OwnerGone(OfPlan):
    """Nobody owns a deliverable any more."""

    sentence = _l("%(number)s: nobody owns it now.")


class StartMoved(OfPlan):
    """A deliverable begins on another day."""

    sentence = _l("%(number)s: the start moved from %(old)s to %(new)s.")
    days = ("old", "new")
    old: str
    new: str


class DueMoved(OfPlan):
    """A deliverable is due on another day."""

    sentence = _l("%(number)s: the due date moved from %(old)s to %(new)s.")
    days = ("old", "new")
    old: str
    new: str


class ContactNamed(OfDeliverable):
    """Somebody else is the contact for a deliverable."""

    sentence = _l("%(number)s: its contact person is %(person)s.")
    people = ("person",)
    person: int


class ContactGone(OfDeliverable):
    """A deliverable has no contact person any more."""

    sentence = _l("%(number)s: it has no contact person now.")


class PartnersWanted(OfDeliverable):
    """A deliverable is open to sign-up from now."""

    sentence = _l("%(number)s: partners are wanted.")


class PartnersNotWanted(OfDeliverable):
    """A deliverable is closed to sign-up from now."""

    sentence = _l("%(number)s: the group does it by itself.")


class WorkBegan(OfDeliverable):
    """Work on a deliverable began."""

    sentence = _l("Work on %(number)s, “%(title)s”, began.")


class ProgressReported(OfDeliverable):
    """Somebody reported on a deliverable."""

    sentence = _l("Report on %(number)s, “%(title)s”: it is in progress.")


class DeliverableDone(OfDeliverable):
    """A deliverable is there."""

    sentence = _l("%(number)s, “%(title)s”, is done.")


class DeliverableDropped(OfPlan):
    """A deliverable will not be made."""

    sentence = _l("%(number)s, “%(title)s”, was dropped.")


class TakenUpAgain(OfPlan):
    """A deliverable that was done or dropped is worked on again."""

    sentence = _l("%(number)s, “%(title)s”, was taken up again.")


class DeliverableMoved(OfPlan):
    """A deliverable stands in the plan of another group now."""

    sentence = _l("%(before)s, “%(title)s”, moved here from another plan; its number is %(number)s now.")
    before: str


class DeliverableCopied(OfPlan):
    """A deliverable of another plan was copied into this one, without people, days and reports."""

    sentence = _l("%(number)s, “%(title)s”, was copied from %(before)s.")
    before: str


class PlanMergeAsked(Event):
    """A group asks to have its plan taken into another one."""

    sentence = _l("%(code)s asks to merge its action plan into that of %(into)s.")
    code: str
    into: str


class PlanMergeDropped(Event):
    """The plans stay apart."""

    sentence = _l("The action plan of %(code)s is not merged into that of %(into)s.")
    code: str
    into: str


class PlansMerged(Event):
    """A group's plan went into another one; both groups go on."""

    sentence = _l("The action plan of %(code)s was merged into that of %(into)s. Both groups go on.")
    code: str
    into: str
