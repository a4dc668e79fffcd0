"""Changing what a group says of itself, and its code."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm.attributes import flag_modified

from wgtool.groups import events, queries
from wgtool.groups.models import Alignment, Group, OldCode, Status
from wgtool.groups.operations import shared
from wgtool.groups.permits import P
from wgtool.groups.words import left_of_template
from wgtool.kernel import waits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.writes import hold

EARLY = frozenset({Status.PROPOSED, Status.DRAFTING})
PLAIN = ("name", "problem", "cross_cutting")


def describe(group: Group, *, seen: int, name: str, problem: str, items: Iterable[int], cross_cutting: str,
             actor: Actor) -> None:  # fmt: skip
    """Change name, problem and what it serves while it is proposed or drafted; one line of history for each change.

    Raises Stale if somebody saved since `seen`.
    """
    group = hold(queries.to_change(group.id))
    require(actor, P.EDIT, group)
    facts = {"name": name, "problem": problem, "cross_cutting": cross_cutting}
    if group.version != seen:
        theirs = {field: str(getattr(group, field)) for field in facts}
        raise Stale(_("Somebody changed this while you were writing."), theirs=theirs, mine=facts)
    _check(group, name, problem, bool(list(items) or cross_cutting))
    for field, new in facts.items():
        _change(group, field, new, actor)
    group.folded = fold(group.name)[:200]
    serve(group, set(items), actor)


def _check(group: Group, name: str, problem: str, serves: bool) -> None:
    if group.status not in EARLY:
        raise Refused(_("The SAG has its text; name and alignment stay as they are now."))
    shared.refuse(left_of_template(problem))
    if queries.name_taken(name, but=group.id):
        raise Refused(_("There is already a group called “%(name)s”.", name=name))
    if not serves:
        raise Refused(_("Choose at least one output or activity, or name a cross-cutting issue."))


def _change(group: Group, field: str, new: str, actor: Actor) -> None:
    old = getattr(group, field)
    if old != new:
        setattr(group, field, new)
        _announce(group, field, old, new, actor)


def serve(group: Group, wanted: set[int], actor: Actor) -> None:
    """Have a group, held already, serve these items: one line of history, none if nothing changes."""
    had = {row.item_id for row in group.alignments}
    if had == wanted:
        return
    old = ", ".join(sorted(row.item.number for row in group.alignments))
    group.alignments = [
        *(row for row in group.alignments if row.item_id in wanted),
        *(Alignment(item_id=id) for id in sorted(wanted - had)),
    ]
    flag_modified(group, "name")  # the version counts a change of alignment, too
    new = ", ".join(sorted(item.number for item in queries.items(wanted)))
    _announce(group, "serves", old, new, actor)


def set_code(group: Group, *, code: str, actor: Actor) -> None:
    """Give another code until the group is active; the old one redirects and is never given to another."""
    group = hold(queries.to_change(group.id))
    require(actor, P.SET_CODE, group)
    if code == group.code:
        return
    if group.active_since is not None or group.over:
        raise Refused(_("Its code is quoted by now and stays."))
    if queries.code_taken(code, but=group.id):
        raise Refused(_("The code %(code)s is taken. Choose another.", code=code))
    old, group.code = group.code, code
    db.session.merge(OldCode(code=old, group_id=group.id))
    for row in group.memberships:
        waits.touched(row.ref)
    _announce(group, "code", old, code, actor)


def _announce(group: Group, field: str, old: str, new: str, actor: Actor) -> None:
    announce(events.Described(actor=actor, subject=group.ref, touches=group.touches, field=field, old=old, new=new,
                              **shared.seen(group)))  # fmt: skip
