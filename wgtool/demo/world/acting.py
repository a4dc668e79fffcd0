"""Action points: done, late, silent, undated, ended with a reason, from half a year ago up to today."""

from __future__ import annotations

from typing import Any

from wgtool.actions import operations
from wgtool.actions.models import ActionPoint, Priority
from wgtool.demo.world.groups import group
from wgtool.demo.world.partners import address, organisation
from wgtool.demo.world.plan import item
from wgtool.demo.world.sag import sag
from wgtool.demo.world.stage import Stage
from wgtool.kernel.db import Ref

HIGH, LOW = Priority.HIGH, Priority.LOW


def build(stage: Stage) -> None:
    """Open a dozen, and tell what became of each."""
    for part in (_done, _waiting, _ended, _of_groups):
        part(stage)


def _done(stage: Stage) -> None:
    timetable = _opened(stage, 170, "Publish the ferry's timetable each week, with its breaks", _of("rivermark"), due=80, country="IQ",
                        number="3.2.1.3", contact="omar")  # fmt: skip
    _reports(stage, 120, timetable, "omar", "progress", taken="The harbour master sends it each Sunday.")
    _reports(
        stage, 85, timetable, "omar", "done", taken="It stands on the group's page.", evidence="The page of LWG-ERB"
    )
    _verified(stage, 82, timetable)

    crossings = _opened(stage, 165, "Agree on one form for crossing the river", _of("tigris"), due=60, country="IQ", priority=HIGH,
                        number="3.2.1.2")  # fmt: skip
    _reports(
        stage,
        61,
        crossings,
        "yusuf",
        "done",
        taken="All four partners use it.",
        evidence="Minutes of the meeting in May",
    )


def _waiting(stage: Stage) -> None:
    _opened(
        stage,
        150,
        "List the warehouses that stay open in the rains",
        _of("lantern"),
        due=12,
        country="TD",
        contact="kofi",
    )
    _opened(stage, 140, "Train two store keepers in each district", _of("sahel"), due=-3, country="ML", priority=HIGH)
    _opened(stage, 130, "Count the cold boxes that work", _of("lantern"), country="NG", number="2.1.1.3")
    _opened(stage, 200, "Share the tariff of the port", _of("harbour"), due=-40, country="HT", priority=LOW)
    _opened(
        stage,
        110,
        "Say which activities of the plan a community organisation can lead",
        _of("acacia"),
        due=-6,
        country="KE",
    )
    _opened(stage, 45, "Ask which bridges close in the spring", _of("tigris"), due=-4, country="IQ", contact="yusuf")


def _ended(stage: Stage) -> None:
    fuel = _opened(stage, 120, "Store fuel for two weeks at each hub", _of("kestrel"), due=30, country="SS")
    with stage.ago(40):
        operations.not_implemented(
            fuel, why="The depot was never built.", decided_by="SAG", actor=stage.actor(address("joost"))
        )
    bridge = _opened(stage, 110, "Survey the bridge at the old mill", _of("depot"), due=50, country="SY")
    with stage.ago(55):
        operations.not_applicable(bridge, why="A new bridge was opened.", actor=stage.actor(address("joost")))


def _of_groups(stage: Stage) -> None:
    code = group("LWG-ERB")
    rota = _opened(stage, 90, "Keep a rota for the convoy desk", code.ref, due=10, country="IQ")
    _reports(stage, 20, rota, "hana", "unchanged", because="The desk moves to another building first.")
    with stage.ago(15):
        operations.move(
            rota, due=stage.day(-35), why="The building is ready in three weeks.", actor=stage.actor(address("hana"))
        )
    _opened(stage, 30, "Write down who may call a convoy", _of("rivermark"), due=-9, country="IQ", group=code.id)
    _opened(stage, 25, "Publish who sits on the SAG, with terms", sag().ref, due=-25)
    _opened(stage, 3, "Name a contact for each hub", _of("crossroads"), due=-60, contact_name="A contact without account",
            contact_email="hubs@crossroads.example")  # fmt: skip


def _of(key: str) -> Ref:
    return organisation(key).ref


def _opened(stage: Stage, days: int, deliverable: str, owner: Ref, *, due: int | None = None, number: str = "",
            contact: str = "", **more: Any) -> ActionPoint:  # fmt: skip
    """Open one that many days ago; `due` counts days from today, back."""
    on = stage.day(due) if due is not None else None
    with stage.ago(days):
        return operations.open_action(
            deliverable=deliverable, owner=owner, actor=stage.actor(address("joost")),
            due=on, item=item(number).id if number else None,
            contact=stage.row(address(contact)).id if contact else None, **more,
        )  # fmt: skip


def _reports(stage: Stage, days: int, point: ActionPoint, who: str, what: str, **said: str) -> None:
    ways = {
        "progress": operations.report_progress,
        "done": operations.report_done,
        "unchanged": operations.report_no_change,
    }
    with stage.ago(days):
        ways[what](point, actor=stage.actor(address(who)), **said)


def _verified(stage: Stage, days: int, point: ActionPoint) -> None:
    with stage.ago(days):
        operations.verify(point, actor=stage.actor(address("joost")))
