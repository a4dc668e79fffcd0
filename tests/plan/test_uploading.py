"""Reading a published plan in the browser, by the support team."""

from __future__ import annotations

import io

import pytest

from tests import factories
from tests.cast import Cast, Someone
from tests.plan import made_up
from tests.plan.conftest import imported, read
from tests.support.html import assert_html
from wgtool.history import queries as history
from wgtool.kernel import clock
from wgtool.plan import queries
from wgtool.plan.models import Upload
from wgtool.plan.views import importing


def send(someone: Someone, data: bytes, name: str = "plan.txt"):  # type: ignore[no-untyped-def]
    return someone.post("/plan/import", {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def apply(someone: Someone, address: str, **more: str):  # type: ignore[no-untyped-def]
    shown = someone.get(address).text
    seen = shown.split('name="fingerprint" type="hidden" value="')[1].split('"')[0]
    return someone.post(address, {"fingerprint": seen, **more})


def test_only_the_support_team(plan: None, cast: Cast) -> None:
    assert cast.sam.get("/plan/import").status_code == 200
    assert cast.hana.get("/plan/import").status_code == 403
    assert cast.guest.get("/plan/import").status_code == 401
    assert send(cast.hana, made_up.plan("2022").data).status_code == 403


def test_seeing_the_differences_changes_nothing(plan: None, cast: Cast) -> None:
    answer = send(cast.sam, made_up.plan("2022").data)
    assert answer.status_code == 303
    shown = cast.sam.get(answer.location)
    assert "attach the official wording to 123 items" in shown.text
    assert_html(shown.text)
    assert factories.item("1.1.1.1").text == ""


def test_applying_attaches_them_and_says_so(plan: None, cast: Cast) -> None:
    place = send(cast.sam, made_up.plan("2022").data).location
    answer = apply(cast.sam, place)
    assert answer.status_code == 303
    assert factories.item("1.1.1.1").text == made_up.sentence("1.1.1.1")
    done = cast.sam.get(answer.location)
    assert "Applied" in done.text
    assert_html(done.text)


def test_applying_twice_is_once(plan: None, cast: Cast) -> None:
    place = send(cast.sam, made_up.plan("2022").data).location
    apply(cast.sam, place)
    assert cast.sam.post(place, {"fingerprint": "x"}).status_code == 303
    edition = queries.edition("2022")
    assert edition
    assert len(history.timeline(edition.ref, seen_by=cast.sam.actor)) == 2


@pytest.mark.one_engine
def test_a_plan_changed_since_is_shown_anew(plan: None, cast: Cast) -> None:
    place = send(cast.sam, made_up.plan("2022").data).location
    seen = cast.sam.get(place).text.split('name="fingerprint" type="hidden" value="')[1].split('"')[0]
    imported(read())
    answer = cast.sam.post(place, {"fingerprint": seen})
    assert answer.status_code == 409
    assert_html(answer.text)


def test_the_same_again_changes_nothing(plan: None, cast: Cast) -> None:
    imported(read())
    shown = cast.sam.get(send(cast.sam, made_up.plan("2022").data).location)
    assert "changes nothing" in shown.text
    assert_html(shown.text)


def test_what_is_no_plan_is_refused_with_its_line(plan: None, cast: Cast) -> None:
    text = made_up.plan("2022").file
    answer = send(cast.sam, text[: text.rindex("4.4.2.3 ")].encode(), "cut.txt")
    assert answer.status_code == 422
    assert "cut.txt: The plan breaks off after" in answer.text
    assert_html(answer.text)


def test_a_name_with_markup_is_only_a_name(plan: None, cast: Cast) -> None:
    answer = send(cast.sam, b"\x00", "<b>x</b>.txt")
    assert answer.status_code == 422
    assert "<b>x</b>" not in answer.text


def test_no_file_and_too_large_a_file(plan: None, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cast.sam.post("/plan/import", {}).status_code == 422
    monkeypatch.setattr(importing, "MEGABYTES", 0)
    answer = send(cast.sam, made_up.plan("2022").data)
    assert answer.status_code == 422
    assert "is larger than" in answer.text


def test_changes_are_shown_side_by_side(plan: None, cast: Cast) -> None:
    imported(read())
    changed = made_up.plan("2022").file.replace("1.1.1.1 ", "1.1.1.1 Newly ", 1)
    shown = cast.sam.get(send(cast.sam, changed.encode()).location)
    assert "reword 1 item" in shown.text
    assert_html(shown.text)


def test_an_unknown_upload_is_not_there(plan: None, cast: Cast) -> None:
    assert cast.sam.get("/plan/import/77").status_code == 404
    assert cast.guest.get("/plan/import/77").status_code == 404


def test_what_something_hangs_on_goes_only_when_told(plan: None, cast: Cast, something_hangs: None) -> None:
    imported(read())
    upload = factories.save(Upload(edition="2022", name="new.txt", data=made_up.plan("2022").data,
                                   uploaded_at=clock.now()))  # fmt: skip
    extra = read(change=lambda t: t.rstrip() + "\n\n4.4.2.4 Paint the bicycle.\n\n   \n")
    imported(extra)
    place = f"/plan/import/{upload.id}"
    assert "4.4.2.4: 3 sign-ups." in cast.sam.get(place).text
    refused = apply(cast.sam, place)
    assert refused.status_code == 409
    assert_html(refused.text)
    assert factories.item("4.4.2.4").dropped_at is None
    assert apply(cast.sam, place, allow_removals="y").status_code == 303
    assert factories.item("4.4.2.4").dropped_at


def test_a_form_with_its_token_is_read_once(plan: None, cast: Cast) -> None:
    data = made_up.plan("2022").data
    sent = [
        cast.sam.post("/plan/import", {"file": (io.BytesIO(data), "plan.txt"), "once": "t1"},
                      content_type="multipart/form-data")
        for _ in range(2)
    ]  # fmt: skip
    assert [one.status_code for one in sent] == [303, 303]
    assert sent[0].location == sent[1].location
