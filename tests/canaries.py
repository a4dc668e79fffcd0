"""Words that only some may read, put into the made-up world; who may, by `access.ROLES` and two more people.

Each canary is one word nobody else would write, so that a page that holds it betrays it, wherever it stands.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import FileStorage

from tests import access, factories, places
from tests.places import one
from tests.support import worlds
from wgtool.accounts.models import Invitation, Person
from wgtool.actions import operations as actions
from wgtool.actions.models import ActionPoint
from wgtool.actions.operations import opening, reporting
from wgtool.amendments import operations as amendments
from wgtool.amendments.models import Kind as Amends
from wgtool.decisions.models import Answer, Objection, Question, Ruling
from wgtool.decisions.operations import concluding, conditions, sittings, voting
from wgtool.demo.world import learning as told
from wgtool.demo.world.groups import TEXTS, group
from wgtool.demo.world.partners import address, organisation
from wgtool.demo.world.plan import item
from wgtool.demo.world.sag import sag, seat
from wgtool.demo.world.stage import Stage
from wgtool.documents.models import Document, Section, Version
from wgtool.documents.operations import commenting, drafting
from wgtool.files.models import Attachment
from wgtool.files.taking import take
from wgtool.groups.models import Closing, Group, Kind, Membership, PauseCode, Role, Standing
from wgtool.groups.models import Status as GroupStatus
from wgtool.groups.operations import closing, forming, inviting, merging, pausing, planning, proposing
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.installation import Installation
from wgtool.kernel.sight import Sight
from wgtool.learning import operations as responses
from wgtool.learning.models import Exercise, Recommendation, Type
from wgtool.notifications.models import Mail
from wgtool.signups.models import Role as SignUpRole
from wgtool.signups.operations import offering

ROLES = {**access.ROLES, "lead concerned": "lena@lantern.example", "their colleague": "kofi@lantern.example"}
TEAM = {"support team"}
BAGHDAD = TEAM | {"own focal point, lead", "coordinator"}
ERBIL = BAGHDAD | {"observer"}
BODY = TEAM | {"seat of the SAG", "chair of the SAG"}
PARTNERS = set(ROLES) - {"guest", "provisional"}
PROPOSER = TEAM | {"provisional"}
READERS: dict[str, set[str]] = {
    "zzdraftzz": BAGHDAD,  # a section of terms nobody has submitted
    "zzsaidzz": BAGHDAD,  # a comment on it, and an answer
    "zzansweredzz": BAGHDAD,
    "zzamongzz": TEAM | {"lead concerned", "seat of the SAG"},  # its focal point is of the group
    "zzsubmittedzz": BODY | {"lead concerned"},  # before the SAG
    "zzreturnedzz": BODY,  # its lead has a seat
    "zzchecklistzz": BODY,
    "zzreasonzz": BODY | {"lead concerned"},  # an objection
    "zzremedyzz": BODY | {"lead concerned"},
    "zzthreadzz": BODY | {"lead concerned"},
    "zzpositionzz": BODY,  # the words of a seat with its position
    "zzconditionzz": BODY | {"lead concerned"},  # a condition of what is not decided yet
    "zzjoinzz": PARTNERS,  # the address at which a sitting is joined
    "zzproposalzz": PROPOSER,  # a provisional person's group: name, problem, code
    "zzproblemzz": PROPOSER,
    "zzcodezz": PROPOSER,
    "zzofferzz": PROPOSER,
    "zzinvitedzz": TEAM | {"own focal point, lead"},  # the address of an invitation to an organisation
    "zzguestzz": BAGHDAD,  # the address of an invitation to a group, and its words
    "zznotezz": BAGHDAD,
    "zzrequestzz": ERBIL | {"their colleague"},  # why somebody asks to join
    "zzpausezz": ERBIL,  # why its leads ask to pause a group, beyond the code
    "zzclosingzz": TEAM | {"own focal point, lead"},  # a closing report nobody has submitted
    "zzmergezz": TEAM | {"own focal point, lead"},  # what a group that asks to merge says to the leads of the other
    "zzamendzz": ERBIL | BODY,  # how an amendment would have the plan read, and why, until the SAG supports it
    "zzamendwhyzz": ERBIL | BODY,
    "zzremovedzz": ERBIL,  # why somebody had to leave
    "zzaddresszz": TEAM | {"administrator", "lead concerned", "their colleague"},  # where a person gets mail
    "zzunshownzz": TEAM | {"administrator"},  # the name of a person who is not shown
    "zznobodyzz": TEAM,  # an organisation nobody has looked at
    "zzmailzz": TEAM,  # a mail that did not leave
    "zzresponsezz": TEAM | {"own focal point, lead"},  # an answer, before the response is published
    "zzpassedzz": TEAM | {"lead concerned"},  # why a party says that it is not theirs to answer
    "zzexercisezz": BAGHDAD,  # an exercise that only its group sees: title, recommendation
    "zzadvicezz": BAGHDAD,
    "zzwholezz": BAGHDAD,  # its response as a whole, one answer, its document by name and content, its action point
    "zzagreedzz": BAGHDAD,
    "zzannexzz": BAGHDAD,
    "zzinsidezz": BAGHDAD,
    "zzdeedzz": BAGHDAD,
    "zznamedzz": {"own member"},  # an action point for a person named alone, under an activity and in a group's work
    "zzplannedzz": BAGHDAD,  # a deliverable of a group at work on its terms: title, description, who reports on it
    "zzplanwhatzz": BAGHDAD,
    "zzactionzz": BAGHDAD,  # an action point that only a group sees, and a report on it
    "zzreportedzz": BAGHDAD,
}


WORD = re.compile(r"(?=(zz[a-z]+?zz))")


def seen_in(text: str) -> set[str]:
    """Give the canaries a text holds."""
    return {word for word in WORD.findall(text.casefold()) if word in READERS}


@dataclass
class Hidden:
    """The made-up world with every canary in its place: who is who, and the rows that carry one by their room."""

    app: Flask
    people: dict[str, int | None]
    ids: dict[str, list[Any]]
    known: dict[str, Any]

    def restore(self) -> None:
        """Put the database back as it was."""
        worlds.put(self.app, "canaries")


def hide(app: Flask) -> Hidden:
    """Give the world with its canaries, built once a worker; within an application context."""
    hidden = app.config.get("CANARIES")
    if isinstance(hidden, Hidden):
        hidden.restore()
        return hidden
    worlds.put(app, "made up", access.build)
    ids = release()
    people = {role: one(Person.id, Person.email == mail) if mail else None for role, mail in ROLES.items()}
    hidden = app.config["CANARIES"] = Hidden(app, people, ids, places.places())
    worlds.keep(app, "canaries")
    return hidden


def release() -> dict[str, list[Any]]:
    """Put every canary in its place; give the ids of the rows that carry them, by the room of their address."""
    stage = Stage()
    _texts(stage)
    _positions(stage)
    sits = _hanging(stage)
    _proposal(stage)
    _lives(stage)
    _amends(stage)
    _learned(stage)
    _planned(stage)
    ids = {
        "few": _few(stage),
        "sittings": [sits],
        "signups": [_offer(stage)],
        "groups": _memberships(stage),
        "people": _people(),
    }
    _rename()
    return ids


def _sections(code: str) -> list[Section]:
    mine = sa.select(Section).join(Version).join(Document).where(Document.owner_kind == "group")
    return list(db.session.scalars(mine.where(Document.owner_id == group(code).id).order_by(Section.place)))


def _write(stage: Stage, code: str, key: str, words: str, who: str) -> None:
    with stage.ago(3):
        section = next(s for s in _sections(code) if s.key == key)
        text, seen = f"{section.text}\n\n{words}".strip(), section.revision
        drafting.save(section, text=text, seen=seen, actor=stage.actor(address(who)))


def _texts(stage: Stage) -> None:
    _write(stage, "LWG-BGW", "purpose", "zzdraftzz", "hana")
    _say(stage, "LWG-BGW", "zzsaidzz", "hana", answer="zzansweredzz")
    _say(stage, "WG-COLD", "zzamongzz", "lena")
    with stage.ago(5):
        green = group("WG-GREEN")
        forming.take_up(green, person=stage.row(address("ingrid")).id, actor=stage.actor(address("joost")))
    for key, text in TEXTS.items():
        _write(stage, "WG-GREEN", key, f"{text} zzreturnedzz", "marta")
    with stage.ago(2):
        forming.submit(group("WG-GREEN"), actor=stage.actor(address("marta")))
    with stage.ago(1):
        chair = stage.actor(address("moussa"))
        concluding.rule(_question("WG-GREEN"), answer=Ruling.RETURN, checklist=["zzchecklistzz"], actor=chair)
    _set(Section, Section.text, "TEXT zzsubmittedzz", Section.id == _sections("WG-COLD")[0].id)
    _set(Question, Question.text, "TEXT zzsubmittedzz", Question.id == _question("WG-COLD").id)


def _say(stage: Stage, code: str, words: str, who: str, *, answer: str = "") -> None:
    with stage.ago(1):
        section = next(s for s in _sections(code) if s.key == "purpose")
        version = db.session.get_one(Version, section.version_id)
        me = stage.actor(address(who))
        made = commenting.comment(version, section, text=words, quote="", seen=0, actor=me)
        if answer:
            commenting.answer(made, text=answer, actor=me)


def _question(code: str) -> Question:
    return one(Question, Question.group_id == group(code).id)


def _set(model: Any, column: Any, value: Any, *where: Any) -> None:
    db.session.rollback()
    db.session.connection(execution_options={"writes": True})
    db.session.execute(sa.update(model).where(*where).values({column: value}))
    db.session.commit()


def _positions(stage: Stage) -> None:
    with stage.ago(2):
        said = {"reason": "zzreasonzz", "remedy": "zzremedyzz"}
        asked, ingrid = _question("WG-COLD"), stage.actor(address("ingrid"))
        voting.answer(asked, seat=seat("INGO 1").id, answer=Answer.OBJECTION, actor=ingrid, **said)
    with stage.ago(1):
        objection = one(Objection, Objection.reason == "zzreasonzz")
        voting.reply(objection, text="zzthreadzz", actor=stage.actor(address("lena")))
        said = {"reason": "zzpositionzz"}
        marta = stage.actor(address("marta"))
        voting.answer(_question("WG-COLD"), seat=seat("INGO 2").id, answer=Answer.ABSTAIN, actor=marta, **said)


def _hanging(stage: Stage) -> int:
    """Put a condition under the open question, and plan a sitting that takes it."""
    with stage.ago(1):
        moussa, asked = stage.actor(address("moussa")), _question("WG-COLD")
        conditions.set_condition(asked, text="zzconditionzz", owner=asked.subject, owner_name="", actor=moussa)
    with stage.ago(0):
        told = {"place": "Geneva", "link": "https://zzjoinzz.example", "ends_on": None}
        planned = sittings.plan_sitting(sag(), starts_on=clock.today(), actor=moussa, **told)
        sittings.take(planned, question=asked.id, actor=moussa)
        return int(planned.id)


def _proposal(stage: Stage) -> None:
    with stage.ago(0):
        proposing.propose(
            name="zzproposalzz", code="WG-ZZCODEZZ", type=Kind.GLOBAL, problem="zzproblemzz", lead="me",
            secretariat="someone@zzproblemzz.example", items=[item("1.2.3.1").id], actor=stage.actor("tariq@lantern.example"),
        )  # fmt: skip


def _lives(stage: Stage) -> None:
    """Have Erbil ask for a pause and be asked to take a group in, and a group of Hana's close."""
    with stage.ago(1):
        hana, day = stage.actor(address("hana")), stage.day(-30)
        asked = {"code": PauseCode.SECURITY, "review_by": day, "note": "zzpausezz"}
        pausing.ask_to_pause(group("LWG-ERB"), actor=hana, **asked)
    for code in ("WG-ZEND", "WG-ZMERGE"):
        made = Group(
            code=code, name=code, folded=code.lower(), problem="P", proposed_at=clock.now(), status_since=clock.now(),
            status=GroupStatus.ACTIVE,
        )  # fmt: skip
        factories.save(made)
        told = {"role": Role.LEAD, "standing": Standing.IN, "since": stage.day(9), "made_at": clock.now()}
        factories.save(Membership(group_id=made.id, person_id=stage.row(address("hana")).id, **told))
    with stage.ago(1):
        why = {"code": Closing.COMPLETED, "by": "SAG", "why": "Done."}
        closing.start_closing(group("WG-ZEND"), actor=stage.actor(address("moussa")), **why)
    _write(stage, "WG-ZEND", "achieved", "zzclosingzz", "hana")
    with stage.ago(1):
        into = group("LWG-ERB").id
        merging.ask_to_merge(group("WG-ZMERGE"), actor=stage.actor(address("hana")), into=into, note="zzmergezz")


