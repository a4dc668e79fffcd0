"""Reporting without effort: one page for all, a mailed link without account, a file; and no road to closing one's own."""

from __future__ import annotations

import contextvars
import html
import io
import os
import re
from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from tests import factories
from tests.actions.helping import now, point, reports, told
from tests.cast import Cast, Someone
from tests.files.test_kinds import bomb
from tests.learning.papers import HOSTILE
from tests.support import workbook
from wgtool.actions import tokens
from wgtool.actions.models import ActionPoint, Priority, Status
from wgtool.files import operations as file_operations
from wgtool.files import store
from wgtool.files.models import Attachment
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.kernel.i18n import day
from wgtool.kernel.sight import Sight
from wgtool.notifications import reminders
from wgtool.notifications.models import Mail

ZARA = "zara@nowhere.example"


def test_one_page_answers_all_or_none(cast: Cast) -> None:
    one, two = point(cast, n=1), point(cast, n=2, contact_id=cast.omar.person, priority=Priority.HIGH)
    point(cast, n=3, owner_kind="organisation", organisation_id=cast.lantern.id)
    page = cast.hana.get("/actions/mine").text
    assert "AP-2026-0001" in page
    assert "AP-2026-0002" in page
    assert "AP-2026-0003" not in page
    said = {f"say-{one.id}": "report no change", f"text-{one.id}": "The port is closed",
            f"say-{two.id}": "report done", f"text-{two.id}": "It is online"}  # fmt: skip
    refused = cast.hana.post("/actions/mine", said)
    assert refused.status_code == 409
    assert "AP-2026-0002: Its priority is high" in refused.text
    assert "The port is closed" in refused.text
    assert reports(one.id) == []
    assert cast.hana.post("/actions/mine", said | {f"evidence-{two.id}": "The port's page"}).status_code == 303
    assert (now(one.id).status, now(two.id).status) == (Status.NOT_STARTED, Status.REPORTED_DONE)
    assert cast.hana.post("/actions/mine", {}).status_code == 409


def last_to(address: str) -> str:
    """Give the newest mail to an address."""
    return (
        db.session.scalars(sa.select(Mail.body).where(Mail.address == address).order_by(Mail.id.desc())).first() or ""
    )


def link(cast: Cast, id: int) -> str:
    """Give the link of the mail that a reminder wrote."""
    with clock.at(datetime.combine(clock.today(), time(9), UTC)):
        reminders.remind()
    db.session.rollback()
    found = re.search(r"/actions/report/\S+", last_to(ZARA))
    assert found is not None
    return found.group()


def test_a_contact_without_account_reports_by_the_mailed_link(cast: Cast) -> None:
    made = point(cast, due=clock.today(), contact_email=ZARA, contact_name="Zara")
    at = link(cast, made.id)
    shown = cast.guest.get(at).text
    assert "Whoever opens this link" in shown
    assert cast.guest.post(at, {"say": "", "text": "x"}).status_code == 409
    assert cast.guest.post(at, {"say": "report done", "text": "It is online"}).status_code == 303
    assert now(made.id).status == Status.REPORTED_DONE
    assert (reports(made.id)[0].reported_by, now(made.id).done_for) == (None, cast.rivermark.id)
    twice = cast.guest.post(at, {"say": "report done", "text": "Again"})
    assert twice.status_code == 409
    assert "It is online" in twice.text
    assert ("This link was used already" in twice.text, "next reminder" in twice.text) == (True, False)
    assert "Somebody who does not answer for it checks it now" in cast.guest.get(at).text
    assert len(reports(made.id)) == 1
    disown = last_to(ZARA)
    found = re.search(r"/actions/not-mine/\S+", disown)
    assert found is not None
    assert cast.guest.post(found.group()).status_code == 303
    assert cast.guest.post(found.group()).status_code == 303
    assert now(made.id).status == Status.IN_PROGRESS
    assert told(made.id, cast) == ["ReportedDone", "Disowned"]


def by_link(at: str, someone: Someone, content: bytes = b"%PDF-1.7 made up", **said: str) -> TestResponse:
    data = {"say": "report done", "text": "It is online", "file": (io.BytesIO(content), "report.pdf")} | said
    return someone.post(at, data, content_type="multipart/form-data")


def files() -> list[Attachment]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Attachment).order_by(Attachment.id)))


