"""Groups in every state this version knows: active, before the SAG, drafting, proposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from wgtool.decisions.models import Answer, Question
from wgtool.decisions.operations import voting
from wgtool.demo.world.partners import address
from wgtool.demo.world.plan import item
from wgtool.demo.world.sag import seat
from wgtool.demo.world.stage import Stage
from wgtool.documents.models import Document, Section, Version
from wgtool.documents.operations import commenting, drafting
from wgtool.groups.models import Group, Kind, Membership, Role, Standing
from wgtool.groups.operations import forming, inviting, proposing
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db

TEXTS = {
    "purpose": "Trucks wait at checkpoints for want of one page that says which papers are asked for. Small "
    "organisations feel it most.\n\nThe group exists so that nobody has to find out alone.",
    "scope": "Roads, checkpoints and warehouses of the area.\n\nIt does not cover air transport.",
    "deliverables": "1. A list of the papers asked for at each checkpoint, each month.\n"
    "2. A warehouse map, twice a year.\n3. Training for drivers of small organisations.",
    "membership": "Open to every partner. The lead is chosen for one year; the secretariat takes notes.",
    "working": "The group meets each month, in English and Arabic by turns. Notes are shared within a week.",
    "duration": "Two years, with a review after one. It closes by a report to the SAG.",
}
IRAQ: dict[str, Any] = {"type": Kind.NATIONAL, "country": "IQ"}


def group(code: str) -> Group:
    """Give a group by its code."""
    return db.session.query(Group).filter_by(code=code).one()


def build(stage: Stage, planned: Callable[[Stage], None]) -> None:
    """Tell each group's story up to today; `planned` writes a plan that goes to the SAG with the terms."""
    proposed(stage, 250, "LWG-ERB", "Erbil logistics working group", "hana", "3.2.1.2 3.2.1.3", **IRAQ)
    _taken_up(stage, 240, "LWG-ERB", focal="ingrid")
    _written(stage, 230, "LWG-ERB", TEXTS)
    planned(stage)
    _submitted(stage, 225, "LWG-ERB", "hana")
    for name in ("UN 1", "INGO 1", "INGO 2", "NNGO 1"):
        _position(stage, 220, name, Answer.APPROVE)
    _member(stage, 200, "LWG-ERB", "petra", admit=True)
    _co_lead(stage, 190, "LWG-ERB", "farid")
    _member(stage, 150, "LWG-ERB", "olga", admit=True, role=Role.OBSERVER)
    _member(stage, 2, "LWG-ERB", "kofi", admit=False)

    proposed(stage, 60, "WG-COLD", "Cold chain working group", "lena", "2.1.1.3 3.1.1.4")
    _taken_up(stage, 50, "WG-COLD", focal="marta")
    _written(stage, 20, "WG-COLD", TEXTS)
    _submitted(stage, 4, "WG-COLD", "lena")
    _position(stage, 3, "UN 1", Answer.APPROVE)
    _position(stage, 2, "NNGO 1", Answer.OBJECTION)

    proposed(stage, 40, "LWG-BGW", "Baghdad logistics working group", "hana", "3.2.1.2", **IRAQ)
    _taken_up(stage, 30, "LWG-BGW", focal="ingrid")
    _written(stage, 10, "LWG-BGW", {key: TEXTS[key] for key in ("purpose", "scope")})
    _said(stage, 8, "scope", "Do we mean the whole governorate?", by="joost", quote="Roads, checkpoints and warehouses")
    _said(stage, 7, "purpose", "Shall we name the checkpoints we heard of most?", by="hana")
    with stage.ago(3):
        inviting.invite(group("LWG-BGW"), role=Role.MEMBER, email=address("omar"), actor=stage.actor(address("hana")))

    proposed(stage, 6, "WG-GREEN", "Greener procurement task force", "marta", "1.2.3.3", type=Kind.TASK_FORCE,
              ends_on=stage.day(-180))  # fmt: skip


def proposed(stage: Stage, days: int, code: str, name: str, lead: str, numbers: str, *, type: Kind = Kind.GLOBAL,
              country: str = "", ends_on: date | None = None) -> None:  # fmt: skip
    """Propose a group, whose secretariat accepts."""
    with stage.ago(days):
        problem = "Partners meet the same obstacle one by one and lose weeks on it. Together they can remove it once."
        proposing.propose(
            name=name, code=code, type=type, country=country, problem=problem, lead="me", secretariat=address("joost"),
            ends_on=ends_on, items=[item(n).id for n in numbers.split()], actor=stage.actor(address(lead)),
        )  # fmt: skip
    with stage.ago(days - 1):
        joost = stage.actor(address("joost"))
        wanted = db.session.query(Membership).filter_by(group_id=group(code).id, person_id=joost.person)
        inviting.accept(wanted.filter_by(standing=Standing.INVITED).one(), actor=joost)


def _taken_up(stage: Stage, days: int, code: str, *, focal: str) -> None:
    with stage.ago(days):
        forming.take_up(group(code), person=stage.row(address(focal)).id, actor=stage.actor(address("joost")))


def _written(stage: Stage, days: int, code: str, texts: dict[str, str]) -> None:
    for section in _sections(code):
        if section.key in texts:
            with stage.ago(days):
                lead = _lead(stage, code)
                fresh = db.session.get_one(Section, section.id)
                drafting.save(fresh, text=texts[section.key], seen=fresh.revision, actor=lead)


def _said(stage: Stage, days: int, key: str, text: str, *, by: str, quote: str = "") -> None:
    with stage.ago(days):
        section = next(s for s in _sections("LWG-BGW") if s.key == key)
        version, who = db.session.get_one(Version, section.version_id), stage.actor(address(by))
        commenting.comment(version, section, text=text, quote=quote, seen=section.revision, actor=who)


def _lead(stage: Stage, code: str) -> Actor:
    keys = {"LWG-ERB": "hana", "LWG-BGW": "hana", "WG-COLD": "lena"}
    return stage.actor(address(keys[code]))


def _sections(code: str) -> list[Section]:
    return (
        db.session.query(Section).join(Version).join(Document)
        .filter(Document.owner_kind == "group", Document.owner_id == group(code).id).order_by(Section.place).all()
    )  # fmt: skip


def _submitted(stage: Stage, days: int, code: str, lead: str) -> None:
    with stage.ago(days):
        forming.submit(group(code), actor=stage.actor(address(lead)))


def _position(stage: Stage, days: int, name: str, answer: Answer) -> None:
    holders = {"UN 1": "petra", "INGO 1": "ingrid", "INGO 2": "marta", "NNGO 1": "amina"}
    words = {"reason": "Vaccines are named, blood products are not.", "remedy": "A sentence on blood products."}
    with stage.ago(days, hour=9):
        question = db.session.query(Question).order_by(Question.id.desc()).first()
        assert question is not None
        said: dict[str, Any] = words if answer == Answer.OBJECTION else {}
        voting.answer(question, seat=seat(name).id, answer=answer, actor=stage.actor(address(holders[name])), **said)


def _co_lead(stage: Stage, days: int, code: str, who: str) -> None:
    with stage.ago(days):
        invited = inviting.invite(group(code), role=Role.CO_LEAD, email=address(who), actor=_lead(stage, code))
        inviting.accept(invited, actor=stage.actor(address(who)))


def _member(stage: Stage, days: int, code: str, who: str, *, admit: bool, role: Role = Role.MEMBER) -> None:
    with stage.ago(days):
        asked = inviting.ask(group(code), role=role, reason="We work in the area.", actor=stage.actor(address(who)))
        if admit:
            inviting.admit(asked, actor=stage.actor(address("hana")))
