"""Reading: the list, a group, its people on a day, its story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Response, request, url_for

from wgtool.decisions import queries as decisions
from wgtool.documents import queries as documents
from wgtool.documents import words as texts
from wgtool.documents.outlines import CLOSING, TERMS
from wgtool.groups import queries, rules
from wgtool.groups.kinds import ways
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Group, Kind, Role, Standing, Status
from wgtool.groups.permits import P
from wgtool.groups.views import bp, loading
from wgtool.groups.views.life import life_of
from wgtool.groups.waiting import ANSWERS, AT_LARGE, TO_WRITE, WRITE
from wgtool.groups.words import KINDS, MARKS, PAUSES, ROLES, STATES
from wgtool.history.queries import timeline
from wgtool.kernel import clock
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import each
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import _
from wgtool.kernel.lists import page_asked
from wgtool.kernel.steps import Door, doors
from wgtool.kernel.waits import Wait, url_of
from wgtool.kernel.web import guard, page

WORDS: dict[str, Any] = {"kinds": KINDS, "states": STATES, "roles": ROLES, "marks": MARKS}


TEXTS = {"statuses": texts.STATUSES, "marks": texts.MARKS}


@dataclass(frozen=True)
class Said:
    """A line of whose turn it is, as this reader is told it."""

    sentence: str
    mine: bool
    url: str = ""


def said(lines: list[Wait] | tuple[Wait, ...] | Any) -> list[Said]:
    """Tell lines to the reader, with the page where the reader's own turn is taken, if it is another."""
    keys = set(actor().keys)
    mine = [(line, line.holder in keys) for line in lines]
    return [Said(line.sentence(), True, url_of(line) if line.kind != Group.kind else "") if own
            else Said(line.told_to_others(), False) for line, own in mine]  # fmt: skip


def tabs(group: Group, here: str, terms: bool, report: bool) -> list[dict[str, Any]]:
    """Give the places of a group that this reader may know of; `terms` and `report` say which texts are among them."""
    texts = [("groups.terms", _("Terms"), None)] if terms else []
    texts += [("groups.closing", _("Closing report"), None)] if report else []
    places = [("groups.detail", _("Overview"), None), *texts, ("groups.plan", _("Action plan"), None), ("groups.products", _("Products"), None),
              ("groups.members", _("Members"), len(group.roster)), ("groups.history", _("History"), None)]  # fmt: skip
    return [{"url": url_for(endpoint, code=group.code), "label": label, "count": count, "current": endpoint == here}
            for endpoint, label, count in places]  # fmt: skip


def framed(group: Group) -> dict[str, Any]:
    """Give what every page of a group shows: its places, and the versions of its terms the reader may know of."""
    wanted = (TERMS, CLOSING) if group.status in rules.ENDED else (TERMS,)
    texts = documents.versions_of(group.ref, *wanted, seen_by=actor())
    versions, report = texts[TERMS], texts.get(CLOSING)
    places = tabs(group, request.endpoint or "", bool(versions), bool(report))
    return {
        "report": report,
        "ways": ways(group),
        "group": group,
        "crumbs": loading.crumbs(group),
        "tabs": places,
        "versions": versions,
        **WORDS,
    }


@bp.get("/groups")
@guard(P.READ)
def index() -> Response:
    """List the groups, the reader's own first."""
    asked = request.args
    chosen: dict[str, Any] = {
        "words": asked.get("q", "")[:100],
        "state": Status(asked["state"]) if asked.get("state") in set(Status) else None,
        "type": Kind(asked["kind"]) if asked.get("kind") in set(Kind) else None,
        "country": asked.get("country", "")[:2],
    }
    rows = queries.listed(seen_by=actor(), number=page_asked(), **chosen)
    ids = [group.id for group in rows.rows]
    turns: dict[int, list[Said]] = {id: [] for id in ids}
    for line in queries.turns((Ref(Group.kind, id) for id in ids), seen_by=actor()):
        turns[line.thing].extend(said([line]))
    return page(
        "groups/index.html", "list", rows=rows, chosen=chosen, turns=turns, leads=queries.led_by(ids),
        mine=set(actor().ids("group")), url=each("groups.detail", "code"), **WORDS,
    )  # fmt: skip


@bp.get("/groups/<code>")
@guard(P.READ, loading.group)
def detail(group: Group) -> Response:
    """Show a group: its state, whose turn it is, what it serves, who is in it, what happened last."""
    me = actor()
    questions = decisions.about(group.ref, seen_by=me)
    waiting = [m.ref for m in group.memberships if m.standing != Standing.IN or m.handed_to]
    turns = queries.turns([group.ref, *waiting, *(q.ref for q in questions[:1])], seen_by=me)
    told = [line for line in turns if line.says not in AT_LARGE] or turns
    unwritten = any(line.says == WRITE for line in turns)
    asked = [line.says for line in turns if line.holder in me.keys]
    return page(
        "groups/detail.html", doors=_once_written(doors(LIFE, group, me), unwritten), turns=said(told), questions=questions,
        main=next((ANSWERS[says] for says in asked if says in ANSWERS), ""), to_write=not TO_WRITE.isdisjoint(asked),
        people=queries.known_names(group.roster, seen_by=me) if me.partner else {}, roles_order=list(Role),
        own=next((m for m in group.memberships if m.person_id and m.person_id == me.person), None),
        planned=queries.plan_counts(group, seen_by=me), counting=group.status in rules.COUNTS,
        lines=timeline(group.ref, seen_by=me, most=10), texts=TEXTS, **framed(group), **life_of(group), pauses=PAUSES,
        told=queries.pauses(group, seen_by=me)[:1] if group.pause and group.status in rules.WORKING and me.signed_in else [],
    )  # fmt: skip


def _once_written(doors: list[Door], unwritten: bool) -> list[Door]:
    """Keep shut what only a complete text opens; the turn knows whether it is, so the text need not be read for it."""
    if not unwritten:
        return doors
    why = _("The mandatory sections of its terms are to be written first.")
    return [replace(door, objection=why) if door.verb == "submit" else door for door in doors]


@bp.get("/groups/<code>/members")
@guard(P.READ, loading.group)
def members(group: Group) -> Response:
    """Show who is in a group, or was on a day."""
    me, today = actor(), clock.today(actor().zone)
    on = _day(request.args.get("on"), today)
    rows = queries.roster(group, on)
    waiting = [m for m in group.memberships if m.standing != Standing.IN]
    near = me.supports or f"group:{group.id}" in me.keys or rules.proposed(me, group)
    near = near or (group.country != "" and me.wears("coordinator", "country", group.country))
    open_rows = [m for m in waiting if (near and me.signed_in) or (me.person and m.person_id == me.person)]
    names = queries.known_names([*rows, *open_rows], seen_by=me) if me.signed_in else {}
    own = next((m for m in group.memberships if m.person_id and m.person_id == me.person), None)
    return page("groups/members.html", "people", rows=rows, open_rows=open_rows, names=names, on=on, today=today,
                own=own, named=me.partner, **framed(group))  # fmt: skip


def _day(asked: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(asked or "")
    except ValueError:
        return otherwise


@bp.get("/groups/<code>/history")
@guard(P.READ, loading.group)
def history(group: Group) -> Response:
    """Tell the whole story of a group."""
    return page("groups/history.html", lines=timeline(group.ref, seen_by=actor(), most=500), **framed(group))
