"""The sentences of whose turn it is with a group that forms, and with memberships."""

from __future__ import annotations

from wgtool.groups.models import Role
from wgtool.kernel.i18n import _l
from wgtool.kernel.waits import sentence

CONFIRM = sentence(
    "group.confirm",
    yours=_l("Confirm who proposed %(code)s, or say that they do not belong there."),
    others=_l("Waiting for somebody to confirm to which organisation its proposer belongs."),
)
INVITE_LEAD = sentence(
    "group.invite-lead",
    yours=_l("Invite a lead for %(code)s."),
    others=_l("Waiting for who proposed it to invite a lead."),
)
INVITE_SECRETARIAT = sentence(
    "group.invite-secretariat",
    yours=_l("Invite a secretariat for %(code)s."),
    others=_l("Waiting for who proposed it to invite a secretariat."),
)
TAKE_UP = sentence(
    "group.take-up",
    yours=_l("Take %(code)s up and name its SAG focal point."),
    others=_l("Waiting for the support team to take it up."),
)
WRITE = sentence(
    "group.write",
    yours=_l("Write the terms of reference of %(code)s."),
    others=_l("Waiting for its leads to write the terms of reference."),
)
SUBMIT = sentence(
    "group.submit",
    yours=_l("The terms of reference of %(code)s are complete. Submit them to the SAG."),
    others=_l("Waiting for its leads to submit the terms of reference."),
)
MEND = sentence(
    "group.mend",
    yours=_l("The SAG returned the terms of reference of %(code)s. Work through its checklist, then submit again."),
    others=_l("Waiting for its leads to work through the checklist of the SAG."),
)
REVISE = sentence(
    "group.revise",
    yours=_l("Go on with %(label)s of the terms of %(code)s, and submit it to the SAG when it is ready."),
    others=_l("Waiting for its leads to submit %(label)s of the terms."),
)
MEND_REVISION = sentence(
    "group.mend-revision",
    yours=_l("The SAG returned %(label)s of the terms of %(code)s. Work through its checklist, then submit again."),
    others=_l("Waiting for its leads to work through the checklist of the SAG for %(label)s."),
)
MEND_PRODUCT = sentence(
    "group.mend-product",
    yours=_l(
        "The SAG returned “%(title)s” of %(code)s. Work through its checklist, agree on %(label)s, and ask again."
    ),
    others=_l("Waiting for its leads to work through the checklist of the SAG for “%(title)s”."),
)
MEND_FOR_GLM = sentence(
    "group.mend-for-glm",
    yours=_l(
        "The GLM returned the terms of %(code)s. Work through its checklist in %(label)s, submit it, and ask again."
    ),
    others=_l("Waiting for its leads to work through the checklist of the GLM for %(label)s."),
)
MEND_PRODUCT_FOR_GLM = sentence(
    "group.mend-product-for-glm",
    yours=_l("The GLM returned “%(title)s” of %(code)s. Work through its checklist, agree on %(label)s, and ask the SAG, then "
             "the GLM again."),
    others=_l("Waiting for its leads to work through the checklist of the GLM for “%(title)s”."),
)  # fmt: skip
ALIGN = sentence(
    "group.align",
    yours=_l("Say which outputs or activities %(code)s serves."),
    others=_l("Waiting for its leads to say what it serves."),
)
DECIDE = sentence(
    "group.decide",
    yours=_l("Decide on %(code)s."),
    others=_l("Waiting for the SAG to decide."),
    at_large=True,
)
NO_LEAD = sentence(
    "group.no-lead",
    yours=_l("Find a lead for %(code)s: nobody leads it."),
    others=_l("Waiting for the support team to find a lead."),
)
NO_FOCAL = sentence(
    "group.no-focal",
    yours=_l("Name a SAG focal point for %(code)s."),
    others=_l("Waiting for the support team to name a SAG focal point."),
)
FOLLOW = sentence(
    "group.follow-the-plan",
    yours=_l("The plan has a later edition. Say whether %(code)s serves there what it serves here."),
    others=_l("Waiting for its leads to say what it serves in the later edition of the plan."),
)
IN_THE_TEXT = frozenset({WRITE, MEND, REVISE, MEND_REVISION, MEND_FOR_GLM})
"""What is done in the text, section by section."""
ACCEPT = {
    role: sentence(f"membership.accept-{role.value.replace(' ', '-')}", yours=yours, others=others)
    for role, yours, others in (
        (Role.LEAD, _l("Accept or decline to lead %(code)s."), _l("Waiting for the invited lead to accept.")),
        (Role.CO_LEAD, _l("Accept or decline to co-lead %(code)s."), _l("Waiting for the invited co-lead to accept.")),
        (Role.SECRETARIAT, _l("Accept or decline to be the secretariat of %(code)s."),
         _l("Waiting for the invited secretariat to accept.")),
        (Role.MEMBER, _l("Accept or decline to be a member of %(code)s."),
         _l("Waiting for an invited member to accept.")),
        (Role.OBSERVER, _l("Accept or decline to be an observer of %(code)s."),
         _l("Waiting for an invited observer to accept.")),
    )
}  # fmt: skip
ADMIT = sentence(
    "membership.admit",
    yours=_l("Somebody asks to join %(code)s. Say yes or no."),
    others=_l("Waiting for its leads to answer a request to join."),
)
TAKE_OVER = sentence(
    "membership.take-over",
    yours=_l("Take a role in %(code)s over, or decline."),
    others=_l("Waiting for somebody to take a role over."),
)
