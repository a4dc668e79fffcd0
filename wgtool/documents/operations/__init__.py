"""Every write of documents: beginning and drafting, and what becomes of a version."""

from wgtool.documents.operations.agreeing import agree, let_go, publish, send_back, take_checklist_back, uphold
from wgtool.documents.operations.commenting import answer, comment, settle
from wgtool.documents.operations.drafting import Saved, choose, create, meeting, revise, save, tick
from wgtool.documents.operations.ruling import (
    decline,
    drop,
    endorse,
    lower_level,
    raise_level,
    reopen,
    set_review,
    submit,
    to_draft,
    unendorse,
)

__all__ = [
    "Saved",
    "agree",
    "answer",
    "choose",
    "comment",
    "create",
    "decline",
    "drop",
    "endorse",
    "let_go",
    "lower_level",
    "meeting",
    "publish",
    "raise_level",
    "reopen",
    "revise",
    "save",
    "send_back",
    "set_review",
    "settle",
    "submit",
    "take_checklist_back",
    "tick",
    "to_draft",
    "unendorse",
    "uphold",
]
