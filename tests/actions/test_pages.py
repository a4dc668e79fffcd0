"""Lists, panels, pages and forms of action points: what they show, to whom, and what they cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from html import unescape

import pytest

from tests import factories
from tests.actions.helping import now, point, told
from tests.cast import Cast
from tests.groups import helping
from tests.support.statements import Statements
from wgtool.accounts.models import Person
from wgtool.actions.models import ActionPoint, Priority, Status
from wgtool.groups.models import Role
from wgtool.groups.models import Status as GroupStatus
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.i18n import day
from wgtool.kernel.sight import Sight

Counting = Callable[[], AbstractContextManager[Statements]]
SECRET = "zara@nowhere.example"


@pytest.fixture
def twenty(cast: Cast) -> Cast:
    item = helping.plan()["1.1.1.1"]
    group = helping.group(cast, status=GroupStatus.ACTIVE, items=(item,))
    for n in range(1, 21):
        point(cast, n=n, item_id=item, group_id=group.id, due=clock.today() + timedelta(days=n))
    return cast


@pytest.mark.one_engine
def test_lists_and_pages_cost_little(twenty: Cast, statements: Counting) -> None:
    for url, most in (("/actions", 5), ("/actions/AP-2026-0003", 6), ("/plan/2022/1.1.1.1", 11),
                      ("/groups/WG-WATER", 12), ("/partners/rivermark-relief", 8)):  # fmt: skip
        for someone in (twenty.guest, twenty.hana):
            with statements() as asked:
                shown = someone.get(url)
            assert shown.status_code == 200
            assert "AP-2026-0003" in shown.text, url
            assert len(asked) <= most + (someone.person is not None), asked


@pytest.mark.one_engine
def test_filters(cast: Cast) -> None:
    today = clock.today()
    paused = helping.group(cast, status=GroupStatus.PAUSED, people={"lena": Role.LEAD})
    point(cast, n=1, due=today - timedelta(days=1), priority=Priority.HIGH)
    point(cast, n=2, due=today + timedelta(days=3), country="IQ")
    point(cast, n=3, heard_on=today - timedelta(days=40), interval_days=30)
    point(cast, n=4, owner_kind="group", group_id=paused.id, due=today - timedelta(days=9))
    point(cast, n=5, status=Status.CLOSED)
    point(cast, n=6, status=Status.REPORTED_DONE, due=today - timedelta(days=1))
    for query, wanted in {
        "state=overdue": {1}, "state=due+soon": {2}, "state=undated": {3}, "state=silent": {3}, "state=suspended": {4},
        "state=closed": {5}, "state=open": {1, 2, 3, 4}, "state=reported+done": {6}, "priority=high": {1}, "country=IQ": {2},
        f"owner=group:{paused.id}": {4}, "owner=group:x": {1, 2, 3, 4, 5, 6}, "area=none&age=3": {1, 2, 3, 4, 5, 6}, "age=older": set(), "q=ap-2026-0005": {5}, "q=FERRY": {1, 2, 3, 4, 5, 6},
        "state=nonsense&priority=x&country=zzz&page=-3": set(),
    }.items():  # fmt: skip
        shown = cast.guest.get(f"/actions?{query}")
        assert shown.status_code == 200
        assert {n for n in range(1, 7) if f"AP-2026-{n:04d}</a>" in shown.text} == wanted, query
    mine = cast.lena.get("/actions/mine").text
    assert [n for n in range(1, 7) if f"AP-2026-{n:04d}</a>" in mine] == [4], (
        "who leads a group reports on what is its own"
    )


@pytest.mark.one_engine
def test_a_contact_is_shown_to_few(cast: Cast) -> None:
    point(cast, contact_name="Zara Nowhere", contact_email=SECRET)
    for someone in (cast.guest, cast.kofi, cast.prue, cast.olga, cast.ada):
        assert SECRET not in someone.get("/actions/AP-2026-0001").text
        assert "Zara" not in someone.get("/actions/AP-2026-0001").text
    for someone in (cast.hana, cast.sam):
        assert SECRET in someone.get("/actions/AP-2026-0001").text


@pytest.mark.one_engine
def test_what_is_restricted_is_nowhere(cast: Cast) -> None:
    item = helping.plan()["1.1.1.1"]
    point(cast, item_id=item, sight="restricted", audience=f"person:{cast.omar.person}")
    places = ("/actions", "/plan/2022/1.1.1.1", "/partners/rivermark-relief")
    for someone in (cast.guest, cast.sam, cast.hana):
        assert someone.get("/actions/AP-2026-0001").status_code == 404
        assert not any("AP-2026-0001" in someone.get(place).text for place in places)
    assert cast.omar.get("/actions/AP-2026-0001").status_code == 200


def test_opening_and_editing(cast: Cast) -> None:
    helping.plan()
    mine = {"deliverable": "Publish the list", "priority": "high", "activity": "1.1.1.1", "interval": "90",
            "owner": f"organisation:{cast.rivermark.id}", "contact_email": SECRET, "contact_name": "Zara"}  # fmt: skip
    assert cast.hana.post("/actions/new", mine | {"activity": "9.9.9.9"}).status_code == 422
    assert cast.hana.post("/actions/new", mine | {"owner": f"organisation:{cast.lantern.id}"}).status_code == 409
    assert cast.omar.post("/actions/new", mine).status_code == 403
    assert cast.hana.post("/actions/new", mine).status_code == 303
    at = f"/actions/AP-{clock.today().year}-0001"
    edit = mine | {"deliverable": "Publish the whole list", "priority": "low", "seen": "1"}
    assert "cannot lower a high priority" in cast.hana.post(f"{at}/edit", edit).text
    assert cast.hana.post(f"{at}/edit", edit | {"priority": "high"}).status_code == 303
    stale = cast.sam.post(f"{at}/edit", edit)
    assert stale.status_code == 409
    assert "Publish the whole list" in stale.text
    assert told(1, cast) == ["Opened", "Edited"]


@pytest.mark.one_engine
def test_its_page_tells_all_there_is_and_no_step_goes_without_its_reason(cast: Cast) -> None:
    """A body's, whose chair reports; each step is tried without what it needs first."""
    helping.plan()
    body = factories.sag({}, chair=db.session.get_one(Person, cast.ines.person))
    first, later = (clock.today() + timedelta(days=days) for days in (10, 40))
    opened = {"deliverable": "Publish the list", "priority": "high", "activity": "1.1.1.1", "country": "IQ", "interval": "90",
              "owner": f"body:{body.id}", "due": first.isoformat()}  # fmt: skip
    assert cast.sam.post("/actions/new", opened).status_code == 303
    here = f"/actions/AP-{clock.today().year}-0001"
    assert "Publish the list" in cast.ines.get("/actions/mine").text
    assert cast.sam.post(f"{here}/edit", opened | {"country": "SY", "seen": "1"}).status_code == 303
    moved = {"due": later.isoformat(), "seen": first.isoformat()}
    ended, said = {"why": "No port any more"}, {"taken": "The list is drafted", "evidence": "https://example.org/list"}
    for who, step, lacking, whole in (
        (cast.ines, "report-progress", {"evidence": "A page"}, said),
        (cast.ines, "report-no-change", {"because": " "}, {"because": "The port is closed"}),
        (cast.ines, "move", moved, moved | {"why": "The rains came"}),
        (cast.ines, "report-done", {"evidence": "A page"}, {"taken": "It is online"}),
        (cast.ines, "add-evidence", {}, {"evidence": "Minutes of May"}),
        (cast.sam, "send-back", {}, {"why": "A link lacks"}),
        (cast.sam, "not-implemented", ended, ended | {"decided_by": "The board of the port"}),
        (cast.sam, "reopen", {}, {"why": "It is open again"}),
        (cast.sam, "not-applicable", {}, {"why": "Another list is there"}),
    ):
        assert who.post(f"{here}/{step}", lacking).status_code in (409, 422), step
        assert who.post(f"{here}/{step}", whole).status_code == 303, step
        if step == "not-implemented":
            page = unescape(cast.guest.get(here).text)
            assert ("No port any more" in page, "<dt>Decided by</dt><dd><bdi>The board of the port" in page) == (
                True,
                True,
            )
    words = re.sub(r"<[^>]+>|\s", " ", unescape(cast.guest.get(here).text))
    page, at = " ".join(words.split()), [day(some) for some in (clock.today(), first, later)]
    by = "a member of Lantern Health Logistics"
    for told_there in (
        f"Reports {at[0]} Reported done {by} Evidence: Minutes of May {at[0]} Reported done {by} It is online {at[0]} In progress {by} "
        f"Nothing changed, because: The port is closed {at[0]} In progress {by} The list is drafted Evidence: https://example.org/list",
        f"Its date was moved 1 time {at[1]} → {at[2]} : The rains came",
        "Who answers for it Strategic Advisory Group Priority High",
        f"Due {at[2]} at first {at[1]} Reports every three months Activity 1.1.1.1 Title of 1.1.1.1 Where Syria Reopened 1 time",
    ):
        assert told_there in page


