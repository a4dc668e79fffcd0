"""What else is being decided: a silence that runs, a condition that is owed, a sitting of the GLM to come."""

from __future__ import annotations

from wgtool.decisions import queries
from wgtool.decisions.models import Answer, Procedure, Question
from wgtool.decisions.operations import asking, conditions, sittings, voting
from wgtool.demo.world.groups import group
from wgtool.demo.world.partners import address
from wgtool.demo.world.sag import sag, seat
from wgtool.demo.world.stage import Stage
from wgtool.kernel.db import db

DATES = (
    "The SAG sits on the first Tuesday of each month, online, at 14:00 in Geneva.\n\nWho cannot come names the alternate "
    "a day before."
)  # fmt: skip

MINUTES = "The minutes of the SAG are written in English, and are not translated any more."


def build(stage: Stage) -> None:
    """Ask by silence, once with an objection, owe a condition, plan a sitting."""
    due = stage.day(-30)
    with stage.ago(200):
        endorsed = db.session.query(Question).filter_by(group_id=group("LWG-ERB").id).one()
        conditions.set_condition(
            endorsed, text="Share the list of papers with the customs authority once a quarter.",
            owner=group("LWG-ERB").ref, owner_name="", due=due, actor=stage.actor(address("moussa")),
        )  # fmt: skip
    with stage.ago(2):
        asking.ask_matter(sag(), title="Days of the SAG’s sittings next year", text=DATES,
                          procedure=Procedure.SILENCE, actor=stage.actor(address("moussa")))  # fmt: skip
    with stage.ago(6):
        asked = asking.ask_matter(sag(), title="Minutes of the SAG in one language only", text=MINUTES, procedure=Procedure.SILENCE,
                                  actor=stage.actor(address("joost")))  # fmt: skip
    with stage.ago(5):
        voting.answer(asked, seat=seat("INGO 2").id, answer=Answer.OBJECTION, actor=stage.actor(address("marta")),
                      reason="Half of those who read them read no English.", remedy="A summary in French and Arabic.")  # fmt: skip
    first, last = stage.day(-40), stage.day(-42)
    with stage.ago(1):
        glm = queries.body_by_code("GLM")
        assert glm is not None
        sittings.plan_sitting(glm, starts_on=first, ends_on=last, place="Geneva",
                              actor=stage.actor(address("joost")))  # fmt: skip
