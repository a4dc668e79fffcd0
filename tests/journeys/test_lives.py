"""The part of the Iraq story that is about groups, and a dissolution with twelve open things, by requests."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests import factories
from tests.cast import Cast, Someone
from tests.groups.helping import add, found, proposal
from tests.journeys.lives import BAGHDAD, ERBIL, SOON, Lives, done
from tests.support.agreement import begin, disagreements
from wgtool.decisions.models import Condition
from wgtool.documents.outlines import CLOSING
from wgtool.groups.models import Role, Standing
from wgtool.kernel import clock, holdings
from wgtool.kernel.db import db
from wgtool.notifications.models import Mail
from wgtool.signups.models import SignUp

SECRET = "The road behind the depot"


@pytest.fixture
def lives(cast: Cast) -> Lives:
    return Lives(cast)


def test_paused_for_security_and_resumed(lives: Lives) -> None:
    cast, today = lives.cast, clock.today()
    ends, review = today + timedelta(days=3), today + timedelta(days=10)
    kept = factories.signup("3.2.1.2", cast.rivermark, country="IQ", ends_on=ends)
    lives.step(cast.hana, BAGHDAD, "pause-for-security", review_by=review.isoformat(), note=SECRET)
    assert (found(BAGHDAD).status, lives.told(BAGHDAD)[-1]) == ("paused", "Paused")
    page = cast.guest.get(f"/groups/{BAGHDAD}").text
    assert "Paused</span>: Security" in page
    assert "suspended" in page
    inside, waits = cast.hana.get(f"/groups/{BAGHDAD}").text, cast.hana.get("/desk").text
    assert ("look at the pause again" in waits, "Paused: waiting" in waits) == (True, False), "a pause waits once"
    for someone in (cast.guest, cast.kofi, cast.olga):
        read = someone.get(f"/groups/{BAGHDAD}").text + someone.get(f"/groups/{BAGHDAD}/history").text
        assert SECRET not in read
        assert day_of(review, inside) not in read
    assert SECRET in inside
    assert lives.turns(cast.ines) == [f"{BAGHDAD} is paused. Look at it by the day named: resume it, or go on pausing."]
    lives.due(ends + timedelta(days=2))
    assert status_of(kept) == "confirmed"
    assert "suspended" in cast.guest.get(f"/signups/{kept.id}").text
    lives.due(review + timedelta(days=1))
    past = f"The day to look at the pause of {BAGHDAD} is past: resume it, or go on pausing."
    assert lives.turns(cast.ines) == [past]
    with clock.at(clock.now() + timedelta(days=30)):
        checklist = cast.ines.get(f"/groups/{BAGHDAD}/resume").text
        assert "last day of Rivermark Relief on 3.2.1.2" in checklist
        assert "review of Terms of reference v1" in checklist
        later = clock.today() + timedelta(days=60)
        lives.step(cast.ines, BAGHDAD, "resume", **{f"date-signup-{kept.id}": later.isoformat()})
        assert found(BAGHDAD).status == "active"
        assert (status_of(kept), db.session.get_one(SignUp, kept.id).ends_on) == ("confirmed", later)
        assert lives.lines(cast.ines) == []
        lives.due(later + timedelta(days=1))
        assert status_of(kept) == "lapsed"


def day_of(day: object, page: str) -> str:
    """Give a day as a page of English shows it, having seen that it does."""
    shown = f">{day:%-d %b %Y}<"
    assert shown in page
    return shown


def status_of(kept: SignUp) -> str:
    db.session.rollback()
    return db.session.get_one(SignUp, kept.id).status.value


@pytest.mark.one_engine
def test_asked_to_pause(lives: Lives) -> None:
    cast = lives.cast
    asked = {"code": "funding", "review_by": SOON, "note": SECRET}
    assert '<option selected value="">' in cast.hana.get(f"/groups/{BAGHDAD}/ask-to-pause").text
    unsaid = cast.hana.post(f"/groups/{BAGHDAD}/ask-to-pause", {**asked, "code": ""})
    assert (unsaid.status_code, "Choose one." in unsaid.text) == (422, True)
    lives.step(cast.hana, BAGHDAD, "ask-to-pause", **asked)
    assert found(BAGHDAD).status == "active"
    assert lives.turns(cast.ines) == [f"The leads of {BAGHDAD} ask to pause it. Pause it, or say why not."]
    assert "Its leads ask to pause it" not in cast.guest.get(f"/groups/{BAGHDAD}").text
    assert cast.hana.post(f"/groups/{BAGHDAD}/ask-to-pause", asked).status_code == 409
    lives.step(cast.ines, BAGHDAD, "keep-active", why="The money came.")
    assert lives.turns(cast.ines) == []
    lives.step(cast.hana, BAGHDAD, "ask-to-pause", **asked)
    assert SECRET in cast.ines.get(f"/groups/{BAGHDAD}/pause").text
    lives.step(cast.ines, BAGHDAD, "pause", **asked)
    assert lives.told(BAGHDAD)[-3:] == ["PauseDropped", "PauseAsked", "Paused"]
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    assert cast.ines.post(f"/groups/{BAGHDAD}/set-another-review", {"review_by": yesterday}).status_code == 409


@pytest.mark.one_engine
def test_replicated_without_people_or_dates(lives: Lives) -> None:
    cast = lives.cast
    page = cast.omar.get(f"/groups/{ERBIL}/replicate").text
    assert found(ERBIL).problem[:20] in page
    assert "Lena" not in page
    told = proposal(name="Mosul logistics", code="LWG-MSL", type="national", country="IQ", numbers="3.2.1.2",
                    cross_cutting="", secretariat="hana-aziz@example.org", lead="me")  # fmt: skip
    done(cast.omar.post(f"/groups/{ERBIL}/replicate", told))
    copy = found("LWG-MSL")
    assert [m.person_id for m in copy.memberships if m.person_id == cast.lena.person] == []
    hana = next(m for m in copy.memberships if m.person_id == cast.hana.person)
    done(cast.hana.post(f"/groups/LWG-MSL/members/{hana.id}/accept"))
    lives.step(cast.sam, "LWG-MSL", "take-up", person=str(lives.seats["UN"].person))
    with cast.app.test_request_context():
        from wgtool.documents import queries as texts

        said = texts.texts(lives.version("LWG-MSL"))
    assert said["purpose"] == "All about purpose, by …."
    assert (said["membership"], said["duration"], said["resources"]) == ("", "", "")
    for code, words in (("LWG-MSL", "Copied from"), (ERBIL, "Copied for another place as")):
        assert words in cast.guest.get(f"/groups/{code}").text


def merger(lives: Lives) -> Someone:
    """Have Baghdad ask to merge into Erbil, with somebody asking to join it, and put that to the SAG."""
    cast = lives.cast
    done(cast.kofi.post(f"/groups/{BAGHDAD}/join", {"role": "member", "reason": "We are there."}))
    lives.step(cast.hana, BAGHDAD, "ask-to-merge", into=str(lives.erbil.id))
    want = f"{BAGHDAD} asks to merge into {ERBIL}: put it to the SAG with new terms, or say no."
    assert want in lives.turns(cast.lena)
    asked = f"Waiting for the leads of {ERBIL} to answer {BAGHDAD}, which asks to merge into it."
    assert asked in cast.hana.get(f"/groups/{BAGHDAD}").text
    assert cast.lena.post(f"/groups/{ERBIL}/submit-the-merger").status_code == 409
    lives.step(cast.lena, ERBIL, "terms/revise")
    asking = cast.lena.get(f"/groups/{ERBIL}/ask-to-merge").text
    assert "No other group can take it in now" in asking, "it is not offered the group that asks to merge into it"
    assert "settled before the SAG can be asked: a draft, Terms of reference v2" in asking
    lives.step(cast.hana, BAGHDAD, "terms/revise")  # by mistake: it would stand against the merger
    assert cast.lena.post(f"/groups/{ERBIL}/submit-the-merger").status_code == 409
    assert "terms/give-up" in cast.hana.get(f"/groups/{BAGHDAD}/terms").text
    lives.step(cast.hana, BAGHDAD, "terms/give-up", why="Erbil writes them.")
    assert cast.hana.post(f"/groups/{BAGHDAD}/terms/give-up", {"why": "Again."}).status_code == 409
    lives.step(cast.lena, ERBIL, "submit-the-merger")
    assert lives.question.about == "merge"
    return cast.lena


def told_of_the_end(person: Someone) -> Sequence[Mail]:
    db.session.rollback()
    mine = (Mail.person_id == person.person, Mail.subject == f"{BAGHDAD} merged into {ERBIL}")
    return db.session.scalars(sa.select(Mail).where(*mine)).all()


def test_merged_by_a_ruling_and_that_taken_back(lives: Lives) -> None:
    cast = lives.cast
    for code in (BAGHDAD, ERBIL):
        done(cast.omar.post(f"/groups/{code}/join", {"role": "member", "reason": f"We are near {code}."}))
    merger(lives)
    assert waits(BAGHDAD) == {cast.omar.person: f"We are near {BAGHDAD}.", cast.kofi.person: "We are there."}
    number = lives.question.number
    for who in (cast.guest, cast.hana, lives.seats["UN"]):
        assert [decided(who, code) for code in (BAGHDAD, ERBIL)] == [[number], [number]]
    page = lives.seats["UN"].get(f"/decisions/{number}").text
    assert f"merge {BAGHDAD} into {ERBIL}; its page and its story stay readable" in page
    assert f'href="/groups/{BAGHDAD}"' in page
    assert f'href="/groups/{ERBIL}/terms"' in page
    assert cast.hana.post(f"/groups/{BAGHDAD}/terms/revise").status_code == 409
    lives.vote()
    assert (found(BAGHDAD).status, found(ERBIL).status) == ("merged", "active")
    assert lives.versions(ERBIL) == {"v2": "endorsed", "v1": "superseded"}
    assert waits(BAGHDAD) == {}
    assert waits(ERBIL) == {cast.omar.person: f"We are near {ERBIL}.", cast.kofi.person: "We are there."}
    assert f"they are in {ERBIL}, or asked to be, and that stands" in second(lives)
    for code, words in ((BAGHDAD, "Merged into"), (ERBIL, "Took in")):
        shown = cast.guest.get(f"/groups/{code}").text
        assert words in shown
        assert '<svg class="chart"' in shown
        assert "Hana" not in shown
    assert lives.turns(cast.hana) == []
    assert [mail.cancelled_at for mail in told_of_the_end(cast.hana)] == [None]
    done(lives.carmen.post(f"/decisions/{number}/take-back"))
    assert None not in [mail.cancelled_at for mail in told_of_the_end(cast.hana)]
    assert (found(BAGHDAD).status, lives.versions(ERBIL)) == ("active", {"v2": "submitted", "v1": "endorsed"})
    assert waits(BAGHDAD) == {cast.omar.person: f"We are near {BAGHDAD}.", cast.kofi.person: "We are there."}
    assert waits(ERBIL) == {cast.omar.person: f"We are near {ERBIL}."}
    assert "waits for an answer as before: the merger was taken back" in second(lives)
    assert "Took in" not in cast.guest.get(f"/groups/{ERBIL}").text
    lives.step(cast.ines, BAGHDAD, "pause", code="security", review_by=SOON)
    assert "Waiting for the SAG to decide on its merger" in cast.guest.get(f"/groups/{BAGHDAD}").text


def decided(who: Someone, code: str) -> list[str]:
    """Give the numbers under "Decisions about it" on a group's page, as somebody reads it."""
    page = who.get(f"/groups/{code}").text
    return re.findall(r'href="/decisions/([^"]*)"', page.partition('id="h-decisions"')[2].partition("</ul>")[0])


