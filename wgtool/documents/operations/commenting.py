"""Comments on sections, their answers, and who settles them. A comment never stands in the way of a text."""

from __future__ import annotations

from typing import Any

from wgtool.documents import events, queries, rules
from wgtool.documents.models import Comment, CommentReply, Section, Version
from wgtool.documents.permits import P
from wgtool.documents.quoting import stands
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


def comment(version: Version, section: Section, *, text: str, quote: str, seen: int, actor: Actor) -> Comment:
    """Comment on a section, or on a passage of it as it stands now or stood at revision `seen`.

    Raises Refused if the passage is in neither, or if the version is over.
    """
    document = hold(queries.document_to_change(version.document_id))
    section = db.session.get_one(Section, section.id)
    if over := rules.not_discussed(version):
        raise Refused(over)
    if quote and not (stands(quote, section.text) or stands(quote, queries.text_at(section, seen))):
        raise Refused(_("The passage is not in the section. Quote it as it stands there, or leave it empty to comment on "
                        "the whole section."))  # fmt: skip
    made = Comment(
        document_id=document.id, version_id=version.id, key=section.key, number=queries.last_comment(document.id) + 1,
        quote=quote, text=text, by=actor.person, at=clock.now(), audience=version.audience,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    told: dict[str, Any] = {"touches": (document.owner,), "sight": Sight.GROUP, "audience": version.audience}
    announce(events.Commented(actor=actor, subject=version.ref, section=made.key, comment=made.number, **told))
    return made


def answer(comment: Comment, *, text: str, actor: Actor) -> None:
    """Answer a comment, open or resolved."""
    comment = hold(queries.comment_to_change(comment.id))
    comment.replies.append(CommentReply(number=len(comment.replies) + 1, text=text, by=actor.person, at=clock.now()))
    announce(events.CommentAnswered(actor=actor, **_told(comment)))


def settle(comment: Comment, *, resolved: bool, actor: Actor) -> None:
    """Resolve a comment, or open it again. Nothing happens if it stands so already."""
    comment = hold(queries.comment_to_change(comment.id))
    require(actor, P.SETTLE_COMMENT, comment)
    if (comment.resolved_at is not None) == resolved:
        return
    comment.resolved_at, comment.resolved_by = (clock.now(), actor.person) if resolved else (None, None)
    kind = events.CommentResolved if resolved else events.CommentReopened
    announce(kind(actor=actor, **_told(comment)))


def _told(comment: Comment) -> dict[str, Any]:
    return {
        "subject": comment.version.ref, "touches": (comment.document.owner,), "section": comment.key,
        "comment": comment.number, "sight": comment.sight, "audience": comment.audience,
    }  # fmt: skip
