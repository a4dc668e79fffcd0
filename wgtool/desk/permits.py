"""What may be done at the desk."""

import enum


class P(enum.StrEnum):
    """Permits of the desk."""

    READ = "desk:read"