def waits(code: str) -> dict[int | None, str]:
    """Give who waits to be let in, and what they wrote."""
    return {m.person_id: m.note for m in found(code).memberships if m.standing == Standing.ASKED and not m.answered_at}


def second(lives: Lives) -> str:
    """Give the story of Baghdad as somebody reads it who asked to join both."""
    return html.unescape(lives.cast.omar.get(f"/groups/{BAGHDAD}/history").text)


@pytest.mark.one_engine
def test_a_merger_refused_or_withdrawn(lives: Lives) -> None:
    cast = lives.cast
    merger(lives)
    done(cast.lena.post(f"/decisions/{lives.question.number}/withdraw", {"why": "Not yet."}))
    assert lives.versions(ERBIL) == {"v2": "draft", "v1": "endorsed"}
    assert decided(cast.guest, BAGHDAD) == [], "taken off the table, and asked anew by another"
    lives.step(cast.lena, ERBIL, "submit-the-merger")
    lives.due(clock.today() + timedelta(days=11))
    number = lives.question.number
    no = {"answer": "no", "reason": "Two groups serve better."}
    done(lives.carmen.post(f"/decisions/{number}/rule", no))
    assert (found(BAGHDAD).status, lives.versions(ERBIL)["v2"]) == ("active", "declined")
    assert decided(cast.guest, BAGHDAD) == [number]
    done(lives.carmen.post(f"/decisions/{number}/take-back"))
    assert lives.versions(ERBIL)["v2"] == "submitted"
    done(lives.carmen.post(f"/decisions/{number}/rule", no))
    assert "Say no" not in cast.lena.get(f"/groups/{ERBIL}").text
    lives.step(cast.hana, BAGHDAD, "ask-to-merge", into=str(lives.erbil.id))
    which = str(found(ERBIL).askers[0].id)
    lives.step(cast.lena, ERBIL, "decline-the-merger", merger=which, why="No.")
    assert found(BAGHDAD).mergers == []


