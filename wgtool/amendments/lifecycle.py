"""What may become of an amendment. Only a withdrawal is a person's step; the rest follows from two bodies' rulings."""

from __future__ import annotations

from collections.abc import Iterator

from wgtool.amendments import events, queries
from wgtool.amendments.models import OPEN, Amendment
from wgtool.amendments.models import Status as S
from wgtool.amendments.permits import P
from wgtool.amendments.rules import outdated
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.lifecycle import By, Lifecycle, Step


def _unfit(amendment: Amendment) -> str | None:
    """Say why it can't be carried out any more: the plan has changed since it was proposed."""
    said = outdated(amendment, queries.items_of(amendment))
    return f"{amendment.number}: {said}" if said else None


def _withdrawing(amendment: Amendment) -> Iterator[str]:
    yield _("take %(number)s off the table; the plan stays as it is", number=amendment.number)


LIFE = Lifecycle(
    "amendment",
    Step("withdraw", OPEN, S.WITHDRAWN, P.WITHDRAW, events.Withdrawn, _l("Withdraw it"), ends=True, says=_withdrawing,
         done=_l("Withdrawn. Its story stays readable.")),
    Step("fall", OPEN, S.WITHDRAWN, P.RULED, events.Withdrawn, _l("Withdrawn with its question"), by=By.OUTCOME, ends=True),
    Step("support", frozenset({S.PROPOSED}), S.SUPPORTED, P.RULED, events.Supported, _l("Supported by the SAG"),
         unless=_unfit, by=By.OUTCOME),
    Step("refuse", frozenset({S.PROPOSED}), S.NOT_SUPPORTED, P.RULED, events.NotSupported, _l("Not supported by the SAG"),
         by=By.OUTCOME, ends=True),
    Step("take", frozenset({S.SUPPORTED}), S.SITTING, P.RULED, events.Taken, _l("Comes before a sitting of the GLM"),
         by=By.OUTCOME),
    Step("take off", frozenset({S.SITTING}), S.SUPPORTED, P.RULED, events.TakenOff, _l("Taken off the sitting"),
         by=By.OUTCOME),
    Step("verify", frozenset({S.SITTING}), S.VERIFIED, P.RULED, events.Verified, _l("Verified by the GLM"), unless=_unfit,
         by=By.OUTCOME, ends=True),
    Step("not verify", frozenset({S.SITTING}), S.NOT_VERIFIED, P.RULED, events.NotVerified, _l("Not verified by the GLM"),
         by=By.OUTCOME, ends=True),
    Step("take support back", frozenset({S.SUPPORTED, S.NOT_SUPPORTED}), S.PROPOSED, P.RULED, events.Reopened,
         _l("Before the SAG again"), by=By.OUTCOME),
    Step("take verification back", frozenset({S.VERIFIED, S.NOT_VERIFIED}), S.SITTING, P.RULED, events.Unverified,
         _l("Before the GLM again"), by=By.OUTCOME),
    again=queries.to_change,
)  # fmt: skip
