"""Amendments of the plan: one that a global meeting verified, one the SAG supports, one that is before it."""

from __future__ import annotations

from typing import Any

from wgtool.amendments.models import Amendment, Kind
from wgtool.amendments.operations import propose
from wgtool.decisions import queries
from wgtool.decisions.models import Answer, Question, Sitting
from wgtool.decisions.operations import sittings, voting
from wgtool.demo.world.groups import group
from wgtool.demo.world.partners import address, organisation
from wgtool.demo.world.plan import item
from wgtool.demo.world.sag import seat
from wgtool.demo.world.stage import Stage
from wgtool.kernel.db import db

HOLDERS = {"UN 1": "petra", "INGO 1": "ingrid", "INGO 2": "marta", "NNGO 1": "amina"}
ATTENDED = ("rivermark", "lantern", "harbour", "crossroads", "tigris", "acacia")


def build(stage: Stage) -> None:
    """Tell the story of each."""
    _proposed(stage, 180, Kind.TIMEFRAME, "3.2.1.3", "hana", "Roads change all year, and so does the map.",
              continuing=True, starts_on=None, ends_on=None)  # fmt: skip
    _supported(stage, 175)
    _verified(stage, 90)  # after the last report on it: what is told out of order is not kept as two states
    _proposed(stage, 60, Kind.LEAD, "3.2.1.2", "hana", "Both groups of the country share it by turns.",
              printed_lead="The logistics working groups of the country, by turns")  # fmt: skip
    _supported(stage, 55)
    _proposed(stage, 3, Kind.DROP, "1.1.3.2", "moussa", "Nobody has begun it, and 1.1.3.1 does the same.")


def _proposed(stage: Stage, days: int, kind: Kind, number: str, who: str, reason: str, **asks: Any) -> None:
    with stage.ago(days):
        code = group("LWG-ERB").id if who == "hana" else None
        propose(item(number), type=kind, reason=reason, group=code, seen=item(number).version,
                actor=stage.actor(address(who)), **asks)  # fmt: skip


def _supported(stage: Stage, days: int) -> None:
    for name, who in HOLDERS.items():
        with stage.ago(days):
            asked = db.session.query(Question).filter_by(about="amendment support").order_by(Question.id.desc()).first()
            assert asked is not None
            voting.answer(asked, seat=seat(name).id, answer=Answer.APPROVE, actor=stage.actor(address(who)))


def _verified(stage: Stage, days: int) -> None:
    """Hold a sitting of the GLM that takes it."""
    joost, glm = address("joost"), queries.body_by_code("GLM")
    assert glm is not None
    with stage.ago(days):
        sittings.plan_sitting(glm, starts_on=stage.day(0), ends_on=None, place="Nairobi", actor=stage.actor(joost))
    for step in (_take, _attend, sittings.begin_sitting, sittings.record_acclamation, sittings.close_sitting):
        with stage.ago(days):
            held = db.session.query(Sitting).filter_by(place="Nairobi").one()
            step(held, actor=stage.actor(joost))


def _take(held: Sitting, **actor: Any) -> None:
    asked = db.session.query(Amendment.glm_question_id).filter(Amendment.glm_question_id.is_not(None)).one()
    sittings.take(held, question=int(asked[0] or 0), **actor)


def _attend(held: Sitting, **actor: Any) -> None:
    sittings.record_attendance(held, organisations=[organisation(key).id for key in ATTENDED], **actor)
