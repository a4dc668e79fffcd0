"""What may become of a version. People submit, and a group agrees on a text of its own; rulings do the rest."""

from __future__ import annotations

from wgtool.documents import events, queries, rules
from wgtool.documents.models import VersionStatus as S
from wgtool.documents.permits import P
from wgtool.kernel.i18n import _l
from wgtool.kernel.lifecycle import By, Lifecycle, Step

DRAFT, SUBMITTED, ENDORSED = frozenset({S.DRAFT}), frozenset({S.SUBMITTED}), frozenset({S.ENDORSED})
SUPERSEDED = frozenset({S.SUPERSEDED})
RULED = frozenset({S.DRAFT, S.ENDORSED, S.DECLINED})

LIFE = Lifecycle(
    "version",
    Step("submit", DRAFT, S.SUBMITTED, P.SUBMIT, events.Submitted, _l("Submit"), unless=rules.unready),
    Step("return", SUBMITTED, S.DRAFT, P.RULE, events.Returned, _l("Return with a checklist"), by=By.OUTCOME),
    Step("unlock", SUBMITTED, S.DRAFT, P.RULE, events.Unlocked, _l("Take the text back"), by=By.OUTCOME),
    Step("endorse", SUBMITTED, S.ENDORSED, P.RULE, events.Endorsed, _l("Endorse"), by=By.OUTCOME),
    Step("decline", SUBMITTED, S.DECLINED, P.RULE, events.Declined, _l("Decline"), by=By.OUTCOME),
    Step("drop", DRAFT, S.DECLINED, P.RULE, events.Dropped, _l("Give it up"), by=By.OUTCOME),
    Step("supersede", ENDORSED, S.SUPERSEDED, P.RULE, events.Superseded, _l("Supersede"), by=By.OUTCOME),
    Step("take back", RULED, S.SUBMITTED, P.RULE, events.RulingTakenBack, _l("Take the ruling back"),
         unless=rules.not_before_a_body, by=By.OUTCOME),
    Step("put back", SUPERSEDED, S.ENDORSED, P.RULE, events.BackInForce, _l("Put back in force"), by=By.OUTCOME),
    Step("agree", DRAFT, S.ENDORSED, P.SUBMIT, events.Agreed, _l("The group agrees on it"), unless=rules.not_its_own),
    Step("publish", ENDORSED, None, P.SUBMIT, events.Published, _l("Publish it"), unless=rules.not_published),
    Step("uphold", ENDORSED, None, P.RULE, events.Upheld, _l("Endorse by the SAG"), unless=rules.not_upheld,
         by=By.OUTCOME),
    Step("send back", DRAFT, None, P.RULE, events.SentBack, _l("Return with a checklist for the next version"),
         by=By.OUTCOME),
    Step("take checklist back", DRAFT, None, P.RULE, events.ChecklistTakenBack, _l("Take the checklist back"),
         by=By.OUTCOME),
    Step("let go", ENDORSED, None, P.RULE, events.LetGo, _l("Take the SAG’s endorsement back"), by=By.OUTCOME),
    Step("raise", ENDORSED, None, P.RULE, events.LevelRaised, _l("Endorse by the GLM"), unless=rules.not_raisable,
         by=By.OUTCOME),
    Step("lower", ENDORSED, None, P.RULE, events.LevelLowered, _l("Take the GLM’s endorsement back"), by=By.OUTCOME),
    again=queries.to_change,
)  # fmt: skip
