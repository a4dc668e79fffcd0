"""A global meeting verifies four of six amendments: by requests, and in a browser with script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.amendments.conftest import OF, REWORDED, Assembly
from tests.cast import Cast
from tests.journeys.walking import Walk
from wgtool.plan import queries as plans

if TYPE_CHECKING:
    from tests.support.browser import NewPage


@pytest.fixture
def assembly(world: Flask, cast: Cast) -> Assembly:
    return Assembly(world, cast)


def six(assembly: Assembly, *, without: int = 0) -> list[str]:
    """Have the SAG support six amendments of six kinds, but the first ones."""
    asked = (
        ("reword", OF, {"text": REWORDED}), ("category", "1.1.1.2", {"category": "CRITICAL"}),
        ("add", "1.1.2", {"title": "Ports", "text": "Partners share what they know of ports."}),
        ("move", "1.1.3.1", {"to": "1.1.2"}), ("drop", "1.1.3.2", {}), ("lead", "1.1.2.1", {"printed_lead": "WFP"}),
    )  # fmt: skip
    return [assembly.supported(kind, number, **asks) for kind, number, asks in asked[without:]]


def refuse(assembly: Assembly, number: str) -> None:
    """Have both partners object to one that was taken out of the bundle, and the secretariat write down the no."""
    sam, at = assembly.cast.sam, f"/decisions/{assembly.asked(number).number}"
    assert assembly.answer(number, "objection").status_code == 303
    assert sam.post(f"{at}/fall").status_code == 303
    assert sam.post(f"{at}/rule", {"answer": "no", "reason": "The partners that do it object."}).status_code == 303


def test_a_global_meeting_verifies_four_of_six(assembly: Assembly) -> None:
    numbers = six(assembly)
    at, guest, sam = assembly.sit(*numbers), assembly.cast.guest, assembly.cast.sam
    page = guest.get(at).text
    for number in numbers:
        assert number in page
    for number in numbers[4:]:
        assert sam.post(f"{at}/questions/{assembly.found(number).glm_question_id}/take-singly").status_code == 303
    assert assembly.acclaim() == 303
    for number in numbers[4:]:
        refuse(assembly, number)
    assert [assembly.status(number) for number in numbers] == ["verified"] * 4 + ["not verified"] * 2
    assert [v.label for v in plans.versions(assembly.edition)] == ["v2", "v1"]
    tree = assembly.tree
    assert tree.by_number[OF].text == REWORDED
    assert tree.by_number["1.1.1.2"].category == "CRITICAL"
    assert {"1.1.2.3", "1.1.2.4"} <= set(tree.by_number)
    assert tree.by_number["1.1.3.2"].dropped_at is None
    redline = guest.get("/plan/2022/redline?from=v1&to=v2").text
    assert "4 items changed." in redline
    assert "<del>1.1.3.1</del> <ins>1.1.2.4</ins>" in redline
    assert "The partners that do it object." in guest.get(f"/amendments/{numbers[4]}").text


@pytest.mark.browser
def test_the_same_in_a_browser(assembly: Assembly, new_page: NewPage, live_server: Callable[[Flask], str]) -> None:
    cast = assembly.cast
    walk = Walk(new_page(), live_server(cast.app))
    walk.sit(cast.lena, f"/plan/2022/{OF}").follow("propose to amend it").follow("Reword it").fill(
        text=REWORDED, reason="Ports."
    )
    walk.press("Propose it", "is before the SAG.").sees("ports", "The group that proposed it, and the SAG")
    first = walk.page.url.rpartition("/")[2]
    assembly.support(first)
    numbers = [first, *six(assembly, without=1)]
    walk.sit(cast.sam, assembly.sit(*numbers)).sees(
        "What its amendments would change in the plan", "Category", *numbers
    )
    for _ in range(2):
        with walk.page.expect_navigation():
            walk.page.get_by_role("button", name="Take it out of the bundle").last.click()
    walk.sees("by itself").press("Record acclamation", "carried by acclamation")
    verified = [number for number in numbers if assembly.status(number) == "verified"]
    for number in [number for number in numbers if number not in verified]:
        assert assembly.answer(number, "objection").status_code == 303
        walk.go(f"/decisions/{assembly.asked(number).number}").press(
            "Not carried", "It is not carried. Choose the ruling."
        )
        with walk.page.expect_navigation():
            walk.page.get_by_label("Say no").check()
            walk.page.locator("#rule-reason").fill("The partners that do it object.")
            walk.page.get_by_role("button", name="Give the ruling").click()
        walk.go(f"/amendments/{number}").sees("Not verified")
    assert len(verified) == 4
    walk.go(f"/plan/2022/{OF}").sees(REWORDED).go("/plan/2022/redline").sees("4 items changed.")
