"""A list in a line is parted as the reader's language does it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from wgtool.kernel.i18n import listed, moment, reading_as


@pytest.mark.one_engine
@pytest.mark.parametrize(("language", "comma", "semicolon"), [("en", ",", ";"), ("fr", ",", " ;"), ("ar", "،", "؛")])
def test_a_list_is_parted_in_its_language(world: Flask, language: str, comma: str, semicolon: str) -> None:
    with world.app_context(), reading_as(language):
        assert listed([1, "b", 3]) == f"1{comma} b{comma} 3"
        assert listed(["a, b", "c"], long=True) == f"a, b{semicolon} c"
        assert f"2026{comma} 14:05" in moment(datetime(2026, 11, 28, 14, 5, tzinfo=UTC))
