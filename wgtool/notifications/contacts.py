"""What leads a contact without account from a mail about their action point: only to what they can open."""

from __future__ import annotations

from dataclasses import replace

from wgtool.actions import tokens
from wgtool.actions.models import ActionPoint
from wgtool.kernel.i18n import _
from wgtool.kernel.sight import Sight
from wgtool.notifications.letters import Letter


def to_contact(letter: Letter, point: ActionPoint, *, step: str = "") -> Letter:
    """Give a letter about an action point as its contact can use it; `step` is that of their own link, if one stands.

    It leads to the page that all may read, else to their own link, else it says whom to ask. It is not theirs to stop.
    """
    if point.sight == Sight.PUBLIC:
        return replace(letter, link=page_of(point.number), stop=False)
    if step:
        return replace(letter, link=own(point.id, tokens.contact_of(point), step), stop=False)
    ask = _("Not everybody may read its page. If you want to know more, ask the support team.")
    return replace(letter, lines=[*letter.lines, ask], link="", stop=False)


def page_of(number: str) -> str:
    """Give the path of the page of an action point."""
    return f"/actions/{number}"


def own(point: int, contact: str, step: str) -> str:
    """Give the path by which a contact reports on an action point, and looks at what was reported by it."""
    return f"/actions/report/{tokens.report_of(point, contact, step)}"
