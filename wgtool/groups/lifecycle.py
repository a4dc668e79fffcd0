"""What may become of a group, from its proposal to its end, and of what it plans to make."""

from __future__ import annotations

from wgtool.groups import events, obstacles, queries, rules, telling
from wgtool.groups.models import UNFINISHED, Progress
from wgtool.groups.models import Status as S
from wgtool.groups.permits import P
from wgtool.kernel.i18n import _l
from wgtool.kernel.lifecycle import By, Lifecycle, Step

REVIEW = frozenset({S.SAG_REVIEW})
ACTIVE, PAUSED, CLOSING = frozenset({S.ACTIVE}), frozenset({S.PAUSED}), frozenset({S.CLOSING})
WORKING, MERGED, DISSOLVED = ACTIVE | PAUSED, frozenset({S.MERGED}), frozenset({S.DISSOLVED})
RULED = frozenset({S.ACTIVE, S.DRAFTING, S.DECLINED})

LIFE = Lifecycle(
    "group",
    Step("take up", frozenset({S.PROPOSED}), S.DRAFTING, P.TAKE_UP, events.TakenUp, _l("Take it up"),
         unless=rules.not_formed, says=telling.take_up, when=rules.votes,
         done=_l("Taken up. Its SAG focal point is named.")),
    Step("take up", frozenset({S.PROPOSED}), S.ACTIVE, P.TAKE_UP, events.Started, _l("Take it up"),
         unless=rules.not_formed, says=telling.start, when=rules.needs_no_vote),
    Step("submit", frozenset({S.DRAFTING}), S.SAG_REVIEW, P.SUBMIT, events.Submitted, _l("Submit to the SAG"),
         unless=rules.unready, says=telling.submit,
         done=_l("Submitted: the text is locked until the SAG has decided.")),
    Step("take the text back", REVIEW, S.DRAFTING, P.TAKE_BACK, events.TextTakenBack, _l("Take the text back"),
         says=telling.take_back, done=_l("Taken back: the text is open to its writers again.")),
    Step("withdraw", frozenset({S.PROPOSED, S.DRAFTING, S.SAG_REVIEW}), S.WITHDRAWN, P.WITHDRAW, events.Withdrawn,
         _l("Withdraw the proposal"), ends=True, says=telling.withdraw, done=_l("Withdrawn. Its story stays readable.")),
    Step("activate", REVIEW, S.ACTIVE, P.RULED, events.Activated, _l("The SAG endorses its terms"), by=By.OUTCOME),
    Step("return", REVIEW, S.DRAFTING, P.RULED, events.Returned, _l("The SAG returns its terms"), by=By.OUTCOME),
    Step("go back to drafting", REVIEW, S.DRAFTING, P.RULED, events.TextTakenBack, _l("The question is withdrawn"),
         by=By.OUTCOME),
    Step("decline", REVIEW, S.DECLINED, P.RULED, events.Declined, _l("The SAG declines it"), by=By.OUTCOME, ends=True),
    Step("go back to review", RULED, S.SAG_REVIEW, P.RULED, events.RulingTakenBack, _l("The ruling is taken back"),
         by=By.OUTCOME),
    Step("ask to pause", ACTIVE, None, P.ASK_PAUSE, events.PauseAsked, _l("Ask to pause it"),
         unless=rules.pause_asked, says=telling.ask_to_pause,
         done=_l("Asked. It is the turn of its SAG focal point now.")),
    Step("keep active", ACTIVE, None, P.DROP_PAUSE, events.PauseDropped, _l("Do not pause it"),
         when=rules.asks_to_pause, done=_l("It goes on as before.")),
    Step("pause", ACTIVE, S.PAUSED, P.PAUSE, events.Paused, _l("Pause it"), says=telling.pause,
         done=_l("Paused. Its dates stand still.")),
    Step("pause for security", ACTIVE, S.PAUSED, P.PAUSE_SECURITY, events.Paused, _l("Pause it for security at once"),
         says=telling.pause, done=_l("Paused. Its dates stand still.")),
    Step("set another review", PAUSED, None, P.PAUSE, events.ReviewMoved, _l("Go on pausing"),
         done=_l("The pause goes on until then.")),
    Step("resume", PAUSED, S.ACTIVE, P.RESUME, events.Resumed, _l("Resume it"), says=telling.resume,
         done=_l("It works again.")),
    Step("set the last day", WORKING, None, P.SET_LAST_DAY, events.LastDaySet, _l("Set its last day"),
         done=_l("The last day is set.")),
    Step("start closing", WORKING, S.CLOSING, P.START_CLOSING, events.ClosingBegan, _l("Start closing it"),
         unless=rules.merging, says=telling.start_closing, ends=True,
         done=_l("Closing has begun: settle what is open, and write the closing report.")),
    Step("reopen", CLOSING, S.ACTIVE, P.REOPEN, events.Reopened, _l("Open it again"), says=telling.reopen,
         done=_l("It is active again.")),
    Step("submit the closing report", CLOSING, None, P.SUBMIT_REPORT, events.ReportSubmitted,
         _l("Submit the closing report"), unless=obstacles.unfinished, says=telling.submit_report,
         done=_l("Submitted: the SAG decides whether to dissolve it.")),
    Step("dissolve", CLOSING, S.DISSOLVED, P.RULED, events.Dissolved, _l("The SAG endorses its closing report"),
         by=By.OUTCOME, ends=True),
    Step("stay closing", CLOSING, None, P.RULED, events.NotDissolved, _l("The SAG does not dissolve it"),
         by=By.OUTCOME),
    Step("go back to closing", DISSOLVED, S.CLOSING, P.RULED, events.DissolutionTakenBack,
         _l("The ruling is taken back"), by=By.OUTCOME),
    Step("ask to merge", WORKING, None, P.ASK_MERGE, events.MergeAsked, _l("Ask to merge it into another group"),
         unless=rules.merging, says=telling.ask_to_merge, done=_l("Asked. It is the turn of that group’s leads.")),
    Step("take the merger back", WORKING, None, P.ASK_MERGE, events.MergeDropped, _l("Do not merge it after all"),
         when=rules.asks_to_merge, done=_l("Taken back.")),
    Step("decline the merger", WORKING, None, P.DECLINE_MERGE, events.MergeDropped, _l("Say no to a group that asks to merge"),
         when=rules.is_asked, done=_l("Answered with no.")),
    Step("submit the merger", WORKING, None, P.SUBMIT_MERGE, events.MergerSubmitted, _l("Put the merger to the SAG"),
         unless=obstacles.cannot_merge, when=rules.is_asked, says=telling.submit_merger,
         done=_l("Submitted: the SAG decides on the merger and the new terms.")),
    Step("merge", WORKING, S.MERGED, P.RULED, events.Merged, _l("The SAG merges it into another group"),
         by=By.OUTCOME, ends=True),
    Step("go back to work", MERGED, S.ACTIVE, P.RULED, events.MergerTakenBack, _l("The ruling is taken back"),
         by=By.OUTCOME, when=rules.in_no_pause),
    Step("go back to work", MERGED, S.PAUSED, P.RULED, events.BackToPause, _l("The ruling is taken back"),
         by=By.OUTCOME, when=rules.in_a_pause),
    again=queries.to_change,
)  # fmt: skip
DELIVERABLE = Lifecycle(
    "deliverable",
    Step("start", frozenset({Progress.NOT_STARTED}), Progress.IN_PROGRESS, P.REPORT, events.WorkBegan, _l("Start it"),
         unless=rules.not_at_work, done=_l("Begun.")),
    Step("report", frozenset({Progress.IN_PROGRESS}), None, P.REPORT, events.ProgressReported, _l("Report on it"),
         unless=rules.not_at_work, done=_l("Reported.")),
    Step("finish", UNFINISHED, Progress.DONE, P.REPORT, events.DeliverableDone, _l("It is done"),
         unless=rules.not_at_work, says=telling.finish, done=_l("Done.")),
    Step("drop", UNFINISHED, Progress.DROPPED, P.PLAN, events.DeliverableDropped, _l("Drop it"), ends=True,
         unless=rules.is_locked, says=telling.drop, done=_l("Dropped. Its story stays readable.")),
    Step("take up again", frozenset({Progress.DONE, Progress.DROPPED}), Progress.IN_PROGRESS, P.PLAN,
         events.TakenUpAgain, _l("Take it up again"), unless=rules.not_taken_up, done=_l("It is in progress again.")),
    again=queries.deliverable_to_change,
    under=lambda row: queries.to_change(row.group_id),
)  # fmt: skip
