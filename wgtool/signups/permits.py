"""What may be done with sign-ups."""

import enum


class P(enum.StrEnum):
    """Permits of sign-ups, resource:action."""

    READ = "signup:read"
    OFFER = "signup:offer"
    SETTLE = "signup:settle"
    OWN = "signup:withdraw"
    HAND_OVER = "signup:hand-over"
    FOLLOW = "signup:follow"
