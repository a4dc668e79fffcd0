"""Every status, verb and role: taken or refused, as the table says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests import factories
from tests.cast import Cast
from tests.groups.helping import add, found, group, paused
from wgtool.accounts.models import Person
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Group, Role, Status
from wgtool.kernel import clock, permits
from wgtool.kernel.db import db
from wgtool.kernel.lifecycle import By

ROLES = ("guest", "kofi", "olga", "prue", "ada", "omar", "lena", "hana", "cora", "sam", "ines", "charis")
MAY = {
    "ask to pause": {"lena"},
    "keep active": {"lena", "sam", "ines"},
    "pause": {"sam", "ines"},
    "pause for security": {"lena"},
    "set another review": {"sam", "ines"},
    "resume": {"sam", "ines"},
    "set the last day": {"lena", "sam"},
    "start closing": {"charis", "sam"},
    "reopen": {"charis"},
    "submit the closing report": {"lena"},
    "ask to merge": {"lena", "sam"},
    "take the merger back": {"lena", "sam"},
    "decline the merger": {"lena", "sam"},
    "submit the merger": {"lena"},
    "take up": {"sam"},
    "submit": {"lena"},
    "take the text back": {"lena", "hana", "cora", "sam"},
    "withdraw": {"omar", "lena", "hana", "cora", "sam"},
}
WHEN = {"keep active", "take the merger back", "decline the merger", "submit the merger"}
TEXTS = {"submit", "submit the closing report"}
URLS = {verb: verb.replace(" ", "-") for verb in LIFE.verbs()}


def fields(verb: str, other: int) -> dict[str, str]:
    """Give what a step asks for."""
    soon = (clock.today() + timedelta(days=30)).isoformat()
    code = "completed" if verb == "start closing" else "access"
    return {"why": "Because.", "email": "olga-petrov@example.org", "code": code, "review_by": soon, "ends_on": soon,
            "by": "SAG", "into": str(other), "merger": "1"}  # fmt: skip


def one_of(cast: Cast, status: Status, code: str) -> Group:
    """Make a group whose last day has come, with a SAG focal point."""
    made = group(cast, status=status, code=code, name=f"Group {code}", country="IQ")
    for someone, role in ((cast.kofi, Role.MEMBER), (cast.ines, Role.SAG_FOCAL)):
        add(made, someone, role)
    factories.change(Group, Group.id == made.id, ends_on=clock.today())
    if status == Status.PAUSED:
        paused(made)
    return made


@pytest.fixture
def sag(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Seat the chair. Answers are not read as pages here, only counted."""
    monkeypatch.setattr(cast.app, "test_client_class", FlaskClient)
    factories.sag({}, chair=db.session.get(Person, cast.charis.person))
    _ = [getattr(cast, who) for who in ROLES]
    return cast


@pytest.mark.one_engine
def test_who_may_in_every_state(sag: Cast) -> None:
    for status in Status:
        made = found(one_of(sag, status, f"WG-{status.name.replace('_', '')[:8]}").code)
        actors = {who: getattr(sag, who).actor for who in ROLES}
        for verb in LIFE.verbs():
            may = {who for who in ROLES if permits.allows(actors[who], LIFE.rows(verb)[0].permit, made)}
            assert may == MAY[verb], (verb, status)


@pytest.mark.one_engine
def test_matrix(sag: Cast) -> None:
    """Those who may take a step in its states and are refused in all others; everybody else is refused."""
    other = group(sag, status=Status.ACTIVE, code="WG-OTHER", name="Other", people={}).id
    made = {status: one_of(sag, status, f"WG-{status.name.replace('_', '')[:8]}").code for status in Status}
    for n, verb in enumerate(LIFE.verbs()):
        _others_are_refused(sag, verb, made, other)
        _who_may_is_answered(sag, verb, made, other, series=n)
        assert {status: found(code).status for status, code in made.items()} == {status: status for status in Status}


def _others_are_refused(sag: Cast, verb: str, made: dict[Status, str], other: int) -> None:
    start = next(iter(LIFE.rows(verb)[0].start))
    for who in set(ROLES) - MAY[verb]:
        assert _sent(sag, who, made[start], verb, other) == (401 if who == "guest" else 403), (verb, who)


def _who_may_is_answered(sag: Cast, verb: str, made: dict[Status, str], other: int, *, series: int) -> None:
    """Ask as everybody who may: where the step is taken a group of their own each time, else any that stands so."""
    for who in sorted(MAY[verb]):
        for place, status in enumerate(Status):
            right = _expected(verb, status)
            if right == 409 and who != min(MAY[verb]):
                continue  # the state refuses whoever asks
            own = f"WG-{who[:2].upper()}{series}-{place}"
            code = one_of(sag, status, own).code if right == 303 else made[status]
            assert _sent(sag, who, code, verb, other) == right, (verb, who, status)


def _sent(cast: Cast, who: str, code: str, verb: str, other: int) -> int:
    answer = getattr(cast, who).post(f"/groups/{code}/{URLS[verb]}", fields(verb, other))
    return int(answer.status_code)


def _expected(verb: str, status: Status) -> int:
    """Say what who may gets: done, or refused; these groups have no text, no request, no merger."""
    if verb in TEXTS | WHEN or LIFE.step(verb, status) is None:
        return 409
    return 303


@pytest.mark.one_engine
def test_the_support_team_closes_only_what_has_come_to_its_last_day(sag: Cast) -> None:
    code, tomorrow = one_of(sag, Status.ACTIVE, "WG-WATER").code, clock.today() + timedelta(days=1)
    for ends_on in (None, tomorrow):
        factories.change(Group, Group.code == code, ends_on=ends_on)
        assert _sent(sag, "sam", code, "start closing", 0) == 403, ends_on
    assert _sent(sag, "charis", code, "start closing", 0) == 303, "the chair writes down what the SAG decided, any day"


def test_rulings_have_no_route(cast: Cast) -> None:
    group(cast, status=Status.SAG_REVIEW)
    for verb in LIFE.verbs(By.OUTCOME):
        assert cast.sam.post(f"/groups/WG-WATER/{verb.replace(' ', '-')}").status_code == 404


def test_a_step_page_says_what_it_sets_in_motion(cast: Cast) -> None:
    group(cast)
    page = cast.sam.get("/groups/WG-WATER/take-up").text
    assert "This will" in page
    assert "ask its leads to write its terms of reference" in page


def test_a_step_page_says_why_not_yet(cast: Cast) -> None:
    group(cast, people={})
    assert "The invited lead has not accepted." in cast.sam.get("/groups/WG-WATER/take-up").text


def test_a_step_done_already_says_so(cast: Cast) -> None:
    group(cast, status=Status.ACTIVE)
    answer = cast.sam.get("/groups/WG-WATER/take-up")
    assert answer.status_code == 200
    assert "may be done already" in answer.text
    assert "Not yet" not in answer.text, "who comes back to it by the browser has done it"
