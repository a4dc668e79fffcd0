"""Passwords that are tried first: on lists of stolen ones, such a word with some digits around it, words of this tool.

The lists are those of Django and zxcvbn (`common_passwords.LICENSES.txt`), read anew each time somebody chooses a
password: that is seldom and takes a tenth of the hashing, and no process keeps forty thousand words for it.
"""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from string import digits, punctuation, whitespace
from unicodedata import normalize

OURS = frozenset({"wgtool", "workinggroup", "workinggroups", "cluster", "clusters", "humanitarian", "humanitarians",
                  "humanitariancluster", "termsofreference", "strategyplan", "actionplan", "coordinator", "secretariat"})  # fmt: skip
"""What stands to reason here, without spaces."""
AROUND = 6
"""So many digits and signs before and after a word make it no other."""


def guessable(password: str) -> bool:
    """Say whether a password is among those that are tried first."""
    said = normalize("NFKC", password).casefold()
    word = said.strip(digits + punctuation + whitespace)
    near = {said, word} if word and len(said) - len(word) <= AROUND else {said}
    return _on_a_list(near) or re.sub(r"[\W\d_]+", "", said) in OURS


def _on_a_list(words: set[str]) -> bool:
    packed = (files("wgtool.accounts") / "common_passwords.txt.gz").read_bytes()
    listed = set(gzip.decompress(packed).decode().splitlines())
    return not words.isdisjoint(listed)
