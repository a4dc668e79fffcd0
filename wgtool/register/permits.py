"""What may be done with the register."""

import enum


class P(enum.StrEnum):
    """Permits of the register, resource:action."""

    READ = "register:read"
