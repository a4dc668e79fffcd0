"""Organisations: directory, description, being looked at."""

import re

from tests.cast import Cast
from wgtool.history import queries as history
from wgtool.partners import queries


def described(cast: Cast, **changes: object) -> dict[str, object]:
    organisation = queries.by_slug("rivermark-relief", seen_by=cast.sam.actor)
    assert organisation is not None
    kept = {"name": organisation.name, "type": "ingo", "standing": "partner", "seen": organisation.version}
    return {**kept, "countries": ["IQ", "TD"], **changes}


def test_guests_see_those_looked_at(cast: Cast) -> None:
    _ = cast.rivermark, cast.depot
    shown = cast.guest.get("/partners").text
    assert "Rivermark Relief" in shown
    assert "Open Depot" not in shown


def test_what_was_not_looked_at_does_not_exist_for_others(cast: Cast) -> None:
    _ = cast.depot
    assert cast.omar.get("/partners/open-depot-network").status_code == 404
    assert cast.prue.get("/partners/open-depot-network").status_code == 200


def test_the_support_team_looks_at_one(cast: Cast) -> None:
    ref = cast.depot.ref
    assert cast.sam.post("/partners/open-depot-network/look-at").status_code == 303
    assert cast.guest.get("/partners/open-depot-network").status_code == 200
    assert [t.event for t in history.timeline(ref, seen_by=cast.sam.actor)] == ["partners.LookedAt"]


def test_looking_twice_is_one_line(cast: Cast) -> None:
    ref = cast.depot.ref
    for _ in range(2):
        cast.sam.post("/partners/open-depot-network/look-at")
    assert len(history.timeline(ref, seen_by=cast.sam.actor)) == 1


def test_a_focal_point_describes_its_own(cast: Cast) -> None:
    _ = cast.rivermark
    answer = cast.hana.post("/partners/rivermark-relief/edit", described(cast, short="RR", countries=["IQ"]))
    assert answer.status_code == 303
    told = [t.sentence for t in history.timeline(cast.rivermark.ref, seen_by=cast.sam.actor)]
    assert len(told) == 2
    page = cast.hana.get("/partners/rivermark-relief/edit").text
    assert re.findall(r'<option selected value="([^"]+)"', page) == ["ingo", "IQ"], (
        "saving it as it is loses no country"
    )


def test_nobody_else_does(cast: Cast) -> None:
    _ = cast.rivermark
    assert cast.lena.post("/partners/rivermark-relief/edit", described(cast)).status_code == 403
    assert cast.guest.post("/partners/rivermark-relief/edit", described(cast)).status_code == 401


def test_no_change_is_no_line(cast: Cast) -> None:
    _ = cast.rivermark
    assert cast.hana.post("/partners/rivermark-relief/edit", described(cast)).status_code == 303
    assert history.timeline(cast.rivermark.ref, seen_by=cast.sam.actor) == []


def test_two_at_once_lose_nothing(cast: Cast) -> None:
    _ = cast.rivermark
    mine = described(cast, short="mine")
    cast.sam.post("/partners/rivermark-relief/edit", described(cast, short="theirs"))
    answer = cast.hana.post("/partners/rivermark-relief/edit", mine)
    assert answer.status_code == 409
    assert "mine" in answer.text


def test_a_script_is_no_website(cast: Cast) -> None:
    _ = cast.rivermark
    answer = cast.hana.post("/partners/rivermark-relief/edit", described(cast, website="javascript:alert(1)"))
    assert answer.status_code == 422


def test_the_list_costs_the_same_for_many(cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    from tests import factories

    for n in range(20):
        factories.organisation(f"Organisation {n}", countries="IQ TD")
    with statements() as seen:
        cast.guest.get("/partners")
    assert len(seen) <= 3


def test_only_the_support_team_says_who_is_a_partner(cast: Cast) -> None:
    _ = cast.rivermark
    assert 'name="standing"' not in cast.hana.get("/partners/rivermark-relief/edit").text
    cast.hana.post("/partners/rivermark-relief/edit", described(cast, standing="observer"))
    assert described(cast)["seen"] == 1
    assert cast.sam.post("/partners/rivermark-relief/edit", described(cast, standing="observer")).status_code == 303
    assert "Observer" in cast.guest.get("/partners/rivermark-relief").text