def crowd(lives: Lives) -> None:
    """Put twelve open things under Erbil: ten who ask or are invited, a draft and a question."""
    cast, made = lives.cast, lives.erbil
    for n in range(5):
        asking = cast._play(factories.person(f"Asker {n}", at=cast.lantern))
        add(made, asking, Role.MEMBER, Standing.ASKED)
        add(made, cast._play(factories.person(f"Guest {n}", at=cast.rivermark)), Role.MEMBER, Standing.INVITED)
    lives.step(cast.lena, ERBIL, "terms/revise")
    lives.step(cast.lena, ERBIL, "terms/submit")


def test_dissolved_once_nothing_is_open(lives: Lives) -> None:
    cast = lives.cast
    crowd(lives)
    lives.step(lives.carmen, ERBIL, "start-closing", code="completed", by="SAG", why="The work is done.")
    assert found(ERBIL).status == "closing"
    assert cast.kofi.post(f"/groups/{ERBIL}/join", {"role": "member", "reason": "Late."}).status_code == 409
    lives.write(cast.lena, ERBIL)
    here = f"/groups/{ERBIL}/open"
    left = open_things(lives)
    assert len(left) == 11  # the question holds the draft until it is withdrawn
    for page in (f"/groups/{ERBIL}", f"/groups/{ERBIL}/closing"):
        assert "11 things are still open under it" in cast.lena.get(page).text
    assert cast.lena.post(f"/groups/{ERBIL}/submit-the-closing-report").status_code == 409
    assert cast.guest.get(here).status_code == 401
    assert cast.kofi.post(here, {"row": left[0], "why": "No."}).status_code == 403
    assert cast.lena.post(here, {"row": left[0], "why": ""}).status_code == 409
    moved = next(row for row in left if row.startswith("membership"))
    done(cast.lena.post(here, {"row": moved, "to": str(lives.baghdad.id)}))
    assert len([m for m in found(BAGHDAD).memberships if m.standing == Standing.ASKED]) == 1
    while left := open_things(lives):
        done(cast.lena.post(here, {"row": left[0], "why": "The group closes."}))
    assert lives.versions(ERBIL) == {"v2": "declined", "v1": "endorsed"}
    done(cast.lena.post(here, {"row": moved, "why": "Again."}))  # settled already: nothing happens
    assert lives.turns(cast.lena) == [f"The closing report of {ERBIL} is complete. Submit it to the SAG."]
    lives.step(cast.lena, ERBIL, "submit-the-closing-report")
    lives.vote()
    assert (found(ERBIL).status, lives.versions(ERBIL, CLOSING)) == ("dissolved", {"v1": "endorsed"})
    report = cast.guest.get(f"/groups/{ERBIL}/closing").text
    assert "What there is to say of achieved." in report
    assert "endorsed by the SAG" in report, "a closing report says who stands behind it, as every product does"
    number = lives.question.number
    done(lives.carmen.post(f"/decisions/{number}/take-back"))
    assert (found(ERBIL).status, lives.versions(ERBIL, CLOSING)) == ("closing", {"v1": "submitted"})


