"""Merging: a group asks, the other takes it in by new terms, the SAG rules; and each way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wgtool.decisions.models import Question
from wgtool.groups import events, queries, rules, texts
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Deliverable, Group, Lineage, Membership, Merger, MergerState, Origin, Standing
from wgtool.groups.operations import keeping, plan_moving
from wgtool.groups.operations.shared import people
from wgtool.kernel import clock, holdings
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold

OWN = frozenset({Membership.__tablename__, Deliverable.__tablename__})
"""What this room brings along by rules of its own."""


@LIFE.performs("ask to merge")
def ask_to_merge(group: Group, *, actor: Actor, into: int, note: str = "") -> dict[str, Any]:
    """Ask another group at work to take this one in."""
    if into not in {id for id, _name in queries.could_take_in(group)}:
        raise Refused(_("Choose a group that is at work and has terms of its own."))
    survivor = hold(queries.to_change(into))
    if (own := rules.bound(survivor) or _turned(survivor)) is not None:
        raise Refused(own)
    db.session.add(
        Merger(group_id=group.id, survivor_id=survivor.id, note=note, asked_by=actor.person, asked_at=clock.now())
    )
    return _told(group, survivor)


def _turned(survivor: Group) -> str | None:
    """Say that the other group itself asks to go into another."""
    own = rules.merger(survivor)
    return (
        _("%(code)s itself asks to merge into %(into)s.", code=survivor.code, into=own.survivor.code) if own else None
    )


def _told(group: Group, survivor: Group) -> dict[str, Any]:
    """Give what a line about a request says, to the people of both groups."""
    both = {"sight": Sight.GROUP, "audience": str(group.ref), "also": str(survivor.ref)}
    return {"code": group.code, "into": survivor.code, "touches": (*group.touches, survivor.ref), **both}


def told_of(row: Merger) -> dict[str, Any]:
    """Give what a line about an answer to a request says, on the story of who is asked."""
    told = _told(row.group, row.survivor)
    return {**told, "subject": row.survivor.ref, "touches": (*row.survivor.touches, row.group.ref)}


@LIFE.performs("take the merger back")
def take_merger_back(group: Group, *, actor: Actor, why: str = "") -> dict[str, Any]:
    """Stay by itself after all."""
    row = rules.merger(group)
    assert row is not None
    held = hold(queries.merger_to_change(row.id))
    held.state = MergerState.DROPPED
    return {"why": why, **_told(group, held.survivor)}


@LIFE.performs("decline the merger")
def decline_merger(group: Group, *, actor: Actor, merger: int, why: str) -> dict[str, Any]:
    """Say no to a group that asks to be taken in."""
    row = hold(queries.merger_to_change(merger))
    if row.survivor_id != group.id or row.state != MergerState.ASKED:
        raise Refused(_("This was changed in the meantime. Look at the page as it is now."))
    row.state = MergerState.DROPPED
    told = _told(row.group, group)
    return {"why": why, **told, "touches": (*group.touches, row.group.ref)}


@LIFE.performs("submit the merger")
def submit_merger(group: Group, *, actor: Actor) -> dict[str, Any]:
    """Put new terms and the groups that merge into this one to the SAG, as one question."""
    rows = [hold(queries.merger_to_change(row.id)) for row in rules.asking(group)]
    codes = ", ".join(row.group.code for row in rows)
    question = texts.submit_merger(group, [row.group for row in rows], actor=actor)
    for row in rows:
        row.state, row.question_id = MergerState.BEFORE, question.id
    return {"codes": codes, "touches": (*group.touches, *(row.group.ref for row in rows))}


def carry_out(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Merge the groups a ruling is about into the one whose terms it endorsed; give what the way back needs."""
    moved: dict[str, list[int]] = {}
    settled: dict[str, list[tuple[int, str]]] = {}
    plans: dict[str, list[int]] = {}
    held: dict[str, list[Ref]] = {}
    for row in _rows(question):
        group, survivor, key = Ref("group", row.group_id), Ref("group", row.survivor_id), str(row.group_id)
        LIFE.act("merge", row.group, actor=actor, survivor=survivor.id)
        row.state = MergerState.DONE
        moved[key], settled[key] = _move(group.id, survivor, actor)
        plans[key] = _move_plan(group.id, survivor.id, actor)
        held[key] = _hand_over(group, survivor, actor)
    refs = [*(Ref("group", int(id)) for id in moved), *(ref for each in held.values() for ref in each)]
    return {"moved": moved, "settled": settled, "plans": plans, "held": held, "refs": refs}


