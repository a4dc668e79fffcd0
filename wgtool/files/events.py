"""Facts about attachments; each is told of the thing they hang on, so that its line stays when the file is removed."""

from __future__ import annotations

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class OfFile(Event):
    """Base: the file's name."""

    name: str


class Attached(OfFile):
    """A file was attached."""

    sentence = _l("The file “%(name)s” was attached.")


class Removed(OfFile):
    """A file was removed; its line stays."""

    sentence = _l("The file “%(name)s” was removed.")
