"""What a word in a table that came back means, in whatever language it was filled in."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, TypeVar

from wgtool.config import LANGUAGES
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import reading_as

E = TypeVar("E", bound=enum.StrEnum)


def means(words: Mapping[E, Any], kind: type[E]) -> Mapping[str, E]:
    """Give what a folded word means, in every language of the tool, and as the tool itself writes it."""
    found = {fold(member.value): member for member in kind}
    for language in LANGUAGES:
        with reading_as(language):
            found |= {fold(str(word)): member for member, word in words.items()}
    return found
