"""What may become of a sign-up."""

from __future__ import annotations

from collections.abc import Iterator

from wgtool.kernel.i18n import _, _l
from wgtool.kernel.lifecycle import By, Lifecycle, Step
from wgtool.signups import events, queries, rules
from wgtool.signups.models import OPEN, Role, SignUp
from wgtool.signups.models import Status as S
from wgtool.signups.permits import P


def _confirming(signup: SignUp) -> Iterator[str]:
    facts = {"organisation": signup.organisation.name, "number": signup.number}
    if signup.role == Role.LEAD:
        yield _("show %(organisation)s as the lead of %(number)s", **facts)
        yield _("tell others who offered to lead it, and leave their offers standing")
    else:
        yield _("count %(organisation)s among those who do %(number)s", **facts)


def _leaving(signup: SignUp) -> Iterator[str]:
    yield _("take %(organisation)s off %(number)s", organisation=signup.organisation.name, number=signup.number)
    if signup.status == S.CONFIRMED:
        yield _("show the gap on the list of what needs partners, until somebody fills it")


def _instead(signup: SignUp) -> Iterator[str]:
    yield _("turn the offer to lead into one to contribute, with the same text")
    yield _("count at once: nobody has to confirm it")


def _handing(signup: SignUp) -> Iterator[str]:
    yield from _leaving(signup)
    yield _("offer the role in the name of the other organisation; it counts once it is confirmed")


LIFE = Lifecycle(
    "signup",
    Step("confirm", frozenset({S.OFFERED}), S.CONFIRMED, P.SETTLE, events.Confirmed, _l("Confirm it"),
         unless=rules.unready, says=_confirming, done=_l("Confirmed.")),
    Step("contribute", frozenset({S.OFFERED}), S.CONFIRMED, P.OWN, events.SteppedBack, _l("Contribute instead"),
         unless=rules.no_instead, says=_instead,
         done=_l("It counts as a contribution now; its text is the same.")),
    Step("decline", frozenset({S.OFFERED}), S.DECLINED, P.SETTLE, events.Declined, _l("Decline it"), ends=True,
         done=_l("Declined. Who offered it reads why.")),
    Step("fulfil", frozenset({S.CONFIRMED}), S.FULFILLED, P.SETTLE, events.Fulfilled, _l("It was done"),
         done=_l("Marked as done.")),
    Step("hand over", frozenset({S.CONFIRMED}), S.WITHDRAWN, P.HAND_OVER, events.HandedOver, _l("Hand it over"),
         ends=True, says=_handing, done=_l("Handed over: the other organisation’s offer waits to be confirmed.")),
    Step("withdraw", OPEN, S.WITHDRAWN, P.OWN, events.Withdrawn, _l("Withdraw it"), ends=True, says=_leaving,
         done=_l("Withdrawn. Its story stays readable.")),
    Step("lapse", OPEN, S.LAPSED, P.SETTLE, events.Lapsed, _l("It lapses"), by=By.TIMER, ends=True),
    Step("end with it", OPEN, S.WITHDRAWN, P.SETTLE, events.Ended, _l("It ends, as the activity leaves the plan"),
         by=By.OUTCOME, ends=True),
    Step("go into another", OPEN, S.WITHDRAWN, P.SETTLE, events.PutTogether,
         _l("It becomes one with another, as the activity is merged"), by=By.OUTCOME, ends=True),
    Step("stand again", frozenset({S.WITHDRAWN}), S.CONFIRMED, P.SETTLE, events.StandsAgain, _l("It counts again"),
         by=By.OUTCOME, when=rules.counted),
    Step("stand again", frozenset({S.WITHDRAWN}), S.OFFERED, P.SETTLE, events.StandsAgain, _l("It is offered again"),
         by=By.OUTCOME, when=rules.never_counted),
    again=queries.to_change,
    under=queries.above_to_change,
)  # fmt: skip
