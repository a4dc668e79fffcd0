"""Products of a group: agreed on in the group, published, endorsed by the SAG and by the GLM, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.cast import Cast
from tests.groups.helping import add, found
from tests.groups.planning import done
from tests.journeys.lives import ERBIL, Lives
from tests.journeys.walking import Walk
from tests.support.agreement import begin, disagreements
from tests.support.crowd import Together, form
from wgtool.decisions import operations as decisions
from wgtool.decisions.models import Question
from wgtool.documents import queries as texts
from wgtool.documents.models import Version
from wgtool.groups.models import Role
from wgtool.history.models import Line
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing

if TYPE_CHECKING:
    from tests.support.browser import NewPage

LIST, TEXT = f"/groups/{ERBIL}/products", f"/groups/{ERBIL}/products/guidance-1"
WORDS = "Call the checkpoint a day before"
GONE = {False: (303, f"{TEXT}/text"), True: (204, f"{TEXT}/text")}


def public() -> list[tuple[str, str | None]]:
    """Give what everybody may read of the product, with who stands behind it."""
    db.session.rollback()
    shown = texts.versions(found(ERBIL).ref, "guidance-1", seen_by=Actor.guest())
    return [(v.label, v.level and v.level.value) for v in shown]


@pytest.fixture
def lives(cast: Cast) -> Lives:
    return Lives(cast)


def written(lives: Lives) -> None:
    """Have Lena's group begin guidance and write its mandatory sections."""
    lena = lives.cast.lena
    done(lena.post(f"{LIST}/begin", {"kind": "guidance", "title": "Passing a checkpoint"}))
    for key in ("whom", "guidance"):
        done(lena.post(f"{TEXT}/text/edit/{key}", {"text": f"{WORDS}.", "seen": "0", "label": "v1"}))


def raised() -> int:
    """Count how often the GLM is told to have endorsed a text."""
    return db.session.query(Line).filter_by(event="documents.LevelRaised").count()


def now() -> Version:
    db.session.rollback()
    newest = texts.versions(found(ERBIL).ref, "guidance-1", seen_by=Actor.tool())[0]
    return newest


