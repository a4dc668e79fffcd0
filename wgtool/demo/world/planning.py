"""What groups plan to make: a plan endorsed with its terms, one that is drafted as a copy of it, and what partners take on.

It also tells of two groups of another kind: one paused, one closing.
"""

from __future__ import annotations

from typing import Any

from wgtool.demo.world.groups import IRAQ, group, proposed
from wgtool.demo.world.partners import address
from wgtool.demo.world.plan import item
from wgtool.demo.world.stage import Stage
from wgtool.documents.models import Section, Version
from wgtool.documents.operations import drafting
from wgtool.groups.models import Closing, Deliverable, Kind, PauseCode
from wgtool.groups.operations import closing, forming, making, pausing, plan_merging, planning, progress
from wgtool.kernel.db import db
from wgtool.signups.models import Role
from wgtool.signups.operations import offering

GUIDANCE = {
    "whom": "For dispatchers and drivers, before a truck leaves. It does not apply to convoys with an escort.",
    "guidance": "1. Look at the list of papers.\n2. Call the contact of the checkpoint a day before.\n3. Note what was asked.",
}
NOBODY: dict[str, Any] = {"why_item": "", "contact_id": None, "starts_on": None, "due_on": None, "seeks": True}


def deliverable(code: str, serial: int) -> Deliverable:
    """Give a deliverable of a group by its number."""
    found = db.session.query(Deliverable).filter_by(serial=serial, group_id=group(code).id)
    return found.one()


def planned(stage: Stage) -> None:
    """Write the plan of the Erbil group, before its terms go to the SAG."""
    _plan(stage, 226, "LWG-ERB", "Papers asked for at each checkpoint", "3.2.1.2", due=200)
    _plan(stage, 226, "LWG-ERB", "Warehouse map", "3.2.1.3", due=12)
    _plan(stage, 226, "LWG-ERB", "Training for drivers of small organisations", "3.2.1.2", due=-60)


def build(stage: Stage) -> None:
    """Tell what became of it since, and what others plan."""
    hana = address("hana")
    with stage.ago(180):
        progress.start(deliverable("LWG-ERB", 1), text="Two partners collect the papers.", actor=stage.actor(hana))
    with stage.ago(120):
        done = "The list is shared with every partner, and renewed each month."
        progress.finish(deliverable("LWG-ERB", 1), text=done, actor=stage.actor(hana))
    _plan(stage, 40, "LWG-ERB", "Contacts of transporters", "3.2.1.3", why="Partners asked for it in March.")
    with stage.ago(30):
        progress.start(deliverable("LWG-ERB", 3), actor=stage.actor(hana))
    for who, role, words in (
        ("petra", Role.CONTRIBUTOR, "Two trainers."),
        ("yusuf", Role.LEAD, "A course for 30 drivers."),
    ):
        with stage.ago(20):
            actor = stage.actor(address(who))
            assert actor.organisation is not None
            facts: dict[str, Any] = {"organisation": actor.organisation, "role": role, "offers": words}
            offering.offer(deliverable("LWG-ERB", 3), actor=actor, **facts)
    with stage.ago(9):
        plan_merging.copy_plan(group("LWG-BGW"), source=group("LWG-ERB").id, actor=stage.actor(hana))
    _product(stage)
    _others(stage)


def _plan(
    stage: Stage, days: int, code: str, title: str, number: str, *, due: int | None = None, why: str = ""
) -> None:
    with stage.ago(days):
        hana = stage.actor(address("hana"))
        facts = NOBODY | {"due_on": stage.day(due - days) if due is not None else None}
        planning.plan(group(code), title=title, description="", item_id=item(number).id, owner_id=hana.organisation,
                      why=why, actor=hana, **facts)  # fmt: skip


def _product(stage: Stage) -> None:
    """Write guidance of the Erbil group, which it agreed on and published, and begin messages."""
    erbil, hana = group("LWG-ERB"), address("hana")
    with stage.ago(60):
        made = making.begin_product(erbil, kind="guidance", title="Passing a checkpoint", actor=stage.actor(hana))
        sections = db.session.query(Section).join(Version).filter(Version.document_id == made.id).all()
        for section in sections:
            if section.key in GUIDANCE:
                drafting.save(section, text=GUIDANCE[section.key], seen=section.revision, actor=stage.actor(hana))
    with stage.ago(50):
        making.agree_product(erbil, product=made.template, actor=stage.actor(hana))
        making.publish_product(erbil, product=made.template, actor=stage.actor(hana))
    with stage.ago(8):
        making.begin_product(group("LWG-ERB"), kind="messages", title="Fuel", actor=stage.actor(hana))


def _others(stage: Stage) -> None:
    """Tell of a group that is paused and of one that closes; neither kind needs a vote on terms."""
    shares: dict[str, Any] = {**IRAQ, "type": Kind.INFORMATION}
    for code, name in (("IS-MOSUL", "Mosul access exchange"), ("IS-BASRA", "Basra port exchange")):
        proposed(stage, 90, code, name, "hana", "3.2.1.3", **shares)
        with stage.ago(80):
            forming.take_up(group(code), person=stage.row(address("ingrid")).id, actor=stage.actor(address("joost")))
    _plan(stage, 70, "IS-MOSUL", "List of open roads", "3.2.1.3", due=5, why="Agreed at the first meeting.")
    with stage.ago(14):
        facts = {"code": PauseCode.SECURITY, "review_by": stage.day(-40), "note": ""}
        pausing.pause(group("IS-MOSUL"), actor=stage.actor(address("joost")), **facts)
    _plan(stage, 70, "IS-BASRA", "Port calendar", "3.2.1.3", due=-10, why="Agreed at the first meeting.")
    with stage.ago(12):
        facts = {"code": Closing.COMPLETED, "by": "SAG", "why": "The port publishes its own calendar now."}
        closing.start_closing(group("IS-BASRA"), actor=stage.actor(address("moussa")), **facts)
