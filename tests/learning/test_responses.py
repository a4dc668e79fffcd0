"""The response: who answers, what they may say, what it needs before it is published."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories
from tests.cast import Cast
from tests.groups import helping as groups
from tests.learning.helping import exercise, now, one, ones, told, turns
from wgtool.actions.models import ActionPoint
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock
from wgtool.kernel.db import Ref, db
from wgtool.kernel.refs import whole
from wgtool.learning.models import Answer, Exercise, Recommendation, Status
from wgtool.notifications.models import Mail

# The journey from a document to closure, the access matrix and the forms ask the same on PostgreSQL.
pytestmark = pytest.mark.one_engine

HERE = "/learning/LLE-2026-01"
WHY = {"reason": "means", "why": "Nobody is free before May."}


def rivermark(cast: Cast) -> Ref:
    """Give the organisation as a party, with a focal point who speaks for it."""
    _ = cast.hana
    return Ref("organisation", cast.rivermark.id)


def due(cast: Cast, **more: Any) -> Exercise:
    """Make an exercise of one recommendation that Rivermark Relief is to answer."""
    made = exercise(status=Status.DUE)
    one(made, party=rivermark(cast), **more)
    return made


def action(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"deliverable": "Post the timetable", "owner": f"organisation:{cast.rivermark.id}", "priority": "medium",
            "due": (clock.today() + timedelta(days=30)).isoformat(), "interval_days": 90, **more}  # fmt: skip


def points() -> list[ActionPoint]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(ActionPoint).order_by(ActionPoint.id)))


def test_buttons_say_what_is_true_once_it_is_answered(cast: Cast) -> None:
    """And an answer that is sent again as it stands is no change."""
    due(cast)

    def buttons() -> list[str]:
        found = re.findall(rf'href="{HERE}/r1/([a-z-]+)"[^>]*>([^<]+)<', cast.hana.get(f"{HERE}/r1").text)
        return [": ".join(each) for each in found]

    assert buttons()[:3] == ["accept: Accept it", "accept-in-part: Accept it in part", "reject: Reject it"]
    assert cast.hana.post(f"{HERE}/r1/accept", {"response": "We will"}).status_code == 303
    changed = ["accept: Change the response", "accept-in-part: Accept it in part only", "reject: Reject it after all"]
    assert buttons() == changed
    page = cast.hana.get(f"{HERE}/r1").text
    assert f'<option selected value="organisation:{cast.rivermark.id}">' in page, "who accepted is meant to do it"
    assert "Change the response" in cast.hana.get(f"{HERE}/r1/accept").text
    assert cast.hana.post(f"{HERE}/r1/accept", {"response": "We will"}).status_code == 409
    assert cast.hana.post(f"{HERE}/r1/accept", {"response": "We will, in May"}).status_code == 303
    assert cast.hana.post(f"{HERE}/r1/accept-in-part", {**WHY, "response": "Half of it"}).status_code == 303
    assert buttons()[:2] == ["accept: Accept it after all", "accept-in-part: Change the response"]
    assert told(ones()[0].ref, cast) == ["Answered"] * 3


def test_who_answers_is_named_for_many_in_one_step(cast: Cast) -> None:
    """All or none, a line of history for each that changes and none for the others; the guard is the button's."""
    made = exercise(status=Status.DUE, ones=4)
    party, page = rivermark(cast), f"{HERE}/parties"
    factories.change(
        Recommendation, Recommendation.number == 4, status=Answer.REJECTED, why="No", answered_at=clock.now()
    )
    assert f'href="{page}"' in cast.sam.get(HERE).text
    assert f'href="{page}"' not in cast.cora.get(HERE).text
    assert cast.cora.post(page, {"ones": ["1"], "party": str(party)}).status_code == 403
    shown = cast.sam.get(page).text
    assert re.findall(r'name="ones" value="(\d)" checked', shown) == ["1", "2", "3"], "what is answered is not offered"
    for wrong, code in (
        ({"ones": ["1", "4"]}, 422),
        ({"ones": ["1", "9"]}, 422),
        ({}, 409),
        ({"ones": ["1"], "party": "body:99"}, 422),
    ):
        assert cast.sam.post(page, {"party": str(party), **wrong}).status_code == code, wrong
    assert [one.party for one in ones()] == [None] * 4
    assert cast.sam.post(page, {"ones": ["1", "2"], "party": str(party)}).status_code == 303
    assert cast.sam.post(page, {"ones": ["1", "2", "3"], "party": str(party)}).status_code == 303
    assert [one.party for one in ones()] == [party, party, party, None]
    assert [told(one.ref, cast) for one in ones()] == [["PartyNamed"]] * 3 + [[]]
    assert [turns(one.ref) for one in ones()[:3]] == [[(f"focal:organisation:{party.id}", "answer")]] * 3
    many, alone = db.session.scalars(sa.select(Mail).where(Mail.address.startswith("hana")).order_by(Mail.id))
    assert many.subject == "It is your turn with 2 things"
    for each in ones()[:2]:
        assert (
            f"- Answer LLE-2026-01/R{each.number}, or say that it is not yours.\n  “{each.text}”\n  http" in many.body
        )
    assert (alone.subject[:31], f"“{ones()[2].text}”" in alone.body) == ("Your turn: Answer LLE-2026-01/R", True)
    assert cast.sam.post(page, {"ones": ["3"], "party": str(party)}).status_code == 303
    assert "Nothing was different" in cast.sam.get(HERE).text
    factories.change(Exercise, Exercise.id == made.id, status=Status.ANSWERED, answered_at=clock.now())
    assert f'href="{page}"' not in cast.sam.get(HERE).text
    assert "no recommendation for which" in cast.sam.get(page).text


