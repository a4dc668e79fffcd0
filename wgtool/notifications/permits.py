"""What may be done with mail."""

import enum


class P(enum.StrEnum):
    """Permits of notifications."""

    SEE_UNDELIVERED = "mail:see-undelivered"
    SEE_DEMO = "mail:see-demo"
    STOP = "mail:stop"
