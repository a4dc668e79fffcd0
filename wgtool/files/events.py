"""Facts about attachments; each is told of the thing they hang on, so that its line stays when the file is removed."""

from __future__ import annotations

from dataclasses import dataclass

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


@dataclass(frozen=True, kw_only=True)
class OfFile(Event):
    """Base: the file's name."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Attached(OfFile):
    """A file was attached."""

    sentence = _l("The file “%(name)s” was attached.")


@dataclass(frozen=True, kw_only=True)
class Removed(OfFile):
    """A file was removed; its line stays."""

    sentence = _l("The file “%(name)s” was removed.")
