"""Reading: the list, a group, its people on a day, its story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Response, request

from wgtool.decisions.models import Question
from wgtool.decisions.sentences import POSITION, QUIET
from wgtool.documents import queries as documents
from wgtool.documents import words as texts
from wgtool.documents.outlines import CLOSING, TERMS
from wgtool.groups import listing, queries, rules
from wgtool.groups.kinds import ways
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Group, Kind, MergerState, Standing, Status
from wgtool.groups.permits import P
from wgtool.groups.pieces import people_of, serves_of
from wgtool.groups.views import bp, loading
from wgtool.groups.views.life import life_of
from wgtool.groups.waiting import ANSWERS, TO_WRITE, WRITE
from wgtool.groups.words import KINDS, MARKS, PAUSES, ROLES, STATES
from wgtool.history.queries import Told, timeline, timeline_and_names
from wgtool.kernel import clock
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import each, url_for
from wgtool.kernel.db import Ref
from wgtool.kernel.i18n import _
from wgtool.kernel.leaving import leaves
from wgtool.kernel.lists import page_asked
from wgtool.kernel.sight import sees
from wgtool.kernel.steps import Door, doors
from wgtool.kernel.turns import AT_LARGE
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
    """Tell lines to the reader, with the page where the reader's own turn is taken, if it is another.

    What the reader is asked in two roles is told once; what waits for several others is told of each.
    """
    keys = set(actor().keys)
    mine = [(line, line.holder in keys) for line in lines]
    told = [Said(line.sentence(), True, url_of(line) if line.kind != Group.kind else "") if own
            else Said(line.told_to_others(), False) for line, own in mine]  # fmt: skip
    return [one for n, one in enumerate(told) if not (one.mine and one in told[:n])]


def tabs(group: Group, here: str, terms: bool, report: bool) -> list[dict[str, Any]]:
    """Give the places of a group that this reader may know of; `terms` and `report` say which texts are among them."""
    texts = [("groups.terms", _("Terms"), None)] if terms else []
    texts += [("groups.closing", _("Closing report"), None)] if report else []
    places = [("groups.detail", _("Overview"), None), *texts, ("groups.plan", _("Action plan"), None), ("groups.products", _("Products"), None),
              ("groups.members", _("Members"), len(group.roster)), ("groups.history", _("History"), None)]  # fmt: skip
    return [{"url": url_for(endpoint, code=group.code), "label": label, "count": count, "current": endpoint == here}
            for endpoint, label, count in places]  # fmt: skip


def framed(group: Group, *, texts: bool = True) -> dict[str, Any]:
    """Give what every page of a group shows: its places, and the versions of its terms the reader may know of.

    They are asked for unless it is known to have no `texts`.
    """
    wanted = (TERMS, CLOSING) if group.status in rules.ENDED else (TERMS,)
    found = documents.versions_of(group.ref, *wanted, seen_by=actor()) if texts else {TERMS: []}
    versions, report = found[TERMS], found.get(CLOSING)
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


def around_a_text(group: Group) -> list[dict[str, Any]]:
    """Give the same on the page of one of its texts; only one that ends, or has ended, is asked for the other."""
    here = f"groups.{TERMS}" if f"groups.{TERMS}" in (request.endpoint or "") else f"groups.{CLOSING}"
    found = documents.versions_of(group.ref, TERMS, CLOSING, seen_by=actor()) if group.status in rules.ENDED else {}
    own = {f"groups.{TERMS}": TERMS, f"groups.{CLOSING}": CLOSING}[here]
    return tabs(group, here, bool(own == TERMS or found.get(TERMS)), bool(own == CLOSING or found.get(CLOSING)))


def _chosen() -> dict[str, Any]:
    """Give what the list is narrowed to, as the address asks."""
    asked = request.args
    return {
        "words": asked.get("q", "")[:100],
        "state": Status(asked["state"]) if asked.get("state") in set(Status) else None,
        "type": Kind(asked["kind"]) if asked.get("kind") in set(Kind) else None,
        "country": asked.get("country", "")[:2],
    }


@bp.get("/groups")
@guard(P.READ)
def index() -> Response:
    """List the groups, the reader's own first."""
    chosen = _chosen()
    rows = queries.listed(seen_by=actor(), number=page_asked(), **chosen)
    ids = [group.id for group in rows.rows]
    turns: dict[int, list[Said]] = {id: [] for id in ids}
    lines = queries.turns((Ref(Group.kind, id) for id in ids), seen_by=actor())
    more = {line.thing for line in lines if line.says not in AT_LARGE}
    for line in lines:
        if line.says not in AT_LARGE or line.thing not in more:
            turns[line.thing].extend(said([line]))
    return page(
        "groups/index.html", "list", rows=rows, chosen=chosen, turns=turns, leads=queries.led_by(ids),
        mine=set(actor().ids("group")), url=each("groups.detail", "code"), **WORDS,
    )  # fmt: skip


