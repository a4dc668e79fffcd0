"""The shape of what is asked about groups and memberships."""

from wgtool.groups.forms.forming import (
    AskForm,
    CodeForm,
    EditForm,
    EndForm,
    FollowPlanForm,
    HandOverForm,
    InviteForm,
    ProposeForm,
    ReplicateForm,
    RoleForm,
    SomebodyForm,
)
from wgtool.groups.forms.life import OpenForm
from wgtool.groups.forms.plans import AmendForm, CopyPlanForm, DeliverableForm, PlanMergeForm
from wgtool.groups.forms.products import ProductForm

__all__ = [
    "AmendForm",
    "AskForm",
    "CodeForm",
    "CopyPlanForm",
    "DeliverableForm",
    "EditForm",
    "EndForm",
    "FollowPlanForm",
    "HandOverForm",
    "InviteForm",
    "OpenForm",
    "PlanMergeForm",
    "ProductForm",
    "ProposeForm",
    "ReplicateForm",
    "RoleForm",
    "SomebodyForm",
]
