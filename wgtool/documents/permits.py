"""What may be done with a version. Reading and writing its pages is ruled by the owner's own permits."""

import enum


class P(enum.StrEnum):
    """Permits of documents, resource:action."""

    SUBMIT = "version:submit"
    RULE = "version:rule"
    SETTLE_COMMENT = "comment:settle"
