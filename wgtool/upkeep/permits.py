"""What machines may ask."""

import enum


class P(enum.StrEnum):
    """Permits of upkeep."""

    PROBE = "health:probe"
    READ_METRICS = "metrics:read"