leaves(bp, "/groups", "index", P.READ, lambda: listing.groups(_chosen(), seen_by=actor()))
leaves(bp, "/groups/<code>/plan", "plan", P.READ, lambda group: listing.plan(group, seen_by=actor()), loading.group)


@bp.get("/groups/<code>")
@guard(P.READ, loading.shown)
def detail(group: Group) -> Response:
    """Show a group: its state, whose turn it is, what it serves, who is in it, what happened last."""
    me = actor()
    there = queries.around(group, seen_by=me)
    questions = queries.questions(group, seen_by=me) if there.asked else []
    turns = _turns(group, there, [q for q in questions if q.subject == group.ref])
    told = [line for line in turns if line.says not in AT_LARGE] or turns
    unwritten = any(line.says == WRITE for line in turns)
    asked = [line.says for line in turns if line.holder in me.keys]
    lines, people = _story(group)
    return page(
        "groups/detail.html", doors=_once_written(doors(LIFE, group, me), unwritten), turns=said(told), questions=questions,
        main=next((ANSWERS[says] for says in asked if says in ANSWERS), ""), to_write=not TO_WRITE.isdisjoint(asked),
        people=people_of(group, people if me.partner else None), serves=serves_of(group.alignments),
        own=next((m for m in group.memberships if m.person_id and m.person_id == me.person), None),
        planned=there.plan, panels=there.panels, counting=group.status in rules.COUNTS, lines=lines, texts=TEXTS, pauses=PAUSES,
        told=[group.pause] if group.pause and group.status in rules.WORKING and me.signed_in and sees(me, group.pause) else [],
        life=life_of(group, linked=there.linked), **framed(group, texts=there.texts),
    )  # fmt: skip


def _turns(group: Group, there: queries.Around, questions: Sequence[Question]) -> Sequence[Wait]:
    """Give the lines of the group, of who waits for an answer in it, and of its own newest question.

    Where it asks to merge, it waits for the other group: the line of that is told here, too. Seats that have not answered
    are in the table of the question's page.
    """
    waiting = [m.ref for m in group.memberships if m.standing != Standing.IN or m.handed_to]
    asks = rules.merger(group)
    other = [asks.survivor.ref] if asks and asks.state == MergerState.ASKED else []
    if not (there.waits or waiting or questions or other):
        return []
    lines = queries.turns([group.ref, *waiting, *(q.ref for q in questions[:1]), *other], seen_by=actor())
    here = [line for line in lines if Ref(line.kind, line.thing) not in other or line.params.get("other") == group.code]
    return [line for line in here if line.says not in (POSITION, QUIET) or line.holder in actor().keys]


def _story(group: Group) -> tuple[list[Told], dict[int, str]]:
    """Tell what happened last, and name the people in the group to those who may know them."""
    me, places = actor(), [group.organisation, *(m.organisation for m in group.memberships)]
    known = {place.id: place.name for place in places if place}
    people = [m.person_id for m in group.roster if m.person_id] if me.partner else []
    return timeline_and_names(group.ref, people, seen_by=me, most=10, known=known)


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
