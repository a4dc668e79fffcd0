"""Texts leave as DOCX with changes to accept or reject, and as PDF; who may not read a text gets no file of it."""

from __future__ import annotations

import io
import re
from typing import Any
from zipfile import ZipFile

import docx as word
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.conftest import Room
from tests.documents.test_becoming import endorsed, revised
from tests.support.pdf import runs as pdf_runs
from wgtool.documents import docx, leaving, pdf
from wgtool.documents.leaving import Leaf, Paper
from wgtool.documents.prose import normalise, units
from wgtool.documents.redline import redline
from wgtool.kernel import clock

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ARABIC = "المجموعة تغطي الطرق."


def opened(data: bytes) -> Any:
    return word.Document(io.BytesIO(data))


EMPTY = word.Document()


def filled(paper: Paper) -> Any:
    """Write into one document again and again: opening its template takes longer than all the rest."""
    for child in list(EMPTY.element.body.iterchildren(f"{W}p")):
        EMPTY.element.body.remove(child)
    docx.fill(EMPTY, paper)
    return EMPTY.element.body


def settled(body: Any, *, accept: bool) -> list[str]:
    """Accept or reject every change, as Word does; give the paragraphs that are left, without heading and last line."""
    keep, drop = ("ins", "del") if accept else ("del", "ins")
    found, carried = [], ""
    for p in body.iterchildren(f"{W}p"):
        gone = p.find(f"{W}pPr/{W}rPr/{W}{drop}") is not None
        text = carried
        for node in p.iter(f"{W}t", f"{W}delText", f"{W}br"):
            fates = {one.tag for one in node.iterancestors()}
            if f"{W}{drop}" not in fates:
                assert (node.tag == f"{W}delText") <= (f"{W}{keep}" in fates)
                text += "\n" if node.tag == f"{W}br" else node.text
        carried = text if gone else ""
        found += [] if gone else [text]
    return found[3:-1]


def bodies(text: str) -> list[str]:
    return [unit.body for unit in units(normalise(text))]


PIECES = st.sampled_from(
    ["roads", "rivers ", "no air.", "\n", "\n\n", "- item", "1. one", "# head", "<b>&", "قوافل ", "é", "\u200f", " ", "🚚"])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=24).map("".join)


@pytest.mark.one_engine
@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS)
def test_accepting_gives_the_new_text_and_rejecting_the_old(old: str, new: str) -> None:
    leaf = Leaf("Scope", redline(old, new), "Omar", clock.now())
    body = filled(Paper("x", "A title", "Terms, v2", "en", (leaf,), "v1"))
    assert settled(body, accept=True) == bodies(new)
    assert settled(body, accept=False) == bodies(old)


def test_the_file_has_real_changes_with_who_and_when(room: Room) -> None:
    endorsed(room)
    revised(room)
    room.write(room.cast.omar, f"All about harbours.\n\n{ARABIC}")
    answer = room.cast.hana.get(f"{room.base}/v2.docx?against=v1")
    assert answer.mimetype == docx.MIME
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rivermark-relief-terms-v2-against-v1.docx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    body = opened(answer.data).element.body
    new = "".join(settled(body, accept=True)[-30:])
    assert f"All about harbours.{ARABIC}" in new
    changes = [*body.iter(f"{W}ins"), *body.iter(f"{W}del")]
    assert {one.get(f"{W}author") for one in changes} == {"Omar Haddad"}
    assert len({one.get(f"{W}id") for one in changes}) == len(changes)
    assert all(one.get(f"{W}date", "").endswith("Z") for one in changes)
    rights = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}bidi") is not None]
    assert ["".join(t.text for t in p.iter(f"{W}t")) for p in rights] == [ARABIC]
    assert all(r.find(f"{W}rPr/{W}rtl") is not None for p in rights for r in p.iter(f"{W}r"))


@pytest.mark.one_engine
def test_changes_are_tracked_against_every_side_that_can_be_compared(room: Room) -> None:
    """Accepting them gives the version, rejecting them what it is compared with."""
    endorsed(room)
    revised(room)
    room.write(room.cast.omar, "All about harbours.")
    hana = room.cast.hana
    page = hana.get(f"{room.base}/compare").text
    assert re.findall('<option value="([^"]+)"', page.partition('name="to"')[0]) == ["v2", "v1", "v1@1", "template"]

    def left(name: str) -> list[list[str]]:
        body = opened(hana.get(f"{room.base}/{name}").data).element.body
        lines = [settled(body, accept=accept) for accept in (True, False)]
        return [[line for line in each if line.startswith("All about")] for each in lines]

    new, old = left("v2.docx")[0], left("v1.docx")[0]
    assert "All about harbours." in new
    for side in ("v1", "v1@1"):
        assert left(f"v2.docx?against={side}") == [new, old]
    assert left("v1.docx?against=v2") == [old, new]
    assert left("v2.docx?against=template") == [new, []]


