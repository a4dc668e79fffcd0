"""A text as DOCX, with what changed as tracked changes that Word and LibreOffice accept or reject one by one.

Each paragraph stands as it was written, word by word: accepting all changes gives the new text, rejecting the old.
What is emphasised, a heading or in a list looks so; the signs that say it are there as hidden text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, groupby
from operator import itemgetter
from typing import Any

from wgtool.documents import emphasis
from wgtool.documents.emphasis import Look
from wgtool.documents.leaving import Leaf, Paper, runs_right_to_left, sayable
from wgtool.documents.redline import Para, Run, side

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STEP = 360  # a twentieth of a point: how far a list item is set in


def docx(paper: Paper) -> bytes:
    """Write the file."""
    from docx import Document

    made = Document()
    facts = made.core_properties
    facts.title, facts.subject, facts.author, facts.comments = sayable(paper.title), sayable(paper.subtitle), "", ""
    facts.language = paper.language
    facts.created = facts.modified = _newest(paper).replace(tzinfo=None)
    fill(made, paper)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def fill(made: Any, paper: Paper) -> None:
    """Write the text into an empty document."""
    writer = Writer()
    _head(made, paper, writer)
    for leaf in paper.leaves:
        writer.right(made.add_heading(sayable(leaf.title), 1), leaf.title)
        for para in leaf.paras:
            writer.para(made.add_paragraph(), para, leaf)
    made.add_paragraph()  # the mark of a deleted last paragraph needs one to join


def _head(made: Any, paper: Paper, writer: Writer) -> None:
    writer.right(made.add_heading(sayable(paper.title), 0), paper.title)
    told = f"{paper.subtitle} ↔ {paper.against}" if paper.against else paper.subtitle
    writer.right(made.add_paragraph(sayable(told)), told)


def _newest(paper: Paper) -> datetime:
    return max((leaf.at for leaf in paper.leaves), default=datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC)


class Writer:
    """Writes paragraphs; numbers the changes."""

    def __init__(self) -> None:
        self.ids = count(1)

    def right(self, paragraph: Any, text: str) -> None:
        """Set a paragraph from the right if it is read from there."""
        if runs_right_to_left(text):
            paragraph._p.get_or_add_pPr().append(_new("w:bidi"))
            for run in paragraph.runs:
                run.font.rtl = True

    def para(self, paragraph: Any, para: Para, leaf: Leaf) -> None:
        """Write a paragraph of a text, with its changes."""
        p, text = paragraph._p, "".join(run.text for run in para.runs)
        stands = side([para._replace(gap=())], "del" if para.status == "del" else "ins")
        if named := emphasis.style(stands):
            paragraph.style = named
        marks = p.get_or_add_pPr()
        if runs_right_to_left(text):
            marks.append(_new("w:bidi"))
        if text.split(".")[0].strip().isdecimal():
            marks.append(_new("w:ind", **{"w:left": str(_STEP), "w:hanging": str(_STEP)}))
        if para.status in ("ins", "del"):
            mark = _new("w:rPr")
            mark.append(self._change(para.status, leaf))
            marks.append(mark)
        for run, look in _looking(para):
            p.append(self._run(run, look, leaf))

    def _run(self, run: Run, look: Look, leaf: Leaf) -> Any:
        made = _new("w:r")
        if properties := [*_drawn(look), *(["w:rtl"] if runs_right_to_left(run.text) else [])]:
            drawn = _new("w:rPr")
            drawn.extend(map(_new, properties))
            made.append(drawn)
        for part in _parts(run):
            made.append(part)
        if run.op == "same":
            return made
        change = self._change(run.op, leaf)
        change.append(made)
        return change

    def _change(self, op: str, leaf: Leaf) -> Any:
        when = leaf.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return _new(f"w:{op}", **{"w:id": str(next(self.ids)), "w:author": sayable(leaf.author), "w:date": when})


def _looking(para: Para) -> Iterator[tuple[Run, Look]]:
    """Give the runs of a paragraph, cut where the look changes: what was deleted looks as it did in the old text."""
    old, new = (emphasis.looks(side([para._replace(gap=())], op)) for op in ("del", "ins"))
    was = now = 0
    for run in para.runs:
        size = len(run.text)
        look = old[was : was + size] if run.op == "del" else new[now : now + size]
        was, now = was + size * (run.op != "ins"), now + size * (run.op != "del")
        for one, letters in groupby(zip(look, run.text, strict=True), key=itemgetter(0)):
            yield run._replace(text="".join(letter for _look, letter in letters)), one


def _drawn(look: Look) -> Iterator[str]:
    """Give the properties of a run with this look, in the order the format wants."""
    if look.bold:
        yield from ("w:b", "w:bCs")
    if look.italic:
        yield from ("w:i", "w:iCs")
    if look.hidden:
        yield "w:vanish"


def _parts(run: Run) -> Iterator[Any]:
    """Give the lines of a run, a break between each two."""
    for place, line in enumerate(sayable(run.text).split("\n")):
        if place:
            yield _new("w:br")
        if line:
            said = _new("w:delText" if run.op == "del" else "w:t", **{"xml:space": "preserve"})
            said.text = line
            yield said


def _new(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set("{http://www.w3.org/XML/1998/namespace}space" if name == "xml:space" else qn(name), value)
    return made
