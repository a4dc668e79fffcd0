"""What may be done with amendments."""

import enum


class P(enum.StrEnum):
    """Permits of amendments, resource:action."""

    READ = "amendment:read"
    PROPOSE = "amendment:propose"
    WITHDRAW = "amendment:withdraw"
    RULED = "amendment:ruled"
