"""Sign-ups are listed by fifty, on the page of their activity and of their organisation."""

from __future__ import annotations

import pytest

from tests import factories
from tests.cast import Someone
from wgtool.kernel.lists import PER_PAGE

ACTIVITY, PARTNER = "/plan/2022/1.1.1.1", "/partners/alpha-aid"
OVER = PER_PAGE + 1


@pytest.fixture
def many(plan: None) -> None:
    """Give an activity a lead and a contributor, and more than fifty that are over."""
    one = factories.organisation("Alpha Aid")
    factories.signup("1.1.1.1", one, "contributor")
    for n in range(OVER):
        factories.signup("1.1.1.1", one, "consulted", status="withdrawn", offers=f"Truck {n}.")
    factories.signup("1.1.1.1", one, "lead")


def test_an_activity_lists_what_stands_first_and_fifty_a_page(many: None, guest: Someone) -> None:
    first, second = guest.get(ACTIVITY).text, guest.get(f"{ACTIVITY}?page=2").text
    assert [page.count('<a href="/signups/') for page in (first, second)] == [PER_PAGE, 3]
    assert f"{OVER} sign-ups that are over" in first
    assert f'href="{ACTIVITY}?page=2#h-signups"' in first
    assert f'href="{ACTIVITY}?page=1#h-signups"' in second
    assert all(">Alpha Aid</bdi></a></p>" in page.replace("\n", "") for page in (first, second))


def test_a_page_that_is_not_there_is_the_last(many: None, guest: Someone) -> None:
    assert guest.get(f"{ACTIVITY}?page=99").text.count('<a href="/signups/') == 3


def test_an_organisation_lists_fifty_a_page(many: None, guest: Someone) -> None:
    first, second = guest.get(PARTNER).text, guest.get(f"{PARTNER}?page=2").text
    assert [page.count('<a href="/signups/') for page in (first, second)] == [PER_PAGE, 3]
    assert f'href="{PARTNER}?page=2#h-took-on"' in first