def open_things(lives: Lives) -> list[str]:
    with lives.cast.app.test_request_context():
        db.session.rollback()
        return [str(held.ref) for held in holdings.open(lives.erbil.ref)]


@pytest.mark.one_engine
def test_not_dissolved_then_reopened_and_succeeded(lives: Lives) -> None:
    cast = lives.cast
    lives.step(lives.carmen, ERBIL, "start-closing", code="not relevant", by="GLM", why="Agreed in Geneva.")
    lives.write(cast.lena, ERBIL)
    lives.step(cast.lena, ERBIL, "submit-the-closing-report")
    before = lives.carmen.get(f"/groups/{ERBIL}").text
    assert ("Waiting for the SAG to decide on" in before, "Waiting for seat" in before) == (True, False)
    lives.due(clock.today() + timedelta(days=11))
    number = lives.question.number
    done(lives.carmen.post(f"/decisions/{number}/rule", {"answer": "no", "reason": "Say who keeps the map.\nDate it."}))
    assert (found(ERBIL).status, lives.versions(ERBIL, CLOSING)) == ("closing", {"v1": "draft"})
    returned = cast.lena.get(f"/groups/{ERBIL}/closing").text
    assert "The SAG returned the closing report" in returned
    assert "Date it." in returned
    for n in (1, 2):
        assert "Work through its checklist" in cast.lena.get("/desk").text
        done(cast.lena.post(f"/groups/{ERBIL}/closing/checklist/{n}", {"done": "1"}))
    assert "is complete. Submit it to the SAG" in cast.lena.get("/desk").text
    lives.step(cast.lena, ERBIL, "submit-the-closing-report")
    lives.step(lives.carmen, ERBIL, "reopen", by="SAG", why="Fighting is back.")
    assert (found(ERBIL).status, lives.question.status) == ("active", "withdrawn")
    assert lives.told(ERBIL)[-5:] == ["ClosingBegan", "ReportSubmitted", "NotDissolved", "ReportSubmitted", "Reopened"]
    lives.step(lives.carmen, ERBIL, "start-closing", code="completed", by="SAG", why="Now it is.")
    lives.step(cast.lena, ERBIL, "submit-the-closing-report")
    lives.vote()
    told = proposal(name="Erbil again", code="LWG-EB2", type="national", country="IQ", numbers="3.2.1.2",
                    cross_cutting="", secretariat="hana-aziz@example.org", lead="me")  # fmt: skip
    done(cast.omar.post(f"/groups/{ERBIL}/replicate", told))
    assert "Successor of" in cast.guest.get("/groups/LWG-EB2").text
    assert "Succeeded by" in cast.guest.get(f"/groups/{ERBIL}").text


