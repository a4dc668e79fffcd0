"""An owner's contact without account, at a phone with a link from a mail: once, twice, forwarded, late."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from tests.actions.helping import now, point
from tests.actions.test_reporting import ZARA, late_link, link
from tests.cast import Cast
from tests.journeys.walking import Walk
from wgtool.actions.models import Priority, Status
from wgtool.kernel import clock

if TYPE_CHECKING:
    from tests.support.browser import NewPage

pytestmark = pytest.mark.browser


def test_a_contact_without_account_at_a_phone(
    cast: Cast, new_page: NewPage, live_server: Callable[[Flask], str], tmp_path: Path
) -> None:
    told = {"due": clock.today(), "contact_email": ZARA, "contact_name": "Zara"}
    mine = point(cast, priority=Priority.HIGH, **told)
    at = link(cast, mine.id)
    forwarded = point(cast, n=2, **told)
    program, report = tmp_path / "report.pdf", tmp_path / "page.pdf"
    program.write_bytes(b"MZ\x90\x00 a program")
    report.write_bytes(b"%PDF-1.7 made up")
    walk = Walk(new_page(), live_server(cast.app))
    walk.page.set_viewport_size({"width": 320, "height": 640})
    walk.go(at).sees("Publish the ferry's timetable", "This acts as its contact.")
    assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page fits a phone"
    walk.page.locator("#say").select_option("report done")
    walk.fill(text="It is on the page.").page.locator("#file").set_input_files(program)
    walk.press("Send the report").sees("Files of this kind are not taken")
    assert walk.page.locator("#text").input_value() == "It is on the page."
    walk.page.locator("#file").set_input_files(report)
    walk.press("Send the report").sees("You reported on", "It is on the page.")
    walk.go(at).sees("This link was used already.")
    assert not walk.page.get_by_role("button", name="Send the report").count()
    walk.go(f"/actions/{mine.number}").sees("Reported done", "page.pdf")
    assert walk.page.get_by_role("link", name="page.pdf").count()
    walk.go(at).press("Remove the file", "The file is removed.").go(f"/actions/{mine.number}")
    assert not walk.page.get_by_role("link", name="page.pdf").count()
    walk.sees("The file “page.pdf” was removed.")
    walk.sit(cast.sam, link(cast, forwarded.id))
    walk.page.locator("#say").select_option("report done")
    walk.fill(text="Done, says Sam.").press("Send the report").go(f"/actions/{forwarded.number}").sees("Reported done")
    assert not walk.page.get_by_role("button", name="Verify and close it").count(), "he reported it himself"
    no_road_to_closing(walk, cast, mine.number, tmp_path)
    walk.go(late_link(mine.id)).sees("This link is too old.")
    assert [now(one.id).status for one in (mine, forwarded)] == [Status.REPORTED_DONE] * 2


def no_road_to_closing(walk: Walk, cast: Cast, number: str, folder: Path) -> None:
    """Hana speaks for who answers: no button, no form of her own, no request of a program and no file closes it for her."""
    walk.sit(cast.hana, f"/actions/{number}")
    assert not walk.page.get_by_role("button", name="Verify and close it").count()
    token = walk.go("/actions/sheet").page.locator("[name=csrf_token]").first.input_value()
    verify, said = f"{walk.at}/actions/{number}/verify", {"csrf_token": token, "status": "closed"}
    asked, headers = walk.page.request, {"Origin": walk.at, "X-CSRFToken": token}
    tries = (asked.post(verify, form=said, headers=headers), asked.post(verify, data=said, headers=headers))
    assert [answer.status for answer in tries] == [403, 403]
    table = folder / "table.csv"
    table.write_text(f"{number},,,,,Closed,It is on the page.")
    walk.page.locator("#file").set_input_files(table)
    walk.press("Look at it").sees("is no report", "Nothing was taken.")
