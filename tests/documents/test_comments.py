"""What people say about a section: kept through everything, seen by who drafts, settled by who said it or leads."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Someone
from tests.documents.conftest import Room
from tests.documents.test_becoming import endorsed, revised, ruled
from wgtool.documents import operations
from wgtool.documents.models import Comment
from wgtool.documents.quoting import stands
from wgtool.history.models import Line
from wgtool.kernel.db import db

TALK = f"{Room.base}/comments/scope"


def say(who: Someone, text: str = "Which roads?", quote: str = "", **more: Any) -> Any:
    return who.post(TALK, {"text": text, "quote": quote, "seen": 0, **more})


def kept(number: int = 1) -> Comment:
    db.session.rollback()
    return db.session.scalars(sa.select(Comment).where(Comment.number == number)).one()


def told() -> list[str]:
    db.session.rollback()
    named = sa.select(Line.event).where(Line.event.like("documents.Comment%")).order_by(Line.id)
    return [event.removeprefix("documents.") for event in db.session.scalars(named)]


@pytest.fixture
def written(room: Room) -> Room:
    room.write(room.cast.omar, "Roads and **checkpoints** of the area.\n\n1. No air transport.")
    return room


def test_a_comment_is_answered_resolved_and_opened_again(written: Room) -> None:
    hana, omar = written.cast.hana, written.cast.omar
    assert say(omar).headers["Location"].endswith("/comments/scope#c1")
    assert hana.post(f"{TALK}/1", {"text": "All of **them**."}).status_code == 303
    page = omar.get(TALK).text
    assert "Which roads?" in page
    assert "All of <strong>them</strong>." in page
    assert omar.post(f"{TALK}/1/settle", {"resolved": "1"}).status_code == 303
    assert omar.post(f"{TALK}/1/settle", {"resolved": "1"}).status_code == 303
    assert "Resolved by" in hana.get(TALK).text
    assert hana.post(f"{TALK}/1/settle", {"resolved": "0"}).status_code == 303
    assert kept().resolved_at is None
    assert told() == ["Commented", "CommentAnswered", "CommentResolved", "CommentReopened"]


def test_only_who_said_it_or_leads_settles_it(written: Room) -> None:
    say(written.cast.hana)
    refused = written.cast.omar.post(f"{TALK}/1/settle", {"resolved": "1"})
    assert refused.status_code == 403
    assert "who wrote the comment" in refused.text
    assert "Resolve" not in written.cast.omar.get(TALK).text
    assert kept().resolved_at is None


def test_comments_are_seen_by_who_drafts_and_never_by_the_body(written: Room) -> None:
    written.fill(scope="Roads and checkpoints of the area.")
    say(written.cast.omar, "a canary")
    written.submit()
    for name, seen, sent in (
        ("guest", 404, 401),
        ("kofi", 404, 404),
        ("lena", 404, 404),
        ("ada", 404, 404),
        ("sam", 200, 303),
    ):
        who = getattr(written.cast, name)
        assert who.get(TALK).status_code == seen, name
        assert ("a canary" in who.get(Room.base).text) is (seen == 200), name
        assert say(who).status_code == sent, name


def test_the_passage_is_found_by_its_words_and_said_to_be_gone(written: Room) -> None:
    assert say(written.cast.omar, quote="Roads and checkpoints of the area. No air").status_code == 303
    assert "not in the section any more" not in written.cast.omar.get(TALK).text
    written.write(written.cast.hana, "Rivers only.")
    for page in (TALK, Room.base):
        shown = written.cast.omar.get(page).text
        assert "not in the section any more" in shown
        assert "Roads and checkpoints of the area. No air" in shown


def test_a_passage_that_was_never_there_is_refused_with_all_that_was_written(written: Room) -> None:
    refused = say(written.cast.omar, text="My long thought.", quote="Bridges")
    assert refused.status_code == 409
    assert "Quote it as it stands there" in refused.text
    assert "My long thought." in refused.text
    assert "Bridges" in refused.text
    assert written.cast.omar.get(Room.base).text.count("open comment") == 0


def test_a_passage_somebody_took_out_meanwhile_may_still_be_quoted(written: Room) -> None:
    seen = written.section().revision
    written.write(written.cast.hana, "Rivers only.")
    assert say(written.cast.omar, quote="checkpoints of the area", seen=seen).status_code == 303
    assert kept().quote == "checkpoints of the area"


def test_comments_outlive_submission_return_endorsement_and_the_next_version(written: Room) -> None:
    say(written.cast.omar, "Which roads?")
    written.fill(scope="All the roads.")
    written.submit()
    assert say(written.cast.hana, "Said while it was locked.").status_code == 303
    ruled(written, operations.to_draft, ["One thing."])
    written.submit()
    ruled(written, operations.to_draft)
    assert "2 comments are open" in written.cast.hana.get(Room.base).text
    endorsed(written)
    revised(written)
    shown = written.cast.omar.get(TALK).text
    assert "Which roads?" in shown
    assert "Said while it was locked." in shown
    assert "when it was v1" in shown


def test_open_comments_are_listed_where_the_text_is_submitted_and_do_not_stop_it(written: Room) -> None:
    say(written.cast.omar)
    say(written.cast.omar)
    written.fill(scope="All the roads.")
    written.cast.omar.post(f"{TALK}/2/settle", {"resolved": "1"})
    page = written.cast.hana.get(Room.base).text
    assert "1 comment is open. It does not stop the submission." in page
    assert 'href="/toys/rivermark-relief/terms/comments/scope#c1"' in page
    assert written.submit().id


def test_a_declined_text_keeps_its_comments_and_takes_no_more(written: Room) -> None:
    say(written.cast.omar)
    written.fill(scope="All the roads.")
    written.submit()
    ruled(written, operations.decline)
    assert "Which roads?" in written.cast.omar.get(TALK).text
    refused = say(written.cast.omar, "Too late?")
    assert refused.status_code == 409
    assert "Too late?" in refused.text


def test_sent_twice_it_stands_once(written: Room) -> None:
    for _ in range(2):
        assert say(written.cast.omar, once="a" * 22).status_code == 303
        assert written.cast.omar.post(f"{TALK}/1", {"text": "Yes.", "once": "b" * 22}).status_code == 303
    assert told() == ["Commented", "CommentAnswered"]


def test_nothing_written_is_refused_by_the_field(written: Room) -> None:
    say(written.cast.omar)
    assert say(written.cast.omar, text=" ", quote="checkpoints").status_code == 422
    empty = written.cast.omar.post(f"{TALK}/1", {"text": " "})
    assert empty.status_code == 422
    assert "Fill this in." in empty.text
    assert written.cast.omar.post(f"{TALK}/9", {"text": "Who?"}).status_code == 404


def test_a_talk_costs_few_statements(written: Room, statements) -> None:  # type: ignore[no-untyped-def]
    for n in range(5):
        say(written.cast.omar, f"Thought {n}.")
        written.cast.hana.post(f"{TALK}/{n + 1}", {"text": "Yes."})
    with statements() as seen:
        written.cast.omar.get(TALK)
    assert len(seen) <= 8, seen


WORDS = st.lists(st.sampled_from(["roads", "قوافل", "and", "Éire", "2026", "it's", "no"]), min_size=1, max_size=8)


@pytest.mark.one_engine
@given(WORDS, WORDS, WORDS, st.sampled_from([" ", "\n\n", " **", "* ", ", "]))
def test_a_passage_stands_whatever_joins_its_words(
    before: list[str], words: list[str], after: list[str], join: str
) -> None:
    text = join.join([*before, *words, *after])
    assert stands(" ".join(words), text)
    assert not stands(" ".join([*words, "elsewhere"]), text)
