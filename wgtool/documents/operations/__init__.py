"""Every write of documents: beginning and drafting, and what becomes of a version."""

from wgtool.documents.operations.drafting import Saved, choose, create, meeting, revise, save, tick
from wgtool.documents.operations.ruling import decline, drop, endorse, reopen, set_review, submit, to_draft, unendorse

__all__ = [
    "Saved",
    "choose",
    "create",
    "decline",
    "drop",
    "endorse",
    "meeting",
    "reopen",
    "revise",
    "save",
    "set_review",
    "submit",
    "tick",
    "to_draft",
    "unendorse",
]
