"""The shape of what is asked about groups and memberships."""

from wgtool.groups.forms.forming import (
    AskForm,
    CodeForm,
    EditForm,
    EndForm,
    HandOverForm,
    InviteForm,
    ProposeForm,
    ReplicateForm,
    RoleForm,
    SomebodyForm,
)
from wgtool.groups.forms.life import OpenForm

__all__ = [
    "AskForm",
    "CodeForm",
    "EditForm",
    "EndForm",
    "HandOverForm",
    "InviteForm",
    "OpenForm",
    "ProposeForm",
    "ReplicateForm",
    "RoleForm",
    "SomebodyForm",
]
