"""Whose turn it is with a group and with each membership."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from wgtool.groups import queries, rules, texts
from wgtool.groups.models import OVER, Group, Membership, Role, Standing, Status
from wgtool.kernel import waits
from wgtool.kernel.db import db
from wgtool.kernel.i18n import _l
from wgtool.kernel.sight import Sight
from wgtool.kernel.waits import Act, Turn, Wait, sentence

CONFIRM = sentence(
    "group.confirm",
    yours=_l("Confirm who proposed %(code)s, or say that they do not belong there."),
    others=_l("Waiting for somebody to confirm to which organisation its proposer belongs."),
)
INVITE_LEAD = sentence(
    "group.invite-lead",
    yours=_l("Invite a lead for %(code)s."),
    others=_l("Waiting for who proposed it to invite a lead."),
)
INVITE_SECRETARIAT = sentence(
    "group.invite-secretariat",
    yours=_l("Invite a secretariat for %(code)s."),
    others=_l("Waiting for who proposed it to invite a secretariat."),
)
TAKE_UP = sentence(
    "group.take-up",
    yours=_l("Take %(code)s up and name its SAG focal point."),
    others=_l("Waiting for the support team to take it up."),
)
WRITE = sentence(
    "group.write",
    yours=_l("Write the terms of reference of %(code)s."),
    others=_l("Waiting for its leads to write the terms of reference."),
)
SUBMIT = sentence(
    "group.submit",
    yours=_l("The terms of reference of %(code)s are complete. Submit them to the SAG."),
    others=_l("Waiting for its leads to submit the terms of reference."),
)
MEND = sentence(
    "group.mend",
    yours=_l("The SAG returned the terms of reference of %(code)s. Work through its checklist, then submit again."),
    others=_l("Waiting for its leads to work through the checklist of the SAG."),
)
REVISE = sentence(
    "group.revise",
    yours=_l("Go on with %(label)s of the terms of %(code)s, and submit it to the SAG when it is ready."),
    others=_l("Waiting for its leads to submit %(label)s of the terms."),
)
MEND_REVISION = sentence(
    "group.mend-revision",
    yours=_l("The SAG returned %(label)s of the terms of %(code)s. Work through its checklist, then submit again."),
    others=_l("Waiting for its leads to work through the checklist of the SAG for %(label)s."),
)
ALIGN = sentence(
    "group.align",
    yours=_l("Say which outputs or activities %(code)s serves."),
    others=_l("Waiting for its leads to say what it serves."),
)
DECIDE = sentence(
    "group.decide",
    yours=_l("Decide on %(code)s."),
    others=_l("Waiting for the SAG to decide."),
)
NO_LEAD = sentence(
    "group.no-lead",
    yours=_l("Find a lead for %(code)s: nobody leads it."),
    others=_l("Waiting for the support team to find a lead."),
)
NO_FOCAL = sentence(
    "group.no-focal",
    yours=_l("Name a SAG focal point for %(code)s."),
    others=_l("Waiting for the support team to name a SAG focal point."),
)
ACCEPT = {
    role: sentence(f"membership.accept-{role.value.replace(' ', '-')}", yours=yours, others=others)
    for role, yours, others in (
        (Role.LEAD, _l("Accept or decline to lead %(code)s."), _l("Waiting for the invited lead to accept.")),
        (Role.CO_LEAD, _l("Accept or decline to co-lead %(code)s."), _l("Waiting for the invited co-lead to accept.")),
        (Role.SECRETARIAT, _l("Accept or decline to be the secretariat of %(code)s."),
         _l("Waiting for the invited secretariat to accept.")),
        (Role.MEMBER, _l("Accept or decline to be a member of %(code)s."),
         _l("Waiting for an invited member to accept.")),
        (Role.OBSERVER, _l("Accept or decline to be an observer of %(code)s."),
         _l("Waiting for an invited observer to accept.")),
    )
}  # fmt: skip
ADMIT = sentence(
    "membership.admit",
    yours=_l("Somebody asks to join %(code)s. Say yes or no."),
    others=_l("Waiting for its leads to answer a request to join."),
)
TAKE_OVER = sentence(
    "membership.take-over",
    yours=_l("Take a role in %(code)s over, or decline."),
    others=_l("Waiting for somebody to take a role over."),
)
AT_WORK = frozenset({Status.DRAFTING, Status.SAG_REVIEW, Status.ACTIVE, Status.PAUSED, Status.CLOSING})
PUBLIC_INVITES = frozenset({Role.LEAD, Role.SECRETARIAT})


def _step(label: Any, path: str) -> Callable[[Wait], Act]:
    """Give the button that takes a step on a membership."""
    return lambda line: Act(label, f"/groups/{line.params['code']}/members/{line.thing}/{path}")


def _sighted(group: Group) -> dict[str, Any]:
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
        Status.ACTIVE: _revision,
        Status.PAUSED: _revision,
    }.get(group.status)
    return [*(said(group) if said else []), *(_missing(group) if group.status in AT_WORK else [])]


def _proposed(group: Group) -> Iterable[Turn]:
    told = _sighted(group)
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
    yield Turn(f"lead:group:{group.id}", says, **_sighted(group))


def _revision(group: Group) -> Iterable[Turn]:
    """Say that a next version is being written, to those who may read drafts."""
    if (draft := texts.at_work(group)) is not None:
        says = MEND_REVISION if texts.to_mend(draft) else REVISE
        inside: dict[str, Any] = {"sight": Sight.GROUP, "audience": str(group.ref)}
        yield Turn(f"lead:group:{group.id}", says, params={"code": group.code, "label": draft.label}, **inside)


def _review(group: Group) -> Iterable[Turn]:
    yield Turn(f"ruling:group:{group.id}", DECIDE, **_sighted(group))  # nobody's hat: the question asks its own people


def _missing(group: Group) -> Iterable[Turn]:
    if not rules.in_role(group, Role.LEAD, Role.CO_LEAD):
        yield Turn("support:world:", NO_LEAD, **_sighted(group))
    if not rules.in_role(group, Role.SAG_FOCAL):
        yield Turn("support:world:", NO_FOCAL, **_sighted(group))


def membership_turns(id: int) -> Iterable[Turn]:
    """Say whose turn it is with a membership: who was invited, who answers a request, who takes over."""
    row = queries.membership_by_id(id)
    if row is None or row.group.over or rules.hidden(row.group) or row.until is not None:
        return
    inside: dict[str, Any] = {"params": {"code": row.group.code}, "sight": Sight.GROUP, "audience": str(row.group.ref)}
    about = f"person:{row.person_id}" if row.person_id else None
    if row.standing == Standing.ASKED:
        yield Turn(f"lead:group:{row.group_id}", ADMIT, also=about, **inside)
    elif row.standing == Standing.INVITED and not _handed(row):
        wide = row.group.status == Status.PROPOSED and row.role in PUBLIC_INVITES
        holder = f"self:person:{row.person_id}" if row.person_id else f"invited:membership:{row.id}"
        told: dict[str, Any] = _sighted(row.group) if wide else {**inside, "also": about}
        yield Turn(holder, ACCEPT[row.role], **told)
    elif row.standing == Standing.IN and row.handed_to:
        to = next((m for m in row.group.memberships if m.id == row.handed_to), None)
        if to is not None:
            yield Turn(f"self:person:{to.person_id or 0}", TAKE_OVER, also=f"person:{to.person_id or 0}", **inside)


def _handed(row: Membership) -> bool:
    return any(m.handed_to == row.id for m in row.group.memberships)


def _groups() -> Iterable[int]:
    return db.session.scalars(sa.select(Group.id).where(Group.status.not_in(OVER)))


def _memberships() -> Iterable[int]:
    waiting = sa.or_(Membership.standing.in_((Standing.INVITED, Standing.ASKED)), Membership.handed_to.is_not(None))
    return db.session.scalars(sa.select(Membership.id).where(waiting, Membership.until.is_(None)))


def _group_url(line: Wait) -> str:
    return f"/groups/{line.params['code']}"


def _membership_url(line: Wait) -> str:
    return f"/groups/{line.params['code']}/members/{line.thing}"


def register() -> None:
    """Have the turns of groups and memberships kept."""
    waits.waits_for("group", turns=group_turns, waiting=_groups, url=_group_url)
    waits.waits_for("membership", turns=membership_turns, waiting=_memberships, url=_membership_url)
    for key in ACCEPT.values():
        waits.one_step(key, _step(_l("Accept"), "accept"))
    waits.one_step(ADMIT, _step(_l("Let them in"), "admit"))
    waits.one_step(TAKE_OVER, _step(_l("Take it over"), "take-over"))