def _amends(stage: Stage) -> None:
    """Have Erbil propose to amend the plan."""
    with stage.ago(1):
        said = {
            "text": "zzamendzz",
            "title": item("3.2.1.3").title,
            "reason": "zzamendwhyzz",
            "seen": item("3.2.1.3").version,
        }
        hana = stage.actor(address("hana"))
        amendments.propose(item("3.2.1.3"), type=Amends.REWORD, group=group("LWG-ERB").id, actor=hana, **said)


def _learned(stage: Stage) -> None:
    """Have Hana answer, Lena pass back, and a group keep an exercise to itself."""
    with stage.ago(1):
        responses.accept(told.one(2, 2), response="zzresponsezz", actor=stage.actor(address("hana")))
        responses.pass_back(told.one(2, 1), why="zzpassedzz", actor=stage.actor(address("lena")))
    with stage.ago(1):
        hana, facts = stage.actor(address("hana")), {"type": Type.WORKSHOP, "sight": Sight.GROUP}
        kept = responses.plan(title="zzexercisezz", group=group("LWG-BGW").id, actor=hana, **facts)
        responses.hold_it(kept, starts_on=clock.today(), ends_on=None, actor=hana)
        responses.recommend(kept, [responses.Row("zzadvicezz")], actor=hana)
        responses.publish_report(kept, on=clock.today(), actor=hana)


