"""Mails to a contact without account about what was done by the link that was mailed to them: whoever has that mail can."""

from __future__ import annotations

from wgtool.actions import tokens
from wgtool.actions.events import ByLink, FileTakenBack
from wgtool.kernel.events import listen
from wgtool.kernel.i18n import _
from wgtool.notifications import outbox
from wgtool.notifications.letters import Letter, Reader


def reported_by_link(event: ByLink) -> None:
    """Tell the contact whose link was used, with the way to say that it was not them."""
    line = _("A report on %(number)s was given by the link that was mailed to you.", number=event.number)
    wrong = _("If it was not you, open this page and press its one button. Whoever has this mail can.")
    letter = Letter(
        _("Your report on %(number)s", number=event.number), [line, wrong],
        f"/actions/not-mine/{tokens.disown(event.report)}", _("you are its contact"), stop=False,
    )  # fmt: skip
    key = f"{event.event_name()}:{event.report}"
    outbox.post(letter, Reader(event.email), key=key, event=event.event_name(), at_once=True, about=event.subject)


def taken_back_by_link(event: FileTakenBack) -> None:
    """Tell the contact whose link was used to remove a file."""
    line = _("The file that came with your report on %(number)s was removed, by the link that was mailed to you.",
             number=event.number)  # fmt: skip
    wrong = _("If it was not you, tell the support team.")
    letter = Letter(
        _("A file of your report on %(number)s was removed", number=event.number), [line, wrong],
        f"/actions/{event.number}", _("you are its contact"), stop=False,
    )  # fmt: skip
    key = f"{event.event_name()}:{event.report}"
    outbox.post(letter, Reader(event.email), key=key, event=event.event_name(), at_once=True, about=event.subject)


def register() -> None:
    """Listen to what links of action points are used for."""
    listen(ByLink, reported_by_link)  # type: ignore[arg-type]
    listen(FileTakenBack, taken_back_by_link)  # type: ignore[arg-type]
