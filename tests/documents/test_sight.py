"""Who sees which text, and at what cost."""

import pytest

from tests.documents.conftest import Room
from tests.documents.test_becoming import endorsed, revised, ruled
from wgtool.app import _refuse_gaps
from wgtool.documents import operations
from wgtool.kernel.web import SAFE

PAGES = ("", "/v1", "/compare", "/v1/history/scope", "/edit/scope")


def statuses(room: Room, name: str) -> list[int]:
    return [getattr(room.cast, name).get(room.base + page).status_code for page in PAGES]


@pytest.mark.parametrize("name", ["guest", "kofi", "olga", "prue", "ada", "lena"])
def test_a_draft_does_not_exist_for_others(room: Room, name: str) -> None:
    room.write(room.cast.omar, "a canary")
    assert statuses(room, name) == [404] * 5


@pytest.mark.parametrize("name", ["omar", "hana", "sam"])
def test_a_draft_is_its_groups_and_the_support_teams(room: Room, name: str) -> None:
    room.write(room.cast.omar, "a canary")
    assert statuses(room, name) == [200] * 5


def test_what_is_submitted_is_its_bodys_too_but_not_how_it_came_to_be(room: Room) -> None:
    room.fill()
    room.submit()
    assert statuses(room, "lena") == [200, 200, 200, 404, 403]
    assert statuses(room, "guest") == [404] * 5


def test_what_is_endorsed_is_everybodys_but_not_its_drafts(room: Room) -> None:
    endorsed(room)
    assert statuses(room, "guest") == [200, 200, 200, 404, 404]
    assert "Last saved by" not in room.cast.guest.get(room.base).text
    assert room.cast.guest.get(f"{room.base}/compare?from=v1@1").status_code == 404


def test_the_next_draft_is_not_theirs(room: Room) -> None:
    endorsed(room)
    revised(room)
    room.write(room.cast.omar, "a canary")
    assert "canary" not in room.cast.guest.get(room.base).text
    assert room.cast.guest.get(f"{room.base}/v2").status_code == 404
    assert "canary" in room.cast.omar.get(room.base).text


def test_who_may_not_write_is_told_nothing_was_there(room: Room) -> None:
    assert room.cast.kofi.post(f"{room.base}/edit/scope", {"text": "x"}).status_code == 404
    assert room.cast.guest.post(f"{room.base}/edit/scope", {"text": "x"}).status_code == 401


def test_every_mounted_route_is_guarded(room: Room) -> None:
    _refuse_gaps(room.cast.app)
    rules = [r for r in room.cast.app.url_map.iter_rules() if r.endpoint.startswith("toys.terms")]
    assert len(rules) == 12
    assert {r.endpoint for r in rules if set(r.methods or ()) - SAFE} == {
        "toys.terms_edit", "toys.terms_choose", "toys.terms_tick", "toys.terms_comments", "toys.terms_answer",
        "toys.terms_settle"}  # fmt: skip


def test_a_text_costs_few_statements(room: Room, statements) -> None:  # type: ignore[no-untyped-def]
    endorsed(room)
    with statements() as seen:
        room.cast.guest.get(room.base)
    assert len(seen) <= 6
    who = room.cast.omar
    who.get(room.base)
    with statements() as seen:
        who.get(room.base)
    assert len(seen) <= 10, seen  # three of them say who reads and how much waits for them, two the owner


def test_a_difference_costs_few_statements(room: Room, statements) -> None:  # type: ignore[no-untyped-def]
    endorsed(room)
    revised(room)
    room.fill()
    room.submit()
    ruled(room, operations.to_draft, ["One thing."])
    room.write(room.cast.omar, "word " * 10_000)
    room.write(room.cast.omar, "word " * 4_000 + "other " + "word " * 5_000)
    with statements() as seen:
        assert room.cast.omar.get(f"{room.base}/compare").status_code == 200
    assert len(seen) <= 9, seen
