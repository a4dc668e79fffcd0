"""What may be done with people and their accounts."""

import enum


class P(enum.StrEnum):
    """Permits of accounts, resource:action."""

    ENTER = "account:enter"
    OWN = "account:own"
    MANAGE_PEOPLE = "people:manage"
    CHANGE_BELONGING = "belonging:change"
    CHANGE_INVITATION = "invitation:change"
    READ_PEOPLE = "people:read"
    GIVE_ROLES = "roles:give"
    NAME_SUPPORT = "roles:name-support"
    END_ROLE = "roles:end"
