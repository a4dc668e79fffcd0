"""Facts about action points. Each stands on the timelines of who answers for it, its activity and its source, too.

No sentence quotes the text of an action point: mail and timelines carry its number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from wgtool.actions.words import seen_by
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class OfAction(Event):
    """Base: the number people quote."""

    number: str


class Opened(OfAction):
    """An action point was opened."""

    sentence = _l("%(number)s was opened.")


class Edited(OfAction):
    """Its text, priority, place or interval was changed."""

    sentence = _l("%(number)s was edited.")


class Progressed(OfAction):
    """Something was done about it."""

    sentence = _l("Progress was reported on %(number)s.")


class Unchanged(OfAction):
    """A report that nothing changed, and why."""

    sentence = _l("A report on %(number)s: nothing changed.")


class ReportedDone(OfAction):
    """Who answers for it says that it is done."""

    sentence = _l("%(number)s was reported done.")


class Evidenced(OfAction):
    """Evidence was added while it waits to be checked."""

    sentence = _l("Evidence was added to %(number)s.")


class CheckReopened(OfAction):
    """New evidence came after it was verified."""

    sentence = _l("New evidence on %(number)s: it has to be checked again.")


class Verified(OfAction):
    """Somebody else found it done."""

    sentence = _l("%(number)s was verified.")


class Closed(OfAction):
    """It is over, and done."""

    sentence = _l("%(number)s was closed.")


class SentBack(OfAction):
    """Who checked it found it not done yet."""

    sentence = _l("%(number)s was sent back: it is not done yet.")


class NotApplicable(OfAction):
    """It has no use any more."""

    sentence = _l("%(number)s is no longer applicable.")


class NotImplemented(OfAction):
    """It will not be done, by somebody's decision."""

    sentence = _l("%(number)s will not be implemented, by decision of %(decided_by)s.")
    decided_by: str


class Reopened(OfAction):
    """It had ended and goes on."""

    sentence = _l("%(number)s was reopened.")


class Moved(OfAction):
    """Its date was moved, or set for the first time."""

    days: ClassVar[tuple[str, ...]] = ("before", "after")
    sentence = _l("The date of %(number)s is %(after)s now; before: %(before)s.")
    before: str
    after: str


class Shown(OfAction):
    """More people see it from now, or fewer."""

    words: ClassVar[dict[str, Callable[[str], str]]] = {"whom": seen_by}
    sentence = _l("Who sees %(number)s from now: %(whom)s.")
    whom: str


class HandedOver(OfAction):
    """Another organisation, group or body answers for it from now."""

    sentence = _l("%(number)s was handed over to %(heir)s.")
    heir: str


class ContactNamed(OfAction):
    """Another person is asked about it from now."""

    sentence = _l("%(number)s has another contact.")


class ContactAsked(OfAction):
    """Somebody with an account was asked to be its contact."""

    sentence = _l("Somebody was asked to take %(number)s over as its contact.")


class ContactDeclined(OfAction):
    """Who was asked to be its contact said no."""

    sentence = _l("Who was asked to take %(number)s over said no.")


class ByLink(OfAction):
    """A report came by the link that was mailed to a contact without account; the contact is told."""

    sentence = _l("A report on %(number)s came by a mailed link.")
    secrets = ("email",)
    kept = False
    report: int
    email: str


class FileTakenBack(OfAction):
    """The file of a report by a mailed link was removed by the same link; its line is that of the file, the contact is told.

    `step` is the one that the link came with.
    """

    sentence = _l("A file was removed from a report on %(number)s by the mailed link it came by.")
    secrets = ("email",)
    kept = False
    report: int
    email: str
    step: str


class Disowned(OfAction):
    """A contact said that a report by their link was not theirs."""

    sentence = _l("A report on %(number)s was somebody else’s: its contact says so.")


class LeftGroup(OfAction):
    """The group in whose work it stood is over; who answers for it goes on without it."""

    sentence = _l("%(number)s goes on outside the group.")


class EndedWithPlan(OfAction):
    """What it stands under left the plan, so it has no use any more."""

    sentence = _l("%(number)s is no longer applicable: what it stood under left the plan.")


class LeftPlan(OfAction):
    """What it stands under left the plan; as it was reported done, it goes on to its check."""

    sentence = _l("%(number)s goes on, though what it stood under left the plan.")


class StandsWithGroup(OfAction):
    """The ruling that dissolved the group it stands under was taken back."""

    sentence = _l("%(number)s stands as before: its group was not dissolved.")


class StandsAgain(OfAction):
    """The ruling that had what it stands under leave the plan was taken back."""

    sentence = _l("%(number)s stands as before: what it stands under did not leave the plan.")
