"""What may be done with organisations."""

import enum


class P(enum.StrEnum):
    """Permits of partners, resource:action."""

    READ = "organisation:read"
    EDIT = "organisation:edit"
    LOOK_AT = "organisation:look-at"
    SET_STANDING = "organisation:set-standing"
