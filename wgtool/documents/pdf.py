"""A text as PDF, set by Typst. The engine and fonts are the machine's: without them the page says so in a sentence."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.util import find_spec
from typing import Any

from wgtool.documents.leaving import Leaf, Paper, runs_right_to_left, sayable
from wgtool.documents.redline import Para
from wgtool.kernel.i18n import _

MIME = "application/pdf"
LATIN = ("Noto Sans", "DejaVu Sans", "Libertinus Serif")
ARABIC = ("Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "Scheherazade New", "DejaVu Sans")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
# Everything a person wrote comes in as data, so that none of it is read as Typst.
_SHEET = """
#let it = json(bytes(sys.inputs.paper))
#let line(said) = [
  #set text(dir: if said.right { rtl } else { ltr })
  #for run in said.runs {
    let words = run.text
    if run.op == "ins" { underline(text(fill: rgb("#0b5d2e"), words)) }
    else if run.op == "del" { strike(text(fill: rgb("#8a1c1c"), words)) }
    else { words }
  }
]
#let para(said) = block(width: 100%, align(if said.right { right } else { left }, line(said)))
#set document(title: it.title)
#set page(paper: "a4", margin: 25mm, numbering: "1 / 1")
#set text(font: it.fonts, size: 11pt, lang: it.language)
#set par(leading: 0.75em)
#text(size: 20pt, weight: "bold", para(it.head))
#para(it.told)
#for leaf in it.leaves {
  heading(level: 1, para(leaf.title))
  for said in leaf.paras { para(said) }
}
"""


def missing(text: str = "") -> str | None:
    """Say why this machine cannot set a text as PDF, if it cannot."""
    if find_spec("typst") is None:
        return _("This server makes no PDF. Print the page instead: a browser can save it as PDF.")
    if _ARABIC.search(text) and not set(ARABIC) & _families():
        return _("This server has no font for Arabic, so it makes no PDF of this text. Print the page instead.")
    return None


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts()


@cache
def _families() -> frozenset[str]:
    return frozenset(_fonts().families())


def pdf(paper: Paper) -> bytes:
    """Set the text; what changed is underlined or struck out, since a PDF has no changes to accept."""
    import typst

    told = f"{paper.subtitle} ↔ {paper.against}" if paper.against else paper.subtitle
    facts = {
        "title": sayable(paper.title), "language": paper.language, "head": _plain(paper.title), "told": _plain(told),
        "fonts": [name for name in (*LATIN, *ARABIC) if name in _families()],
        "leaves": [_leaf(leaf) for leaf in paper.leaves],
    }  # fmt: skip
    made = typst.compile(_SHEET.encode(), format="pdf", font_paths=_fonts(), sys_inputs={"paper": json.dumps(facts)})
    return bytes(made)


def _leaf(leaf: Leaf) -> dict[str, Any]:
    return {"title": _plain(leaf.title), "paras": [_para(para) for para in leaf.paras]}


def _para(para: Para) -> dict[str, Any]:
    runs = [{"op": run.op, "text": sayable(run.text)} for run in para.runs]
    return {"right": runs_right_to_left("".join(run.text for run in para.runs)), "runs": runs}


def _plain(text: str) -> dict[str, Any]:
    return {"right": runs_right_to_left(text), "runs": [{"op": "same", "text": sayable(text)}]}
