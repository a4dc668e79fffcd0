"""What may become of a group. Pausing, closing, merging are statuses without steps as yet."""

from __future__ import annotations

from collections.abc import Iterable

from wgtool.groups import events, queries, rules
from wgtool.groups.models import Group
from wgtool.groups.models import Status as S
from wgtool.groups.permits import P
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.lifecycle import By, Lifecycle, Step


def _take_up(group: Group) -> Iterable[str]:
    yield _("ask its leads to write its terms of reference")
    yield _("let people ask to join %(code)s", code=group.code)
    yield _("keep its code %(code)s open to change until it is active", code=group.code)


def _start(group: Group) -> Iterable[str]:
    yield _("make %(code)s active at once: a group that shares information needs no vote", code=group.code)
    yield _("let its leads confirm sign-ups of the activities it serves")


def _withdraw(group: Group) -> Iterable[str]:
    if group.status == S.SAG_REVIEW:
        yield _("withdraw the question before the SAG")
    yield _("end %(code)s; its story stays readable and its code is not used again", code=group.code)


def _take_back(group: Group) -> Iterable[str]:
    yield _("withdraw the question before the SAG")
    yield _("open the text to its writers again")


def _submit(group: Group) -> Iterable[str]:
    yield _("lock the terms of reference of %(code)s", code=group.code)
    yield _("ask the SAG to decide on them")


REVIEW = frozenset({S.SAG_REVIEW})
RULED = frozenset({S.ACTIVE, S.DRAFTING, S.DECLINED})

LIFE = Lifecycle(
    "group",
    Step("take up", frozenset({S.PROPOSED}), S.DRAFTING, P.TAKE_UP, events.TakenUp, _l("Take it up"),
         unless=rules.not_formed, says=_take_up, when=rules.votes,
         done=_l("Taken up. Its SAG focal point is named.")),
    Step("take up", frozenset({S.PROPOSED}), S.ACTIVE, P.TAKE_UP, events.Started, _l("Take it up"),
         unless=rules.not_formed, says=_start, when=rules.needs_no_vote),
    Step("submit", frozenset({S.DRAFTING}), S.SAG_REVIEW, P.SUBMIT, events.Submitted, _l("Submit to the SAG"),
         unless=rules.unready, says=_submit,
         done=_l("Submitted: the text is locked until the SAG has decided.")),
    Step("take the text back", REVIEW, S.DRAFTING, P.TAKE_BACK, events.TextTakenBack, _l("Take the text back"),
         says=_take_back, done=_l("Taken back: the text is open to its writers again.")),
    Step("withdraw", frozenset({S.PROPOSED, S.DRAFTING, S.SAG_REVIEW}), S.WITHDRAWN, P.WITHDRAW, events.Withdrawn,
         _l("Withdraw the proposal"), ends=True, says=_withdraw, done=_l("Withdrawn. Its story stays readable.")),
    Step("activate", REVIEW, S.ACTIVE, P.RULED, events.Activated, _l("The SAG endorses its terms"), by=By.OUTCOME),
    Step("return", REVIEW, S.DRAFTING, P.RULED, events.Returned, _l("The SAG returns its terms"), by=By.OUTCOME),
    Step("go back to drafting", REVIEW, S.DRAFTING, P.RULED, events.TextTakenBack, _l("The question is withdrawn"),
         by=By.OUTCOME),
    Step("decline", REVIEW, S.DECLINED, P.RULED, events.Declined, _l("The SAG declines it"), by=By.OUTCOME, ends=True),
    Step("go back to review", RULED, S.SAG_REVIEW, P.RULED, events.RulingTakenBack, _l("The ruling is taken back"),
         by=By.OUTCOME),
    again=queries.to_change,
)  # fmt: skip
