"""Where the forms of the tool are found in the made-up world, by whom; `tests/by_hand.py` has those no page of it shows."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import sqlalchemy as sa
from werkzeug.datastructures import FileStorage

from tests import access, factories, hostile, places
from tests.cast import Someone
from tests.hostile import Form
from tests.learning import helping as learning
from tests.places import numbered, one
from tests.plan import made_up
from wgtool.accounts.models import Invitation, Person, Purpose, Role
from wgtool.accounts.operations import links
from wgtool.actions import operations as action_operations
from wgtool.actions import tokens as action_tokens
from wgtool.actions.answers import Answer as Reported
from wgtool.actions.answers import Say
from wgtool.actions.models import ActionPoint, Report
from wgtool.amendments.models import Kind as Amends
from wgtool.decisions import queries, tokens
from wgtool.decisions.models import Answer, Body, Question, Recording, Seat
from wgtool.decisions.operations import asking, bodies, conditions, sittings, voting
from wgtool.files.models import Attachment
from wgtool.files.taking import take
from wgtool.groups.models import Alignment, Group, PlanMerger
from wgtool.kernel import clock
from wgtool.kernel.actors import SUPPORT, Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.learning.models import Answer as LearningAnswer
from wgtool.learning.models import Intended
from wgtool.learning.models import Status as Exercise
from wgtool.notifications import tokens as stops
from wgtool.notifications.models import Mail
from wgtool.partners.models import Organisation
from wgtool.plan import operations as plans
from wgtool.plan.models import Upload

PAGES = [
    *(f"/groups/LWG-ERB/{step}" for step in ("pause", "set-the-last-day")),
    *(f"/groups/LWG-ERB/plan{page}" for page in (
        "", "/add", "/copy", "/merge", "/2/amend", "/2/start", "/3/report", "/2/finish", "/2/drop", "/1/take-up-again", "/2/sign-up")),
    *(f"/groups/LWG-ERB/products/{page}" for page in ("begin", "messages-1/text/edit/say", "messages-1/text/comments/say")),
    "/groups/LWG-BGW/plan", "/groups/IS-MOSUL/resume", "/groups/IS-MOSUL/set-another-review",
    *(f"/groups/IS-BASRA/{page}" for page in ("open", "closing", "closing/edit/achieved", "closing/comments/achieved")),
    "/plan/2022/crosswalk?mark=75", "/plan/2022/crosswalk/4.1.4.2", "/plan/2019/2.5.3.3/follow",
    "/plan/2022/3.2.1.3", "/plan/2022/3.2.1.3/sign-up", "/plan/import", "/partners/rivermark-relief/edit", "/partners/rivermark-relief/people",
    "/partners/lantern-health-logistics/people", "/people/4", "/decisions/SAG-2026-002", "/decisions/bodies", "/decisions/bodies/SAG",
    "/decisions/bodies/SAG/numbers", "/decisions/bodies/SAG/seats", "/decisions/bodies/SAG/seats/6/fill", "/decisions/bodies/SAG/secretariat",
    "/groups/propose",
    *(f"/groups/{code}{page}" for code in ("LWG-BGW", "WG-GREEN", "LWG-ERB") for page in (
        "", "/edit", "/code", "/focal", "/invite", "/join", "/members/11", "/members/14", "/members/11/hand-over", "/members/12/role",
        "/members/11/end", "/members/7", "/terms", "/terms/edit/purpose", "/terms/comments/purpose", "/take-up", "/withdraw", "/submit")),
    "/groups/WG-COLD/take-the-text-back", "/signups/10", "/signups/10/confirm", "/signups/10/decline", "/signups/10/withdraw", "/signups/10/hand-over",
    "/signups/10/contribute", "/signups/10/fulfil", "/signups/1/fulfil", "/signups/1/hand-over",
    "/learning/plan", *(f"/learning/LLE-2026-02{page}" for page in ("", "/edit", "/attach", "/parties", "/move-the-due-day", "/r3/accept",
        "/r3/accept-in-part", "/r3/reject", "/r3/name-who-answers")), "/learning/LLE-2026-01/r1", "/register",
    "/me", "/me/email", "/me/password", "/me/leave", "/sign-in", "/join", "/forgotten", "/mail/undelivered", "/",
]  # fmt: skip
FINDERS = {
    "support team": PAGES,
    "own focal point, lead": [
        *(
            f"/groups/LWG-ERB/{step}"
            for step in ("ask-to-pause", "pause-for-security", "ask-to-merge", "replicate", "terms/give-up")
        ),
        "/groups/LWG-BGW/submit",
        "/groups/LWG-ERB/products",
        "/groups/LWG-ERB/products/messages-1/give-up",
        "/learning/LLE-2026-02/r2/pass-back",
        "/groups/LWG-BGW/members/11/hand-over",
        "/groups/LWG-ERB/terms",
        "/groups/LWG-BGW/terms/comments/purpose",
    ],
    "chair of the SAG": [
        "/decisions/SAG-2026-002",
        "/decisions/bodies/SAG/secretariat",
        "/groups/IS-BASRA/reopen",
        *(f"/plan/2022/3.2.1.2/amend/{kind.value}" for kind in Amends if kind != Amends.ADD),
        "/plan/2022/3.2.1/amend/add",
        "/amendments/AMD-2026-003/withdraw",
    ],
    "seat of the SAG": ["/decisions/SAG-2026-002"],
    "administrator": ["/people/4"],
    "own member": ["/groups/LWG-BGW/members/14"],
    "guest": ["/"],
}


IDLE = {"accounts.sign_in", "accounts.sign_out", "demo.enter"}
"""Forms that change a session and no row."""


def furnish() -> dict[str, list[str]]:
    """Put in what makes pages show their rarer buttons; give those pages by role."""
    rivermark = one(Organisation.id, Organisation.slug == "rivermark-relief")
    plan = made_up.plan("2019").data  # the edition of 2022 is amended, so a page of a file for it has no form
    sent = factories.save(Upload(edition="2019", name="plan.txt", data=plan, uploaded_at=clock.now())).id
    factories.save(Invitation(email="i@example.org", organisation_id=rivermark, sent_at=clock.now()))
    stuck, yusuf = factories.mail().id, one(Role.person_id, Role.name == "coordinator")
    omar = one(Person.id, Person.email == access.ROLES["own member"])
    factories.organisation("Found Nowhere", looked_at=False)
    factories.signup("2.5.3.3", one(Organisation, Organisation.id == rivermark), edition="2019")
    factories.became("2.5.3.3", "1.2.3.1")
    old = factories.item("2.5.3.3", "2019").id
    factories.save(Alignment(group_id=one(Group.id, Group.code == "LWG-ERB"), item_id=old))
    for whose, into in (("LWG-BGW", "LWG-ERB"), ("LWG-ERB", "LWG-BGW")):
        ids = [one(Group.id, Group.code == code) for code in (whose, into)]
        factories.save(PlanMerger(group_id=ids[0], into_id=ids[1], asked_at=clock.now()))
    with writing():
        db.session.execute(sa.update(Mail).where(Mail.id == stuck).values(error="refused", tries=9))
        token = links.make(Purpose.RESET, person=omar)
        bodies.name_secretary(one(Body, Body.code == "SAG"), person=yusuf, actor=Actor.tool())
        following = plans.begin_draft(title="After", starts=2027, ends=None, actor=Actor.tool()).id
    glm, sag, mine = sitting_of_the_glm(), sitting_of_the_sag(), broken_silence()
    dropped = dropped_condition()
    acts, links_mailed = action_points(), mailed_links()
    return {
        "support team": ["/plan/next", f"/plan/next/{following}", f"/plan/next/{following}/discard", *exercises(), f"/plan/import/{sent}", f"/people/{yusuf}",
                         "/partners/found-nowhere", glm, *(f"{glm}/{page}" for page in ("close", "notes", "attendance")), *acts],
        "own focal point, lead": ["/actions/mine", "/actions/sheet", "/groups/LWG-ERB/follow-the-plan"],
        "chair of the SAG": ["/decisions/bodies/SAG", "/decisions/bodies/SAG/ask", "/decisions/bodies/SAG/sittings", sag,
                             *(f"{sag}/{page}" for page in ("edit", "begin", "call-off")), "/decisions/SAG-2026-001",
                             "/decisions/SAG-2026-001/conditions", "/decisions/SAG-2026-001/conditions/1/meet",
                             "/decisions/SAG-2026-001/conditions/1/drop", f"{dropped}/reopen", "/decisions/SAG-2026-003"],
        "guest": [f"/link/{token}", f"/decisions/not-mine/{mine}", *links_mailed],
    }  # fmt: skip


def exercises() -> list[str]:
    """Make exercises in the states those of the made-up world are not in; give their pages."""
    idle = {"status": LearningAnswer.ACCEPTED, "idle": "x"}
    learning.exercise(n=51, status=Exercise.PLANNED)
    for n, status in enumerate((Exercise.HELD, Exercise.REPORTED), 52):
        learning.exercise(n=n, status=status, ones=2)
    learning.exercise(n=54, status=Exercise.FOLLOWED)
    learning.one(learning.exercise(n=55, status=Exercise.ANSWERED), **idle)
    meant = learning.one(learning.exercise(n=56, status=Exercise.DUE), **idle).id
    factories.save(Intended(recommendation_id=meant, deliverable="x", owner_kind="body", owner_id=1, owner_name="x"))
    pages = {51: ("hold", "call-off"), 52: ("publish-the-report", "recommend", "table", "r1/edit"), 53: ("ask-for-the-response", "r1"),
             54: ("close",), 55: ("follow-up",), 56: ("publish-the-response", "r1")}  # fmt: skip
    return [f"/learning/LLE-2026-{n}/{page}" for n, these in pages.items() for page in these]


def sitting_of_the_glm() -> str:
    """Have the GLM sit, with a bundle, a question taken out of it and one not taken yet; give its page."""
    tool = Actor.tool()
    with writing():
        glm = queries.body_by_code("GLM")
        assert glm is not None
        made = sittings.plan_sitting(glm, starts_on=clock.today(), ends_on=None, actor=tool).id
        asked = [asking.ask_matter(glm, title=f"Matter {n}", text="Text", actor=tool).id for n in (1, 2, 3)]
    partners = list(db.session.scalars(sa.select(Organisation.id)))
    for run, facts in (
        (sittings.take, {"question": asked[0]}), (sittings.take, {"question": asked[1]}),
        (sittings.record_attendance, {"organisations": partners}), (sittings.begin_sitting, {}),
        (sittings.single, {"question": asked[1], "singly": True}),
    ):  # fmt: skip
        with writing():
            run(queries.sitting(made), actor=tool, **facts)
    return f"/decisions/sittings/{made}"


def sitting_of_the_sag() -> str:
    """Plan a sitting of the SAG that takes the open question; give its page."""
    with writing():
        made = sittings.plan_sitting(queries.sag(), starts_on=clock.today(), ends_on=None, actor=Actor.tool())
        question = one(Question.id, Question.number == "SAG-2026-002")
        sittings.take(made, question=question, actor=Actor.tool())
        return f"/decisions/sittings/{made.id}"


def action_points() -> list[str]:
    """Give the pages of action points in every state, one with a file."""
    by = {
        status: numbered(ActionPoint.status == status) for status in ("not started", "reported done", "not implemented")
    }
    hung = places.attachment(0)
    owner = {"owner_kind": "action", "owner_id": one(ActionPoint.id, ActionPoint.number == by["reported done"])}
    factories.change(Attachment, Attachment.id == hung, **owner)
    steps = {
        "not started": ("report-progress", "report-no-change", "report-done", "move", "hand-over", "not-applicable",
                        "not-implemented", "edit", "contact", "show"),
        "reported done": ("send-back", "add-evidence", "verify"), "not implemented": ("reopen",),
    }  # fmt: skip
    pages = [f"/actions/{by[status]}/{step}" for status, these in steps.items() for step in these]
    return ["/actions", "/actions/new", f"/actions/{by['reported done']}", *pages]


def mailed_links() -> list[str]:
    """Give the links that were mailed to a contact without account: to report, to disown a report, to stop reminders."""
    with writing():
        point = one(ActionPoint, ActionPoint.contact_email != "")
        used = action_tokens.read_report(action_tokens.report(point, "14:used"))
        assert used is not None
        said = Reported(point, Say.PROGRESS, "x", file=take(FileStorage(BytesIO(b"x"), "note.txt")))
        action_operations.report_by_link(used, said, actor=Actor.guest())
        given = one(Report.id, Report.link == used.digest)
    point = one(ActionPoint, ActionPoint.contact_email != "")
    links = [f"/actions/report/{action_tokens.report(point, step)}" for step in ("3:free", "14:used")]
    stop = f"/mail/stop/{stops.stop('mail:hubs@crossroads.example')}"
    return [*links, f"/actions/not-mine/{action_tokens.disown(given)}", stop]


def broken_silence() -> str:
    """Record an objection to what runs by silence; give the token by which its owner disowns it."""
    with writing():
        question = one(Question, Question.number == "SAG-2026-003")
        seat = one(Seat.id, Seat.name == "UN 1")
        support = Actor(person=one(Role.person_id, Role.name == "support"), hats=frozenset({SUPPORT}))
        said = {"answer": Answer.OBJECTION, "reason": "x", "remedy": "y", "on_behalf": True}
        voting.answer(question, seat=seat, actor=support, **said)
        kept = one(Recording, Recording.question_id == question.id)
        return tokens.not_mine(kept.id, kept.owner_id)


def dropped_condition() -> str:
    """Give a carried question a second condition, dropped; give its page."""
    with writing():
        question = one(Question, Question.number == "SAG-2026-001")
        made = conditions.set_condition(question, text="x", owner=question.subject, owner_name="", actor=Actor.tool())
        conditions.drop(made, actor=Actor.tool(), how="x")
        return f"/decisions/SAG-2026-001/conditions/{made.id}"


def forms(people: dict[str, Someone]) -> Iterator[tuple[str, Form]]:
    """Give every form on the pages, in the hands of who finds it, with where it was found."""
    for finders in (furnish(), FINDERS):
        for role, pages in finders.items():
            yield from ((role, form) for form in hostile.forms(people[role], pages))
