"""What several parts of a page ask is asked once, and not across a change."""

from __future__ import annotations

from flask import Flask

from wgtool.kernel.asked import once_a_page


def test_a_page_asks_once_and_a_change_asks_anew(world: Flask) -> None:
    asked: list[int] = []

    @once_a_page
    def of(number: int, *, twice: bool = False) -> int:
        asked.append(number)
        return number * 2 if twice else number

    with world.test_request_context("/"):
        assert [of(1), of(1), of(2), of(1, twice=True)] == [1, 1, 2, 2]
    assert asked == [1, 2, 1]
    with world.test_request_context("/"):
        assert of(1) == 1
    with world.test_request_context("/", method="POST"):
        assert [of(1), of(1)] == [1, 1]
    assert of(1) == 1
    assert asked == [1, 2, 1, 1, 1, 1, 1]
