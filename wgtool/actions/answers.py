"""What somebody says of several action points at once: on one page, by a mailed link, or in a file."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import Any

from wgtool.actions.models import ActionPoint
from wgtool.files.taking import Kept
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.refusals import Refused

MOST = 2_000


class Say(enum.StrEnum):
    """What a report says, by the verb of its step."""

    UNCHANGED = "report no change"
    PROGRESS = "report progress"
    DONE = "report done"


SAYINGS = {
    Say.UNCHANGED: _l("Nothing changed"),
    Say.PROGRESS: _l("In progress"),
    Say.DONE: _l("Done"),
}


@dataclass(frozen=True)
class Answer:
    """What is said of one action point; `due` with `why` moves its date, `file` is evidence."""

    point: ActionPoint
    say: Say | None = None
    text: str = ""
    evidence: str = ""
    due: date | None = None
    why: str = ""
    file: Kept | None = None

    def facts(self) -> dict[str, Any]:
        """Give what the step of the report takes."""
        if self.say == Say.UNCHANGED:
            return {"because": self.text}
        return {"taken": self.text, "evidence": self.evidence, "file": self.file}

    def check(self) -> None:
        """Refuse what no field of ours would take."""
        if max(map(len, (self.text, self.evidence, self.why))) > MOST:
            raise Refused(_("%(number)s: shorten what you say to at most %(most)s characters.",
                            number=self.point.number, most=MOST))  # fmt: skip
        if self.say is None and (self.text or self.evidence):
            raise Refused(_("%(number)s: choose what your report says.", number=self.point.number))
        if self.say == Say.UNCHANGED and (self.evidence or self.file):
            raise Refused(_("%(number)s: evidence belongs to what was done. Choose “In progress” or “Done”, or leave it out.",
                            number=self.point.number))  # fmt: skip
