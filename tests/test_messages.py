"""The catalogues hold every text, keep its placeholders, and are compiled as they stand."""

import re

import pytest

from tests.support import messages

FIELD = re.compile(r"%\((\w+)\)")


@pytest.fixture(scope="module")
def wanted() -> messages.Catalog:
    return messages.texts()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_catalogues(wanted: messages.Catalog, language: str) -> None:
    new = messages.catalogue(language, wanted)
    folder = messages.CATALOGUES / language / "LC_MESSAGES"
    po, mo = messages.written(new)
    assert (folder / "messages.po").read_bytes() == po, "run make messages"
    assert (folder / "messages.mo").read_bytes() == mo, "run make messages"
    assert messages.missing(new) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_placeholders(wanted: messages.Catalog, language: str) -> None:
    for message in messages.catalogue(language, wanted):
        if message.id:
            known = {
                f for one in ([message.id] if isinstance(message.id, str) else message.id) for f in FIELD.findall(one)
            }
            told = [message.string] if isinstance(message.string, str) else message.string
            assert all(set(FIELD.findall(text)) <= known for text in told), message.id
