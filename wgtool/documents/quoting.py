"""Whether a quoted passage still stands in a text: by its words, whatever became of spaces, signs and emphasis."""

from __future__ import annotations

from wgtool.documents.prose import MARK, is_word, words
from wgtool.kernel.text import markdown


def stands(quote: str, text: str) -> bool:
    """Say whether the words of the quote follow each other somewhere in the text, as written or as it is read."""
    wanted = [found for found in _both(quote) if found.strip()]
    if not wanted:
        return quote.strip() in text
    return any(passage in whole for whole in _both(text) for passage in wanted)


def _both(text: str) -> tuple[str, str]:
    """Give the words as they are written and as a reader selects them: without list numbers and addresses of links."""
    return _words(text), _words(markdown(text).striptags())


def _words(text: str) -> str:
    found = [token.casefold() for token in words(MARK.sub("", text)) if is_word(token)]
    return f" {' '.join(found)} "
