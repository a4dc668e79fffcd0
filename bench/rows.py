"""What the floor asks of wgtool's tables: each page's rows in one or two statements of Core, ready to be shown."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

MOMENT = sa.DateTime(timezone=True)
TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "at": MOMENT,
    "offered_at": MOMENT,
    "since": sa.Date(),
    "facts": sa.JSON(),
    "params": sa.JSON(),
    "due": sa.Date(),
    "on": sa.Date(),
}


def _table(name: str, columns: str, **types: sa.types.TypeEngine[Any]) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, (TYPES | types).get(each)) for each in columns.split()))


person = _table("person", "id name email")
belonging = _table("belonging", "person_id organisation_id until")
organisation = _table("organisation", "id name slug type standing website folded")
presence = _table("organisation_country", "organisation_id country")
group = _table("working_group", "id code name type country status folded organisation_id problem")
alignment = _table("alignment", "group_id item_id")
edition = _table("edition", "id slug title starts")
item = _table("plan_item", "id edition_id parent_id level number place title category status dropped_at clause")
signup = _table(
    "sign_up",
    "id item_id organisation_id role country offers status offered_by offered_at since sight audience version why",
)
line = _table("history_line", "id at event kind thing person organisation role on_behalf facts why sight audience also")
place = _table("history_place", "line_id kind thing")
wait = _table("wait", "id kind thing holder says params since due", since=MOMENT, due=MOMENT)
action = _table(
    "action_point",
    "id number deliverable status priority due country organisation_id group_id source_kind source_id item_id sight",
)
report = _table("action_report", "id action_id on taken status")
exercise = _table("exercise", "id number title type operation status")
recommendation = _table("recommendation", "id exercise_id number text head response status")
deliverable = _table("deliverable", "id group_id status")
membership = _table("membership", "id group_id person_id role standing")

USER = sa.select(person.c.name, belonging.c.organisation_id).outerjoin(
    belonging, sa.and_(belonging.c.person_id == person.c.id, belonging.c.until.is_(None))
)
NAVIGATION = sa.select(group.c.code, group.c.name).order_by(group.c.folded).limit(20)


def count(rows: sa.Select[Any]) -> sa.Select[int]:
    """Count what a list has in all."""
    return sa.select(sa.func.count()).select_from(rows.order_by(None).limit(None).subquery())


ORGANISATIONS = sa.select(
    organisation.c.slug, organisation.c.name, organisation.c.type, organisation.c.standing, organisation.c.website,
    sa.select(sa.func.count()).where(presence.c.organisation_id == organisation.c.id).scalar_subquery().label("places"),
).order_by(organisation.c.folded)  # fmt: skip
PEOPLE = (
    sa.select(person.c.id, person.c.name, person.c.email, organisation.c.name.label("organisation"))
    .outerjoin(belonging, sa.and_(belonging.c.person_id == person.c.id, belonging.c.until.is_(None)))
    .outerjoin(organisation, organisation.c.id == belonging.c.organisation_id)
    .order_by(person.c.name)
)
GROUPS = (
    sa.select(
        group.c.code, group.c.name, group.c.type, group.c.country, group.c.status,
        organisation.c.name.label("organisation"),
    )
    .join(organisation, organisation.c.id == group.c.organisation_id)
    .order_by(group.c.folded)
)  # fmt: skip
_WHO = (
    sa.select(
        signup.c.id, signup.c.role, signup.c.country, signup.c.offers, signup.c.status, signup.c.since,
        organisation.c.name.label("organisation"), item.c.number, item.c.title,
    )
    .join(organisation, organisation.c.id == signup.c.organisation_id)
    .join(item, item.c.id == signup.c.item_id)
)  # fmt: skip
SIGNUPS = _WHO.where(item.c.id == sa.bindparam("item"), signup.c.status.in_(["offered", "confirmed"])).order_by(
    signup.c.id
)
SIGNUP = _WHO.where(signup.c.id == sa.bindparam("id"))
STORY = (
    sa.select(line.c.at, line.c.event, line.c.role, person.c.name.label("by"))
    .join(place, place.c.line_id == line.c.id)
    .outerjoin(person, person.c.id == line.c.person)
    .where(place.c.kind == sa.bindparam("kind"), place.c.thing == sa.bindparam("id"))
    .order_by(line.c.at.desc(), line.c.id.desc())
    .limit(50)
)
_BY = sa.func.coalesce(organisation.c.name, group.c.code).label("owner")
ACTIONS = (
    sa.select(
        action.c.id, action.c.number, action.c.deliverable, action.c.status, action.c.priority, action.c.due,
        action.c.country, _BY,
    )
    .outerjoin(organisation, organisation.c.id == action.c.organisation_id)
    .outerjoin(group, group.c.id == action.c.group_id)
    .order_by(action.c.id.desc())
)  # fmt: skip
ACTION = ACTIONS.where(action.c.id == sa.bindparam("id"))
REPORTS = sa.select(report.c.on, report.c.taken, report.c.status).where(report.c.action_id == sa.bindparam("id"))
EXERCISE = sa.select(*exercise.c).where(exercise.c.id == sa.bindparam("id"))
RECOMMENDATIONS = (
    sa.select(*recommendation.c).where(recommendation.c.exercise_id == sa.bindparam("id")).order_by(recommendation.c.number)
)  # fmt: skip
CAME_OF = (
    ACTIONS.add_columns(action.c.source_id)
    .join(recommendation, recommendation.c.id == action.c.source_id)
    .where(action.c.source_kind == "recommendation", recommendation.c.exercise_id == sa.bindparam("id"))
    .order_by(None)
    .order_by(action.c.source_id, action.c.id)
)
GROUP = (
    sa.select(
        group.c.id, group.c.code, group.c.name, group.c.type, group.c.status, group.c.problem,
        organisation.c.name.label("organisation"),
    )
    .outerjoin(organisation, organisation.c.id == group.c.organisation_id)
    .where(group.c.id == sa.bindparam("id"))
)  # fmt: skip
SERVED = (
    sa.select(item.c.number, item.c.title, edition.c.slug)
    .join(alignment, alignment.c.item_id == item.c.id)
    .join(edition, edition.c.id == item.c.edition_id)
    .where(alignment.c.group_id == sa.bindparam("id"))
    .order_by(item.c.place)
)
MEMBERS = (
    sa.select(membership.c.role, person.c.name, organisation.c.name.label("organisation"))
    .join(person, person.c.id == membership.c.person_id)
    .join(belonging, sa.and_(belonging.c.person_id == person.c.id, belonging.c.until.is_(None)))
    .join(organisation, organisation.c.id == belonging.c.organisation_id)
    .where(membership.c.group_id == sa.bindparam("id"))
    .order_by(membership.c.id)
)
PLANNED = (
    sa.select(deliverable.c.status, sa.func.count().label("number"))
    .where(deliverable.c.group_id == sa.bindparam("id"))
    .group_by(deliverable.c.status)
)
LIFE = (
    sa.select(line.c.at, line.c.event)
    .join(place, place.c.line_id == line.c.id)
    .where(place.c.kind == "group", place.c.thing == sa.bindparam("id"), line.c.kind == "group")
    .order_by(line.c.at)
)
OF_GROUP = ACTIONS.where(action.c.group_id == sa.bindparam("id"))
_TURN = sa.select(wait.c.kind, wait.c.thing, wait.c.says, wait.c.params, wait.c.since, wait.c.due).limit(50)
MINE = _TURN.where(wait.c.holder == "support:world:").order_by(wait.c.due, wait.c.id)
OTHERS = _TURN.where(wait.c.holder != "support:world:").order_by(wait.c.due, wait.c.id)
NEWS = (
    sa.select(line.c.at, line.c.event, line.c.role, person.c.name.label("by"))
    .outerjoin(person, person.c.id == line.c.person)
    .order_by(line.c.id.desc())
    .limit(20)
)
_above, _lead = item.alias("above"), signup.alias("lead")
ACTIVITIES = (
    sa.select(
        item.c.id, item.c.number, item.c.title, item.c.category, item.c.status, edition.c.slug,
        _above.c.title.label("output"), organisation.c.name.label("lead"),
    )
    .join(edition, edition.c.id == item.c.edition_id)
    .join(_above, _above.c.id == item.c.parent_id)
    .outerjoin(
        _lead,
        sa.and_(
            _lead.c.item_id == item.c.id, _lead.c.role == "lead", _lead.c.status == "confirmed", _lead.c.country == ""
        ),
    )
    .outerjoin(organisation, organisation.c.id == _lead.c.organisation_id)
    .where(item.c.level == "activity")
    .order_by(edition.c.starts.desc(), item.c.place)
)  # fmt: skip