def test_agreed_published_endorsed_and_taken_back(lives: Lives) -> None:
    cast = lives.cast
    assert cast.lena.post(f"{LIST}/begin", {"kind": "terms", "title": "X"}).status_code == 422
    done(cast.lena.post(f"{LIST}/begin", {"kind": "guidance", "title": "Empty"}))
    assert cast.lena.post(f"{TEXT}/agree").status_code == 409
    written_again = f"/groups/{ERBIL}/products/guidance-2"
    done(cast.lena.post(f"{LIST}/begin", {"kind": "guidance", "title": "Passing a checkpoint"}))
    assert cast.lena.get(f"{written_again}/text").status_code == 200
    for key in ("whom", "guidance"):
        done(cast.lena.post(f"{TEXT}/text/edit/{key}", {"text": f"{WORDS}.", "seen": "0", "label": "v1"}))
    assert cast.guest.get(f"{TEXT}/text").status_code == 404
    assert cast.omar.post(f"{TEXT}/agree").status_code in {403, 404}
    done(cast.lena.post(f"{TEXT}/agree"))
    assert (now().level, now().sight) == ("group agreed", "group")
    assert cast.guest.get(f"{TEXT}/text").status_code == 404
    assert "agreed in the group" in cast.lena.get(LIST).text
    done(cast.lena.post(f"{TEXT}/put"))
    assert cast.lena.post(f"{TEXT}/put").status_code == 409
    question: Question = lives.question
    assert (question.about, WORDS in question.text) == ("product endorsement", True)
    assert "show the text as endorsed by the SAG" in lives.seats["UN"].get(f"/decisions/{question.number}").text
    lives.vote()
    assert (now().level, now().sight) == ("SAG endorsed", "public")
    assert WORDS in cast.guest.get(f"{TEXT}/text").text
    done(lives.carmen.post(f"/decisions/{question.number}/take-back"))
    assert (now().level, now().sight) == ("group agreed", "group")
    assert cast.guest.get(f"{TEXT}/text").status_code == 404


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.one_engine
def test_returned_mended_and_endorsed(lives: Lives, begun: bool) -> None:
    """The checklist of the SAG goes to the next version, which its group may have begun already; taken back, it goes."""
    cast = lives.cast
    written(lives)
    for step in ("agree", "put", *["revise"] * begun):
        done(cast.lena.post(f"{TEXT}/{step}"))
    at = f"/decisions/{lives.question.number}"
    assert "begin the next version with the checklist" in lives.carmen.get(at).text
    back = {"answer": "return", "checklist": "Say who calls.\nSay when."}
    done(lives.carmen.post(f"{at}/rule", back))
    assert "2 points of its checklist are open" in cast.lena.get(LIST).text
    done(lives.carmen.post(f"{at}/take-back"))
    assert (now().label, now().status) == (("v2", "draft") if begun else ("v2", "declined"))
    assert "points of its checklist" not in cast.lena.get(LIST).text
    assert not any("checklist" in line for line in lives.turns(cast.lena))
    done(lives.carmen.post(f"{at}/rule", back))
    draft = now().label
    turn = f"The SAG returned “Passing a checkpoint” of {ERBIL}. Work through its checklist, agree on {draft}, and ask again."
    assert turn in lives.turns(cast.lena)
    assert turn in cast.lena.get("/desk").text
    assert "Say who calls." in cast.lena.get(f"{TEXT}/text").text
    for number in (1, 2):
        done(cast.lena.post(f"{TEXT}/text/checklist/{number}", {"done": "1"}))
    assert turn not in lives.turns(cast.lena)
    assert lives.carmen.post(f"{at}/take-back").status_code == 409
    for step in ("agree", "put"):
        done(cast.lena.post(f"{TEXT}/{step}"))
    lives.vote()
    assert (now().status, now().level) == ("endorsed", "SAG endorsed")


@pytest.mark.one_engine
def test_what_the_sag_asked_for_stays_its_own_when_it_endorses_the_text_after_all(lives: Lives) -> None:
    cast = lives.cast
    written(lives)
    for step in ("agree", "put"):
        done(cast.lena.post(f"{TEXT}/{step}"))
    at = f"/decisions/{lives.question.number}"
    done(lives.carmen.post(f"{at}/rule", {"answer": "return", "checklist": "Say who calls."}))
    done(cast.lena.post(f"{TEXT}/put"))
    lives.vote()
    assert texts.versions(found(ERBIL).ref, "guidance-1", seen_by=Actor.tool())[1].level == "SAG endorsed"
    assert any(line.startswith("The SAG returned “Passing a checkpoint”") for line in lives.turns(cast.lena))