def test_evidence_by_the_mailed_link_has_the_sight_of_its_thing_and_goes_with_the_report(cast: Cast) -> None:
    """What a program or a used link sends is not kept; what its contact disowns counts no more, file and all."""
    made = point(cast, due=clock.today(), contact_email=ZARA, priority=Priority.HIGH, sight=Sight.PARTNERS)
    at = link(cast, made.id)
    hostile = by_link(at, cast.guest, b"MZ\x90\x00 a program")
    assert (hostile.status_code, "Files of this kind are not taken" in hostile.text) == (422, True)
    assert "It is online</textarea>" in hostile.text
    assert by_link(at, cast.guest, say="report no change").status_code == 409
    assert files() == []
    assert by_link(at, cast.guest).status_code == 303
    (one,) = files()
    assert (one.owner, one.sight, one.attached_by) == (made.ref, Sight.PARTNERS, None)
    assert [who.get(f"/files/{one.id}").status_code for who in (cast.guest, cast.kofi)] == [404, 200]
    kept = len(list(store.contents()))
    twice = by_link(at, cast.guest, b"%PDF-1.7 another", text="And once more")
    assert (twice.status_code, "And once more" in twice.text) == (409, True)
    assert len(list(store.contents())) == kept
    assert cast.guest.post(f"/actions/not-mine/{tokens.disown(reports(made.id)[0].id)}").status_code == 303
    assert (now(made.id).status, now(made.id).evidenced_at) == (Status.IN_PROGRESS, None)
    assert cast.kofi.get(f"/files/{one.id}").status_code == 404
    assert sorted(told(made.id, cast)) == ["Disowned", "ReportedDone", "files.Attached", "files.Removed"]


def test_a_file_sent_by_mistake_goes_by_the_same_link_until_somebody_has_verified(cast: Cast) -> None:
    """The report stays, history tells it, the content goes unless something else names it, and evidence is asked anew."""
    made = point(cast, due=clock.today(), contact_email=ZARA, priority=Priority.HIGH, sight=Sight.PARTNERS)
    other = point(cast, n=2, contact_id=cast.omar.person)
    at = link(cast, made.id)
    assert cast.guest.post(f"{at}/remove-file").status_code == 409, "nothing came by it yet"
    by_link(at, cast.guest)
    by_link(f"/actions/{other.number}/report-progress", cast.omar, taken="The same file")
    page = cast.guest.get(at).text
    assert ("report.pdf" in page, "ask for other evidence" in page) == (True, True)
    factories.change(ActionPoint, ActionPoint.id == made.id, verified_at=clock.now())
    assert (cast.guest.post(f"{at}/remove-file").status_code, cast.guest.get(at).text.count("Remove the file")) == (
        409,
        0,
    )
    factories.change(ActionPoint, ActionPoint.id == made.id, verified_at=None)
    assert [cast.guest.post(f"{at}/remove-file").status_code for _ in range(2)] == [303, 303]
    assert "report.pdf" not in cast.guest.get(at).text
    mails = db.session.scalars(sa.select(Mail.subject).where(Mail.address == ZARA).order_by(Mail.id)).all()
    assert [subject for subject in mails if "was removed" in subject] == [
        "A file of your report on AP-2026-0001 was removed"
    ]
    [way] = re.findall(r"http://[^/]+(/\S+)", last_to(ZARA))
    assert "You reported on" in cast.guest.get(way).text, "few may read its page: it leads to their own link"
    assert (now(made.id).status, now(made.id).evidenced_at) == (Status.REPORTED_DONE, None)
    assert cast.sam.post(f"/actions/{made.number}/verify").status_code == 409
    assert sorted(told(made.id, cast)) == ["ReportedDone", "files.Attached", "files.Removed"]
    assert [one.removed_at is None for one in files()] == [False, True]
    content = store.folder() / store.place(files()[0].digest)
    os.utime(content, (1, 1))
    file_operations.sweep()
    assert content.exists(), "another names the same content"
    assert (
        cast.hana.post(f"/actions/{made.number}/contact", {"contact_email": "other@nowhere.example"}).status_code == 303
    )
    assert "somebody else by now" in cast.guest.post(f"{at}/remove-file").text
    factories.change(Attachment, Attachment.owner_id == other.id, removed_at=clock.now())
    file_operations.sweep()
    assert not content.exists()


