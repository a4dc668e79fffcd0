"""Who may do what: every permit of every room, and the clauses that grant it.

Any clause suffices; all predicates of a clause must hold. This table is what the guard asks, what the templates
ask, what `docs/access.md` prints and what the access test walks.
"""

from __future__ import annotations

import enum

from wgtool.accounts import permits as accounts
from wgtool.desk import permits as desk
from wgtool.documents import permits as documents
from wgtool.documents import rules as documents_rules
from wgtool.groups import permits as groups
from wgtool.groups.rules import (
    below_lead,
    coordinates,
    heir,
    inside,
    keeps,
    leads,
    own,
    plain,
    proposed,
    proposer,
    ruling,
)
from wgtool.kernel.permits import Clauses
from wgtool.notifications import permits as notifications
from wgtool.overview import permits as overview
from wgtool.partners import permits as partners
from wgtool.partners.rules import admin, anybody, confirmed, focal, signed_in, support

POLICY: dict[enum.StrEnum, Clauses] = {
    accounts.P.ENTER: [[anybody]],
    accounts.P.OWN: [[signed_in]],
    accounts.P.MANAGE_PEOPLE: [[focal], [support]],
    accounts.P.SUPPORT_PEOPLE: [[support]],
    accounts.P.GIVE_ROLES: [[support]],
    accounts.P.NAME_SUPPORT: [[admin]],
    notifications.P.SEE_UNDELIVERED: [[support]],
    notifications.P.SEE_DEMO: [[anybody]],
    overview.P.READ: [[anybody]],
    desk.P.READ: [[signed_in]],
    partners.P.READ: [[anybody]],
    partners.P.EDIT: [[focal], [support]],
    partners.P.LOOK_AT: [[support]],
    partners.P.SET_STANDING: [[support]],
    groups.P.READ: [[anybody]],
    groups.P.PROPOSE: [[signed_in]],
    groups.P.EDIT: [[leads], [keeps], [coordinates], [support], [proposed]],
    groups.P.SET_CODE: [[support]],
    groups.P.TAKE_UP: [[support]],
    groups.P.WITHDRAW: [[proposer], [leads], [keeps], [coordinates], [support]],
    groups.P.TAKE_BACK: [[leads], [keeps], [coordinates], [support]],
    groups.P.SUBMIT: [[leads]],
    groups.P.RULED: [[ruling]],
    groups.P.ASK: [[confirmed]],
    groups.P.INVITE: [[leads], [keeps], [coordinates], [support], [proposed]],
    groups.P.ANSWER_REQUEST: [[leads], [keeps], [coordinates], [support]],
    groups.P.NAME_FOCAL: [[support]],
    groups.P.SEE_MEMBERSHIP: [[own], [inside], [coordinates], [support], [proposed], [heir]],
    groups.P.ANSWER: [[own]],
    groups.P.REVOKE: [[own], [leads], [keeps], [coordinates], [support], [proposed]],
    groups.P.CHANGE_ROLE: [[leads, below_lead], [keeps, plain], [coordinates, plain], [support]],
    groups.P.END: [[own], [leads, below_lead], [keeps, plain], [coordinates, plain], [support]],
    groups.P.HAND_OVER: [[own], [support]],
    groups.P.TAKE_OVER: [[heir]],
    groups.P.KEEP: [[own], [heir], [support]],
    documents.P.SUBMIT: [[documents_rules.leads]],
    documents.P.RULE: [[documents_rules.nobody]],
}
