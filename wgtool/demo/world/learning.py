"""Two exercises: one whose response is published and half followed up, one whose response is due."""

from __future__ import annotations

from datetime import date

from wgtool.actions.models import ActionPoint, Priority
from wgtool.actions.operations import report_done, report_progress, verify
from wgtool.demo.world.groups import group
from wgtool.demo.world.partners import address, organisation
from wgtool.demo.world.plan import item
from wgtool.demo.world.stage import Stage
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.learning import operations
from wgtool.learning.models import Exercise, Head, Level, Reason, Recommendation, Type
from wgtool.learning.operations import Row

BAGHDAD = (
    Row(
        "Keep one page with the papers asked for at each checkpoint, and say who keeps it.",
        Head.INFORMATION,
        Level.COUNTRY,
    ),
    Row("Translate the warehouse guide before the next response begins.", Head.SERVICES, Level.GLOBAL),
    Row("Name a focal point for customs questions in each sub-national group.", Head.COORDINATION, Level.COUNTRY),
    Row("Rent a second aircraft for the north.", Head.SERVICES, Level.AGENCY),
)
CHAD = (
    Row(
        "Say who keeps the page with the papers asked for at the border, and keep it current.",
        Head.INFORMATION,
        Level.COUNTRY,
    ),
    Row("Agree with partners on the fuel to be kept before the rains.", Head.SERVICES, Level.COUNTRY),
    Row("Hold the next exercise with organisations of the country in the team.", Head.STRATEGY, Level.GLOBAL),
)
ITEMS = ("1.1.1.1", "3.2.1.3", "1.2.3.1")


def exercise(number: int) -> Exercise:
    """Give an exercise of this world by the order in which it was planned."""
    return db.session.query(Exercise).order_by(Exercise.id).all()[number - 1]


def one(of: int, number: int) -> Recommendation:
    """Give a recommendation of an exercise by its number."""
    return db.session.query(Recommendation).filter_by(exercise_id=exercise(of).id, number=number).one()


def build(stage: Stage) -> None:
    """Tell the story of both up to today."""
    _iraq(stage, stage.actor(address("yusuf")), stage.actor(address("joost")))
    _chad(stage, stage.actor(address("joost")))


def _iraq(stage: Stage, yusuf: Actor, joost: Actor) -> None:
    with stage.ago(150):
        operations.plan(title="Lessons of the response in Ninawa", type=Type.LESSONS, operation="Ninawa", countries=["IQ"],
                        method="Survey, a mission of a week with two partners, twelve interviews.",
                        team="The support team, Tigris Bridge Initiative, Rivermark Relief.",
                        starts_on=stage.day(-10), ends_on=stage.day(-16), actor=yusuf)  # fmt: skip
    with stage.ago(130):
        operations.hold_it(exercise(1), starts_on=stage.day(10), ends_on=stage.day(4), actor=yusuf)
        rows = [row._replace(item=item(number).id) for row, number in zip(BAGHDAD, ITEMS, strict=False)]
        operations.recommend(exercise(1), [*rows, BAGHDAD[3]], actor=yusuf)
    _report_and_ask(stage, 1, yusuf, joost, days=(110, 100),
                    parties=(group("LWG-ERB").ref, organisation("rivermark").ref, group("LWG-ERB").ref, None))  # fmt: skip
    _answer_iraq(stage, joost)
    _act_iraq(stage, joost)


def _report_and_ask(stage: Stage, which: int, keeper: Actor, joost: Actor, *, days: tuple[int, int],
                    parties: tuple[Ref | None, ...]) -> None:  # fmt: skip
    with stage.ago(days[0]):
        operations.publish_report(exercise(which), on=clock.today(), actor=keeper)
    with stage.ago(days[1]):
        for number, party in enumerate(parties, 1):
            if party is not None:
                operations.name_party(one(which, number), party=party, actor=joost)
        operations.ask(exercise(which), due=_due(exercise(which)), actor=joost)


def _due(of: Exercise) -> date:
    assert of.response_due is not None
    return of.response_due


def _answer_iraq(stage: Stage, joost: Actor) -> None:
    with stage.ago(95):
        for number, answer in (
            (1, "The list goes on the group’s page."),
            (2, "Into Arabic and Kurdish."),
            (3, "One for each group."),
        ):
            operations.accept(one(1, number), response=answer, funding=number == 2, actor=joost)
        operations.reject(
            one(1, 4), reason=Reason.MEANS, why="The traffic would fill half a flight a week.", actor=joost
        )
        for number, owner, what, ahead in (
            (1, group("LWG-ERB").ref, "Publish the list of papers each month.", 65), (2, organisation("rivermark").ref,
            "Publish the warehouse guide in two languages.", 35), (3, group("LWG-ERB").ref, "Name the focal points on the page.", 115),
        ):  # fmt: skip
            operations.act(one(1, number), deliverable=what, owner=owner, due=stage.day(-ahead), interval_days=30,
                           priority=Priority.HIGH if number == 1 else Priority.MEDIUM, actor=joost)  # fmt: skip
    with stage.ago(85):
        operations.publish_response(
            exercise(1), overall="We thank the team. Three of four recommendations are taken on; the fourth costs more than "
            "it would carry.", actor=joost,
        )  # fmt: skip


def _act_iraq(stage: Stage, joost: Actor) -> None:
    points = db.session.query(ActionPoint).filter_by(source_kind="recommendation").order_by(ActionPoint.id).all()
    with stage.ago(50):
        report_done(points[1], taken="Both languages are on the website.", evidence="https://example.org/guide",
                    actor=stage.actor(address("hana")))  # fmt: skip
    with stage.ago(45):
        verify(points[1], actor=joost)
    with stage.ago(30):
        report_progress(points[0], taken="The list of last month is out; two checkpoints are missing.", actor=joost)


def _chad(stage: Stage, joost: Actor) -> None:
    with stage.ago(60):
        operations.plan(title="Simulation of the rains", type=Type.SIMULATION, operation="Chad preparedness", countries=["TD"],
                        method="Two days around one table, with a map.", starts_on=stage.day(-10), ends_on=stage.day(-11),
                        actor=joost)  # fmt: skip
    with stage.ago(45):
        operations.hold_it(exercise(2), starts_on=stage.day(5), ends_on=stage.day(4), actor=joost)
        operations.recommend(exercise(2), CHAD, actor=joost)
    _report_and_ask(
        stage,
        2,
        joost,
        joost,
        days=(20, 18),
        parties=(organisation("lantern").ref, organisation("rivermark").ref, None),
    )