def _few(stage: Stage) -> list[str]:
    """Have what only a group sees answered, documented and acted upon, and an action point for one person; give where."""
    joost, baghdad = stage.actor(address("joost")), group("LWG-BGW").ref
    with stage.ago(1):
        kept = one(Exercise, Exercise.title == "zzexercisezz")
        responses.ask(kept, due=clock.today(), actor=joost)
        advice = one(Recommendation, Recommendation.exercise_id == kept.id)
        responses.accept(advice, response="zzagreedzz", actor=joost)
        responses.act(advice, deliverable="zzdeedzz", owner=baghdad, actor=joost)
        responses.publish_response(kept, overall="zzwholezz", actor=joost)
        annex = take(FileStorage(io.BytesIO(b"zzinsidezz"), "zzannexzz.txt"))
        responses.attach(kept, file=annex, actor=joost)
    with stage.ago(1):
        alone = {"sight": Sight.RESTRICTED, "audience": f"self:person:{stage.row(address('omar')).id}"}
        made = actions.open_action(
            deliverable="zznamedzz", owner=baghdad, item=item("3.2.1.3").id, actor=joost, **alone
        )
    points = one(ActionPoint.number, ActionPoint.deliverable == "zzdeedzz"), made.number
    file = one(Attachment.id, Attachment.name == "zzannexzz.txt")
    return [f"/learning/{kept.number}{part}" for part in ("", "/r1", "/r1/accept", "/matrix.csv", "/matrix.xlsx", "/edit")] + [
        f"/files/{file}", *(f"/actions/{number}{part}" for number in points for part in ("", "/edit", "/show", "/verify"))]  # fmt: skip


