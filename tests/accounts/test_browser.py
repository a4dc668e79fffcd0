"""The whole way in, in a real browser, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cast import Cast
from tests.factories import PASSWORD
from wgtool.accounts.events import LinkMade

if TYPE_CHECKING:
    from tests.support.browser import NewPage

pytestmark = pytest.mark.one_engine
EDIT = "/partners/rivermark-relief/edit"


@pytest.mark.parametrize("script", [True, False])
def test_from_stranger_to_confirmed(
    cast: Cast, mailed: list[LinkMade], live_server: Any, new_page: NewPage, script: bool
) -> None:
    _ = cast.hana
    here = live_server(cast.app)
    page = new_page(width=320, java_script_enabled=script, timezone_id="Asia/Baghdad")
    page.goto(f"{here}/language/es?next=/groups")
    assert page.locator("header.top").evaluate("one => one.offsetHeight") < 70, "the longest words stand in one line"
    page.goto(f"{here}/language/en?next=/join")
    assert page.get_by_label("Time zone").input_value() == "UTC"
    zone = page.get_by_role("button", name="This device says Asia/Baghdad")
    assert zone.count() == script
    for one in zone.all():
        one.click()
        assert page.get_by_label("Time zone").input_value() == "Asia/Baghdad"
    page.get_by_label("E-mail").fill("nadia@example.org")
    page.get_by_label("Your name").fill("Nadia Rahal")
    page.get_by_label("Your organisation", exact=True).select_option("Rivermark Relief")
    page.get_by_role("button", name="Send me the link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Look into your mail"
    page.goto(f"{here}/link/{mailed[-1].link}")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Choose your password").click()
    page.goto(f"{here}/me")
    assert "provisional" in page.inner_text("main")

    focal = new_page(java_script_enabled=script)
    focal.goto(f"{here}/sign-in?next=/partners/rivermark-relief/people")
    focal.get_by_label("E-mail").fill("hana-aziz@example.org")
    focal.get_by_label("Password").fill(PASSWORD)
    focal.get_by_role("button", name="Sign in").click()
    focal.get_by_role("button", name="Confirm Nadia Rahal").click()
    assert "Nobody’s" in focal.inner_text(".docket")
    page.reload()
    assert "confirmed" in page.inner_text(".docket")


@pytest.mark.parametrize("script", [True, False])
def test_a_session_ends_in_the_middle_of_a_text(cast: Cast, live_server: Any, new_page: NewPage, script: bool) -> None:
    _ = cast.hana
    here = live_server(cast.app)
    page = new_page(java_script_enabled=script)
    page.goto(f"{here}/sign-in?next={EDIT}")
    page.get_by_label("E-mail").fill("hana-aziz@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Short name").fill("RR, after a pause")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save the description").click()
    assert "RR, after a pause" in page.inner_text("main")
    page.get_by_label("E-mail").fill("hana-aziz@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Send it now").click()
    assert "RR, after a pause" in page.inner_text("main")
    assert page.url == f"{here}/partners/rivermark-relief"
