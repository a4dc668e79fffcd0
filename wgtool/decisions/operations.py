"""Stands in until the room of decisions brings its own."""

from __future__ import annotations

import hashlib

from wgtool.decisions.models import Body, Question
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db


def ask(*, about: str, title: str, subject: Ref, group: int | None, text: str, body: Body, actor: Actor) -> Question:
    """Put a question on a fixed text."""
    question = Question(
        body_id=body.id, about=about, title=title, subject_kind=subject.kind, subject_id=subject.id, group_id=group,
        text=text, digest=hashlib.sha256(text.encode()).hexdigest(), asked_by=actor.person, asked_at=clock.now(),
    )  # fmt: skip
    db.session.add(question)
    db.session.flush()
    return question
