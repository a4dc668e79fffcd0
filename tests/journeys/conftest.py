"""The people of the story."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.journeys.story import Story


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)