@pytest.mark.one_engine
def test_a_link_reports_on_its_action_point_and_does_nothing_else(cast: Cast) -> None:
    made = point(cast, due=clock.today(), contact_email=ZARA, contact_name="Zara")
    other = point(cast, n=2, contact_email=ZARA)
    token = link(cast, made.id).rpartition("/")[2]
    for say in ("verify", "move", "add evidence", "not applicable"):
        assert by_link(f"/actions/report/{token}", cast.guest, say=say).status_code == 409
    for step in ("verify", "report-done", "edit", "contact"):
        assert cast.guest.post(f"/actions/{other.number}/{step}", {"token": token, "taken": "x"}).status_code == 401
    assert cast.guest.get(f"/actions/not-mine/{token}").status_code == 404
    assert cast.guest.get(f"/actions/report/{tokens.disown(1)}").status_code == 404
    assert [reports(made.id), reports(other.id), files()] == [[], [], []]
    assert ZARA not in cast.guest.get(f"/actions/{made.number}").text


def test_a_forwarded_link_is_no_road_to_closing_ones_own(cast: Cast) -> None:
    """Sam opens a link that was forwarded to him, reports with it while signed in, and cannot verify what he reported."""
    made = point(cast, due=clock.today(), contact_email=ZARA)
    at = link(cast, made.id)
    assert cast.sam.post(at, {"say": "report done", "text": "It is online"}).status_code == 303
    assert cast.sam.post(f"/actions/{made.number}/verify").status_code == 403
    assert now(made.id).done_by == cast.sam.person


def late_link(id: int) -> str:
    """Give a link that was mailed two months ago."""
    long_ago = tokens._signer("report")
    long_ago.get_timestamp = lambda: int((clock.now() - timedelta(days=60)).timestamp())  # type: ignore[method-assign]
    signer = long_ago.make_signer(long_ago.salt)
    signer.get_timestamp = long_ago.get_timestamp  # type: ignore[method-assign]
    payload = long_ago.dump_payload([id, tokens.contact_of(now(id)), "14:x"])
    return f"/actions/report/{signer.sign(payload).decode()}"


@pytest.mark.one_engine
def test_a_link_that_is_late_anothers_or_made_up(cast: Cast) -> None:
    made = point(cast, due=clock.today(), contact_email=ZARA)
    at = link(cast, made.id)
    with clock.at(clock.now()):
        token = tokens.report(now(made.id), "3:x")
    late = late_link(made.id)
    assert "too old" in cast.guest.get(late).text
    assert by_link(late, cast.guest).status_code == 409
    assert cast.guest.get(f"/actions/report/{token}x").status_code == 404
    assert cast.guest.get(f"/actions/not-mine/{token}").status_code == 404
    assert (
        cast.hana.post(f"/actions/{made.number}/contact", {"contact_email": "new@nowhere.example"}).status_code == 303
    )
    assert "somebody else by now" in cast.guest.get(at).text
    assert cast.guest.post(at, {"say": "report done", "text": "x"}).status_code == 409
    assert reports(made.id) == []


