"""Whose turn it is with a group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from wgtool.groups import queries, rules, texts
from wgtool.groups.models import OVER, Group, Role, Status
from wgtool.groups.waiting import life
from wgtool.groups.waiting.sentences import (
    ALIGN,
    CONFIRM,
    DECIDE,
    FOLLOW,
    IN_THE_TEXT,
    INVITE_LEAD,
    INVITE_SECRETARIAT,
    MEND,
    MEND_FOR_GLM,
    MEND_PRODUCT,
    MEND_PRODUCT_FOR_GLM,
    MEND_REVISION,
    NO_FOCAL,
    NO_LEAD,
    REVISE,
    SUBMIT,
    TAKE_UP,
    WRITE,
)
from wgtool.kernel import waits
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Turn, Wait

AT_WORK = frozenset({Status.DRAFTING, Status.SAG_REVIEW, Status.ACTIVE, Status.PAUSED, Status.CLOSING})


def sighted(group: Group) -> dict[str, Any]:
    """Give what every line about a group carries: its code, and who may see it."""
    return {"params": {"code": group.code}, "sight": group.sight, "audience": group.audience, "also": group.also}


def group_turns(id: int) -> Iterable[Turn]:
    """Say whose turn it is with a group."""
    group = queries.by_id(id)
    if group is None or group.over:
        return []
    said = {
        Status.PROPOSED: _proposed,
        Status.DRAFTING: _drafting,
        Status.SAG_REVIEW: _review,
        Status.ACTIVE: _active,
        Status.PAUSED: _paused,
        Status.CLOSING: life.closing,
    }.get(group.status)
    return [*(said(group) if said else []), *(_missing(group) if group.status in AT_WORK else [])]


def _proposed(group: Group) -> Iterable[Turn]:
    told = sighted(group)
    if rules.hidden(group):
        yield Turn("support:world:", CONFIRM, **told)
        return
    for role, says in ((Role.LEAD, INVITE_LEAD), (Role.SECRETARIAT, INVITE_SECRETARIAT)):
        if not rules.in_role(group, role) and not rules.invited(group, role):
            yield Turn(f"self:person:{group.proposer_id or 0}", says, **told)
    if rules.not_formed(group) is None:
        yield Turn("support:world:", TAKE_UP, **told)


def _drafting(group: Group) -> Iterable[Turn]:
    draft = texts.at_work(group)
    says = ALIGN if rules.unready(group) else WRITE if texts.unready(group) else SUBMIT
    if says == SUBMIT and draft is not None and texts.to_mend(draft):
        says = MEND
    yield Turn(f"lead:group:{group.id}", says, **sighted(group))


def _active(group: Group) -> Iterable[Turn]:
    yield from _follow(group)
    yield from _revision(group)
    yield from _returned_products(group)
    yield from life.active(group)


def _paused(group: Group) -> Iterable[Turn]:
    yield from _follow(group)
    yield from _revision(group)
    yield from _returned_products(group)
    yield from life.paused(group)


def _follow(group: Group) -> Iterable[Turn]:
    """Say that what it serves became something else in a later edition."""
    if queries.became(group):
        yield Turn(f"lead:group:{group.id}", FOLLOW, **sighted(group))


def _revision(group: Group) -> Iterable[Turn]:
    """Say that a next version is being written, to those who may read drafts."""
    if (draft := texts.at_work(group)) is not None:
        says = {"": REVISE, "GLM": MEND_FOR_GLM}.get(texts.returned_by(draft), MEND_REVISION)
        inside: dict[str, Any] = {"sight": Sight.GROUP, "audience": str(group.ref)}
        yield Turn(f"lead:group:{group.id}", says, params={"code": group.code, "label": draft.label}, **inside)


def _returned_products(group: Group) -> Iterable[Turn]:
    """Say which products the SAG or the GLM sent back, to those who may read their drafts."""
    for draft, asks in queries.returned_products(group):
        document = draft.document
        told = {"code": group.code, "title": document.title, "label": draft.label, "product": document.template}
        says = MEND_PRODUCT_FOR_GLM if asks == "GLM" else MEND_PRODUCT
        yield Turn(f"lead:group:{group.id}", says, params=told, sight=Sight.GROUP, audience=str(group.ref))


def _review(group: Group) -> Iterable[Turn]:
    yield Turn(f"ruling:group:{group.id}", DECIDE, **sighted(group))  # nobody's hat: the question asks its own people


def _missing(group: Group) -> Iterable[Turn]:
    if not rules.in_role(group, Role.LEAD, Role.CO_LEAD):
        yield Turn("support:world:", NO_LEAD, **sighted(group))
    if not rules.in_role(group, Role.SAG_FOCAL):
        yield Turn("support:world:", NO_FOCAL, **sighted(group))


def _waiting() -> Iterable[int]:
    return db.session.scalars(sa.select(Group.id).where(Group.status.not_in(OVER)))


def _url(line: Wait) -> str:
    here = f"/groups/{line.params['code']}"
    if line.says in (MEND_PRODUCT, MEND_PRODUCT_FOR_GLM):
        return f"{here}/products/{line.params['product']}/text"
    places = {FOLLOW: "/follow-the-plan"} | life.PLACES
    return here + ("/terms" if line.says in IN_THE_TEXT else places.get(line.says, ""))


def register() -> None:
    """Have the turns of groups kept."""
    waits.waits_for("group", turns=group_turns, waiting=_waiting, url=_url)