def test_asking_locks_the_words_and_turns_to_the_parties(cast: Cast) -> None:
    made = exercise(status=Status.REPORTED, ones=2)
    party = rivermark(cast)
    assert cast.sam.post(f"{HERE}/r1/name-who-answers", {"party": str(party)}).status_code == 303
    assert cast.sam.post(f"{HERE}/ask-for-the-response", {"due": clock.today().isoformat()}).status_code == 303
    first, second = ones()
    assert turns(first.ref) == [(f"focal:organisation:{party.id}", "answer")]
    assert turns(second.ref) == [("support:world:", "unnamed")]
    assert turns(made.ref) == []
    answer = cast.cora.post(f"{HERE}/r1/edit", {"text": "Other words", "seen": first.version})
    assert answer.status_code == 409
    assert "Other words" in answer.text
    assert cast.cora.post(f"{HERE}/recommend", {"text": "One more"}).status_code == 409
    assert whole("Answer LLE-2026-01/R1") in cast.hana.get("/desk").text


@pytest.mark.parametrize(("name", "code"), [("guest", 401), ("omar", 403), ("lena", 403), ("cora", 403), ("hana", 303), ("sam", 303)])  # fmt: skip
@pytest.mark.parametrize("verb", ["accept", "accept-in-part", "reject"])
def test_who_answers(cast: Cast, name: str, code: int, verb: str) -> None:
    due(cast)
    assert getattr(cast, name).post(f"{HERE}/r1/{verb}", WHY).status_code == code
    assert (ones()[0].status != "pending") == (code == 303)


def test_a_partial_or_no_needs_a_reason_and_keeps_what_was_written(cast: Cast) -> None:
    due(cast)
    answer = cast.hana.post(f"{HERE}/r1/accept-in-part", {"response": "We share ours", "reason": "means"})
    assert answer.status_code == 422
    assert "We share ours" in answer.text
    assert ones()[0].text in answer.text
    assert cast.hana.post(f"{HERE}/r1/reject", {"why": "No", "reason": ""}).status_code == 422
    assert ones()[0].status == "pending"


