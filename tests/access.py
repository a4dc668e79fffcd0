"""The access matrix: every route and method, asked by every role, over the made-up world of the demonstration.

A route's thing comes from `places`, by the name of its parameter; a new parameter must be named there. The guard runs
for real (sign-in, CSRF, loading, permit); the view behind it does not, so that a row changes nothing for the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, Response, abort
from flask_login import current_user
from werkzeug.routing import Rule

from tests import factories
from tests.cast import Someone
from tests.plan import made_up
from wgtool.accounts import session
from wgtool.accounts.models import Belonging, Invitation, Person, Role
from wgtool.actions.models import ActionPoint
from wgtool.amendments.models import Amendment
from wgtool.decisions.models import Body, Condition, Objection, Question, Seat, SeatTerm, Sitting
from wgtool.demo import world as demo
from wgtool.files.models import Attachment
from wgtool.groups.models import Group, Membership, PlanMerger, Standing
from wgtool.kernel import actors, clock, errors, web
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.paper import NOTE, table
from wgtool.kernel.web import SAFE
from wgtool.kernel.writes import writing
from wgtool.partners.models import Organisation
from wgtool.plan import operations as plan
from wgtool.plan.models import Upload
from wgtool.signups.models import SignUp

LET = 299
WORDS = {LET: "yes", 401: "sign in", 403: "no", 404: "hidden", 301: "moved", 303: "moved", 204: "moved"}
TEXT = ("", *(f"_{page}" for page in ("compare", "version", "docx", "pdf", "revisions", "edit", "choose", "comments", "answer",
                                      "settle", "tick")))  # fmt: skip
FREE = {"asset"}
ROLES = {
    "guest": "",
    "provisional": "tariq@lantern.example",
    "other partner": "wanjiru@acacia.example",
    "observer": "olga@trade.example",
    "own member": "omar@rivermark.example",
    "own focal point, lead": "hana@rivermark.example",
    "coordinator": "yusuf@tigris.example",
    "seat of the SAG": "marta@crossroads.example",
    "chair of the SAG": "moussa@kestrel.example",
    "support team": "joost@support.example",
    "administrator": "ada@support.example",
}
INTRO = (
    "Asked over the world of the demonstration: things of Rivermark Relief, a partner; LWG-BGW, a group at work on its "
    "terms, led by its focal point; SAG-2026-002, an open question about another group. “sign in”: 401 with the form. "
    "“no”: 403 with the sentence. “hidden”: 404, as if it did not exist.\n"
)


def build() -> None:
    """Build the world."""
    with writing():
        plan.ship(actor=Actor.tool())
    demo.build()


def one(column: Any, *where: Any) -> Any:
    """Give one value there must be."""
    return db.session.execute(sa.select(column).where(*where).limit(1)).scalar_one()


def places() -> dict[str, Any]:
    """Name the thing for each parameter: by room, or by endpoint where it differs."""
    rivermark = one(Organisation.id, Organisation.slug == "rivermark-relief")
    omar = one(Person.id, Person.email == ROLES["own member"])
    baghdad = one(Group.id, Group.code == "LWG-BGW")
    sag = one(Body.id, Body.code == "SAG")
    seat = one(Seat.id, Seat.body_id == sag, Seat.name == "INGO 1")
    question = one(Question.id, Question.number == "SAG-2026-002")
    belonging = one(Belonging.id, Belonging.person_id == omar)
    invitation = factories.save(Invitation(email="i@example.org", organisation_id=rivermark, sent_at=clock.now())).id
    read = made_up.plan("2022").data
    sent = Upload(edition="2022", name="plan.txt", data=read, uploaded_at=clock.now())
    invited = (Membership.group_id == baghdad, Membership.person_id == omar, Membership.standing == Standing.INVITED)
    sits, taken = sitting()
    of_sitting = ("sitting", "describe_sitting", "attendance", "notes", "take", "acclaim", "begin", "close", "call_off",
                  "take_off", "take_singly", "bundle")  # fmt: skip
    people = ("person", "name_to_team", "name_coordinator")
    return {
        "partners.slug": "rivermark-relief",
        "overview.code": "fr",
        "overview.edition": "2022",
        "notifications.id": factories.mail().id,
        "plan.edition": "2022",
        "plan.number": "3.2.1.3",
        "plan.id": factories.save(sent).id,
        **dict.fromkeys((f"plan.{v}.id" for v in ("next_edition", "publish_next")), draft()),
        "signups.edition": "2022",
        "signups.number": "3.2.1.3",
        "signups.code": "LWG-ERB",
        "signups.serial": 3,
        "groups.serial": 1,
        **dict.fromkeys((f"groups.{v}.id" for v in ("take_in_plan", "decline_plan", "take_plan_back")), plan_merger()),
        "signups.id": one(SignUp.id, SignUp.organisation_id == rivermark, SignUp.status == "offered"),
        "accounts.slug": "rivermark-relief",
        "accounts.token": "unknown",
        "accounts.what": "join",
        "accounts.organisation.id": rivermark,
        **dict.fromkeys((f"accounts.{v}.id" for v in ("confirm", "end", "name_focal", "end_focal")), belonging),
        **dict.fromkeys(("accounts.resend.id", "accounts.revoke.id"), invitation),
        **dict.fromkeys((f"accounts.{v}.id" for v in people), omar),
        "accounts.end_role.id": one(Role.id, Role.name == "coordinator"),
        "groups.code": "LWG-BGW",
        "groups.id": one(Membership.id, *invited),
        "groups.label": "v1",
        "groups.product": "messages-1",
        **dict.fromkeys((f"groups.text{v}.code" for v in TEXT), "LWG-ERB"),
        **dict.fromkeys((f"groups.{v}_product.code" for v in ("agree", "publish", "revise", "put")), "LWG-ERB"),
        **dict.fromkeys((f"groups.text{v}.key" for v in TEXT), "say"),
        "groups.key": "purpose",
        "groups.number": 1,
        **dict.fromkeys((f"groups.terms_{v}.number" for v in ("answer", "settle")), 2),
        "decisions.number": "SAG-2026-002",
        "decisions.id": question,
        "decisions.code": "SAG",
        **dict.fromkeys((f"decisions.{v}.id" for v in ("close_seat", "fill")), seat),
        **dict.fromkeys((f"decisions.{v}.id" for v in ("clear", "overrule", "reply")), one(Objection.id)),
        "decisions.end_term.id": one(SeatTerm.id, SeatTerm.seat_id == seat),
        "decisions.end_secretary.id": 1,
        "decisions.token": "unknown",
        "decisions.question": taken,
        **dict.fromkeys((f"decisions.{v}.id" for v in of_sitting), sits),
        **dict.fromkeys((f"decisions.{v}.id" for v in ("condition", "meet", "drop", "reopen")), condition()),
        "actions.number": one(
            ActionPoint.number, ActionPoint.organisation_id == rivermark, ActionPoint.status != "closed"
        ),
        "actions.token": "unknown",
        "notifications.token": "unknown",
        "files.id": attachment(rivermark),
        "learning.number": "LLE-2026-02",
        "learning.one": 2,
        "learning.row": 1,
        "demo.key": "lead",
        "amendments.edition": "2022",
        "amendments.number": "3.2.1.3",
        "amendments.propose_add.number": "3.2.1",
        **dict.fromkeys((f"amendments.{v}.number" for v in ("detail", "withdraw")), amendment()),
    }


def plan_merger() -> int:
    """Have the Erbil group ask the Baghdad group to take its plan in."""
    ids = {code: one(Group.id, Group.code == code) for code in ("LWG-ERB", "LWG-BGW")}
    return factories.save(PlanMerger(group_id=ids["LWG-ERB"], into_id=ids["LWG-BGW"], asked_at=clock.now())).id


def sitting() -> tuple[int, int]:
    """Make a sitting of the SAG today, with a question that is not open yet; give both ids."""
    sag, today = one(Body.id, Body.code == "SAG"), clock.today()
    held = Sitting(body_id=sag, starts_on=today, ends_on=today, planned_at=clock.now())
    asked = Question(
        body_id=sag, about="matter", title="Not open yet", subject_kind="body", subject_id=sag, text="Text",
        digest="0" * 64, asked_at=clock.now(), undo={}, sitting=held,
    )  # fmt: skip
    return factories.save(held, asked).id, asked.id


def draft() -> int:
    """Begin the edition that follows; give its id."""
    with writing():
        return int(plan.begin_draft(title="After", starts=2027, ends=None, actor=Actor.tool()).id)


def amendment() -> str:
    """Give the amendment that the SAG has before it."""
    return str(one(Amendment.number, Amendment.status == "proposed"))


def attachment(owner: int) -> int:
    """Make a file that hangs on an organisation."""
    kept = {"name": "a.pdf", "type": "application/pdf", "size": 1, "digest": "0" * 64}
    hangs = {"owner_kind": "organisation", "owner_id": owner, "attached_at": clock.now()}
    return factories.save(Attachment(**kept, **hangs)).id


def condition() -> int:
    """Make a condition of the open question that Rivermark Relief owes."""
    question = one(Question.id, Question.number == "SAG-2026-002")
    owner = one(Organisation.id, Organisation.slug == "rivermark-relief")
    owed = {"owner_kind": "organisation", "owner_id": owner, "owner_name": "Rivermark Relief"}
    return factories.save(Condition(question_id=question, number=90, text="Publish the list.", **owed)).id


def values(rule: Rule, known: dict[str, Any]) -> dict[str, Any]:
    """Give the values of a rule's parameters; fail with a sentence for one that is not known."""
    found = {}
    for name in rule.arguments:
        keys = [f"{rule.endpoint}.{name}", f"{rule.endpoint.split('.')[0]}.{name}"]
        here = [known[key] for key in keys if key in known]
        assert here, f"say in tests/access.py which thing {rule.endpoint} should get as {name}"
        found[name] = here[0]
    return found


