"""Products of a group: agreed on in the group, published, endorsed by the SAG and by the GLM, and taken back."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.groups.planning import done
from tests.journeys.lives import ERBIL, Lives
from wgtool.decisions.models import Question
from wgtool.documents import queries as texts
from wgtool.documents.models import Version
from wgtool.groups.models import Role
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db

LIST, TEXT = f"/groups/{ERBIL}/products", f"/groups/{ERBIL}/products/guidance-1"
WORDS = "Call the checkpoint a day before"


@pytest.fixture
def lives(cast: Cast) -> Lives:
    return Lives(cast)


def written(lives: Lives) -> None:
    """Have Lena's group begin guidance and write its mandatory sections."""
    lena = lives.cast.lena
    done(lena.post(f"{LIST}/begin", {"kind": "guidance", "title": "Passing a checkpoint"}))
    for key in ("whom", "guidance"):
        done(lena.post(f"{TEXT}/text/edit/{key}", {"text": f"{WORDS}.", "seen": "0", "label": "v1"}))


def now() -> Version:
    db.session.rollback()
    from tests.groups.helping import found

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


@pytest.mark.one_engine
def test_who_may(lives: Lives) -> None:
    cast = lives.cast
    written(lives)
    from tests.groups.helping import add, found

    add(found(ERBIL), cast.kofi, Role.MEMBER)
    for someone, begins, agrees in (
        (cast.guest, 401, 401),
        (cast.omar, 403, 404),
        (cast.kofi, 303, 403),
        (cast.sam, 303, 403),
    ):
        assert someone.post(f"{LIST}/begin", {"kind": "messages", "title": "Fuel"}).status_code == begins
        assert someone.post(f"{TEXT}/agree").status_code == agrees
    assert cast.lena.get(f"/groups/{ERBIL}/products/terms/text").status_code == 404
    assert cast.lena.get(f"/groups/{ERBIL}/products/guidance-9/text").status_code == 404
