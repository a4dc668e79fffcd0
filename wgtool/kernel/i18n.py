"""Texts people read, in their language: `_` now, `_l` when it is shown, both typed."""

from __future__ import annotations

from typing import Any

import flask_babel
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

__all__ = ["_", "_l", "ngettext"]


def _(text: str, **values: Any) -> str:
    """Give the text in the reader's language, with `%(name)s` filled in."""
    return str(flask_babel.gettext(text, **values))
