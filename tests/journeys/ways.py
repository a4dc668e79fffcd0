"""The straight way to each kind of question, and to each ruling on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from tests.groups.helping import found
from tests.journeys.hands import GUIDANCE, WHY, Hands
from wgtool.actions import operations as actions
from wgtool.amendments.operations.proposing import ABOUT, VERIFICATION
from wgtool.decisions.models import Question, QuestionStatus, Ruling
from wgtool.decisions.rulings import find
from wgtool.documents.outlines import CLOSING, TERMS
from wgtool.groups import queries as groups
from wgtool.groups.lifecycle import DELIVERABLE
from wgtool.groups.models import Group
from wgtool.groups.texts import CLARIFIED, DISSOLVE, FIRST, MERGE, PRODUCT, RAISED, REVISED
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.sight import Sight
from wgtool.learning import operations as learning
from wgtool.learning.models import Type

OBJECTION = {"answer": "objection", "reason": "It says nothing of water.", "remedy": "Say it."}
AT_GLM = (RAISED, VERIFICATION)
YES = (Ruling.ENDORSE, Ruling.YES)


def says(answer: str) -> dict[str, str]:
    """Give a ruling with the words it takes: a return its checklist, any other no its reason."""
    return {"answer": answer, "checklist" if answer == Ruling.RETURN else "reason": "Say who."}


def ask(hands: Hands, about: str) -> int:
    """Put a question of a kind to its body, from a group that is at work; from one in drafting, its first terms."""
    return ASKS[about](hands)


def _first(hands: Hands) -> int:
    hands.press("lena", "plan/add", title="Ferry timetable", why_item="Trucks wait.", seeks="y")
    hands.fill("lena", TERMS)
    return hands.press("lena", "submit")


def _revised(hands: Hands) -> int:
    hands.press("lena", "terms/revise")
    hands.reword("hana", f"It covers {hands.now:%H %M %S} things.")
    return hands.press("lena", "terms/submit")


def _clarified(hands: Hands) -> int:
    """Break the silence, which has no ruling that can be taken back, and go on with a vote."""
    hands.press("lena", "terms/clarify")
    hands.reword("hana", "It covers the same things.")
    if (asked := hands.press("lena", "terms/submit")) != 303:
        return asked
    hands.decide("UN", hands.questions[0], "position", **OBJECTION)
    return hands.decide("carmen", hands.questions[0], "turn-into-vote")


def _dissolved(hands: Hands) -> int:
    """Have things be open once the SAG has been asked, as what was sent in the moment in which closing began may be: an
    action point, an exercise that all see and one that the group alone sees, what had been dropped.
    """
    hands.press("lena", "plan/add", title="Roads", why_item="Trucks wait.", why=WHY, seeks="y")
    hands.press("lena", "plan/1/drop", why="Too late.")
    hands.press("carmen", "start-closing", code="completed", by="SAG", why="The work is done.")
    hands.fill("lena", CLOSING)
    if (asked := hands.press("lena", "submit-the-closing-report")) != 303:
        return asked
    sam = hands.people["sam"].actor
    with hands.at_once() as group:
        _came_late(group, sam)
    return asked


def _came_late(group: Group, actor: Actor) -> None:
    actions.open_action(deliverable="Hand the map over", owner=group.ref, actor=actor)
    for sight in (Sight.PUBLIC, Sight.GROUP):
        learning.plan(title="What we learned", type=Type.OTHER, group=group.id, sight=sight, actor=actor)
    DELIVERABLE.act("take up again", db.session.scalars(groups.deliverable_to_change(groups.all_in(group.id)[0].id)).one(),
                    actor=actor, why=WHY)  # fmt: skip


def _merged(hands: Hands) -> int:
    """Have the neighbour come with a plan, somebody who asks to join it, its own and others' action points, exercises."""
    there = f"/groups/{hands.other}"
    hands.send("hana", f"{there}/plan/add", {"title": "Roads", "why_item": "Trucks wait.", "why": WHY, "seeks": "y"})
    hands.send("kofi", f"{there}/join", {"role": "member", "reason": "We are there."})
    other = found(hands.other)
    own = {"deliverable": "Hand the map over", "owner": str(other.ref), "priority": "medium", "interval": "90"}
    theirs = own | {"owner": str(hands.lives.cast.rivermark.ref), "group": str(other.id)}
    for point in (own, theirs):
        hands.send("sam", "/actions/new", point)
    learned = {"title": "What we learned", "type": "other", "group": str(other.id)}
    for sight in ("public", "group"):
        hands.send("sam", "/learning/plan", {**learned, "sight": sight})
    hands.send("hana", f"{there}/ask-to-merge", {"into": str(hands.group.id)})
    hands.press("lena", "terms/revise")
    return hands.press("lena", "submit-the-merger")


