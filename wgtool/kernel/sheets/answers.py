"""A table as the answer to a request: sent piece by piece, and never shown inside a page of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from flask import Response

from wgtool.kernel.sheets.writing import CSV, XLSX, Sheet, csv_of, xlsx_of

_PIECE = 64 * 1024


def csv_answer(sheet: Sheet, name: str) -> Response:
    """Send a table as CSV. Its rows are asked for while the request lasts."""
    return _sent(Response("".join(csv_of(sheet)), content_type=CSV), name)


def xlsx_answer(sheet: Sheet, name: str, *, about: str, lists: str) -> Response:
    """Send a table as XLSX, read from its file in pieces."""
    file = xlsx_of(sheet, about=about, lists=lists)
    answer = Response(_pieces(file), content_type=XLSX)
    answer.call_on_close(file.close)
    return _sent(answer, name)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _sent(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
