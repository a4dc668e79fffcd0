"""Every write of documents: beginning and drafting, and what becomes of a version."""

from wgtool.documents.operations.drafting import Saved, choose, create, meeting, revise, save, tick
from wgtool.documents.operations.ruling import (
    decline,
    endorse,
    lower_level,
    raise_level,
    reopen,
    submit,
    to_draft,
    unendorse,
)

__all__ = [
    "Saved",
    "choose",
    "create",
    "decline",
    "endorse",
    "lower_level",
    "meeting",
    "raise_level",
    "reopen",
    "revise",
    "save",
    "submit",
    "tick",
    "to_draft",
    "unendorse",
]
