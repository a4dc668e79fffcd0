"""Who may do what: every permit of every room, and the clauses that grant it.

Any clause suffices; all predicates of a clause must hold. This table is what the guard asks, what the templates
ask, what `docs/access.md` prints and what the access test walks.
"""

from __future__ import annotations

import enum

from wgtool.accounts import permits as accounts
from wgtool.accounts.rules import ends_coordination, ends_team, focal_there
from wgtool.decisions import permits as decisions
from wgtool.decisions.rules import chair, concerned, gave_ruling, leads, objects, secretary, sits
from wgtool.desk import permits as desk
from wgtool.documents import permits as documents
from wgtool.documents import rules as documents_rules
from wgtool.kernel.permits import Clauses
from wgtool.notifications import permits as notifications
from wgtool.overview import permits as overview
from wgtool.partners import permits as partners
from wgtool.partners.rules import admin, anybody, focal, signed_in, support
from wgtool.plan import permits as plan
from wgtool.plan.rules import aligned

POLICY: dict[enum.StrEnum, Clauses] = {
    accounts.P.ENTER: [[anybody]],
    accounts.P.OWN: [[signed_in]],
    accounts.P.MANAGE_PEOPLE: [[focal], [support]],
    accounts.P.CHANGE_BELONGING: [[focal_there], [support]],
    accounts.P.CHANGE_INVITATION: [[focal_there], [support]],
    accounts.P.READ_PEOPLE: [[support], [admin]],
    accounts.P.GIVE_ROLES: [[support]],
    accounts.P.NAME_SUPPORT: [[admin]],
    accounts.P.END_ROLE: [[ends_team], [ends_coordination]],
    notifications.P.SEE_UNDELIVERED: [[support]],
    notifications.P.SEE_DEMO: [[anybody]],
    overview.P.READ: [[anybody]],
    desk.P.READ: [[signed_in]],
    partners.P.READ: [[anybody]],
    partners.P.EDIT: [[focal], [support]],
    partners.P.LOOK_AT: [[support]],
    partners.P.SET_STANDING: [[support]],
    plan.P.READ: [[anybody]],
    plan.P.EDIT: [[support]],
    plan.P.IMPORT: [[support]],
    plan.P.REPORT_STATUS: [[support], [aligned]],
    documents.P.SUBMIT: [[documents_rules.leads]],
    documents.P.RULE: [[documents_rules.nobody]],
    decisions.P.READ: [[anybody]],
    decisions.P.OPEN: [[secretary]],
    decisions.P.ANSWER: [[sits]],
    decisions.P.RECORD: [[secretary], [support]],
    decisions.P.CAST: [[chair]],
    decisions.P.CONCLUDE: [[chair], [secretary]],
    decisions.P.RULE: [[chair], [secretary]],
    decisions.P.WITHDRAW: [[leads], [support]],
    decisions.P.TAKE_BACK: [[gave_ruling]],
    decisions.P.CLEAR: [[objects]],
    decisions.P.OVERRULE: [[chair]],
    decisions.P.REPLY: [[concerned]],
    decisions.P.MANAGE: [[support]],
    decisions.P.NAME_SECRETARY: [[chair], [admin]],
}
