"""Who may do what: every permit of every room, and the clauses that grant it.

Any clause suffices; all predicates of a clause must hold. This table is what the guard asks, what the templates
ask, what `docs/access.md` prints and what the access test walks.
"""

from __future__ import annotations

import enum

from wgtool.accounts import permits as accounts
from wgtool.accounts.rules import ends_coordination, ends_team, focal_there
from wgtool.actions import permits as actions
from wgtool.actions import rules as of_action
from wgtool.amendments import permits as amendments
from wgtool.amendments import rules as amendment_rules
from wgtool.decisions import permits as decisions
from wgtool.decisions.rules import chair, concerned, gave_ruling, leads, objects, owes, secretary, sits
from wgtool.demo import permits as demo
from wgtool.desk import permits as desk
from wgtool.documents import permits as documents
from wgtool.documents import rules as documents_rules
from wgtool.files import permits as files
from wgtool.files import rules as files_rules
from wgtool.groups import permits as groups
from wgtool.groups import rules as of_group
from wgtool.kernel.permits import Clauses
from wgtool.learning import permits as learning
from wgtool.learning import rules as of_learning
from wgtool.notifications import permits as notifications
from wgtool.overview import permits as overview
from wgtool.partners import permits as partners
from wgtool.partners.rules import admin, anybody, confirmed, focal, signed_in, support
from wgtool.plan import permits as plan
from wgtool.plan.rules import aligned
from wgtool.register import permits as register
from wgtool.signups import permits as signups
from wgtool.signups import rules as signup_rules
from wgtool.upkeep import permits as upkeep