def _move(group: int, to: Ref, actor: Actor) -> tuple[list[int], list[tuple[int, str]]]:
    """Let requests and invitations that wait go to another group; those of people who are known there end. Give both."""
    went, settled = [], []
    for row in queries.waiting_in(group):
        if keeping.fits(row, to.id):
            keeping.move(row, to, actor=actor)
            went.append(row.id)
        else:
            settled.append((row.id, row.standing.value))
            keeping.end_with_merger(row, to, actor=actor)
    return went, settled


def _move_plan(group: int, survivor: int, actor: Actor) -> list[int]:
    """Bring the plan along; give which deliverables went."""
    source, into = hold(queries.to_change(group)), hold(queries.to_change(survivor))
    return plan_moving.move_all(source, into, actor=actor)


def _hand_over(group: Ref, to: Ref, actor: Actor) -> list[Ref]:
    """Hand over what higher rooms keep under the group, such as action points; give what went."""
    went = [held.ref for held in holdings.open(group) if held.movable and held.ref.kind not in OWN]
    for row in went:
        holdings.hand_over(row, group, to, actor=actor)
    return went


@LIFE.performs("merge")
def _merge(group: Group, *, actor: Actor, survivor: int) -> dict[str, Any]:
    """End as a group of its own."""
    rows = people(group)
    into = hold(queries.to_change(survivor))  # which reads this group anew, too, without its people
    db.session.add(Lineage(from_id=group.id, to_id=into.id, how=Origin.MERGED, at=clock.now()))
    return {"code": group.code, "into": into.code, "touches": (*group.touches, into.ref, *rows)}


def undo(question: Question, data: Mapping[str, Any], *, actor: Actor) -> None:
    """Undo a merger by what carrying it out gave: the groups are their own again, and what went over comes back."""
    moved, plans, held = (data.get(name, {}) for name in ("moved", "plans", "held"))
    for row in _rows(question):
        group, survivor, key = Ref("group", row.group_id), Ref("group", row.survivor_id), str(row.group_id)
        LIFE.act("go back to work", row.group, actor=actor, survivor=survivor.id)
        row.state = MergerState.BEFORE
        for id in moved.get(key, []):
            keeping.move(hold(queries.membership_to_change(id)), group, actor=actor)
        for id, standing in data.get("settled", {}).get(key, []):
            keeping.wait_again(hold(queries.membership_to_change(id)), Standing(standing), actor=actor)
        for id in plans.get(key, []):
            made = hold(queries.deliverable_to_change(id))
            plan_moving.move_back(made, hold(queries.to_change(group.id)), actor=actor)
        for kind, id in held.get(key, []):
            holdings.hand_over(Ref(kind, id), survivor, group, actor=actor)


@LIFE.performs("go back to work")
def _back(group: Group, *, actor: Actor, survivor: int) -> dict[str, Any]:
    """Be a group of its own again."""
    if (link := queries.link(group.id, survivor, Origin.MERGED)) is not None:
        db.session.delete(link)
    return {"code": group.code, "touches": (*group.touches, Ref("group", survivor), *people(group))}


def refuse(question: Question, *, actor: Actor) -> dict[str, Any]:
    """Leave the groups as they are, by a ruling that says no; give what the way back watches."""
    rows = list(_rows(question))
    for row in rows:
        row.state = MergerState.REFUSED
        _say_dropped(row, actor)
    return {"refs": [["group", row.group_id] for row in rows]}


def ask_again(question: Question, *, actor: Actor) -> None:
    """Undo a no: the mergers are before the SAG again."""
    for row in _rows(question):
        row.state = MergerState.BEFORE
        _say_asked(row, actor)


def withdraw(question: Question, *, actor: Actor) -> None:
    """Leave the mergers asked for, since the question was withdrawn."""
    for row in _rows(question):
        row.state, row.question_id = MergerState.ASKED, None
        _say_asked(row, actor)


def _say_dropped(row: Merger, actor: Actor) -> None:
    told = _told(row.group, row.survivor)
    announce(events.MergeDropped(actor=actor, subject=row.group.ref, **told))


def _say_asked(row: Merger, actor: Actor) -> None:
    told = _told(row.group, row.survivor)
    announce(events.MergeAsked(actor=actor, subject=row.group.ref, **told))


def _rows(question: Question) -> Iterator[Merger]:
    """Give the mergers a question is about, each held in its turn: what one moves has others read anew."""
    for id in [row.id for row in queries.mergers_of(question.id)]:
        yield hold(queries.merger_to_change(id))
