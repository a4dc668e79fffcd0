"""The kit in a real browser: seen, scrolled, read aloud, broken."""

import pytest

from tests.support.axe import axe_findings

pytestmark = pytest.mark.browser
# Colours are looked at once a scheme and all else once a language: in Arabic by night there is nothing more to find.
ALL, COLOURS, REST = {}, {"only": ["color-contrast"]}, {"ignore": ["color-contrast"]}
LOOKS = [("light", "en", ALL), ("dark", "en", COLOURS), ("light", "ar", REST)]


@pytest.fixture
def tab(chromium, kit_url):
    """A page that fails the test on any word on its console."""
    context = chromium.new_context(base_url=kit_url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()
    expected = ("status of 422", "status of 503", "ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    assert [words for words in page.said if not any(word in words for word in expected)] == []


@pytest.mark.parametrize("width", [1280, 768, 320])
@pytest.mark.parametrize(("colours", "language", "asked"), LOOKS)
@pytest.mark.parametrize("address", ["/kit?slip=1", "/error/401"])
def test_axe_finds_nothing_and_nothing_runs_over(tab, width, colours, language, asked, address):
    tab.set_viewport_size({"width": width, "height": 12_000})  # nothing sticks over anything that is measured
    tab.emulate_media(color_scheme=colours)
    tab.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
    tab.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_findings(tab, **asked) == []


def test_the_summary_of_errors_has_the_focus(tab):
    tab.goto("/kit")
    tab.wait_for_function("document.activeElement.className === 'errs'")


def test_a_draft_is_offered_put_back_and_dropped_when_confirmed(tab):
    tab.goto("/write")
    tab.fill("#title", "bad")
    tab.fill("#more", "Roads are closed, we wait.")
    tab.fill("#secret", "hunter2")
    tab.goto("/kit")
    tab.goto("/write")
    assert "hunter2" not in tab.evaluate("JSON.stringify(localStorage)")
    assert tab.input_value("#more") == ""
    assert "unsaved text" in tab.inner_text(".offer")
    tab.click(".offer button >> text=Put it back")
    assert tab.input_value("#more") == "Roads are closed, we wait."
    assert tab.inner_text(".offer") == ""
    tab.click("#writing button >> text=Save")
    tab.wait_for_function("document.activeElement.className === 'errs'")
    assert "Roads" in tab.evaluate("JSON.stringify(localStorage)")
    tab.fill("#title", "good")
    tab.click("#writing button >> text=Save")
    tab.wait_for_url("**/kit")
    assert tab.evaluate("Object.keys(localStorage)") == []
    tab.goto("/write")
    assert tab.inner_text(".offer") == ""


def test_what_is_typed_beside_an_offer_loses_neither(tab):
    tab.goto("/write")
    tab.fill("#more", "first")
    tab.goto("/write")
    tab.fill("#more", "second")
    tab.goto("/write")
    tab.click(".offer button >> text=Put it back")
    assert tab.input_value("#more") == "second"
    tab.click(".offer button >> text=Put it back")
    assert tab.input_value("#more") == "first"


def test_a_discarded_draft_is_gone(tab):
    tab.goto("/write")
    tab.fill("#more", "first")
    tab.goto("/write")
    tab.click(".offer button >> text=Discard")
    tab.goto("/write")
    assert tab.inner_text(".offer") == ""


def test_a_broken_line_says_so_and_loses_nothing(tab):
    tab.goto("/write")
    tab.fill("#more", "mine")
    tab.click("text=Break")
    tab.wait_for_selector("#slip .slip.late")
    assert "could not" in tab.inner_text("#slip")
    tab.context.set_offline(True)
    tab.click("text=Break")
    tab.wait_for_selector("#slip >> text=The line broke")
    assert tab.input_value("#more") == "mine"
    tab.context.set_offline(False)


def test_errors_that_arrive_in_a_fragment_take_the_focus(tab):
    tab.goto("/write")
    tab.click("text=Swap")
    tab.wait_for_selector(".errs")
    tab.wait_for_function("document.activeElement.className === 'errs'")


def test_without_scripts_the_menu_and_the_forms_work(chromium, kit_url):
    context = chromium.new_context(base_url=kit_url, java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto("/write")
    page.click("text=Menu")
    assert page.is_visible("#menu >> text=Decisions")
    page.keyboard.press("Escape")
    page.fill("#title", "good")
    page.click("#writing button >> text=Save")
    assert page.url.endswith("/kit")
    context.close()


def test_the_one_step_is_at_the_foot_of_a_phone_and_nowhere_else(tab):
    tab.goto("/kit")
    assert not tab.is_visible(".stay")
    tab.set_viewport_size({"width": 320, "height": 640})
    box = tab.locator(".stay").bounding_box()
    assert box["y"] + box["height"] == 640


def test_my_turn_stays_visible_in_forced_colours(tab):
    tab.emulate_media(forced_colors="active")
    tab.goto("/kit")
    assert tab.evaluate("getComputedStyle(document.querySelector('.docket > .mine')).outlineWidth") == "4px"
    assert tab.evaluate("getComputedStyle(document.querySelector('.docket > .turn:not(.mine)')).outlineWidth") == "1px"