def sheet(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent(someone: Someone, data: bytes, name: str = "a.xlsx") -> str:
    answer = someone.post("/actions/sheet", {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")
    return str(answer.text)


def test_a_file_is_looked_at_row_by_row_and_taken_whole(cast: Cast) -> None:
    one, two = point(cast, n=1, due=clock.today()), point(cast, n=2)
    point(cast, n=3, owner_kind="organisation", organisation_id=cast.lantern.id)
    data = cast.hana.get("/actions/mine.xlsx").data
    assert workbook.faults(data) == []
    book = load_workbook(io.BytesIO(data))
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    assert [row[0] for row in rows[1:]] == ["AP-2026-0001", "AP-2026-0002"]
    (offered,) = book.worksheets[0].data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == ("F2:F3", "'Lists'!$A$2:$A$4")
    assert [cell.value for (cell,) in book["Lists"]["A2:A4"]] == ["Nothing changed", "In progress", "Done"]
    rows[1][5:7] = ["Nothing changed", "The port is closed"]
    rows[2][8:10] = [clock.today() + timedelta(days=9), None]
    without = sent(
        cast.hana, sheet([rows[0], [*rows[1][:5], None, None, None, clock.today() + timedelta(days=9), None], rows[2]])
    )
    assert without.count("Say why the date is moved.") == 1, "a first date needs no reason, another does"
    wrong = sent(cast.hana, sheet([*rows, ["AP-2026-0003", "", "", "", "", "Done", "x"], ["AP-2026-9999", *[""] * 4, "Done"],
                                   ["AP-2026-0001", *[""] * 4, "Perhaps"]]))  # fmt: skip
    for words in ("This is for", "no action point of this number", "in the file twice", "Nothing was taken"):
        assert words in wrong
    for word in ("Rien n’a changé", "NADA HA CAMBIADO", "لم يتغير شيء"):
        assert "is no report" not in sent(cast.hana, sheet([["AP-2026-0002", *[""] * 4, word, "The port"]])), word
    assert "“soon” is no date" in sent(cast.hana, sheet([["AP-2026-0002", *[""] * 7, "soon", "The port"]]))
    good = sent(cast.hana, sheet(rows))
    assert f"Due: no date → {day(clock.today() + timedelta(days=9))}<" in good
    assert reports(one.id) == []
    table = re.search(r'name="rows" value="([^"]*)"', good)
    assert table is not None

    assert cast.hana.post("/actions/sheet", {"take": "yes", "rows": html.unescape(table.group(1))}).status_code == 303
    assert reports(one.id)[0].unchanged == "The port is closed"
    dated = now(two.id)
    assert (dated.due, dated.first_due, dated.slips) == (clock.today() + timedelta(days=9),) * 2 + (0,)
    assert told(two.id, cast) == ["Moved"]
    assert (
        cast.hana.post("/actions/sheet", {"take": "yes", "rows": html.unescape(table.group(1))}).status_code != 303
    ), "once"


def by_json(who: Someone, url: str, said: dict[str, str], method: str = "POST") -> TestResponse:
    """Send JSON by any method, apart from the test's own context, as `Someone` does."""
    headers = {"X-CSRFToken": who.csrf, "Origin": "http://localhost"}
    return contextvars.Context().run(who.client.open, url, method=method, json=said, headers=headers)


@pytest.mark.one_engine
def test_by_no_road_does_one_close_ones_own(cast: Cast) -> None:
    """Form, htmx, JSON, other methods, a field too many, the page for all, a file, a mailed link, a new contact."""
    made = point(cast, contact_id=cast.omar.person, evidenced_at=clock.now())
    assert cast.omar.post("/actions/AP-2026-0001/report-done", {"taken": "It is online"}).status_code == 303
    here = "/actions/AP-2026-0001"
    for who in (cast.omar, cast.hana, cast.guest):
        for end in ("verify", "not-applicable", "not-implemented"):
            said = {"why": "So it is.", "decided_by": "The SAG"}
            tries = [who.post(f"{here}/{end}", said, headers=more) for more in ({}, {"HX-Request": "true"})]
            tries.append(by_json(who, f"{here}/{end}", said))
            assert {answer.status_code for answer in tries} <= {400, 401, 403}, end
        for method in ("PUT", "PATCH", "DELETE"):
            assert by_json(who, here, {"status": "closed"}, method=method).status_code == 405
            override = {"X-HTTP-Method-Override": method}
            assert who.post(here, {"_method": method, "status": "closed"}, headers=override).status_code == 405
    edited = {
        "deliverable": "Another text",
        "priority": "medium",
        "status": "closed",
        "verified_by": 1,
        "seen": now(made.id).version,
    }
    assert cast.hana.post(f"{here}/edit", edited).status_code == 303
    assert cast.hana.post("/actions/mine", {f"say-{made.id}": "verify", f"text-{made.id}": "x"}).status_code == 409
    assert "not open to reports" in sent(cast.hana, sheet([["AP-2026-0001", *[""] * 4, "Done", "x"]]))
    assert cast.hana.post(f"{here}/contact", {"contact_email": "lena-okafor@example.org"}).status_code == 303
    assert cast.omar.post(f"{here}/verify").status_code == 403, "he reported it, whoever is the contact now"
    held = now(made.id)
    assert (held.status, held.deliverable, held.verified_by) == (Status.REPORTED_DONE, "Another text", None)


@pytest.mark.one_engine
def test_a_file_is_no_road_to_closing_ones_own(cast: Cast) -> None:
    made = point(cast, priority=Priority.HIGH)
    for word in ("verify", "Closed", "closed", "Verify and close it"):
        assert "is no report" in sent(cast.hana, sheet([["AP-2026-0001", *[""] * 4, word, "x"]]))
    assert cast.hana.post("/actions/mine", {f"say-{made.id}": "verify", f"text-{made.id}": "x"}).status_code == 409
    assert now(made.id).status == Status.NOT_STARTED


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"MZ\x90\x00", "no table we read"),
        (bomb().getvalue(), "unpacks to far more"),
        (sheet([["AP-2026-0001", "=1+1"]]), "holds a formula"),
        (b"PK\x03\x04 half", "damaged"),
        (sheet([["Number", "Name"], ["1", "2"]]), "not the file you got here"),
        *(HOSTILE[kind] for kind in ("links to another book", "a million rows", "macros", "entities", "a picture")),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(cast: Cast, data: bytes, says: str) -> None:
    point(cast)
    assert says in sent(cast.hana, data)