def pause_the_neighbour(hands: Hands, who: str = "hana") -> int:
    """Have the neighbour be paused, as it may be while it waits to be merged."""
    by = (hands.now + timedelta(days=20)).date().isoformat()
    said = {"code": "security", "review_by": by, "note": "A road."}
    return hands.send(who, f"/groups/{hands.other}/pause-for-security", said)


def _product(hands: Hands) -> int:
    hands.begin_product("lena")
    hands.press("lena", f"products/{GUIDANCE}/agree")
    return hands.press("lena", f"products/{GUIDANCE}/put")


def _raised(hands: Hands) -> int:
    return hands.press("lena", "terms/ask-glm")


def _amended(hands: Hands) -> int:
    """Ask to drop an activity for which an organisation has signed up."""
    number = hands.fresh_activity()
    hands.send("hana", f"/plan/2022/{number}/sign-up", {"role": "contributor"})
    return hands.amend("lena", "drop", number)


def _verified(hands: Hands) -> int:
    if (asked := _amended(hands)) == 303:
        question = hands.questions[0]
        give(hands, question, Ruling.YES, ready(hands, question, Ruling.YES))
    return asked


ASKS: dict[str, Callable[[Hands], int]] = {
    FIRST: _first, REVISED: _revised, CLARIFIED: _clarified, DISSOLVE: _dissolved, MERGE: _merged, PRODUCT: _product,
    RAISED: _raised, ABOUT: _amended, VERIFICATION: _verified,
}  # fmt: skip


def begin_sitting(hands: Hands, question: Question) -> str:
    """Have a sitting of the GLM that two partners attend take a question; give its address, nothing if it cannot sit."""
    cast, day = hands.lives.cast, hands.now.date().isoformat()
    if hands.send("sam", "/decisions/bodies/GLM/sittings", {"starts_on": day}) != 303:
        return ""
    at = hands.went
    hands.send("sam", f"{at}/take", {"question": str(question.id)})
    hands.send("sam", f"{at}/attendance", {"organisations": [str(cast.rivermark.id), str(cast.lantern.id)]})
    hands.send("sam", f"{at}/begin")
    return at


def sitting_of(hands: Hands, question: Question) -> str:
    """Give the address of the sitting a question is before, if it is one of the GLM's; one begins if it must."""
    if question.about not in AT_GLM:
        return ""
    return f"/decisions/sittings/{question.sitting_id}" if question.sitting_id else begin_sitting(hands, question)


def ready(hands: Hands, question: Question, ruling: Ruling) -> str:
    """Bring a question to where only this ruling is missing; give the sitting it is before, if it is."""
    at = sitting_of(hands, question)
    question = hands.again(question)
    if ruling in YES:
        for seat in list(hands.lives.seats)[:2] if not at else ():
            hands.decide(seat, question, "position", answer="approve")
    elif at:
        hands.send("sam", f"{at}/questions/{question.id}/take-singly")
        for who in ("hana", "lena"):
            hands.decide(who, question, "position", **OBJECTION)
        hands.decide("sam", question, "fall")
    elif ruling is not Ruling.RETURN and question.status == QuestionStatus.OPEN:
        hands.decide("Donor", question, "position", **OBJECTION)
        hands.wait(timedelta(days=12))
    return at


def give(hands: Hands, question: Question, ruling: Ruling, at: str) -> int:
    """Give the ruling: by the last voice, by hand where a ruling was taken back, by acclamation, by the chair."""
    chair = "sam" if at else "carmen"
    if ruling not in YES:
        return hands.decide(chair, question, "rule", **says(ruling.value))
    if at:
        return hands.send("sam", f"{at}/acclaim")
    if not hands.again(question).reopened:
        return hands.decide("Donor", question, "position", answer="approve")
    hands.now += timedelta(days=4)
    return hands.decide(chair, question, "conclude", conditions="")


def take_back(hands: Hands, question: Question) -> int:
    """Take the ruling back."""
    return hands.decide("sam" if question.about in AT_GLM else "carmen", question, "take-back")


def rule_on(hands: Hands, question: Question | None, rulings: Iterable[Ruling], *, back: bool, again: bool) -> None:
    """Have a question decided as it should be; sometimes take that back at once, and sometimes decide it once more."""
    ruling = next((one for one in rulings if question and find(question.about, one)), None)
    if question is None or ruling is None:
        return
    at = ready(hands, question, ruling)
    if give(hands, question, ruling, at) == 303 and back and take_back(hands, question) == 303 and again:
        give(hands, question, ruling, at)
