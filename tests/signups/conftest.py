"""What tests of sign-ups share."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import factories

TEAM = "Global Logistics Cluster Support Team"
STAKEHOLDERS = "Logistics Cluster stakeholders"
COMMUNITY = "Logistics Cluster community members"
OPEN = "1.1.1.1"


@pytest.fixture
def plan(world: Flask) -> None:
    """Set up both editions as they come with the tool."""
    factories.plan()


@pytest.fixture
def clauses(plan: None) -> dict[str, str]:
    """Give activities of 2019 by what their made-up clauses are about."""
    made = {
        "closed": TEAM,
        "beside": f"{TEAM} Lead in collaboration with {STAKEHOLDERS} who sign up",
        "partners": f"{TEAM} and {COMMUNITY} who sign up",
        "may lead": f"{COMMUNITY} who sign up also as Lead and in collaboration with the {TEAM}",
        "country": f"{STAKEHOLDERS} who sign up per country",
        "designated": f"Designated {COMMUNITY} signing up to Working Groups",
        "wfp": f"WFP Lead, LET and other {STAKEHOLDERS} who sign up",
        "academia": f"{COMMUNITY} including academia who sign up in collaboration with the {TEAM}",
    }
    numbers = [*(f"1.1.1.{n}" for n in range(1, 7)), "1.2.1.1", "1.2.1.2"]
    for number, words in zip(numbers, made.values(), strict=True):
        factories.clause(number, words)
    return dict(zip(made, numbers, strict=True))
