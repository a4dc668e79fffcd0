"""What the support team does with mail that does not leave."""

from __future__ import annotations

from wgtool.kernel import clock
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold
from wgtool.notifications import queries
from wgtool.notifications.models import Mail


def try_again(mail: Mail) -> None:
    """Have a mail sent with the next delivery. Raises Refused if it has left, leaves now, or was cancelled."""
    mail = _held(mail)
    mail.tries, mail.claimed_until = 0, clock.now()


def drop(mail: Mail) -> None:
    """Give a mail up. Raises Refused if it has left, leaves now, or was cancelled."""
    mail = _held(mail)
    mail.cancelled_at, mail.body = clock.now(), ""


def _held(mail: Mail) -> Mail:
    mail = hold(queries.to_change(mail.id))
    if not mail.waiting:
        raise Refused(_("This mail is not waiting any more."))
    if mail.leaving(clock.now()):
        raise Refused(_("This mail is being sent at this moment. Look again in a few minutes."))
    return mail
