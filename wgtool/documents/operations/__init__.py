"""Every write of documents: beginning and drafting, and what becomes of a version."""

from wgtool.documents.operations.commenting import answer, comment, settle
from wgtool.documents.operations.drafting import Saved, choose, create, meeting, revise, save, tick
from wgtool.documents.operations.ruling import decline, endorse, reopen, submit, to_draft, unendorse

__all__ = [
    "Saved",
    "answer",
    "choose",
    "comment",
    "create",
    "decline",
    "endorse",
    "meeting",
    "reopen",
    "revise",
    "save",
    "settle",
    "submit",
    "tick",
    "to_draft",
    "unendorse",
]