def test_answers_stay_among_those_concerned_until_they_are_published(cast: Cast) -> None:
    made = due(cast)
    cast.hana.post(f"{HERE}/r1/accept", {"response": "Zebra crossing", "funding": "yes", "idle": "Quagga"})
    assert ones()[0].funding is True
    for name in ("guest", "lena", "omar"):
        for page in (HERE, f"{HERE}/r1", f"{HERE}/matrix.csv"):
            text = getattr(cast, name).get(page).text
            assert "Zebra" not in text, (name, page)
            assert "Quagga" not in text, (name, page)
            assert "was answered" not in text, (name, page)
    for name in ("hana", "sam", "cora"):
        assert "Zebra" in getattr(cast, name).get(f"{HERE}/r1").text, name
    cast.sam.post(f"{HERE}/publish-the-response", {"overall": "We thank the team."})
    assert now().status == "response published"
    for page in (HERE, f"{HERE}/r1", f"{HERE}/matrix.csv"):
        assert "Zebra" in cast.guest.get(page).text
    assert told(made.ref, cast) == ["Answered", "ResponsePublished"]


def test_passing_back_returns_it_to_the_support_team_with_the_reason(cast: Cast) -> None:
    due(cast)
    assert cast.lena.post(f"{HERE}/r1/pass-back", {"why": "No"}).status_code == 403
    assert cast.hana.post(f"{HERE}/r1/pass-back", {"why": "Customs is not ours."}).status_code == 303
    found = ones()[0]
    assert (found.party, found.party_name) == (None, "")
    assert turns(found.ref) == [("support:world:", "unnamed")]
    assert "Customs is not ours." in cast.sam.get(f"{HERE}/r1").text
    assert "Customs is not ours." not in cast.guest.get(f"{HERE}/r1").text
    assert cast.hana.post(f"{HERE}/r1/accept").status_code == 403


def test_only_its_group_can_be_asked_about_what_only_its_group_sees(cast: Cast) -> None:
    group = groups.group(cast, status=GroupStatus.ACTIVE)
    made = exercise(status=Status.DUE, ones=1, group_id=group.id, sight="group", audience=f"group:{group.id}")
    answer = cast.sam.post(f"{HERE}/r1/name-who-answers", {"party": str(rivermark(cast))})
    assert answer.status_code == 409
    assert "show the exercise to more people first" in answer.text
    assert cast.sam.post(f"{HERE}/r1/name-who-answers", {"party": f"group:{group.id}"}).status_code == 303
    assert cast.sam.post(f"{HERE}/r1/accept", {"response": "Yes"}).status_code == 303
    for owner, code in ((str(rivermark(cast)), 409), (f"group:{group.id}", 303)):
        told = {"deliverable": "Open the ferry", "owner": owner, "priority": "medium"}
        assert cast.sam.post(f"{HERE}/r1/act", told).status_code == code
    assert cast.guest.get(f"/learning/{made.number}").status_code == 404


def test_a_response_is_published_when_it_is_complete(cast: Cast) -> None:
    made = exercise(status=Status.DUE)
    party = rivermark(cast)
    for number in (1, 2, 3):
        one(made, number, party=party)
    publish = lambda: cast.sam.post(f"{HERE}/publish-the-response", {"overall": "Thanks"})  # noqa: E731
    answer = publish()
    assert answer.status_code == 409
    assert "3 recommendations have no answer yet: R1, R2, R3." in answer.text
    cast.hana.post(f"{HERE}/r1/accept", {"response": "Yes", "funding": "yes"})
    cast.hana.post(f"{HERE}/r2/reject", WHY)
    cast.hana.post(f"{HERE}/r3/accept-in-part", {**WHY, "idle": "It is done already."})
    assert "1 accepted recommendation needs an action point" in publish().text
    assert turns(ones()[0].ref) == [(f"focal:organisation:{party.id}", "act")]
    assert "Waiting for the answers to be complete" in cast.guest.get(HERE).text
    assert cast.hana.post(f"{HERE}/r1/act", action(cast)).status_code == 303
    assert points() == []
    assert "Post the timetable" not in cast.guest.get(f"{HERE}/r1").text
    assert turns(made.ref) == [("support:world:", "publish")]
    assert "open 1 action point" in cast.sam.get(f"{HERE}/publish-the-response").text
    assert publish().status_code == 303
    (point,) = points()
    assert (point.number, point.source_label, point.country) == ("AP-2026-0001", "LLE-2026-01/R1", "IQ")
    page = cast.guest.get(HERE).text
    assert "AP-2026-0001" in page
    assert "Money or people do not allow it" in page
    assert "It is done already." in page
    assert f"{HERE}/r1" in cast.guest.get("/actions/AP-2026-0001").text
    rows = list(csv.reader(cast.guest.get(f"{HERE}/matrix.csv").text.lstrip("\ufeff").splitlines()))
    point_told = f"AP-2026-0001 Post the timetable (Rivermark Relief, Not started, {point.due})"
    means, why = "Money or people do not allow it", WHY["why"]
    assert [row[5:] for row in rows[2:]] == [
        ["Accepted", "Yes", "", "", "Yes", "The party", point_told, ""],
        ["Rejected", "", means, why, "", "The party", "", ""],
        ["Partially accepted", "", means, why, "", "The party", "", "It is done already."],
    ]
    told_there = re.findall(r'<td data-l="Response">(.*?)</td>', page, re.S)
    assert ["Depends on funding" in one for one in told_there] == [True, False, False]
    assert ["<bdi>The party</bdi>" in one for one in told_there] == [True] * 3


