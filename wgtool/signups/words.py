"""The words for roles and states."""

from wgtool.kernel.i18n import _l
from wgtool.signups.models import Role, Status

ROLES = {
    Role.LEAD: _l("Lead"),
    Role.CO_LEAD: _l("Co-lead"),
    Role.CONTRIBUTOR: _l("Contributor"),
    Role.CONSULTED: _l("Consulted"),
}


def role(value: str) -> str:
    """Name a role in the reader's language."""
    return str(ROLES[Role(value)])


HINTS = {
    Role.LEAD: _l("answers for it; one only in each place"),
    Role.CO_LEAD: _l("answers for it beside the lead"),
    Role.CONTRIBUTOR: _l("gives time, people, things or money"),
    Role.CONSULTED: _l("reads and comments"),
}
STATUSES = {
    Status.OFFERED: _l("Offered"),
    Status.CONFIRMED: _l("Confirmed"),
    Status.FULFILLED: _l("Fulfilled"),
    Status.DECLINED: _l("Declined"),
    Status.WITHDRAWN: _l("Withdrawn"),
    Status.LAPSED: _l("Lapsed"),
}
MARKS = {
    Status.OFFERED: ("ring", "none"),
    Status.CONFIRMED: ("yes", "ok"),
    Status.FULFILLED: ("a-tick", "ok"),
    Status.DECLINED: ("dash", "none"),
    Status.WITHDRAWN: ("out", "hold"),
    Status.LAPSED: ("late", "late"),
}
