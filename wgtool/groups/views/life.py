"""A group's life: what is still open under it, a copy or a successor of it, its line of life."""

from __future__ import annotations

from flask import Response
from markupsafe import Markup

from wgtool.groups import lifeline, obstacles, operations, queries
from wgtool.groups.forms import OpenForm, ReplicateForm
from wgtool.groups.models import Group
from wgtool.groups.permits import P
from wgtool.groups.pieces import life_line
from wgtool.groups.rules import EVER_ACTIVE
from wgtool.groups.views import bp, loading
from wgtool.kernel import clock
from wgtool.kernel.actors import actor
from wgtool.kernel.db import Ref
from wgtool.kernel.holdings import Held
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import allows
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing
from wgtool.partners.queries import names as organisations


@bp.get("/groups/<code>/open")
@guard(P.SEE_OPEN, loading.group)
def open_things(group: Group) -> Response:
    """Show what is still open under a group, and let each be settled."""
    return _open_page(group, None)


@bp.post("/groups/<code>/open")
@guard(P.SETTLE_OPEN, loading.group)
def settle_open(group: Group) -> Response:
    """Hand one thing over, or drop it with a reason."""
    sent = OpenForm()
    kind, _sep, id = str(sent.row.data or "").partition(":")
    row = Ref(kind, int(id) if id.isdigit() and len(id) < 10 else 0)
    held = next((one for one in obstacles.open_under(group) if one.ref == row), None)
    form = OpenForm().fit(held, list(queries.heirs(group))) if held else sent
    if held is None:
        del form.to
    if form.validate_on_submit():
        facts = {key: value for key, value in form.facts().items() if key != "row"}
        with writing(refusals=form) as answer:
            operations.settle_open(group, row=row, actor=actor(), **facts)
            answer.go("groups.open_things", code=group.code)
            answer.say(_("Settled."))
        if answer.given:
            return answered(answer)
    return _open_page(again(), form)


def _open_page(group: Group, sent: OpenForm | None) -> Response:
    me, heirs = actor(), list(queries.heirs(group))
    may = allows(me, P.SETTLE_OPEN, group)
    rows = [(held, _form(held, heirs, sent) if may else None)
            for held in obstacles.linked(group, obstacles.open_under(group))]  # fmt: skip
    return page("groups/open.html", "open", group=group, rows=rows, form=sent, may=may, crumbs=loading.crumbs(group))


def _form(held: Held, heirs: list[tuple[int, str]], sent: OpenForm | None) -> OpenForm:
    """Give a row's form, the one just sent in its place."""
    if sent is not None and sent.row.data == str(held.ref):
        return sent
    return OpenForm(None).fit(held, heirs)


@bp.route("/groups/<code>/replicate", methods=["GET", "POST"])
@guard(P.REPLICATE, loading.group)
def replicate(group: Group) -> Response:
    """Propose a copy of a group for another place, or the successor of one that is over."""
    form = ReplicateForm()
    form.about(group)
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            new = operations.replicate(group, actor=actor(), **form.facts())
            answer.go("groups.detail", code=new.code)
            answer.say(_("Proposed. Who was named to lead it and to be its secretariat is asked now."))
        if answer.given:
            return answered(answer)
    me = actor()
    place = organisations([me.organisation] if me.organisation else []).get(me.organisation or 0)
    here = again()
    return page("groups/propose.html", "form", form=form, place=place, hidden=me.provisional, source=here)


def life_of(group: Group, *, linked: bool) -> Markup | None:
    """Give the lines of life of a group and of those related to it; None before it has a life to tell.

    Links are asked for where it is `linked` to another group.
    """
    me = actor()
    found = queries.lineage(group.id, seen_by=me) if linked else []
    groups, links = lifeline.family(queries.Relative.of(group), found)
    if not links and group.status not in EVER_ACTIVE:
        return None
    lines = queries.turning_points((one.id for one in groups), tuple(lifeline.BECOMES), seen_by=me)
    return life_line(group.code, lifeline.lives(groups, lines), links, clock.day_ends(me.zone))