def test_the_glm_returns_a_product_with_a_checklist_and_endorses_it_at_the_next_sitting(
    lives: Lives, together: Together
) -> None:
    """On both engines, as points of checklists come and go; in the end two write its acclamation down at once."""
    cast, before = lives.cast, begin()
    with writing():
        decisions.ensure_bodies(Actor.tool())
    written(lives)
    for step in ("agree", "put"):
        done(cast.lena.post(f"{TEXT}/{step}"))
    lives.vote()
    done(cast.lena.post(f"{TEXT}/put"))
    asked = lives.question
    assert (asked.about, asked.body.code) == ("GLM endorsement", "GLM")
    decision = at_the_glm(lives, asked.id)
    back = {"answer": "return", "checklist": "Say who pays."}
    assert cast.sam.post(f"{decision}/rule", back).status_code == 422, "the meeting answers first"
    assert "Return it with a checklist" not in cast.sam.get(decision).text
    for who in (cast.hana, cast.lena):
        done(who.post(f"{decision}/position", {"answer": "objection", "reason": "Who pays?", "remedy": "Say it."}))
    done(cast.sam.post(f"{decision}/fall"))
    assert "begin the next version with the checklist" in cast.sam.get(decision).text
    assert cast.sam.post(f"{decision}/rule", {"answer": "return"}).status_code == 409
    turn = f"The GLM returned “Passing a checkpoint” of {ERBIL}. Work through its checklist, agree on %s, and ask the SAG, then the GLM again."
    for label in ("v2", "v3"):
        done(cast.sam.post(f"{decision}/rule", back))
        assert (now().label, turn % label in lives.turns(cast.lena)) == (label, True)
        if label == "v2":
            done(cast.sam.post(f"{decision}/take-back"))
            assert not any("checklist" in line for line in lives.turns(cast.lena))
    assert "Say who pays." in cast.lena.get(f"{TEXT}/text").text
    done(cast.lena.post(f"{TEXT}/text/checklist/1", {"done": "1"}))
    for step in ("agree", "put"):
        done(cast.lena.post(f"{TEXT}/{step}"))
    lives.vote()
    done(cast.lena.post(f"{TEXT}/put"))
    assert cast.lena.post(f"{TEXT}/revise").status_code == 303
    assert cast.lena.post(f"{TEXT}/agree").status_code == 409
    decision = at_the_glm(lives, lives.question.id)
    assert "show the text as endorsed by the GLM" in cast.sam.get(decision).text
    assert public()[0] == ("v3", "SAG endorsed")
    url = f"/decisions/sittings/{lives.question.sitting_id}/acclaim"
    heard = together([form(cast.sam, url)], [form(cast.sam, url)])
    assert sorted(one.code for (one,) in heard) == [303, 409]
    assert (public()[0], raised()) == (("v3", "GLM endorsed"), 1)
    assert disagreements(before) == []
    assert "endorsed by the GLM" in cast.guest.get(LIST).text
    done(cast.sam.post(f"{decision}/take-back"))
    assert public()[0] == ("v3", "SAG endorsed")


def at_the_glm(lives: Lives, question: int) -> str:
    """Have a sitting of the GLM that goes on take a question; give its address."""
    cast = lives.cast
    at = done(cast.sam.post("/decisions/bodies/GLM/sittings", {"starts_on": clock.today().isoformat()})).location
    done(cast.sam.post(f"{at}/take", {"question": question}))
    done(cast.sam.post(f"{at}/attendance", {"organisations": [cast.rivermark.id, cast.lantern.id]}))
    done(cast.sam.post(f"{at}/begin"))
    return f"/decisions/{lives.question.number}"


@pytest.mark.one_engine
def test_versions_comments_and_files_come_with_it(lives: Lives) -> None:
    cast = lives.cast
    written(lives)
    done(cast.lena.post(f"{TEXT}/agree"))
    done(cast.lena.post(f"{TEXT}/publish"))
    assert cast.lena.post(f"{TEXT}/publish").status_code == 409
    assert WORDS in cast.guest.get(f"{TEXT}/text").text
    assert "agreed in the group" in cast.guest.get(LIST).text
    done(cast.lena.post(f"{TEXT}/revise"))
    sent = {"text": "Call two days before.", "seen": str(texts.sections(now())[1].revision), "label": "v2"}
    done(cast.lena.post(f"{TEXT}/text/edit/guidance", sent))
    assert "two days" in cast.lena.get(f"{TEXT}/text/compare?from=v1&to=v2").text
    assert "two days" not in cast.guest.get(f"{TEXT}/text").text
    assert cast.guest.get(f"{TEXT}/text/v1.docx").status_code == 200
    done(cast.lena.post(f"{TEXT}/text/comments/guidance", {"text": "Why two?", "label": "v2"}))
    done(cast.lena.post(f"{TEXT}/agree"))
    assert [v.status.value for v in texts.versions(now().document.owner, "guidance-1", seen_by=Actor.tool())] == [
        "endorsed",
        "superseded",
    ]