def test_a_plain_file_has_no_change_and_no_persons_name_outside_the_group(room: Room) -> None:
    endorsed(room)
    answer = room.cast.guest.get(f"{room.base}/v1.docx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rivermark-relief-terms-v1.docx"'
    whole = "".join(ZipFile(io.BytesIO(answer.data)).read(name).decode("utf-8", "replace")
                    for name in ZipFile(io.BytesIO(answer.data)).namelist())  # fmt: skip
    assert "All about scope." in whole
    assert "<w:ins " not in whole
    assert "Omar" not in whole
    assert "Hana" not in whole
    tracked = room.cast.guest.get(f"{room.base}/v1.docx?against=template")
    authors = {one.get(f"{W}author") for one in opened(tracked.data).element.body.iter(f"{W}ins")}
    assert authors == {"Rivermark Relief"}


@pytest.mark.one_engine
def test_signs_of_markdown_are_hidden_and_what_they_say_is_seen() -> None:
    old, new = "# Aim\n\n- Call *twice*", "# Aim\n\n- Call **them** *twice* \\*not* a_b_c\n\n1. one"
    body = filled(Paper("x", "T", "v2", "en", (Leaf("Scope", redline(old, new), "Omar", clock.now()),), "v1"))
    paras = EMPTY.paragraphs[3:-1]
    assert [p.style.name for p in paras] == ["Heading 2", "List Bullet", "Normal"]
    seen: dict[str, str] = {"b": "", "i": "", "vanish": ""}
    for run in body.iter(f"{W}r"):
        for look in seen:
            if run.find(f"{W}rPr/{W}{look}") is not None:
                seen[look] += "".join(t.text for t in run.iter(f"{W}t"))
    assert seen == {"b": "them", "i": "twice", "vanish": "# - ******"}
    assert settled(body, accept=True) == bodies(new)


def test_files_are_seen_as_the_page_is(room: Room) -> None:
    room.write(room.cast.omar, "a canary")
    for ending in ("docx", "pdf"):
        for name, status in (("guest", 404), ("kofi", 404), ("lena", 404), ("sam", 200)):
            assert getattr(room.cast, name).get(f"{room.base}/v1.{ending}").status_code == status, (ending, name)
        assert room.cast.omar.get(f"{room.base}/v9.{ending}").status_code == 404
        assert room.cast.omar.get(f"{room.base}/v1.{ending}?against=v9").status_code == 404


def test_as_pdf_also_from_the_right(room: Room) -> None:
    room.write(room.cast.omar, f'{ARABIC}\n\n#panic("not Typst") $x$ \\ *a*')
    answer = room.cast.omar.get(f"{room.base}/v1.pdf?against=template")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].endswith('filename="rivermark-relief-terms-v1-against-template.pdf"')
    assert answer.data.startswith(b"%PDF-")
    said = "".join(words for _op, words in pdf_runs(answer.data))
    assert '#panic("not Typst") $x$' in said, "what people write is no code of the sheet"


@pytest.mark.one_engine
def test_a_pdf_holds_the_text_and_marks_what_changed_against_any_side(room: Room) -> None:
    endorsed(room)
    revised(room)
    room.write(room.cast.omar, "All about harbours.")
    hana = room.cast.hana

    def set_as(name: str) -> list[tuple[str, str]]:
        return [(op, words.strip()) for op, words in pdf_runs(hana.get(f"{room.base}/{name}").data)]

    plain = set_as("v2.pdf")
    assert {op for op, _words in plain} == {"same"}
    assert [("same", words) in plain for words in ("All about harbours.", "All about purpose.")] == [True, True]
    assert {("del", "scope"), ("ins", "harbours")} <= set(set_as("v2.pdf?against=v1"))
    assert {("ins", "scope"), ("del", "harbours")} <= set(set_as("v1.pdf?against=v2"))
    assert {op for op, words in set_as("v2.pdf?against=template") if words == "All about harbours."} == {"ins"}


def test_without_an_engine_or_a_font_the_page_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.write(room.cast.omar, ARABIC)
    monkeypatch.setattr(pdf, "_families", lambda: frozenset({"Libertinus Serif"}))
    refused = room.cast.omar.get(f"{room.base}/v1.pdf")
    assert refused.status_code == 409
    assert "no font for Arabic" in refused.text
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    shown = room.cast.omar.get(room.base).text
    assert "This server makes no PDF." in shown
    assert "v1.pdf" not in shown


@pytest.mark.one_engine
@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_character_breaks_a_file(text: str) -> None:
    leaf = Leaf(text, redline("", text), text, clock.now())
    assert len(filled(Paper("x", text, text, "ar", (leaf,))))
    leaving.sayable(text).encode()
