"""Facts about organisations."""

from __future__ import annotations

from dataclasses import dataclass

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


@dataclass(frozen=True, kw_only=True)
class Registered(Event):
    """An organisation came in."""

    sentence = _l("%(name)s was entered.")
    name: str


@dataclass(frozen=True, kw_only=True)
class LookedAt(Event):
    """The support team has checked an organisation; it is public from now."""

    sentence = _l("The organisation was looked at by the support team.")


@dataclass(frozen=True, kw_only=True)
class Described(Event):
    """A field of an organisation changed."""

    sentence = _l("%(field)s changed from “%(old)s” to “%(new)s”.")
    field: str
    old: str
    new: str