def test_a_contact_with_an_account_is_asked_first(cast: Cast) -> None:
    made = point(cast, contact_id=cast.omar.person)
    at = f"/actions/{made.number}"
    _ = cast.kofi
    factories.change(
        ActionPoint, ActionPoint.id == made.id, sight=Sight.GROUP, audience=f"organisation:{cast.rivermark.id}"
    )
    told_kofi = {"contact_email": "kofi-mensah@example.org"}
    refused = "This person may not see AP-2026-0001. Show it to more people first"
    assert refused in cast.hana.post(f"{at}/contact", told_kofi).text
    assert refused in cast.omar.post("/actions/hand-over", {"to": told_kofi["contact_email"]}).text
    assert now(made.id).heir_id is None
    factories.change(ActionPoint, ActionPoint.id == made.id, sight=Sight.PUBLIC, audience="")
    assert cast.hana.post(f"{at}/contact", told_kofi).status_code == 303
    assert now(made.id).heir_id == cast.kofi.person
    assert "take over as the contact" in cast.kofi.get("/desk").text
    assert cast.omar.post(f"{at}/take-over").status_code == 403
    assert cast.kofi.post(f"{at}/take-over").status_code == 303
    assert (now(made.id).contact_id, now(made.id).heir_id) == (cast.kofi.person, None)


def test_buttons_are_what_is_refused(cast: Cast) -> None:
    made = point(cast, priority=Priority.HIGH, status=Status.REPORTED_DONE, done_for=cast.rivermark.id)
    at = f"/actions/{made.number}"
    assert "there must be evidence first" in cast.sam.get(at).text
    assert cast.sam.post(f"{at}/verify").status_code == 409
    assert "Verify and close it" not in cast.hana.get(at).text
    assert cast.hana.post(f"{at}/verify").status_code == 403
    assert cast.hana.post(f"{at}/add-evidence", {"evidence": "The minutes"}).status_code == 303
    assert cast.sam.post(f"{at}/verify").status_code == 303
    assert now(made.id).status == Status.CLOSED
