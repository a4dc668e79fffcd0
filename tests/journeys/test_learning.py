"""From a document with 24 recommendations to a published response to closure: by requests, on both engines."""

from __future__ import annotations

import io

from tests.cast import Cast
from tests.journeys.learning import HERE, OVERALL, Ninawa
from tests.learning.helping import now, ones, told
from tests.learning.test_tables import field
from tests.support import agreement
from wgtool.kernel import clock

TODAY = {"starts_on": "", "ends_on": ""}


def test_from_a_document_to_closure(cast: Cast) -> None:
    story, before = Ninawa(cast), agreement.begin()
    today = clock.today().isoformat()
    assert cast.cora.post("/learning/plan", story.plan).headers["Location"] == HERE
    cast.cora.post(f"{HERE}/hold", {"starts_on": today})
    sent = {"file": (io.BytesIO(story.report()), "report.docx")}
    seen = cast.cora.post(f"{HERE}/table", sent, content_type="multipart/form-data")
    assert "24 rows are in order" in seen.text
    cast.cora.post(f"{HERE}/table", {"table": field(seen.text), "add": "1"})
    assert [one.number for one in ones()] == list(range(1, 25))
    cast.cora.post(f"{HERE}/publish-the-report", {"on": today})
    answer_all(story)
    assert cast.sam.post(f"{HERE}/publish-the-response", {"overall": OVERALL}).status_code == 303
    page = cast.guest.get(HERE).text
    assert page.count(">AP-2026-") == 8
    assert OVERALL in page
    assert "Open" in cast.guest.get("/register").text
    for n in range(1, 9):
        who = cast.hana if n % 2 else cast.lena
        assert who.post(f"/actions/AP-2026-{n:04d}/report-done", {"taken": "It is on the page."}).status_code == 303, n
        assert cast.sam.post(f"/actions/AP-2026-{n:04d}/verify").status_code == 303, n
    for verb in ("follow-up", "close"):
        assert cast.sam.post(f"{HERE}/{verb}").status_code == 303
    assert now().status == "closed"
    assert told(now().ref, cast)[-3:] == ["ResponsePublished", "FollowedUp", "Closed"]
    assert agreement.disagreements(before) == []


def answer_all(story: Ninawa) -> None:
    """Name who answers, have one passed back, and all answered: 8 accepted with an action point, 8 in part, 8 not."""
    cast = story.cast
    who = {n: ("hana", "lena")[(n + 1) % 2] for n in range(1, 25)}
    for n, name in who.items():
        cast.sam.post(f"{HERE}/r{n}/name-who-answers", {"party": story.parties[name]})
    cast.sam.post(f"{HERE}/ask-for-the-response", {"due": story.due})
    cast.lena.post(f"{HERE}/r24/pass-back", {"why": "Not ours."})
    assert cast.sam.post(f"{HERE}/publish-the-response", {"overall": OVERALL}).status_code == 409
    for n, name in who.items():
        person, said = getattr(cast, name if n < 24 else "sam"), {"reason": "means", "why": "Nobody is free."}
        if n <= 8:
            person.post(f"{HERE}/r{n}/accept", {"response": "Yes."})
            acted = {"deliverable": f"Share list {n}", "owner": story.parties[name], "due": story.due, "priority": "medium",
                     "interval_days": 90}  # fmt: skip
            assert person.post(f"{HERE}/r{n}/act", acted).status_code == 303, n
        elif n <= 16:
            person.post(f"{HERE}/r{n}/accept-in-part", {**said, "idle": "It is done."})
        else:
            assert person.post(f"{HERE}/r{n}/reject", said).status_code == 303, n
