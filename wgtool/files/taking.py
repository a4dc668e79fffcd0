"""Takes a file in, before any transaction: says what it is, has it scanned, keeps its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, BinaryIO

from wgtool.files import kinds, names, scanning, store


@dataclass(frozen=True)
class Kept:
    """A file whose content is kept; a row has still to name it. What was sent stays at hand until then."""

    name: str
    type: str
    size: int
    digest: str
    sent: BinaryIO = field(repr=False, compare=False)


def take(sent: Any) -> Kept:
    """Take in a file as sent with a form. Raises Refused with a sentence for what is not taken."""
    kind = kinds.kind_of(sent.stream)
    scanning.scan(sent.stream)
    digest, size = store.keep(sent.stream)
    name = kinds.ending(names.safe(sent.filename or ""), kind)
    return Kept(name, kind.type, size, digest, sent.stream)
