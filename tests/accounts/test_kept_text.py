"""A session that ended in the middle of a text: the text comes back, is shown, and is sent only by its button."""

import re
from html import unescape

import pytest

from tests.accounts.helpers import csrf_of
from tests.cast import Cast, Someone
from tests.factories import PASSWORD

LONG = "يوم " + "Roads are closed. " * 3300 + "<b>&amp;</b>"
URL = "/partners/rivermark-relief/edit"


def fields(html: str, action: str) -> dict[str, str]:
    """Give the hidden fields of the form that goes to `action`."""
    form = next(f for f in re.findall(r"<form.*?</form>", html, re.S) if f'action="{action}' in unescape(f))
    return {
        unescape(n): unescape(v) for n, v in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form, re.S)
    }


def written(cast: Cast) -> dict[str, object]:
    _ = cast.hana
    return {"name": "Rivermark Relief", "short": LONG, "type": "ingo", "standing": "partner", "seen": "1",
            "countries": ["IQ", "TD"], "email": "in-the-form@example.org", "password": "secret words",
            "once": "x1"}  # fmt: skip


def test_the_text_comes_back_and_is_sent_by_its_button(cast: Cast) -> None:
    guest = Someone(cast.app, None)
    answer = guest.post(URL, written(cast))
    assert answer.status_code == 401
    kept = fields(answer.text, "/sign-in")
    assert kept["kept-short"] == LONG
    assert kept["kept-email"] == "in-the-form@example.org"
    assert "secret words" not in answer.text
    wrong = guest.post(f"/sign-in?next={URL}", {**kept, "email": "hana-aziz@example.org", "password": "wrong"})
    assert wrong.status_code == 409
    again = fields(wrong.text, "/sign-in")
    signed = guest.post(f"/sign-in?next={URL}", {**again, "email": "hana-aziz@example.org", "password": PASSWORD})
    assert signed.status_code == 200
    resent = fields(signed.text, URL)
    assert resent["short"] == LONG
    assert resent["once"] != "x1"
    guest.csrf = resent["csrf_token"]
    assert guest.post(URL, {**resent, "short": "RR"}).status_code == 303


def test_a_button_alone_is_offered_again(cast: Cast) -> None:
    _ = cast.depot, cast.sam
    guest, url = Someone(cast.app, None), "/partners/open-depot-network/look-at"
    assert guest.post(url).status_code == 401
    signed = guest.post(f"/sign-in?next={url}", {"email": "sam-teller@example.org", "password": PASSWORD})
    assert signed.status_code == 200
    assert f'action="{url}"' in signed.text


def test_a_link_cannot_offer_a_button(cast: Cast) -> None:
    _ = cast.hana
    guest, url = Someone(cast.app, None), "/me/sign-out-everywhere"
    signed = guest.post(f"/sign-in?next={url}", {"email": "hana-aziz@example.org", "password": PASSWORD})
    assert signed.status_code == 303


def test_from_elsewhere_no_text(cast: Cast) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "", "Sec-Fetch-Site": "cross-site"}):
        answer = Someone(cast.app, None).post(URL, {"short": "their words"}, headers=headers)
        assert answer.status_code == 400
        assert "their words" not in answer.text


def test_a_browser_that_does_not_say_signs_in_without_text(cast: Cast) -> None:
    answer = Someone(cast.app, None).post(URL, {"short": "their words"}, headers={"Origin": ""})
    assert answer.status_code == 401
    assert "their words" not in answer.text


def test_a_page_open_too_long_keeps_the_text(cast: Cast) -> None:
    csrf_of(cast.hana)
    answer = cast.hana.post(URL, {**written(cast), "csrf_token": "old"})
    assert answer.status_code == 400
    assert fields(answer.text, URL)["short"] == LONG


def test_htmx_is_sent_to_the_sign_in(cast: Cast) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/partners"}
    answer = Someone(cast.app, None).post(URL, {}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/partners"


@pytest.mark.one_engine
def test_what_was_chosen_is_told_in_the_words_of_its_form(cast: Cast) -> None:
    """Before and after signing in, in the reader's language; what is sent stays what the form sent."""
    _ = cast.hana
    guest, url = Someone(cast.app, None), "/actions/new"
    sent = {"deliverable": "Repair the ferry", "owner": f"organisation:{cast.rivermark.id}", "priority": "high", "interval": "90",
            "country": "IQ", "due": "2027-01-31", "contact_name": "", "contact_email": "", "activity": ""}  # fmt: skip
    asked = guest.post(url, sent)
    signed = guest.post(
        f"/sign-in?next={url}",
        {**fields(asked.text, "/sign-in"), "email": "hana-aziz@example.org", "password": PASSWORD},
    )
    for page in (asked, signed):
        told = dict(re.findall(r"<dt>([^<]+)</dt><dd dir=\"auto\" class=\"pre\">([^<]*)</dd>", page.text))
        assert told == {
            "What is to be done": "Repair the ferry", "Who answers for it": "Rivermark Relief", "Priority": "High",
            "Reports": "every three months", "Country": "Iraq", "Due": "31 Jan 2027",
        }  # fmt: skip
    assert {name: value for name, value in fields(signed.text, url).items() if name in sent} == sent
    french = Someone(cast.app, None)
    french.get("/language/fr")
    told = french.post(url, {**sent, "owner": "group:99"}).text
    assert "<dt>Priorité</dt>" in told
    assert "group:99" not in re.sub(r'value="[^"]*"', "", told), "what cannot be named is as it was chosen"
