"""The words for kinds and states of amendments, and for the fields they change."""

from __future__ import annotations

from wgtool.amendments.models import Kind, Status
from wgtool.kernel.i18n import _l

KINDS = {
    Kind.REWORD: _l("Reword it"),
    Kind.CATEGORY: _l("Change its category"),
    Kind.LEAD: _l("Change its lead as printed"),
    Kind.TIMEFRAME: _l("Change its timeframe"),
    Kind.ADD: _l("Add something under it"),
    Kind.DROP: _l("Drop it"),
    Kind.MOVE: _l("Move it elsewhere"),
    Kind.RENUMBER: _l("Give it another number"),
    Kind.SPLIT: _l("Split it"),
    Kind.MERGE: _l("Merge others into it"),
}
NAMES = {
    Kind.REWORD: _l("wording"),
    Kind.CATEGORY: _l("category"),
    Kind.LEAD: _l("lead"),
    Kind.TIMEFRAME: _l("timeframe"),
    Kind.ADD: _l("addition"),
    Kind.DROP: _l("leaves the plan"),
    Kind.MOVE: _l("move"),
    Kind.RENUMBER: _l("number"),
    Kind.SPLIT: _l("split"),
    Kind.MERGE: _l("merger"),
}
STATES = {
    Status.PROPOSED: _l("Proposed"),
    Status.SUPPORTED: _l("Supported by the SAG"),
    Status.SITTING: _l("On a sitting of the GLM"),
    Status.VERIFIED: _l("Verified"),
    Status.NOT_SUPPORTED: _l("Not supported"),
    Status.NOT_VERIFIED: _l("Not verified"),
    Status.WITHDRAWN: _l("Withdrawn"),
}
WAITS = {
    Status.PROPOSED: _l("Waiting for the SAG to support it or not."),
    Status.SUPPORTED: _l("Waiting for a sitting of the GLM to take it."),
    Status.SITTING: _l("Waiting for the sitting of the GLM."),
}
"""Said to who sees none of the lines about its questions."""
MARKS = {
    Status.PROPOSED: ("d-none", "none"),
    Status.SUPPORTED: ("d-half", "go"),
    Status.SITTING: ("d-half", "go"),
    Status.VERIFIED: ("d-tick", "ok"),
    Status.NOT_SUPPORTED: ("d-end", "hold"),
    Status.NOT_VERIFIED: ("d-end", "hold"),
    Status.WITHDRAWN: ("d-end", "none"),
}


def kind(value: str) -> str:
    """Name what an amendment changes in the reader's language."""
    return str(NAMES[Kind(value)])
