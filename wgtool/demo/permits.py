"""What may be done in a demonstration."""

import enum


class P(enum.StrEnum):
    """Permits of the demonstration."""

    ENTER = "demo:enter"
