"""What may become of an action point."""

from __future__ import annotations

from collections.abc import Iterator

from wgtool.actions import events, queries, rules, sources
from wgtool.actions.models import ENDED, UNENDED, WORKING, ActionPoint
from wgtool.actions.models import Status as S
from wgtool.actions.permits import P
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.lifecycle import Lifecycle, Step
from wgtool.kernel.sight import Sight

CHECKED = frozenset({S.REPORTED_DONE})


def _verifying(point: ActionPoint) -> Iterator[str]:
    yield _("say that you found %(number)s done", number=point.number)
    yield _("close it, so that nobody is reminded of it any more")


def _done(point: ActionPoint) -> Iterator[str]:
    yield _("ask somebody else to check %(number)s and close it", number=point.number)


def _again(point: ActionPoint) -> Iterator[str]:
    yield _("ask for another check: %(number)s is not closed until somebody has looked at the new evidence",
            number=point.number)  # fmt: skip


def _as_its_source(point: ActionPoint) -> str | None:
    """Say why nobody else can see it, if what it came from is seen by few."""
    if point.sight == Sight.PUBLIC or rules.shown_to(point, sources.sight_of(point)):
        return None
    return _("It is seen by those who see %(source)s. Show that to more people first.", source=point.source_label)


def _showing(point: ActionPoint) -> Iterator[str]:
    yield _("have its reports, files and story seen by the same people")
    yield _("put it on the public register where everybody sees it, and take it off where not")


LIFE = Lifecycle(
    "action",
    Step("report progress", WORKING, S.IN_PROGRESS, P.REPORT, events.Progressed, _l("Report progress"),
         done=_l("Reported.")),
    Step("report no change", WORKING, None, P.REPORT, events.Unchanged, _l("Nothing changed"), done=_l("Reported.")),
    Step("report done", WORKING, S.REPORTED_DONE, P.REPORT, events.ReportedDone, _l("Report it done"), says=_done,
         done=_l("Reported done. Somebody else checks it and closes it.")),
    Step("add evidence", CHECKED, None, P.REPORT, events.Evidenced, _l("Add evidence"), done=_l("Added.")),
    Step("add evidence", frozenset({S.CLOSED}), S.REPORTED_DONE, P.REPORT, events.CheckReopened, _l("Add evidence"),
         unless=rules.under_an_end, says=_again, done=_l("Added.")),
    Step("verify", CHECKED, S.CLOSED, P.VERIFY, events.Closed, _l("Verify and close it"), unless=rules.unproven,
         ends=True, says=_verifying, done=_l("Verified and closed.")),
    Step("send back", CHECKED, S.IN_PROGRESS, P.VERIFY, events.SentBack, _l("Send it back"),
         done=_l("Sent back. Who answers for it reads why.")),
    Step("move", WORKING, None, P.MOVE, events.Moved, _l("Set or move its date"), done=_l("The date was set.")),
    Step("hand over", WORKING, None, P.HAND_OVER, events.HandedOver, _l("Hand it over"), done=_l("Handed over.")),
    Step("show", frozenset(S), None, P.SHOW, events.Shown, _l("Change who sees it"), unless=_as_its_source,
         says=_showing,
         done=_l("Who sees it is changed; its files and its story are seen by the same people.")),
    Step("not applicable", UNENDED, S.NOT_APPLICABLE, P.SETTLE, events.NotApplicable, _l("No longer applicable"),
         ends=True, done=_l("It ends here; its story stays readable.")),
    Step("not implemented", UNENDED, S.NOT_IMPLEMENTED, P.SETTLE, events.NotImplemented, _l("Will not be implemented"),
         ends=True, done=_l("It ends here; its story stays readable.")),
    Step("reopen", ENDED, S.IN_PROGRESS, P.REOPEN, events.Reopened, _l("Reopen it"),
         unless=rules.under_an_end, done=_l("It goes on.")),
    again=queries.to_change,
)  # fmt: skip
