"""A text as DOCX, with what changed as tracked changes that Word and LibreOffice accept or reject one by one.

Each paragraph stands as it was written, word by word: accepting all changes gives the new text, rejecting the old.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

from wgtool.documents.leaving import Leaf, Paper, runs_right_to_left, sayable
from wgtool.documents.redline import Para, Run

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
        marks = p.get_or_add_pPr()
        if runs_right_to_left(text):
            marks.append(_new("w:bidi"))
        if text[:2] in {"- ", "* ", "+ "} or text.split(".")[0].strip().isdecimal():
            marks.append(_new("w:ind", **{"w:left": str(_STEP), "w:hanging": str(_STEP)}))
        if para.status in ("ins", "del"):
            mark = _new("w:rPr")
            mark.append(self._change(para.status, leaf))
            marks.append(mark)
        for run in para.runs:
            p.append(self._run(run, leaf))

    def _run(self, run: Run, leaf: Leaf) -> Any:
        made = _new("w:r")
        if runs_right_to_left(run.text):
            look = _new("w:rPr")
            look.append(_new("w:rtl"))
            made.append(look)
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
