"""Categories, timeframes, dated reports and sign-ups over the plan's real structure."""

from __future__ import annotations

from wgtool.demo.world.partners import TOOL, address
from wgtool.demo.world.stage import Stage
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.plan.models import Category, Edition, Item, Status
from wgtool.plan.operations import editing, keeping
from wgtool.signups.models import Role
from wgtool.signups.operations import offering, steps

REPORTS = {
    Status.DONE: "1.1.1.1 1.3.1.3 2.1.1.4 2.3.2.1 3.1.2.3 4.2.2.2 4.4.1.1",
    Status.ONGOING: "1.1.1.2 1.1.2.1 1.1.2.2 1.1.3.1 1.2.1.1 1.2.2.2 1.2.2.3 1.2.3.2 1.2.4.2 1.3.1.1 1.3.1.2 1.3.1.4 "
    "2.1.1.1 2.1.1.2 2.1.1.3 2.2.1.1 2.3.1.1 2.3.2.4 2.3.3.2 3.1.1.1 3.1.1.2 3.1.1.4 3.1.2.4 3.1.3.1 3.2.1.2 3.2.1.3 "
    "3.2.2.1 4.1.1.1 4.1.1.2 4.2.1.1 4.2.2.1 4.2.2.4 4.2.3.1 4.3.1.1 4.3.2.1 4.4.1.2 4.4.2.1 4.4.2.2",
    Status.TO_START: "1.1.3.2 1.2.3.3 2.2.1.2 2.3.3.3 3.1.1.3 3.1.3.2 3.2.3.1 4.2.3.2 4.3.1.2",
}
CATEGORIES = {
    Category.CRITICAL: "1.1.1.2 1.1.2.1 1.1.2.2 1.3.1.1 1.3.1.3 2.1.1.5 2.3.1.1 3.1.1.1 3.2.1.2 4.1.1.2 4.2.1.1 4.4.2.3",
    Category.KEY: "1.1.1.1 1.2.3.2 1.2.3.3 1.2.4.1 1.3.1.2 2.1.1.3 2.3.2.4 3.1.2.3 3.2.1.3 4.2.2.1 4.3.2.1 4.4.1.2",
    Category.FURTHERANCE: "1.2.2.3 2.2.1.2 3.1.3.2 4.2.3.2",
}
LEADS = (
    ("1.1.2.1", "lena"), ("1.1.2.2", "yusuf"), ("1.2.2.2", "moussa"), ("1.2.3.2", "marta"), ("2.1.1.5", "hana"),
    ("3.1.1.1", "ingrid"), ("3.2.1.2", "yusuf"), ("4.2.1.1", "moussa"), ("4.4.2.1", "amina"),
)  # fmt: skip
OFFERED = (("3.2.1.3", "hana", "A mapping team of two for Iraq and the template we used there."),
           ("4.4.2.3", "lena", "A yearly round of reports on action points, in English and French."))  # fmt: skip
OTHERS = (
    ("1.1.1.2", "amina", Role.CONTRIBUTOR), ("1.1.1.2", "wanjiru", Role.CONSULTED), ("2.1.1.5", "petra", Role.CONTRIBUTOR),
    ("3.1.1.1", "amina", Role.CONTRIBUTOR), ("3.2.1.2", "hana", Role.CONTRIBUTOR), ("3.2.1.2", "petra", Role.CONTRIBUTOR),
    ("4.2.1.1", "ingrid", Role.CONTRIBUTOR), ("4.4.2.1", "marta", Role.CONSULTED), ("1.2.3.3", "jonas", Role.CONTRIBUTOR),
)  # fmt: skip
WORDS = "People and a budget line for one year."


def item(number: str) -> Item:
    """Give an item of the current edition by its number."""
    return db.session.query(Item).join(Edition, Edition.id == Item.edition_id).filter(
        Edition.current, Item.number == number).one()  # fmt: skip


def build(stage: Stage) -> None:
    """Fill in what is known, leave the rest blank; take on some of it."""
    with stage.ago(430):
        keeping.kept_from(clock.now())
    for category, numbers in CATEGORIES.items():
        for number in numbers.split():
            with stage.ago(380):
                editing.set_category(item(number), category=category, seen=item(number).version, actor=TOOL)
    for order, (status, numbers) in enumerate(REPORTS.items()):
        for place, number in enumerate(numbers.split()):
            _report(stage, number, status, days=30 + 11 * ((place + order) % 20))
    for number, who in LEADS:
        _take_on(stage, number, who, Role.LEAD, WORDS, confirm=True)
    for number, who, words in OFFERED:
        _take_on(stage, number, who, Role.LEAD, words, confirm=False)
    for number, who, role in OTHERS:
        _take_on(stage, number, who, role, WORDS, confirm=False)


def _report(stage: Stage, number: str, status: Status, days: int) -> None:
    if status != Status.TO_START:
        with stage.ago(days + 150):
            editing.report_status(item(number), status=Status.TO_START, on=stage.day(0), note="", actor=TOOL)
    with stage.ago(days):
        editing.report_status(item(number), status=status, on=stage.day(0), note="", actor=TOOL)


def _take_on(stage: Stage, number: str, who: str, role: Role, words: str, *, confirm: bool) -> None:
    days = 5 if not confirm and role == Role.LEAD else 300
    with stage.ago(days):
        actor = stage.actor(address(who))
        assert actor.organisation is not None
        offer = offering.offer(item(number), organisation=actor.organisation, role=role, offers=words, actor=actor)
        if confirm:
            steps.confirm(offer, actor=stage.actor(address("joost")))
