"""Every write of accounts, by what people come for."""

from wgtool.accounts.operations.entering import (
    ask_for_password,
    ask_to_join,
    become_first_admin,
    first_admin_link,
    join,
    set_password,
)
from wgtool.accounts.operations.invitations import accept, accept_as_new, invite, resend, revoke
from wgtool.accounts.operations.links import sweep
from wgtool.accounts.operations.own import (
    ask_for_email,
    change_password,
    confirm_email,
    describe,
    forget,
    sign_out_everywhere,
)
from wgtool.accounts.operations.places import confirm, end, set_focal
from wgtool.accounts.operations.roles import end_role, give_role

__all__ = [
    "accept",
    "accept_as_new",
    "ask_for_email",
    "ask_for_password",
    "ask_to_join",
    "become_first_admin",
    "change_password",
    "confirm",
    "confirm_email",
    "describe",
    "end",
    "end_role",
    "first_admin_link",
    "forget",
    "give_role",
    "invite",
    "join",
    "resend",
    "revoke",
    "set_focal",
    "set_password",
    "sign_out_everywhere",
    "sweep",
]