def owing(lives: Lives) -> tuple[str, Condition]:
    """Have the SAG endorse new terms of Erbil on a condition that Erbil owes; give the decision's page and the condition."""
    lives.step(lives.cast.lena, ERBIL, "terms/revise")
    lives.step(lives.cast.lena, ERBIL, "terms/submit")
    lives.vote()
    at = f"/decisions/{lives.question.number}"
    due = (clock.today() + timedelta(days=3)).isoformat()
    asked = {"text": "Publish the map.", "owner": str(lives.erbil.ref), "person": "", "due": due}
    done(lives.carmen.post(f"{at}/conditions", asked))
    return at, lives.question.terms[0]


@pytest.mark.one_engine
def test_what_a_ruling_asks_of_a_group_stands_still_goes_along_and_keeps_it_from_its_end(lives: Lives) -> None:
    cast = lives.cast
    (at, owed), before = owing(lives), begin()
    said = f"Meet condition 1 of {at[11:]}%s: “Publish the map”."
    assert said % f" by {clock.today() + timedelta(days=3):%-d %b %Y}" in lives.turns(cast.lena)
    lives.step(cast.lena, ERBIL, "pause-for-security", review_by=SOON)
    assert said % "" in lives.turns(cast.lena)
    with clock.at(clock.now() + timedelta(days=5)):
        assert ("suspended" in cast.guest.get(at).text, "Overdue" in cast.guest.get(at).text) == (True, False)
        assert f"condition 1 of {at[11:]}: Publish the map." in cast.ines.get(f"/groups/{ERBIL}/resume").text
        lives.step(cast.ines, ERBIL, "resume", **{f"date-condition-{owed.id}": SOON})
    assert lives.question.terms[0].due == date.fromisoformat(SOON)
    lives.step(cast.lena, ERBIL, "ask-to-merge", into=str(lives.baghdad.id))
    lives.step(cast.hana, BAGHDAD, "terms/revise")
    lives.step(cast.hana, BAGHDAD, "submit-the-merger")
    merger = f"/decisions/{lives.question.number}"
    lives.vote()
    assert "Baghdad logistics" in cast.guest.get(at).text.partition("Publish the map.")[2].partition("</tr>")[0]
    assert any("Publish the map" in turn for turn in lives.turns(cast.hana))
    done(lives.carmen.post(f"{merger}/take-back"))
    assert "The group concerned" in cast.guest.get(at).text
    assert not any("Publish the map" in turn for turn in lives.turns(cast.hana))
    done(cast.hana.post(f"{merger}/withdraw", {"why": "Not now."}))
    lives.step(cast.lena, ERBIL, "take-the-merger-back", why="Not now.")
    left = [said for said in disagreements(before) if not said.startswith("text ")]  # copies of sections have no line
    assert left == []
    dissolved_with_it(lives, at, owed)


