"""What may be done on the first pages."""

import enum


class P(enum.StrEnum):
    """Permits of overview."""

    READ = "overview:read"