TENDING: Clauses = [[of_group.leads], [of_group.keeps], [of_group.coordinates], [support]]
STAFFING: Clauses = [
    [of_group.leads, of_group.below_lead],
    [of_group.keeps, of_group.plain],
    [of_group.coordinates, of_group.plain],
    [support],
]
CHECKING: Clauses = [
    [support, of_action.of_others],
    [of_action.tends, of_action.of_others],
    [of_action.aligned, of_action.of_others],
    [of_action.in_country, of_action.of_others],
    [of_action.opened, of_action.of_others],
]
LEARNING: Clauses = [[of_learning.leads], [of_learning.coordinates], [support]]
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
    notifications.P.STOP: [[anybody]],
    overview.P.READ: [[anybody]],
    upkeep.P.PROBE: [[anybody]],
    upkeep.P.READ_METRICS: [[anybody]],
    demo.P.ENTER: [[anybody]],
    desk.P.READ: [[signed_in]],
    partners.P.READ: [[anybody]],
    partners.P.EDIT: [[focal], [support]],
    partners.P.LOOK_AT: [[support]],
    partners.P.SET_STANDING: [[support]],
    groups.P.READ: [[anybody]],
    groups.P.PROPOSE: [[signed_in]],
    groups.P.EDIT: [*TENDING, [of_group.proposed]],
    groups.P.SET_CODE: [[support]],
    groups.P.TAKE_UP: [[support]],
    groups.P.WITHDRAW: [[of_group.proposer], *TENDING],
    groups.P.TAKE_BACK: TENDING,
    groups.P.SUBMIT: [[of_group.leads]],
    groups.P.RULED: [[of_group.ruling]],
    groups.P.ASK_PAUSE: [[of_group.leads]],
    groups.P.DROP_PAUSE: [[of_group.leads], [of_group.focal], [support]],
    groups.P.PAUSE: [[of_group.focal], [support]],
    groups.P.PAUSE_SECURITY: [[of_group.leads]],
    groups.P.RESUME: [[of_group.focal], [support]],
    groups.P.SET_LAST_DAY: [[of_group.leads], [support]],
    groups.P.START_CLOSING: [[of_group.of_body], [support, of_group.at_last_day]],
    groups.P.REOPEN: [[of_group.of_body]],
    groups.P.SUBMIT_REPORT: [[of_group.leads]],
    groups.P.SEE_OPEN: [[of_group.inside], [of_group.coordinates], [support]],
    groups.P.SETTLE_OPEN: [[of_group.leads], [support]],
    groups.P.FOLLOW_PLAN: [[of_group.leads], [support]],
    groups.P.REPLICATE: [[signed_in, of_group.ever_active]],
    groups.P.ASK_MERGE: [[of_group.leads], [support]],
    groups.P.DECLINE_MERGE: [[of_group.leads], [support]],
    groups.P.SUBMIT_MERGE: [[of_group.leads]],
    groups.P.PLAN: TENDING,
    groups.P.REPORT: [*TENDING, [of_group.owns], [of_group.does]],
    groups.P.MERGE_PLAN: [[of_group.leads], [support]],
    groups.P.TAKE_IN_PLAN: [[of_group.leads], [support]],
    groups.P.BEGIN_PRODUCT: [[of_group.inside, of_group.works], [of_group.coordinates, of_group.works], [support]],
    groups.P.AGREE_PRODUCT: [[of_group.leads, of_group.works]],
    groups.P.READ_TEXT: [[anybody]],
    groups.P.WRITE_TEXT: [[of_group.inside], [of_group.coordinates], [support]],
    groups.P.REVISE: [[of_group.leads, of_group.works]],
    groups.P.SUBMIT_REVISION: [[of_group.leads, of_group.works]],
    groups.P.ASK_GLM: [[of_group.leads, of_group.works], [support, of_group.works]],
    groups.P.ASK: [[confirmed]],
    groups.P.INVITE: [*TENDING, [of_group.proposed]],
    groups.P.ANSWER_REQUEST: TENDING,
    groups.P.NAME_FOCAL: [[support]],
    groups.P.SEE_MEMBERSHIP: [[of_group.own], [of_group.inside], [of_group.proposed], [of_group.heir], *TENDING],
    groups.P.ANSWER: [[of_group.own]],
    groups.P.REVOKE: [[of_group.own], [of_group.proposed], *TENDING],
    groups.P.CHANGE_ROLE: STAFFING,
    groups.P.END: [[of_group.own], *STAFFING],
    groups.P.HAND_OVER: [[of_group.own], [support]],
    groups.P.TAKE_OVER: [[of_group.heir]],
    groups.P.KEEP: [[of_group.own], [of_group.heir], [support]],
    plan.P.READ: [[anybody]],
    plan.P.EDIT: [[support]],
    plan.P.IMPORT: [[support]],
    plan.P.REPORT_STATUS: [[support], [aligned]],
    plan.P.SETTLE: [[support]],
    plan.P.RENEW: [[support]],
    signups.P.READ: [[anybody]],
    signups.P.OFFER: [[signup_rules.belongs], [support]],
    signups.P.SETTLE: [
        [support, signup_rules.of_others],
        [signup_rules.aligned, signup_rules.of_others],
        [signup_rules.plans_it, signup_rules.of_others],
    ],
    signups.P.OWN: [[signup_rules.offered], [signup_rules.focal], [support]],
    signups.P.HAND_OVER: [[signup_rules.focal], [support]],
    signups.P.FOLLOW: [[support]],
    amendments.P.READ: [[anybody]],
    amendments.P.PROPOSE: [[amendment_rules.leads_a_group], [amendment_rules.of_sag]],
    amendments.P.WITHDRAW: [[amendment_rules.leads], [amendment_rules.proposer], [support]],
    amendments.P.RULED: [[amendment_rules.nobody]],
    files.P.READ: [[anybody]],
    files.P.REMOVE: [[files_rules.attached], [support]],
    actions.P.READ: [[anybody]],
    actions.P.OPEN: [[of_action.speaks_for_some], [support]],
    actions.P.EDIT: [[of_action.answers], [of_action.opened], [of_action.tends], [of_action.in_country], [support]],
    actions.P.REPORT: [[of_action.answers], [of_action.is_contact], [support]],
    actions.P.MOVE: [[of_action.answers], [of_action.is_contact], [of_action.tends], [support]],
    actions.P.VERIFY: CHECKING,
    actions.P.SETTLE: CHECKING,
    actions.P.REOPEN: [[of_action.answers], [of_action.opened], *CHECKING],
    actions.P.HAND_OVER: [[of_action.answers], [of_action.tends], [support]],
    actions.P.SHOW: [[of_action.opened, of_action.seen_by_few], [support]],
    actions.P.SEE_CONTACT: [[of_action.answers], [of_action.is_contact], [of_action.tends], [support]],
    actions.P.ANSWER_MINE: [[signed_in]],
    actions.P.USE_LINK: [[anybody]],
    actions.P.TAKE_OVER: [[of_action.is_heir]],
    learning.P.READ: [[anybody]],
    learning.P.PLAN: [[of_learning.coordinates_any], [of_learning.leads_any], [support]],
    learning.P.TEND: LEARNING,
    learning.P.LEAD_ON: [[support]],
    learning.P.READ_ONE: [[anybody]],
    learning.P.WRITE_ONE: LEARNING,
    learning.P.NAME_PARTY: [[support]],
    learning.P.ANSWER: [[of_learning.answers], [support]],
    learning.P.PASS_BACK: [[of_learning.answers]],
    register.P.READ: [[anybody]],
    documents.P.SUBMIT: [[documents_rules.leads]],
    documents.P.RULE: [[documents_rules.nobody]],
    documents.P.SETTLE_COMMENT: [[documents_rules.wrote], [documents_rules.leads]],
    decisions.P.READ: [[anybody]],
    decisions.P.OPEN: [[secretary]],
    decisions.P.ANSWER: [[sits]],
    decisions.P.RECORD: [[secretary], [support]],
    decisions.P.CAST: [[chair]],
    decisions.P.ASK: [[chair], [secretary]],
    decisions.P.EXTEND: [[chair], [secretary]],
    decisions.P.TURN: [[chair]],
    decisions.P.CONCLUDE: [[chair], [secretary]],
    decisions.P.RULE: [[chair], [secretary]],
    decisions.P.SET_CONDITIONS: [[chair], [secretary]],
    decisions.P.MEET: [[owes], [chair], [secretary]],
    decisions.P.DROP: [[chair], [secretary]],
    decisions.P.WITHDRAW: [[leads], [support]],
    decisions.P.TAKE_BACK: [[gave_ruling]],
    decisions.P.CLEAR: [[objects]],
    decisions.P.OVERRULE: [[chair]],
    decisions.P.REPLY: [[concerned]],
    decisions.P.KEEP_SITTING: [[chair], [secretary]],
    decisions.P.MANAGE: [[support]],
    decisions.P.NAME_SECRETARY: [[chair], [admin]],
}
