"""What the outcomes have in common: the group, the text before the body, what the way back needs."""

from __future__ import annotations

from typing import Any

from wgtool.decisions.models import Question
from wgtool.documents.models import Version
from wgtool.documents.outlines import TERMS
from wgtool.groups import queries, texts
from wgtool.groups.models import Group
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused

Data = dict[str, Any]


def group_of(question: Question) -> Group:
    """Give the group a question is about, whole."""
    group = queries.by_id(question.subject_id)
    if group is None:
        raise Refused(_("The group of this question is not there any more."))
    return group


def version_of(question: Question, template: str = TERMS) -> Version:
    """Give the text that is before the body."""
    version = texts.submitted(question.subject, template)
    if version is None:
        raise Refused(_("The text of this question is not before the body any more."))
    return version


def data_of(version: Version) -> Data:
    """Give what undoing needs to know of a text."""
    return {"version": version.id, "refs": [["version", version.id]]}