def test_an_action_point_whose_day_went_by_is_named_before_publishing(cast: Cast) -> None:
    due(cast, status=Answer.ACCEPTED)
    cast.hana.post(f"{HERE}/r1/act", action(cast, due=clock.today().isoformat()))
    with clock.at(clock.now() + timedelta(days=2)):
        answer = cast.sam.post(f"{HERE}/publish-the-response", {"overall": "Thanks"})
    assert answer.status_code == 409
    assert "The day of an action point is over already: R1." in answer.text
    assert points() == []


def test_an_intended_action_point_is_taken_out_again_and_not_doubled(cast: Cast) -> None:
    due(cast, status=Answer.ACCEPTED)
    cast.hana.post(f"{HERE}/r1/act", action(cast))
    assert cast.hana.post(f"{HERE}/r1/act", action(cast)).status_code == 409
    assert cast.hana.post(f"{HERE}/r1/reject", WHY).status_code == 409
    assert cast.lena.post(f"{HERE}/r1/meant/1/take-out").status_code == 403
    assert cast.hana.post(f"{HERE}/r1/meant/1/take-out").status_code == 303
    assert cast.hana.post(f"{HERE}/r1/meant/1/take-out").status_code == 409
    assert [x for x in told(ones()[0].ref, cast) if "A" not in x] == ["Intended", "DoneWithout"]


def test_after_publication_an_action_point_opens_at_once(cast: Cast) -> None:
    made = exercise(status=Status.ANSWERED)
    one(made, status=Answer.ACCEPTED, party=rivermark(cast))
    assert cast.hana.post(f"{HERE}/r1/act", action(cast)).status_code == 303
    assert [point.source_label for point in points()] == ["LLE-2026-01/R1"]
    assert cast.sam.post(f"{HERE}/follow-up").status_code == 409
    assert cast.hana.post(f"{HERE}/r1/accept").status_code == 409


def test_when_all_is_over_it_is_followed_up_and_closed(cast: Cast) -> None:
    made = exercise(status=Status.ANSWERED)
    one(made, status=Answer.ACCEPTED, party=rivermark(cast))
    cast.hana.post(f"{HERE}/r1/act", action(cast))
    assert turns(made.ref) == []
    cast.sam.post("/actions/AP-2026-0001/not-applicable", {"why": "The ferry is gone."})
    assert turns(made.ref) == [("support:world:", "follow")]
    assert cast.sam.post(f"{HERE}/follow-up").status_code == 303
    assert cast.sam.post(f"{HERE}/close").status_code == 303
    assert now().status == "closed"


def test_moving_the_day_needs_a_reason_and_keeps_the_old_one_in_history(cast: Cast) -> None:
    made = due(cast)
    later = clock.today() + timedelta(days=40)
    assert cast.sam.post(f"{HERE}/move-the-due-day", {"due": later.isoformat()}).status_code == 422
    assert cast.hana.post(f"{HERE}/move-the-due-day", {"due": later.isoformat(), "why": "Eid"}).status_code == 403
    assert cast.sam.post(f"{HERE}/move-the-due-day", {"due": later.isoformat(), "why": "Eid"}).status_code == 303
    assert now().response_due == later
    assert told(made.ref, cast) == ["DueMoved"]