def dissolved_with_it(lives: Lives, at: str, owed: Condition) -> None:
    """Nothing new is asked of a group that closes, and what is still owed is settled first, or goes with its end."""
    cast, here, sag = lives.cast, f"/groups/{ERBIL}/open", lives.carmen
    lives.step(sag, ERBIL, "start-closing", code="completed", by="SAG", why="The work is done.")
    asked = {"text": "One more.", "owner": str(lives.erbil.ref), "person": "", "due": ""}
    refused = sag.post(f"{at}/conditions", asked)
    assert (refused.status_code, "nothing new begins under it" in refused.text) == (409, True)
    lives.write(cast.lena, ERBIL)
    assert open_things(lives) == [str(owed.ref)]
    assert f"{at}#condition-{owed.id}" in cast.lena.get(here).text
    done(cast.lena.post(here, {"row": str(owed.ref), "why": "Nobody needs it."}))
    again = sag.post(f"{at}/conditions/{owed.id}/reopen", {"how": "We do."})
    assert (again.status_code, "nothing new begins under it" in again.text) == (409, True)
    lives.step(cast.lena, ERBIL, "submit-the-closing-report")
    factories.change(Condition, Condition.id == owed.id, status="open")  # as if it had come in the same moment
    lives.vote()
    assert (found(ERBIL).status, stands(owed)) == ("dissolved", ("dropped", "The group was dissolved."))
    done(sag.post(f"/decisions/{lives.question.number}/take-back"))
    assert (found(ERBIL).status, stands(owed)) == ("closing", ("open", ""))


def stands(owed: Condition) -> tuple[str, str]:
    db.session.rollback()
    now = db.session.get_one(Condition, sa.inspect(owed).identity[0])
    return now.status.value, now.settled_how