def people(app: Flask) -> dict[str, Someone]:
    """Give who asks, by the word of the column."""
    ids = {role: one(Person.id, Person.email == address) if address else None for role, address in ROLES.items()}
    reading, app.test_client_class = app.test_client_class, None  # pages are read for validity elsewhere
    try:
        return {role: Someone(app, id, role) for role, id in ids.items()}
    finally:
        app.test_client_class = reading


def asked(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Give every route and method there is, in order."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: r.rule):
        if rule.endpoint not in FREE:
            yield from ((rule, m) for m in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))


def stop_behind_the_guard(patch: pytest.MonkeyPatch) -> None:
    """Answer 299 in place of every view the guard lets somebody reach."""
    let = web._let

    def only_let(*asked: Any, **how: Any) -> None:
        let(*asked, **how)
        abort(Response("let", status=LET, mimetype="text/plain"))

    patch.setattr(web, "_let", only_let)
    patch.setattr(errors, "render_template", lambda *_template, **_context: "")  # the matrix reads the number alone


def read_people_once(patch: pytest.MonkeyPatch) -> None:
    """Read the hats of each cookie's person once, where nobody's change."""
    known: dict[str, Actor] = {}

    def who_sends() -> Actor:
        if not current_user.is_authenticated:
            return session.who_sends()
        words = current_user.get_id()
        return known.get(words) or known.setdefault(words, session.who_sends())

    patch.setattr(actors, "_identify", who_sends)


