"""What somebody who has never seen the tool stumbles over: buttons that lead to a refusal, words that do not help."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask

from tests import factories
from tests.accounts.helpers import NEW
from tests.cast import Cast
from tests.groups.helping import add, group, plan
from wgtool import cli
from wgtool.accounts.permits import P as accounts
from wgtool.groups.models import Role, Standing, Status
from wgtool.kernel import permits, waits
from wgtool.kernel.writes import writing
from wgtool.signups.permits import P as signups

pytestmark = pytest.mark.one_engine
OMAR = {"name": "Omar Haddad", "shown": "y", "mails": "y", "zone": "UTC"}
PRIMARY = re.compile(r'class="btn ?"')


def docket(html: str) -> str:
    """Give the docket of a page: state, whose turn, what the reader can do."""
    return html.split('class="docket')[1].split("</dl>")[0]


def test_links_in_mail_lead_to_the_port_that_is_served(world: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for heavy in ("prepare", "serve"):
        monkeypatch.setattr(cli, heavy, lambda *_: None)
    monkeypatch.setitem(world.extensions, "settings", world.extensions["settings"])
    assert world.test_cli_runner().invoke(cli.run, ["--port", "5077"], catch_exceptions=False).exit_code == 0
    assert world.extensions["settings"].base_url == "http://127.0.0.1:5077"


def test_the_language_just_chosen_is_spoken_at_once_and_after_signing_out(cast: Cast) -> None:
    cast.omar.post("/me", {**OMAR, "language": "fr"})
    assert "Enregistré" in cast.omar.get("/me").text
    cast.omar.post("/sign-out")
    assert '<html lang="fr"' in cast.omar.get("/").text


def test_one_thing_is_asked_at_a_time(cast: Cast) -> None:
    nobody = cast.guest.post("/join", {**NEW, "new_name": "", "new_type": ""}).text
    assert "or name a new one" in nobody
    assert "what kind of organisation" not in nobody
    assert "what kind of organisation" in cast.guest.post("/join", {**NEW, "new_type": ""}).text


def test_what_is_to_be_mended_names_its_field(cast: Cast) -> None:
    empty = cast.guest.post("/join", {**NEW, "name": "", "email": ""}).text
    assert "Your name: Fill this in." in empty
    plan_file = {"file": (io.BytesIO(b"hello"), "hello.txt")}
    assert "1 thing to mend" in cast.sam.post("/plan/import", plan_file, content_type="multipart/form-data").text


def test_a_wrong_password_is_not_told_as_a_lost_text(cast: Cast) -> None:
    said = cast.guest.post("/sign-in", {"email": "no@example.org", "password": "not this one"}).text
    assert "do not go together" in said
    assert "What you wrote is still here" not in said


def test_who_is_not_confirmed_is_offered_no_button_that_refuses(cast: Cast) -> None:
    plan()
    row = add(group(cast), cast.prue, Role.MEMBER, Standing.INVITED)
    assert "/accept" not in cast.prue.get("/desk").text
    invited = cast.prue.get(f"/groups/WG-WATER/members/{row}").text
    assert "/accept" not in invited
    assert "/decline" in invited
    assert "You wait for nobody" not in cast.prue.get("/desk").text


def test_a_text_that_is_not_written_is_not_to_be_submitted(cast: Cast) -> None:
    ids = plan()
    group(cast, items=(ids["1.1.1"],))
    taken = {"person": str(cast.omar.person)}
    assert cast.sam.post("/groups/WG-WATER/take-up", taken).status_code == 303
    offered = docket(cast.lena.get("/groups/WG-WATER").text)
    assert "/groups/WG-WATER/submit" not in offered
    assert 'href="/groups/WG-WATER/terms"' in offered
    assert 'href="/groups/WG-WATER/terms"' in cast.lena.get("/desk").text


@pytest.mark.parametrize(
    ("status", "who"), [(Status.ACTIVE, "lena"), (Status.SAG_REVIEW, "lena"), (Status.ACTIVE, "sam")]
)
def test_a_docket_has_one_main_button_at_most(cast: Cast, status: Status, who: str) -> None:
    group(cast, status=status)
    assert len(PRIMARY.findall(docket(getattr(cast, who).get("/groups/WG-WATER").text))) <= 1


def test_the_choice_stands_before_its_alternative(cast: Cast) -> None:
    group(cast)
    form = cast.sam.get("/groups/WG-WATER/take-up").text
    assert form.index('name="person"') < form.index('name="email"')


def test_an_organisation_says_whose_turn_its_people_are(cast: Cast) -> None:
    factories.person("Nina Rivers", at=cast.rivermark, confirmed=False)
    assert cast.hana.person
    with writing():
        waits.settle_all()
    page = docket(cast.hana.get("/partners/rivermark-relief").text)
    assert "Say whether somebody new belongs to Rivermark Relief." in page
    assert 'href="/partners/rivermark-relief/people"' in page
    assert "somebody new" not in docket(cast.guest.get("/partners/rivermark-relief").text)


def test_a_refusal_keeps_its_clauses_apart(world: Flask) -> None:
    with world.test_request_context():
        assert "; or " in permits.refusal(signups.SETTLE)
        assert permits.refusal(accounts.MANAGE_PEOPLE).count(" or ") == 1
        assert "; or " not in permits.refusal(accounts.MANAGE_PEOPLE)


def test_what_waits_for_the_lead_is_one_press_away(cast: Cast) -> None:
    row = add(group(cast, status=Status.ACTIVE), cast.omar, Role.MEMBER, Standing.ASKED)
    with writing():
        waits.settle_all()
    asked = docket(cast.lena.get("/groups/WG-WATER").text)
    assert f'href="/groups/WG-WATER/members/{row}"' in asked
    assert not PRIMARY.findall(asked)


def test_the_step_that_answers_the_turn_is_the_main_one(cast: Cast) -> None:
    group(cast)
    with writing():
        waits.settle_all()
    offered = docket(cast.sam.get("/groups/WG-WATER").text)
    assert PRIMARY.findall(offered) == ['class="btn "']
    assert re.search(r'class="btn " href="/groups/WG-WATER/take-up"', offered)


def test_the_role_is_asked_before_its_days(cast: Cast) -> None:
    for who, page in ((cast.ada, "team"), (cast.sam, "coordinator")):
        form = who.get(f"/people/{cast.omar.person}").text.split(f'/{page}"')[-1]
        assert form.index("<select") < form.index('-since"')
