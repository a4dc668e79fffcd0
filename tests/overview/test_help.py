"""Words and rules: every permit has words, every step is printed."""

from wgtool.kernel import permits
from wgtool.kernel.lifecycle import LIFECYCLES
from wgtool.overview.glossary import PERMITS
from wgtool.overview.printed import LIVES


def test_every_permit_and_every_lifecycle_has_words(world):
    assert set(PERMITS) == {permit.value for permit in permits.known()}
    assert set(LIVES) == set(LIFECYCLES)


def test_the_page_says_words_rather_than_codes(guest):
    text = guest.get("/help").text
    for said in ("Strategic Advisory Group", "Take a position", "nobody by hand", "the clock"):
        assert said in text
    assert "lazy" not in text
