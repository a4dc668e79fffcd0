"""Two at the same moment, over one action point: one's word stands, the other is told."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from tests import factories
from tests.actions.helping import now, point, reports, told
from tests.cast import Cast
from tests.support.agreement import begin, disagreements
from tests.support.crowd import Together, form
from wgtool.actions.models import Status
from wgtool.kernel import clock, waits
from wgtool.kernel.writes import writing


def test_two_over_one_action_point(world: Flask, cast: Cast, together: Together) -> None:
    """Verified twice, verified and sent back, reported done twice, moved twice."""
    other = cast._play(factories.person("Tess Other", roles="support"))
    theirs = {"contact_id": cast.omar.person}
    ids = [
        point(cast, n=n, status=Status.REPORTED_DONE if n < 3 else Status.NOT_STARTED, **theirs).id for n in range(1, 5)
    ]
    later = [(clock.today() + timedelta(days=days)).isoformat() for days in (20, 30)]
    with writing():
        waits.settle_all()  # for what the factories made
    before = begin()
    url = "/actions/AP-2026-000{}/{}".format
    one, two = together(
        [form(cast.sam, url(1, "verify")), form(cast.sam, url(2, "verify")),
         form(cast.omar, url(3, "report-done"), {"taken": "It is online"}),
         form(cast.omar, url(4, "move"), {"due": later[0], "why": "The port", "seen": ""})],
        [form(other, url(1, "verify")), form(other, url(2, "send-back"), {"why": "No link"}),
         form(cast.hana, url(3, "report-done"), {"taken": "It is printed"}),
         form(cast.hana, url(4, "move"), {"due": later[1], "why": "The road", "seen": ""})],
    )  # fmt: skip
    assert [sorted((a.code, b.code)) for a, b in zip(one, two, strict=True)] == [[303, 409]] * 4
    assert (now(ids[0]).status, told(ids[0], cast)) == ("closed", ["Verified", "Closed"])
    assert told(ids[1], cast) in (["Verified", "Closed"], ["SentBack"])
    assert len(reports(ids[2])) == 1
    assert now(ids[3]).slips == 0  # the first date that is set is no slip
    assert disagreements(before) == []
