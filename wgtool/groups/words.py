"""The words for kinds, states, roles and codes, and the template of a problem."""

from __future__ import annotations

import re

from wgtool.groups.models import Closing, Kind, Origin, PauseCode, Progress, Role, Status
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _, _l, listed

KINDS = {
    Kind.GLOBAL: _l("Global working group"),
    Kind.TASK_FORCE: _l("Task force"),
    Kind.NATIONAL: _l("National logistics working group"),
    Kind.SUB_NATIONAL: _l("Sub-national logistics working group"),
    Kind.INFORMATION: _l("Information-sharing group"),
}
STATES = {
    Status.PROPOSED: _l("Proposed"),
    Status.DRAFTING: _l("Drafting"),
    Status.SAG_REVIEW: _l("In review by the SAG"),
    Status.ACTIVE: _l("Active"),
    Status.PAUSED: _l("Paused"),
    Status.CLOSING: _l("Closing"),
    Status.DISSOLVED: _l("Dissolved"),
    Status.MERGED: _l("Merged"),
    Status.DECLINED: _l("Declined"),
    Status.WITHDRAWN: _l("Withdrawn"),
}
MARKS = {
    Status.PROPOSED: ("g-dot", "none"),
    Status.DRAFTING: ("g-none", "go"),
    Status.SAG_REVIEW: ("g-half", "go"),
    Status.ACTIVE: ("g-full", "go"),
    Status.PAUSED: ("g-hold", "hold"),
    Status.CLOSING: ("g-half", "hold"),
    Status.DISSOLVED: ("g-end", "none"),
    Status.MERGED: ("g-merge", "none"),
    Status.DECLINED: ("g-end", "none"),
    Status.WITHDRAWN: ("g-end", "none"),
}
ROLES = {
    Role.LEAD: _l("Lead"),
    Role.CO_LEAD: _l("Co-lead"),
    Role.SECRETARIAT: _l("Secretariat"),
    Role.SAG_FOCAL: _l("SAG focal point"),
    Role.MEMBER: _l("Member"),
    Role.OBSERVER: _l("Observer"),
}
SPOKEN = {
    Role.LEAD: _l("lead"),
    Role.CO_LEAD: _l("co-lead"),
    Role.SECRETARIAT: _l("secretariat"),
    Role.SAG_FOCAL: _l("SAG focal point"),
    Role.MEMBER: _l("member"),
    Role.OBSERVER: _l("observer"),
}
FIELDS = {
    "name": _l("Name"),
    "code": _l("Code"),
    "problem": _l("Problem it solves"),
    "cross_cutting": _l("Cross-cutting issue"),
    "serves": _l("What it serves"),
}
PAUSES = {
    PauseCode.SECURITY: _l("Security"),
    PauseCode.ACCESS: _l("Access"),
    PauseCode.FUNDING: _l("Funding"),
    PauseCode.STAFFING: _l("Staffing"),
    PauseCode.SUPERSEDED: _l("Superseded by other work"),
    PauseCode.OTHER: _l("Another reason"),
}
CLOSINGS = {
    Closing.COMPLETED: _l("Its work is completed"),
    Closing.NOT_RELEVANT: _l("It is not relevant any more"),
    Closing.NOT_SUPPORTED: _l("It is not supported any more"),
}
DECIDERS = {"SAG": _l("the SAG"), "GLM": _l("the GLM"), "date": _l("its last day")}
FORWARD = {
    Origin.COPIED: _l("Copied for another place as"),
    Origin.SUCCEEDS: _l("Succeeded by"),
    Origin.MERGED: _l("Merged into"),
}
BACKWARD = {
    Origin.COPIED: _l("Copied from"),
    Origin.SUCCEEDS: _l("Successor of"),
    Origin.MERGED: _l("Took in"),
}
PROGRESS = {
    Progress.NOT_STARTED: _l("Not started"),
    Progress.IN_PROGRESS: _l("In progress"),
    Progress.DONE: _l("Done"),
    Progress.DROPPED: _l("Dropped"),
}
PROGRESS_MARKS = {
    Progress.NOT_STARTED: ("ring", "none"),
    Progress.IN_PROGRESS: ("g-half", "go"),
    Progress.DONE: ("a-tick", "ok"),
    Progress.DROPPED: ("dash", "none"),
}
PLANNED = {
    "title": _l("Title"),
    "description": _l("Description"),
    "item_id": _l("What it serves"),
    "why_item": _l("Why it serves this"),
    "owner_id": _l("Owner"),
    "contact_id": _l("Contact person"),
    "starts_on": _l("Start"),
    "due_on": _l("Due"),
    "seeks": _l("Partners wanted"),
}
REVIEWED = {
    "version": _l("the terms of reference"),
    "pause": _l("the pause"),
    "question": _l("the ruling"),
}
CODE = r"[A-Z]{2,5}-[A-Z0-9-]{2,12}"


def spoken(role: str) -> str:
    """Give a role as it stands inside a sentence."""
    return str(SPOKEN.get(Role(role), role))


def field(name: str) -> str:
    """Give a field of a group as it stands in history."""
    return str(FIELDS.get(name, name))


def pause(code: str) -> str:
    """Give the code of a pause as people read it."""
    return str(PAUSES[PauseCode(code)])


def closing(code: str) -> str:
    """Give why a group closes as people read it."""
    return str(CLOSINGS[Closing(code)])


def decided(by: str) -> str:
    """Give who decided on the beginning or the end of a closing."""
    return str(DECIDERS[by])


def reviewed(kind: str) -> str:
    """Give what is looked at again as it stands inside a sentence."""
    return str(REVIEWED[kind])


def planned(name: str) -> str:
    """Give a field of a deliverable as it stands in history."""
    return str(PLANNED.get(name, name))


def template() -> str:
    """Give the text a problem starts from, in the reader's language."""
    return _(
        "We [who] come together because [what goes wrong today, for whom, where].\n"
        "No organisation can mend it alone because [why].\n"
        "By [when] we will have [what is different]."
    )


def left_of_template(problem: str) -> str | None:
    """Say what of the template was left as it was, if anything was."""
    if fold(problem) == fold(template()):
        return _("This is still the template. Say in your own words what the group is for.")
    left = [place for place in re.findall(r"\[[^\[\]]+\]", template()) if place in problem]
    if left:
        return _("Fill in %(places)s in your own words.", places=listed(left))
    return None
