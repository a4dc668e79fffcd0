"""What the sheet, the script, the sprite and the templates may weigh and may say."""

import gzip
import re

import pytest

SIDES = re.compile(
    r"(?<![-\w])(?:(?:(?:margin|padding|inset|min|max|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom|width|height)\s*:"
    r"|border-(?:left|right|top|bottom)(?:-(?:width|style|color))?\s*:|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear)\s*:\s*(?:left|right))"
)
FORBIDDEN = ["style=", "hx-on", "js:", "onclick", "|safe", "| safe", "<script>", "autoescape"]


def test_every_icon_that_a_page_names_is_drawn(root):
    drawn = set(re.findall(r'id="([a-z-]+)"', (root / "static/icons/sprite.svg").read_text("utf-8")))
    pages = "".join(path.read_text("utf-8") for path in (root / "templates").rglob("*.html"))
    assert set(re.findall(r"\bkit\.(?:st|icon)\('([a-z-]+)'", pages)) <= drawn


@pytest.mark.parametrize(
    ("name", "most"), [("css/wgtool.css", 8192), ("js/wgtool.js", 4096), ("icons/sprite.svg", 2048)]
)
def test_weight(root, name, most):
    assert len(gzip.compress((root / "static" / name).read_bytes(), 9)) <= most


def test_the_sheet_knows_no_physical_side(root):
    sheet = re.sub(r"/\*.*?\*/", "", (root / "static/css/wgtool.css").read_text(), flags=re.S)
    assert SIDES.findall(re.sub(r"@media[^{]*\{", "{", sheet)) == []


def test_the_sheet_loads_nothing(root):
    assert not re.search(r"@import|url\(|@font-face", (root / "static/css/wgtool.css").read_text())


def test_the_script_evaluates_nothing(root):
    script = (root / "static/js/wgtool.js").read_text()
    assert not re.search(r"\beval\b|new Function|innerHTML|insertAdjacentHTML|document\.write|\.style\b", script)


def test_templates_hold_no_style_script_or_raw_text(root):
    found = [
        (path.name, word)
        for path in (root / "templates").rglob("*.html")
        for word in FORBIDDEN
        if word in path.read_text()
    ]
    assert found == []


def test_templates_are_short(root):
    assert [
        path.name for path in (root / "templates").rglob("*.html") if len(path.read_text().splitlines()) > 120
    ] == []


def test_a_page_of_the_kit_is_light(kit_client):
    assert len(gzip.compress(kit_client.get("/kit").data)) < 15_000


def test_every_icon_that_is_named_is_in_the_sprite(root, kit_client):
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (root / "static/icons/sprite.svg").read_text()))
    sources = "".join(path.read_text() for path in (root / "templates").rglob("*.html"))
    named = set(re.findall(r"icon\('([\w-]+)'", sources)) | set(
        re.findall(r"sprite\.svg[^#\"]*#([\w-]+)\"", kit_client.get("/kit").text)
    )
    assert named - drawn == set()


def test_the_reference_names_every_macro(root):
    macros = {
        name
        for path in (root / "templates/_kit").glob("*.html")
        for name in re.findall(r"{% macro (\w+)\(", path.read_text())
    }
    helpers = {"label_text", "hint_and_error", "about", "picks", "tick", "fault_links", "remarks", "words"}
    assert {name for name in macros - helpers if f"`{name}(" not in (root / "docs/kit.md").read_text()} == set()
