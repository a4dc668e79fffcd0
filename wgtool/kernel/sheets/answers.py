"""A table as the answer to a request: sent piece by piece, and never shown inside a page of ours."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from flask import Response

from wgtool.kernel.sheets.writing import CSV, IN_MEMORY, JSON, XLSX, Sheet, csv_of, json_of, xlsx_of

_PIECE = 64 * 1024


def csv_answer(sheet: Sheet, name: str) -> Response:
    """Send a table as CSV."""
    return _sent(text_answer(csv_of(sheet), CSV), name)


def json_answer(sheet: Sheet) -> Response:
    """Send a table as JSON; a browser may show it."""
    return text_answer(json_of(sheet), JSON)


def text_answer(parts: Iterable[str], kind: str) -> Response:
    """Send a long text, whole: nobody who reads slowly holds the database up, and it takes little memory."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    try:
        file.writelines(part.encode() for part in parts)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    answer = Response(_pieces(file), content_type=kind)
    answer.call_on_close(file.close)
    return answer


def xlsx_answer(sheet: Sheet, name: str, *, about: str, lists: str) -> Response:
    """Send a table as XLSX, read from its file in pieces."""
    file = xlsx_of(sheet, about=about, lists=lists)
    answer = Response(_pieces(file), content_type=XLSX)
    answer.call_on_close(file.close)
    return _sent(answer, name)


def _pieces(file: Any) -> Iterator[bytes]:
    with closing(file):
        while piece := file.read(_PIECE):
            yield piece


def _sent(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
