"""Facts about organisations."""

from __future__ import annotations

from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class Registered(Event):
    """An organisation came in."""

    sentence = _l("%(name)s was entered.")
    name: str


class LookedAt(Event):
    """The support team has checked an organisation; it is public from now."""

    sentence = _l("The organisation was looked at by the support team.")


class Described(Event):
    """A field of an organisation changed."""

    sentence = _l("%(field)s changed from “%(old)s” to “%(new)s”.")
    field: str
    old: str
    new: str
