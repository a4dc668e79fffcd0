"""Where the forms of the tool are found in the made-up world, by whom; and those no page of it shows, put together by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from tests import access, factories, hostile
from tests.access import one
from tests.cast import Someone
from tests.hostile import Form
from tests.plan import made_up
from wgtool.accounts.models import Invitation, Person, Purpose, Role
from wgtool.accounts.operations import links
from wgtool.decisions.models import Body, Objection, Question
from wgtool.decisions.operations import bodies
from wgtool.groups.models import Membership
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail
from wgtool.partners.models import Organisation
from wgtool.plan.models import Upload
from wgtool.signups.models import SignUp

PAGES = [
    "/plan/2022/3.2.1.3", "/plan/2022/3.2.1.3/sign-up", "/plan/import", "/partners/rivermark-relief/edit", "/partners/rivermark-relief/people",
    "/partners/lantern-health-logistics/people", "/people/4", "/decisions/SAG-2026-002", "/decisions/bodies", "/decisions/bodies/SAG",
    "/decisions/bodies/SAG/numbers", "/decisions/bodies/SAG/seats", "/decisions/bodies/SAG/seats/6/fill", "/decisions/bodies/SAG/secretariat",
    "/groups/propose",
    *(f"/groups/{code}{page}" for code in ("LWG-BGW", "WG-GREEN", "LWG-ERB") for page in (
        "", "/edit", "/code", "/focal", "/invite", "/join", "/members/10", "/members/13", "/members/10/hand-over", "/members/11/role",
        "/members/10/end", "/members/6", "/terms", "/terms/edit/purpose", "/terms/comments/purpose", "/take-up", "/withdraw", "/submit")),
    "/groups/WG-COLD/take-the-text-back", "/signups/10", "/signups/10/confirm", "/signups/10/decline", "/signups/10/withdraw", "/signups/10/hand-over",
    "/signups/10/contribute", "/signups/10/fulfil", "/signups/1/fulfil", "/signups/1/hand-over",
    "/me", "/me/email", "/me/password", "/me/leave", "/sign-in", "/join", "/forgotten", "/mail/undelivered", "/",
]  # fmt: skip
FINDERS = {
    "support team": PAGES,
    "own focal point, lead": [
        "/groups/LWG-BGW/submit",
        "/groups/LWG-BGW/members/10/hand-over",
        "/groups/LWG-ERB/terms",
        "/groups/LWG-BGW/terms/comments/purpose",
    ],
    "chair of the SAG": ["/decisions/SAG-2026-002", "/decisions/bodies/SAG/secretariat"],
    "seat of the SAG": ["/decisions/SAG-2026-002"],
    "administrator": ["/people/4"],
    "own member": ["/groups/LWG-BGW/members/13"],
    "guest": ["/"],
}


IDLE = {"accounts.sign_in", "accounts.sign_out", "demo.enter"}
"""Forms that change a session and no row."""


class ByHand(NamedTuple):
    """A form no page of the made-up world shows: who sends it where, why it stands on no page, its fields."""

    who: str
    address: str
    why: str
    fields: dict[str, tuple[str, str]]


def furnish() -> dict[str, list[str]]:
    """Put in what makes pages show their rarer buttons; give those pages by role."""
    rivermark = one(Organisation.id, Organisation.slug == "rivermark-relief")
    plan = made_up.plan("2022").data
    sent = factories.save(Upload(edition="2022", name="plan.txt", data=plan, uploaded_at=clock.now())).id
    factories.save(Invitation(email="i@example.org", organisation_id=rivermark, sent_at=clock.now()))
    stuck, yusuf = factories.mail().id, one(Role.person_id, Role.name == "coordinator")
    omar = one(Person.id, Person.email == access.ROLES["own member"])
    factories.organisation("Found Nowhere", looked_at=False)
    with writing():
        db.session.execute(sa.update(Mail).where(Mail.id == stuck).values(error="refused", tries=9))
        token = links.make(Purpose.RESET, person=omar)
        bodies.name_secretary(one(Body, Body.code == "SAG"), person=yusuf, actor=Actor.tool())
    return {
        "support team": [f"/plan/import/{sent}", f"/people/{yusuf}", "/partners/found-nowhere"],
        "chair of the SAG": ["/decisions/bodies/SAG"],
        "guest": [f"/link/{token}"],
    }


def by_hand() -> dict[str, ByHand]:
    """Give the forms of states the made-up world is not in; their own tests, in the rooms, bring it there."""
    question, draft = (
        "/decisions/SAG-2026-002",
        f"/decisions/draft/{one(Question.id, Question.number == 'SAG-2026-002')}",
    )
    objection = f"{question}/objections/{one(Objection.id)}"
    member, terms = f"/groups/LWG-BGW/members/{one(Membership.id, Membership.role == 'lead')}", "/groups/LWG-BGW/terms"
    why = {"why": ("textarea", "Words of an honest hand.")}
    return {
        "decisions.set_up": ByHand("support team", "/decisions/bodies", "the bodies are set up", {}),
        "decisions.cast": ByHand("chair of the SAG", f"{question}/cast", "no vote is tied",
                                 {"answer": ("input", "approve")}),
        "decisions.conclude": ByHand("chair of the SAG", f"{question}/conclude", "nothing open is carried yet",
                                     {"conditions": ("textarea", "Words of an honest hand.")}),
        "decisions.clear": ByHand("seat of the SAG", f"{objection}/clear", "its objector is none of the matrix's roles", {}),
        "decisions.take_back": ByHand("chair of the SAG", f"{question}/take-back", "no ruling is ten minutes young", {}),
        "decisions.open_draft": ByHand("support team", f"{draft}/open", "every question is open", {}),
        "decisions.withdraw_draft": ByHand("support team", f"{draft}/withdraw", "every question is open", why),
        "groups.keep": ByHand("own focal point, lead", f"{member}/keep", "no role is being handed over", {}),
        "groups.take_over": ByHand("own member", f"{member}/take-over", "no role is being handed over", {}),
        "groups.submit_revision": ByHand("own focal point, lead", "/groups/LWG-ERB/terms/submit", "no revision is written", {}),
        "groups.terms_tick": ByHand("own focal point, lead", f"{terms}/checklist/1", "no text was returned",
                                    {"done": ("input", "1")}),
        "groups.terms_choose": ByHand("own focal point, lead", f"{terms}/edit/purpose/choose/1", "no two texts met",
                                      {"seen": ("input", "1"), "clash-0": ("input", "both"),
                                       "clash-0-text": ("textarea", "Words of an honest hand.")}),
        "signups.contribute": ByHand("own focal point, lead", f"/signups/{_offered()}/contribute", "nobody took the place first", {}),
    }  # fmt: skip


def _offered() -> int:
    found: int = one(SignUp.id, SignUp.status == "offered")
    return found


def forms(people: dict[str, Someone]) -> Iterator[tuple[str, Form]]:
    """Give every form on the pages, in the hands of who finds it, with where it was found."""
    for finders in (furnish(), FINDERS):
        for role, pages in finders.items():
            yield from ((role, form) for form in hostile.forms(people[role], pages))
