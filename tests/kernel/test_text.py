"""Texts at the door and on the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from wgtool.kernel import text
from wgtool.kernel.folding import fold, slug
from wgtool.kernel.refs import whole
from wgtool.kernel.web import local


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "<a href='https://example.org' onclick='x()'>y</a>",
        "[x](data:text/html;base64,AAAA)",
    ],
)
def test_markdown_lets_nothing_run(source: str) -> None:
    shown = str(text.markdown(source))
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert 'href="data' not in shown
    assert "<a href='https" not in shown


def test_markdown_keeps_lists_and_links() -> None:
    shown = str(text.markdown("- one\n- [two](https://example.org)"))
    assert "<li>one</li>" in shown
    assert 'href="https://example.org"' in shown


def test_headings_sink_below_the_pages() -> None:
    assert "<h3>" in str(text.markdown("# Purpose"))


@given(st.text())
@settings(derandomize=True, max_examples=200, deadline=None)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    assert text.clean(text.clean(raw)) == text.clean(raw)
    assert "\n" not in text.line(raw)


def test_direction_overrides_go_and_arabic_stays() -> None:
    assert text.line("abc\u202edef") == "abcdef"
    assert text.line("مجموعة العمل") == "مجموعة العمل"


def test_folding_forgets_accents_capitals_and_letter_forms() -> None:
    assert fold("Élan  VITAL") == fold("elan vital")
    assert fold("إدارة") == fold("اداره")


def test_slugs_are_plain_or_the_word_given() -> None:
    assert slug("Médecins & Co.", otherwise="x") == "medecins-co"
    assert slug("مجموعة", otherwise="organisation") == "organisation"


@pytest.mark.parametrize(
    "bad", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", None, "\\/x"]
)
def test_only_our_own_paths_are_followed(bad: str | None) -> None:
    assert local(bad) is None


def test_our_own_path_is() -> None:
    assert local("/groups/LWG-ERB?x=1") == "/groups/LWG-ERB?x=1"


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Report on AP-2026-0016.", 'Report on <span class="nw">AP-2026-0016</span>.'),
        ("<i>LLE-2026-02/R5</i>", '&lt;i&gt;<span class="nw">LLE-2026-02/R5</span>&lt;/i&gt;'),
        (Markup('<a href="/actions/AP-2026-0016">it</a>'), '<a href="/actions/AP-2026-0016">it</a>'),
        ("a well-known IT-worker", "a well-known IT-worker"),
    ],
)
def test_a_number_within_a_sentence_is_not_broken_and_copied_as_it_is(sentence: str, shown: str) -> None:
    assert whole(sentence) == shown
