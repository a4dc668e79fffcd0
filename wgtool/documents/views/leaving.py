"""A text as a file: DOCX with tracked changes against any other side, and PDF."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, make_response

from wgtool.documents import docx, leaving, pdf
from wgtool.documents.leaving import Paper
from wgtool.documents.opened import Text
from wgtool.kernel.refusals import Refused


def as_docx(text: Text) -> Response:
    """Give a version as DOCX; with `?against=` another side, what changed since is tracked."""
    return _file(text, "docx", docx.MIME, docx.docx)


def as_pdf(text: Text) -> Response:
    """Give a version as PDF, if this machine can set one."""
    return _file(text, "pdf", pdf.MIME, _set)


def _set(paper: Paper) -> bytes:
    said = "".join(run.text for leaf in paper.leaves for para in leaf.paras for run in para.runs) + paper.title
    if lacks := pdf.missing(said):
        raise Refused(lacks)
    return pdf.pdf(paper)


def _file(text: Text, ending: str, mime: str, write: Callable[[Paper], bytes]) -> Response:
    paper = leaving.paper(text)
    if paper is None:
        abort(404)
    answer = make_response(write(paper))
    answer.mimetype = mime
    answer.headers["Content-Disposition"] = f'attachment; filename="{paper.name}.{ending}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Vary"] = "Cookie, Accept-Language"
    return answer