def _planned(stage: Stage) -> None:
    """Have Baghdad plan before its terms are in force, and keep an action point to itself, on which Hana reports."""
    with stage.ago(1):
        hana, baghdad = stage.actor(address("hana")), group("LWG-BGW")
        dates = {"starts_on": None, "due_on": stage.day(-60)}
        planning.plan(baghdad, title="zzplannedzz", description="zzplanwhatzz", item_id=item("3.2.1.2").id, why_item="",
                      owner_id=None, contact_id=None, seeks=True, actor=hana, **dates)  # fmt: skip
        kept = {"sight": Sight.GROUP, "audience": str(baghdad.ref)}
        point = opening.open_action(deliverable="zzactionzz", owner=baghdad.ref, actor=hana, **kept)
        reporting.report_progress(point, taken="zzreportedzz", actor=hana)


def _offer(stage: Stage) -> int:
    with stage.ago(0):
        tariq = stage.actor("tariq@lantern.example")
        lantern = organisation("lantern").id
        told = {"role": SignUpRole.CONTRIBUTOR, "offers": "zzofferzz"}
        made = offering.offer(item("1.2.3.1"), organisation=lantern, actor=tariq, **told)
        return int(made.id)


def _memberships(stage: Stage) -> list[int]:
    with stage.ago(1):
        hana = stage.actor(address("hana"))
        guest = {"email": "guest@zzguestzz.example", "note": "zznotezz"}
        invited = inviting.invite(group("LWG-BGW"), role=Role.MEMBER, actor=hana, **guest).id
    erbil, kofi, jonas = group("LWG-ERB").id, stage.row(address("kofi")).id, stage.row(address("jonas")).id
    asked = one(Membership.id, Membership.group_id == erbil, Membership.person_id == kofi)
    _set(Membership, Membership.note, "zzrequestzz", Membership.id == asked)
    left = {"role": Role.MEMBER, "standing": Standing.IN, "since": stage.day(90), "until": stage.day(9)}
    gone = Membership(group_id=erbil, person_id=jonas, made_at=clock.now(), note="zzremovedzz", **left)
    return [invited, asked, factories.save(gone).id]


def _people() -> list[int]:
    rivermark = organisation("rivermark").id
    factories.organisation("zznobodyzz", looked_at=False)
    factories.save(Invitation(email="i@zzinvitedzz.example", organisation_id=rivermark, sent_at=clock.now()))
    mail = factories.mail()
    late = {
        Mail.body: "zzmailzz",
        Mail.subject: "zzmailzz",
        Mail.address: "zzmailzz",
        Mail.error: "zzmailzz",
        Mail.tries: 9,
    }
    for column, value in late.items():
        _set(Mail, column, value, Mail.id == mail.id)
    return [one(Person.id, Person.email == address(key)) for key in ("kofi", "petra")]


def _rename() -> None:
    """Give two people what marks them; last, since the story above finds them by their addresses. End the demo."""
    petra = Person.email == address("petra")
    _set(Person, Person.name, "zzunshownzz", petra)
    _set(Person, Person.shown, False, petra)
    ROLES["their colleague"] = "kofi@zzaddresszz.example"
    _set(Person, Person.email, ROLES["their colleague"], Person.email == address("kofi"))
    _set(Installation, Installation.value, "0", Installation.name == "demo")
