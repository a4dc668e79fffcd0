"""The thing for each parameter of a route: by room, or by endpoint where it differs. A room's own are in its function.

A new parameter must be named here. What the made-up world has none of is made.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tests import factories
from tests.plan import made_up
from wgtool.accounts.models import Belonging, Invitation, Person, Role
from wgtool.actions.models import ActionPoint
from wgtool.amendments.models import Amendment
from wgtool.decisions.models import Body, Condition, Objection, Question, Seat, SeatTerm, Sitting
from wgtool.files.models import Attachment
from wgtool.groups.models import Group, Membership, PlanMerger, Standing
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.partners.models import Organisation
from wgtool.plan import operations as plan
from wgtool.plan.models import Upload
from wgtool.signups.models import SignUp

Values = dict[str, Any]
MEMBER = "omar@rivermark.example"
ACTIVITY = {"edition": "2022", "number": "3.2.1.3"}
TEXT = ("", *(f"_{page}" for page in ("compare", "version", "docx", "pdf", "revisions", "edit", "choose", "comments", "answer",
                                      "settle", "tick")))  # fmt: skip
OF_SITTING = ("sitting", "describe_sitting", "attendance", "notes", "take", "acclaim", "begin", "close", "call_off",
              "take_off", "take_singly", "bundle")  # fmt: skip


def one(column: Any, *where: Any) -> Any:
    """Give one value there must be."""
    return db.session.execute(sa.select(column).where(*where).limit(1)).scalar_one()


def numbered(*where: sa.ColumnElement[bool]) -> str:
    """Give the number of an action point there must be."""
    return str(one(ActionPoint.number, *where))


def places() -> Values:
    """Name the thing for each parameter there is."""
    rooms = (
        of_partners, of_accounts, of_plan, of_groups, of_signups, of_decisions, of_amendments, of_actions, of_learning,
        of_files, of_screens,
    )  # fmt: skip
    return {
        f"{room}.{name}": value for each in rooms for room, values in each().items() for name, value in values.items()
    }


def each(endpoints: str, parameter: str, value: Any) -> Values:
    """Give one value for a parameter of several endpoints."""
    return {f"{endpoint}.{parameter}": value for endpoint in endpoints.split()}


def rivermark() -> int:
    """Give the organisation whose things are asked for."""
    return int(one(Organisation.id, Organisation.slug == "rivermark-relief"))


def omar() -> int:
    """Give a plain member of it."""
    return int(one(Person.id, Person.email == MEMBER))


def of_partners() -> dict[str, Values]:
    """Name an organisation."""
    return {"partners": {"slug": "rivermark-relief"}}


def of_accounts() -> dict[str, Values]:
    """Name a person, a belonging, an invitation, a role."""
    belonging = one(Belonging.id, Belonging.person_id == omar())
    sent = Invitation(email="i@example.org", organisation_id=rivermark(), sent_at=clock.now())
    invitation = factories.save(sent).id
    values = {
        "slug": "rivermark-relief", "token": "unknown", "what": "join", "organisation.id": rivermark(),
        "end_role.id": one(Role.id, Role.name == "coordinator"),
    }  # fmt: skip
    values |= each("confirm end name_focal end_focal", "id", belonging) | each("resend revoke", "id", invitation)
    return {"accounts": values | each("person name_to_team name_coordinator", "id", omar())}


def of_plan() -> dict[str, Values]:
    """Name an activity, a plan that was sent, the edition that follows."""
    sent = Upload(edition="2022", name="plan.txt", data=made_up.plan("2022").data, uploaded_at=clock.now())
    values: Values = {**ACTIVITY, "id": factories.save(sent).id} | each("next_edition publish_next", "id", draft())
    return {"plan": values}


def draft() -> int:
    """Begin the edition that follows; give its id."""
    with writing():
        return int(plan.begin_draft(title="After", starts=2027, ends=None, actor=Actor.tool()).id)


def of_groups() -> dict[str, Values]:
    """Name a group, an invitation to it, a text, a product, a plan that asks to be taken in."""
    baghdad = one(Group.id, Group.code == "LWG-BGW")
    invited = (Membership.group_id == baghdad, Membership.person_id == omar(), Membership.standing == Standing.INVITED)
    texts = " ".join(f"text{page}" for page in TEXT)
    values: Values = {
        "code": "LWG-BGW", "id": one(Membership.id, *invited), "label": "v1", "product": "messages-1", "key": "purpose",
        "number": 1, "serial": 1,
    }  # fmt: skip
    values |= each("take_in_plan decline_plan take_plan_back", "id", plan_merger())
    values |= each("agree_product publish_product revise_product put_product give_up_product", "code", "LWG-ERB")
    values |= each(texts, "code", "LWG-ERB") | each(texts, "key", "say")
    return {"groups": values | each("terms_answer terms_settle", "number", 2)}


def plan_merger() -> int:
    """Have the Erbil group ask the Baghdad group to take its plan in."""
    ids = {code: one(Group.id, Group.code == code) for code in ("LWG-ERB", "LWG-BGW")}
    return factories.save(PlanMerger(group_id=ids["LWG-ERB"], into_id=ids["LWG-BGW"], asked_at=clock.now())).id


def of_signups() -> dict[str, Values]:
    """Name an offer, and a deliverable to take on."""
    offered = one(SignUp.id, SignUp.organisation_id == rivermark(), SignUp.status == "offered")
    return {"signups": {**ACTIVITY, "code": "LWG-ERB", "serial": 3, "id": offered}}


def of_decisions() -> dict[str, Values]:
    """Name a body, a seat, an open question with what hangs on it, a sitting."""
    sag = one(Body.id, Body.code == "SAG")
    seat = one(Seat.id, Seat.body_id == sag, Seat.name == "INGO 1")
    sits, taken = sitting()
    values: Values = {
        "number": "SAG-2026-002", "id": one(Question.id, Question.number == "SAG-2026-002"), "code": "SAG",
        "end_term.id": one(SeatTerm.id, SeatTerm.seat_id == seat), "end_secretary.id": 1, "token": "unknown", "question": taken,
    }  # fmt: skip
    values |= each("close_seat fill", "id", seat) | each("clear overrule reply", "id", one(Objection.id))
    values |= each("condition meet drop reopen", "id", condition())
    return {"decisions": values | each(" ".join(OF_SITTING), "id", sits)}


def sitting() -> tuple[int, int]:
    """Make a sitting of the SAG today, with a question that is not open yet; give both ids."""
    sag, today = one(Body.id, Body.code == "SAG"), clock.today()
    held = Sitting(body_id=sag, starts_on=today, ends_on=today, planned_at=clock.now())
    asked = Question(
        body_id=sag, about="matter", title="Not open yet", subject_kind="body", subject_id=sag, text="Text",
        digest="0" * 64, asked_at=clock.now(), undo={}, sitting=held,
    )  # fmt: skip
    return factories.save(held, asked).id, asked.id


def condition() -> int:
    """Make a condition of the open question that Rivermark Relief owes."""
    question = one(Question.id, Question.number == "SAG-2026-002")
    owed = {"owner_kind": "organisation", "owner_id": rivermark(), "owner_name": "Rivermark Relief"}
    return factories.save(Condition(question_id=question, number=90, text="Publish the list.", **owed)).id


def of_amendments() -> dict[str, Values]:
    """Name an activity to amend, and the amendment that the SAG has before it."""
    proposed = str(one(Amendment.number, Amendment.status == "proposed"))
    return {"amendments": {**ACTIVITY, "propose_add.number": "3.2.1"} | each("detail withdraw", "number", proposed)}


def of_actions() -> dict[str, Values]:
    """Name an action point that is not closed."""
    open_ = numbered(ActionPoint.organisation_id == rivermark(), ActionPoint.status != "closed")
    return {"actions": {"number": open_, "token": "unknown"}}


def of_learning() -> dict[str, Values]:
    """Name an exercise whose response is due, one of its recommendations, an action point meant for it."""
    return {"learning": {"number": "LLE-2026-02", "one": 2, "row": 1}}


def of_files() -> dict[str, Values]:
    """Name a file that hangs on an organisation."""
    return {"files": {"id": attachment(rivermark())}}


def attachment(owner: int) -> int:
    """Make a file that hangs on an organisation."""
    kept = {"name": "a.pdf", "type": "application/pdf", "size": 1, "digest": "0" * 64}
    hangs = {"owner_kind": "organisation", "owner_id": owner, "attached_at": clock.now()}
    return factories.save(Attachment(**kept, **hangs)).id


def of_screens() -> dict[str, Values]:
    """Name what rooms that own no facts are asked for."""
    mail = {"id": factories.mail().id, "token": "unknown"}
    return {"overview": {"code": "fr", "edition": "2022"}, "notifications": mail, "demo": {"key": "lead"}}
