"""The work of the lifecycle's steps."""

from __future__ import annotations

from typing import Any

from wgtool.decisions.models import Question
from wgtool.documents import operations as documents
from wgtool.documents.models import Version
from wgtool.groups import frozen, queries, rules, texts
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Group, Status
from wgtool.groups.operations.roles import install_focal
from wgtool.groups.operations.shared import people, refuse
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


@LIFE.performs("take up")
def take_up(group: Group, *, actor: Actor, person: int | None = None, email: str = "") -> dict[str, Any]:
    """Take a proposal up and name its SAG focal point; its text begins, unless it needs none."""
    focal = install_focal(group, actor=actor, person=person, email=email)
    if rules.needs_no_vote(group):
        group.active_since = clock.now()
        frozen.publish(group)
    else:
        texts.begin(group, actor=actor, copied=queries.source(group))
    return {"person": focal.person_id, "touches": (*group.touches, focal.ref, *people(group))}


@LIFE.performs("submit")
def submit(group: Group, *, actor: Actor) -> None:
    """Lock the draft and put the question to the SAG."""
    texts.submit(group, actor=actor)


def revise(group: Group, *, actor: Actor) -> Version:
    """Begin a revision of the terms in force. The group's status does not change."""
    return texts.revise(_working(group), actor=actor)


def clarify(group: Group, *, actor: Actor) -> Version:
    """Begin a clarification of the terms in force, which the SAG agrees to by silence."""
    return texts.revise(_working(group), actor=actor, clarifies=True)


def give_up(group: Group, *, actor: Actor, why: str) -> None:
    """Give the begun next version of the terms up, so that nothing waits for it any more."""
    draft = texts.at_work(hold(queries.to_change(group.id)))
    if draft is None or not texts.in_force(group):
        raise Refused(_("No next version of the terms is begun."))
    documents.drop(texts.held(draft.id), actor=actor, why=why)


def ask_glm(group: Group, *, actor: Actor) -> Question:
    """Ask the GLM to endorse the terms in force."""
    return texts.ask_glm(_working(group), actor=actor)


def submit_revision(group: Group, *, actor: Actor) -> Question:
    """Lock the revision and put it to the SAG."""
    return texts.submit_revision(_working(group), actor=actor)


def _working(group: Group) -> Group:
    group = hold(queries.to_change(group.id))
    if group.status not in rules.WORKING:
        raise Refused(_("Only an active or paused group revises its terms."))
    refuse(rules.bound(group))
    return group


@LIFE.performs("take the text back")
def take_text_back(group: Group, *, actor: Actor, why: str = "") -> dict[str, Any]:
    """Withdraw the question; the text is a draft again."""
    texts.take_back(group, actor=actor, why=why)
    return {"why": why}


@LIFE.performs("withdraw")
def withdraw(group: Group, *, actor: Actor, why: str) -> dict[str, Any]:
    """End a proposal. An open question becomes moot and its text a draft again; nobody's answer is waited for."""
    if group.status == Status.SAG_REVIEW:
        texts.take_back(group, actor=actor, why=why)
    return {"why": why, "touches": (*group.touches, *people(group))}


@LIFE.performs("activate")
def activate(group: Group, *, actor: Actor) -> None:
    """Begin to work, by a ruling that endorses the terms and with them the plan."""
    group.active_since = clock.now()
    frozen.publish(group)


@LIFE.performs("return")
def return_text(group: Group, *, actor: Actor) -> None:
    """Go on writing, by a ruling that returns the terms."""


@LIFE.performs("go back to drafting")
def back_to_drafting(group: Group, *, actor: Actor) -> None:
    """Go on writing, since the question was withdrawn; the plan is the group's alone again."""
    frozen.show(group, body=None)


@LIFE.performs("decline")
def decline_group(group: Group, *, actor: Actor) -> dict[str, Any]:
    """End, by a ruling that declines the group."""
    return {"touches": (*group.touches, *people(group))}


@LIFE.performs("go back to review")
def back_to_review(group: Group, *, actor: Actor) -> dict[str, Any]:
    """Undo what a ruling did to the group."""
    if group.active_since is not None:
        frozen.unpublish(group)
    group.active_since = None
    return {"touches": (*group.touches, *people(group))}
