"""Mails that somebody asked for, or that guard an account or what a mailed link can do: they leave at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wgtool.accounts.events import EmailChanged, LinkMade, PasswordChanged
from wgtool.actions import tokens as action_tokens
from wgtool.actions.events import ByLink, FileTakenBack
from wgtool.actions.models import ActionPoint
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.events import listen
from wgtool.kernel.i18n import _, reading_as
from wgtool.notifications import contacts, outbox, queries
from wgtool.notifications.letters import Letter, Reader
from wgtool.partners import queries as partners


def link_made(event: LinkMade) -> None:
    """Send a link to the address it was made for."""
    path = f"/link/{event.link}" if event.link else "/sign-in"
    reader = Reader(event.email, event.language, event.person)
    place = partners.names([event.organisation]).get(event.organisation, "") if event.organisation else ""
    with reading_as(reader.language, reader.zone):
        letter = replace(LETTERS[event.purpose](place), link=path, stop=False)
    _at_once(letter, reader, event)


def _join(place: str) -> Letter:
    line = _("Open this link to choose a password and come in. It is good for seven days.")
    return Letter(_("Your account at wgtool"), [line], why=_("somebody asked to join with this address"))


def _known(place: str) -> Letter:
    lines = [
        _("Somebody asked to join with this address, which has an account already."),
        _("Sign in, or ask for a new password there if you have forgotten yours."),
    ]
    return Letter(_("You have an account already"), lines, why=_("somebody asked to join with this address"))


def _reset(place: str) -> Letter:
    line = _("Open this link to choose a new password. It is good for two hours. Your old one works until then.")
    return Letter(_("A new password"), [line], why=_("somebody asked for a new password for this address"))


def _email(place: str) -> Letter:
    line = _("Open this link to use this address for your account from now on. It is good for two days.")
    return Letter(_("Your new address"), [line], why=_("somebody asked to use this address for an account"))


def _invitation(place: str) -> Letter:
    line = _(
        "%(place)s invites you to work with it here. Open this link to accept. It is good for thirty days.", place=place
    )
    return Letter(_("You are invited by %(place)s", place=place), [line], why=_("somebody there invited this address"))


LETTERS: dict[str, Callable[[str], Letter]] = {
    "join": _join,
    "known": _known,
    "reset": _reset,
    "email": _email,
    "invitation": _invitation,
}


def email_changed(event: EmailChanged) -> None:
    """Tell the old address and the new one."""
    for known in queries.readers([event.person]):
        for address in (event.old, event.new):
            with reading_as(known.language, known.zone):
                line = _("Your account now uses %(new)s instead of %(old)s.", new=event.new, old=event.old)
                wrong = _("If this was not you, tell the support team at once.")
                letter = Letter(
                    _("Your address was changed"), [line, wrong], why=_("it is about your account"), stop=False
                )
            _at_once(letter, replace(known, address=address), event)


def password_changed(event: PasswordChanged) -> None:
    """Tell whose password it was."""
    for known in queries.readers([event.person]):
        with reading_as(known.language, known.zone):
            lines = [
                _("Your password was changed."),
                _("If this was not you, ask for a new one and tell the support team."),
            ]
            letter = Letter(
                _("Your password was changed"), lines, "/forgotten", _("it is about your account"), stop=False
            )
        _at_once(letter, known, event)


def _at_once(letter: Letter, reader: Reader, event: LinkMade | EmailChanged | PasswordChanged) -> None:
    key = f"{event.event_name()}:{reader.address}:{clock.now().isoformat()}"
    outbox.post(letter, reader, key=key[:160], event=event.event_name(), at_once=True)


def reported_by_link(event: ByLink) -> None:
    """Tell the contact whose link was used, with the way to say that it was not them."""
    line = _("A report on %(number)s was given by the link that was mailed to you.", number=event.number)
    wrong = _("If it was not you, open this page and press its one button. Whoever has this mail can.")
    letter = Letter(
        _("Your report on %(number)s", number=event.number), [line, wrong],
        f"/actions/not-mine/{action_tokens.disown(event.report)}", _("you are its contact"), stop=False,
    )  # fmt: skip
    _to_contact(letter, event)


def taken_back_by_link(event: FileTakenBack) -> None:
    """Tell the contact whose link was used to remove a file."""
    line = _("The file that came with your report on %(number)s was removed, by the link that was mailed to you.",
             number=event.number)  # fmt: skip
    wrong = _("If it was not you, tell the support team.")
    letter = Letter(
        _("A file of your report on %(number)s was removed", number=event.number), [line, wrong],
        why=_("you are its contact"),
    )  # fmt: skip
    _to_contact(contacts.to_contact(letter, db.session.get_one(ActionPoint, event.subject.id), step=event.step), event)


def _to_contact(letter: Letter, event: ByLink | FileTakenBack) -> None:
    key = f"{event.event_name()}:{event.report}"
    outbox.post(letter, Reader(event.email), key=key, event=event.event_name(), at_once=True, about=event.subject)


def register() -> None:
    """Listen to what accounts announces, and to what links of action points are used for."""
    listen(LinkMade, link_made)  # type: ignore[arg-type]
    listen(EmailChanged, email_changed)  # type: ignore[arg-type]
    listen(PasswordChanged, password_changed)  # type: ignore[arg-type]
    listen(ByLink, reported_by_link)  # type: ignore[arg-type]
    listen(FileTakenBack, taken_back_by_link)  # type: ignore[arg-type]