@pytest.mark.parametrize("script", [False, True])
def test_a_draft_is_given_up_with_a_reason_and_what_is_in_force_stays(lives: Lives, script: bool) -> None:
    cast, htmx = lives.cast, {"HX-Request": "true"} if script else {}
    written(lives)
    done(cast.lena.post(f"{TEXT}/agree"))
    done(cast.lena.post(f"{TEXT}/publish"))
    assert "give-up" not in cast.lena.get(f"{TEXT}/text").text, "nothing is begun"
    done(cast.lena.post(f"{TEXT}/revise"))
    shown = cast.lena.get(f"{TEXT}/text").text
    assert (f'href="{TEXT}/give-up"' in shown, "Give v2 up" in shown) == (True, True)
    assert f'href="{TEXT}/text"' in cast.lena.get(f"{TEXT}/give-up").text
    assert cast.lena.post(f"{TEXT}/give-up", {"why": ""}, headers=htmx).status_code == 422
    heard = cast.lena.post(f"{TEXT}/give-up", {"why": "Others wrote it."}, headers=htmx)
    assert (heard.status_code, heard.headers.get("HX-Redirect" if script else "Location")) == GONE[script]
    assert "Given up. The version in force stays." in cast.lena.get(f"{TEXT}/text").text
    assert cast.lena.post(f"{TEXT}/give-up", {"why": "Again."}, headers=htmx).status_code == 409
    assert public() == [("v1", "group agreed")]
    line = db.session.query(Line).filter_by(event="documents.Dropped").one()
    assert (line.facts["label"], line.why, line.sight) == ("v2", "Others wrote it.", "group")
    assert f'action="{TEXT}/agree"' not in cast.lena.get(LIST).text
    done(cast.lena.post(f"{TEXT}/revise"))
    assert now().label == "v3", "a number is never used twice"


@pytest.mark.one_engine
@pytest.mark.browser
@pytest.mark.parametrize("script", [False, True])
def test_it_is_given_up_in_a_browser(
    lives: Lives, new_page: NewPage, live_server: Callable[[Flask], str], script: bool
) -> None:
    written(lives)
    walk = Walk(new_page(java_script_enabled=script), live_server(lives.cast.app)).sit(lives.cast.lena, f"{TEXT}/text")
    walk.follow("Give v1 up").fill(why="Others wrote it.").press(
        "Give the draft up", "It stays readable for the group."
    )
    walk.sees(WORDS)
    assert now().status == "declined"


@pytest.mark.one_engine
def test_a_first_draft_is_given_up_too_and_stays_readable(lives: Lives) -> None:
    cast = lives.cast
    written(lives)
    done(cast.lena.post(f"{TEXT}/give-up", {"why": "Others wrote it."}))
    page = cast.lena.get(f"{TEXT}/text").text
    assert ("Given up. It stays readable for the group." in page, WORDS in page) == (True, True)
    assert "give-up" not in page
    listed = cast.lena.get(LIST).text
    assert ("Passing a checkpoint" in listed, f'action="{TEXT}/' in listed) == (True, False)
    assert cast.lena.post(f"{TEXT}/agree").status_code == 409


@pytest.mark.one_engine
def test_who_may(lives: Lives) -> None:
    cast = lives.cast
    written(lives)
    add(found(ERBIL), cast.kofi, Role.MEMBER)
    for someone, begins, agrees in (
        (cast.guest, 401, 401),
        (cast.omar, 403, 404),
        (cast.kofi, 303, 403),
        (cast.sam, 303, 403),
    ):
        assert someone.post(f"{LIST}/begin", {"kind": "messages", "title": "Fuel"}).status_code == begins
        assert someone.post(f"{TEXT}/agree").status_code == agrees
        assert someone.post(f"{TEXT}/give-up", {"why": "Others wrote it."}).status_code == agrees
    assert "give-up" not in cast.kofi.get(f"{TEXT}/text").text
    assert cast.lena.get(f"/groups/{ERBIL}/products/terms/text").status_code == 404
    assert cast.lena.get(f"/groups/{ERBIL}/products/guidance-9/text").status_code == 404