def cell(person: Someone, method: str, url: str) -> str:
    """Give one cell: what this person gets."""
    answer = person.get(url) if method in SAFE else person.post(url)
    return WORDS.get(answer.status_code, str(answer.status_code))


def rows(app: Flask, *roles: str) -> list[list[str]]:
    """Give the rows: a route and method, and what each of the roles gets."""
    everybody, known = people(app), places()
    who, found = [everybody[role] for role in roles], []
    for rule, method in asked(app):
        with app.test_request_context():
            url = rule.build(values(rule, known))
        address = url[1] if url else rule.rule
        shown = rule.rule.replace("<", "‹").replace(">", "›").replace("|", "\\|")
        found.append([f"{method} `{shown}`", *(cell(person, method, address) for person in who)])
    return found


def matrix(app: Flask) -> str:
    """Give `docs/access.md`."""
    return "\n".join(["# Who reaches what\n", NOTE, INTRO, table(["route", *ROLES], rows(app, *ROLES))])


def columns(text: str, *roles: str) -> list[list[str]]:
    """Read rows of these roles off `docs/access.md`."""
    head, _, *lines = [re.split(r" (?<!\\)\| ", line[2:-2]) for line in text.splitlines() if line.startswith("| ")]
    return [[line[0], *(line[head.index(role)] for role in roles)] for line in lines]
