"""Proposing a group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from wgtool.groups import events, queries, rules
from wgtool.groups.kinds import WAYS, Need
from wgtool.groups.models import Alignment, Group, Kind, Lineage, Origin, Role, Standing, Status
from wgtool.groups.operations.inviting import announce_invited, check_address
from wgtool.groups.operations.plan_moving import copy_all
from wgtool.groups.operations.shared import Who, begin, fit, refuse, seen, whom
from wgtool.groups.permits import P
from wgtool.groups.words import left_of_template
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused, constraint_says
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold

ME = "me"
constraint_says(
    "uq_working_group_code | working_group.code",
    lambda: _("Another group took this code at the same moment. Choose another."),
)
constraint_says(
    "uq_group_name | working_group.folded",
    lambda: _("Another group took this name at the same moment. Choose another."),
)


def propose(*, name: str, code: str, type: Kind, problem: str, lead: str, secretariat: str, actor: Actor,
            country: str = "", items: Iterable[int] = (), cross_cutting: str = "", ends_on: date | None = None,
            origin: Group | None = None) -> Group:  # fmt: skip
    """Start a proposed group and invite its lead and secretariat, by address or as "me".

    A provisional person's proposal is theirs and the support team's until somebody confirms them; nobody is invited
    before. `origin` is the group it is copied from, or succeeds. Raises Refused with what is missing or taken.
    """
    chosen = sorted(set(items))
    _check(name, code, type, country, problem, bool(chosen or cross_cutting))
    refuse(rules.ill_timed(type, ends_on))
    people = _two(lead, secretariat, actor)
    now = clock.now()
    hidden = actor.provisional
    group = Group(
        name=name, folded=fold(name)[:200], code=code, type=type, country=_place(type, country), ends_on=ends_on,
        problem=problem, cross_cutting=cross_cutting, organisation_id=actor.organisation, proposer_id=actor.person,
        proposed_at=now, status_since=now, sight=Sight.GROUP if hidden else Sight.PUBLIC, status=Status.PROPOSED,
        audience=f"person:{actor.person}" if hidden else "", alignments=[Alignment(item_id=id) for id in chosen],
    )  # fmt: skip
    db.session.add(group)
    db.session.flush()
    _announce(group, origin, actor)
    for role, who in people.items():
        _invite_first(group, role, who, actor)
    return group


def replicate(source: Group, *, actor: Actor, **facts: Any) -> Group:
    """Propose a group as a copy of one that works, or as the successor of one that is over; its people stay there.

    Its plan is copied, too: without people, days and reports.
    """
    source = hold(queries.to_change(source.id))
    require(actor, P.REPLICATE, source)
    made = propose(origin=source, actor=actor, **facts)
    copy_all(source, made, actor=actor)
    return made


def _announce(group: Group, origin: Group | None, actor: Actor) -> None:
    told: dict[str, Any] = {"actor": actor, "subject": group.ref, "code": group.code, **seen(group)}
    if origin is None:
        announce(events.Proposed(touches=group.touches, **told))
        return
    how = Origin.SUCCEEDS if origin.over else Origin.COPIED
    db.session.add(Lineage(from_id=origin.id, to_id=group.id, how=how, at=clock.now()))
    kind = events.Succeeding if origin.over else events.Replicated
    announce(kind(touches=(*group.touches, origin.ref), source=origin.code, **told))


def _place(type: Kind, country: str) -> str:
    return "" if WAYS[type].country == Need.NEVER else country


def _check(name: str, code: str, type: Kind, country: str, problem: str, serves: bool) -> None:
    refuse(left_of_template(problem))
    if queries.name_taken(name):
        raise Refused(_("There is already a group called “%(name)s”.", name=name))
    if queries.code_taken(code):
        raise Refused(_("The code %(code)s is taken. Choose another.", code=code))
    if WAYS[type].country == Need.MUST and not country:
        raise Refused(_("Choose the country of the group."))
    if not serves:
        raise Refused(_("Choose at least one output or activity, or name a cross-cutting issue."))


def _two(lead: str, secretariat: str, actor: Actor) -> dict[Role, Who]:
    """Find lead and secretariat, who must be two people."""
    wanted = {Role.LEAD: lead, Role.SECRETARIAT: secretariat}
    found = {}
    for role, words in wanted.items():
        own = words.strip().lower() == ME
        found[role] = Who(actor.person) if own else whom(person=None, email=check_address(words))
    if found[Role.LEAD] == found[Role.SECRETARIAT] or found[Role.LEAD].person == (found[Role.SECRETARIAT].person or 0):
        raise Refused(_("Lead and secretariat are two people."))
    return found


def _invite_first(group: Group, role: Role, who: Who, actor: Actor) -> None:
    """Invite to a new proposal; the proposer's own role needs no answer once they are confirmed."""
    if who.person is None or who.person != actor.person:
        row = begin(group.id, role, Standing.INVITED, who, actor)
        if not rules.hidden(group):
            announce_invited(group, row, actor)
        return
    place = queries.place_of(who.person)
    if place.confirmed or place.observer:
        fit(role, place)
    standing = Standing.INVITED if rules.hidden(group) else Standing.IN
    row = begin(group.id, role, standing, who, actor, organisation=place.organisation)
    if standing == Standing.IN:
        announce(events.Joined(actor=actor, subject=row.ref, touches=row.touches, person=who.person, role=role.value))
