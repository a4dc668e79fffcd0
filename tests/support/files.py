"""What a downloaded file says, for tests that look for words in everything the tool gives."""

from __future__ import annotations

import io
from zipfile import ZipFile

from werkzeug.test import TestResponse


def words(answer: TestResponse) -> str:
    """Give the text of an answer; of a DOCX that of all its parts. A PDF's is packed: it holds what the DOCX holds."""
    data: bytes = answer.data
    if not (answer.mimetype or "").endswith(".document"):
        return data.decode("utf-8", "replace")
    with ZipFile(io.BytesIO(data)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
