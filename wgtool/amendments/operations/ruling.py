"""What the rulings of the SAG and of the GLM make of an amendment, and each taken back.

The outcomes call these inside the ruling's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wgtool.amendments import meeting, queries
from wgtool.amendments.lifecycle import LIFE
from wgtool.amendments.models import Amendment, Status
from wgtool.amendments.operations import hanging
from wgtool.amendments.operations.hanging import Done
from wgtool.amendments.operations.proposing import VERIFICATION, ask
from wgtool.decisions import operations as decisions
from wgtool.decisions import queries as questions
from wgtool.kernel import waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _, listed, reading_as
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.plan import operations as plan
from wgtool.plan import queries as plans


@LIFE.performs("support")
def support(amendment: Amendment, *, actor: Actor) -> dict[str, Any]:
    """Show it to everybody, and put it to the GLM, which decides at a sitting."""
    glm = questions.body_by_code("GLM")
    if glm is None:
        raise Refused(_("The GLM is not set up yet. Ask the support team."))
    amendment.sight = Sight.PUBLIC
    amendment.glm_question_id = ask(amendment, amendment.item, glm, VERIFICATION, actor)
    hold(questions.to_change(amendment.glm_question_id)).asked_by = amendment.proposed_by  # who hears of the ruling
    return {"number": amendment.number}


@LIFE.performs("refuse")
def refuse(amendment: Amendment, *, actor: Actor, why: str) -> dict[str, Any]:
    """Leave the plan as it is; the amendment stays with its group and the SAG."""
    return {"number": amendment.number, "why": why}


@LIFE.performs("fall")
def fall(amendment: Amendment, *, actor: Actor, why: str) -> dict[str, Any]:
    """Withdraw it with its question, which somebody withdrew."""
    return {"number": amendment.number, "why": why}


@LIFE.performs("take support back")
def take_support_back(amendment: Amendment, *, actor: Actor) -> dict[str, Any]:
    """Put it before the SAG again; the GLM is not asked any more."""
    if amendment.glm_question_id and amendment.status == Status.SUPPORTED:
        with reading_as("en"):
            why = _("The SAG took its support back.")
        question = hold(questions.to_change(amendment.glm_question_id))
        decisions.withdraw(question, actor=actor, why=why, moot=True)
    amendment.glm_question_id, amendment.sight = None, Sight.GROUP
    return {"number": amendment.number}


@LIFE.performs("take")
def sit(amendment: Amendment, *, actor: Actor) -> dict[str, Any]:
    """Note that a sitting has taken it."""
    return {"number": amendment.number}


@LIFE.performs("take off")
def stand_up(amendment: Amendment, *, actor: Actor) -> dict[str, Any]:
    """Note that the sitting has not taken it after all."""
    return {"number": amendment.number}


def must_stand_alone(amendment: Amendment, bundle: Iterable[Amendment]) -> None:
    """Refuse to verify by acclamation what meets another of the bundle: the order of the bundle would choose for the meeting."""
    if found := meeting.rivals(amendment, bundle):
        raise Refused(_("%(numbers)s meet in the plan, so acclamation carries none of them. Take out of the bundle what is to be "
                        "answered by itself.", numbers=listed([amendment.number, *(one.number for one in found)])))  # fmt: skip


@LIFE.performs("verify")
def verify(amendment: Amendment, *, actor: Actor, done: Done) -> dict[str, Any]:
    """Change the plan: what hangs on what leaves it goes along or ends, and the version of the sitting is the next one.

    `done` is filled with what taking back undoes.
    """
    edition = hold(plans.edition_to_change(amendment.edition_id))
    wanted = amendment.changes
    hanging.leave(wanted, done, actor=actor)
    edits = plan.carry_out(edition, wanted, actor=actor)
    sitting = queries.sitting_of(amendment.glm_question_id)
    version = plan.join_version(edition, sitting.id if sitting else None)
    amendment.edits, amendment.version_id = [one.kept() for one in edits], version.id
    _touch_rivals(amendment)
    return {"number": amendment.number, "version": version.number, "touches": (*amendment.touches, edition.ref)}


def _touch_rivals(amendment: Amendment) -> None:
    for rival in queries.rivals(amendment):
        waits.touched(rival)


@LIFE.performs("not verify")
def not_verify(amendment: Amendment, *, actor: Actor, why: str) -> dict[str, Any]:
    """Leave the plan as it is."""
    return {"number": amendment.number, "why": why}


@LIFE.performs("take verification back")
def take_verification_back(amendment: Amendment, *, actor: Actor, done: Done) -> dict[str, Any]:
    """Put it before the GLM again. What a verification changed is as it was, and what it ended stands again.

    Raises Refused, with its number, while another that was verified since has changed the same.
    """
    edition = hold(plans.edition_to_change(amendment.edition_id))
    if amendment.version_id is not None:
        version = hold(queries.version_to_change(amendment.version_id))
        _must_be_the_last(amendment)
        plan.take_back(edition, amendment.changes, actor=actor)
        hanging.come_back(done, actor=actor)
        alone = queries.of_version(version.id) == 1
        amendment.version_id = None
        db.session.flush()
        plan.leave_version(version, empty=alone)
    _touch_rivals(amendment)
    return {"number": amendment.number, "touches": (*amendment.touches, edition.ref)}


def _must_be_the_last(amendment: Amendment) -> None:
    if later := queries.later(amendment):
        raise Refused(_("%(later)s was verified since and changes the same in the plan. Take that back first.",
                        later=listed(later)))  # fmt: skip
