"""What may be done with attachments."""

import enum


class P(enum.StrEnum):
    """Permits of attachments, resource:action."""

    READ = "file:read"
    REMOVE = "file:remove"
