"""An organisation's people: confirmed, invited, named focal point, ended."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories
from tests.accounts.helpers import belonging_of, csrf_of, fresh, joined, person, told
from tests.cast import Cast, Someone
from tests.factories import PASSWORD
from tests.support.html import assert_html
from wgtool.accounts import queries
from wgtool.accounts.events import LinkMade
from wgtool.accounts.models import Invitation
from wgtool.kernel import clock, waits
from wgtool.kernel.db import Ref, db

Mails = list[LinkMade]
PEOPLE = "/partners/rivermark-relief/people"
NEW = {"email": "Ines@example.org"}


def newcomer(cast: Cast) -> Any:
    """Give the belonging of somebody provisional at Rivermark Relief."""
    someone = factories.person("Noor Saleh", at=cast.rivermark, confirmed=False)
    return belonging_of(someone.id)


def only_invitation() -> int:
    fresh()
    return db.session.scalars(sa.select(Invitation.id)).one()


def url(belonging: Any, verb: str) -> str:
    return f"/belongings/{belonging.id}/{verb}"


@pytest.mark.parametrize(
    ("who", "page", "step"),
    [
        ("guest", 401, 401),
        ("omar", 403, 403),
        ("hana", 200, 303),
        ("lena", 403, 404),
        ("prue", 403, 404),
        ("olga", 403, 404),
        ("sam", 200, 303),
        ("ada", 403, 404),
    ],
)
def test_who_looks_after_people(cast: Cast, who: str, page: int, step: int) -> None:
    someone = getattr(cast, who)
    belonging = newcomer(cast)
    assert someone.get(PEOPLE).status_code == page
    for verb in ("confirm", "focal", "no-focal", "end"):
        assert someone.post(url(belonging, verb)).status_code == step, verb
    assert someone.post(PEOPLE, NEW).status_code == {200: 303}.get(page, page)


def test_what_nobody_looked_at_is_nothing_to_others(cast: Cast) -> None:
    _ = cast.prue
    assert cast.omar.get("/partners/open-depot-network/people").status_code == 404
    assert cast.omar.post(url(belonging_of(cast.prue.person or 0), "confirm")).status_code == 404
    assert cast.prue.post(url(belonging_of(cast.prue.person or 0), "confirm")).status_code == 403


def test_a_focal_point_confirms(cast: Cast) -> None:
    belonging = newcomer(cast)
    for _ in range(2):
        assert cast.hana.post(url(belonging, "confirm")).headers["Location"] == PEOPLE
    confirmed = belonging_of(belonging.person_id)
    assert confirmed.confirmed_at is not None
    assert confirmed.confirmed_by == cast.hana.person
    assert told(cast, Ref("person", belonging.person_id)) == ["Confirmed"]


def test_the_support_team_looks_at_the_organisation_in_the_same_act(cast: Cast) -> None:
    belonging = belonging_of(cast.prue.person or 0)
    assert cast.prue.actor.provisional
    cast.sam.post(url(belonging, "confirm"))
    assert not cast.prue.actor.provisional
    assert told(cast, cast.depot.ref) == ["LookedAt", "Confirmed"]


def test_declined_or_removed(cast: Cast) -> None:
    new, _ = newcomer(cast), cast.omar
    cast.hana.post(url(new, "end"))
    cast.hana.post(url(belonging_of(cast.omar.person or 0), "end"))
    assert told(cast, Ref("person", new.person_id)) == ["BelongingDeclined"]
    assert told(cast, Ref("person", cast.omar.person or 0)) == ["BelongingEnded"]
    shown = cast.hana.get(PEOPLE).text
    assert "Omar Haddad" in shown[shown.index("Before") :]
    assert not cast.omar.actor.partner


def test_what_is_over_is_not_confirmed(cast: Cast) -> None:
    new = newcomer(cast)
    cast.hana.post(url(new, "end"))
    assert cast.hana.post(url(new, "confirm")).status_code == 409


def test_focal_points_are_named_and_ended(cast: Cast) -> None:
    omar = belonging_of(cast.omar.person or 0)
    for verb in ("focal", "focal", "no-focal", "no-focal"):
        cast.hana.post(url(omar, verb))
    assert told(cast, Ref("person", omar.person_id)) == ["FocalNamed", "FocalEnded"]


def test_a_provisional_person_is_no_focal_point(cast: Cast) -> None:
    assert cast.hana.post(url(newcomer(cast), "focal")).status_code == 409


def test_who_ends_their_own_part_is_not_left_on_a_closed_page(cast: Cast) -> None:
    answer = cast.hana.post(url(belonging_of(cast.hana.person or 0), "no-focal"))
    assert answer.headers["Location"] == "/me"


def test_an_invitation_makes_a_confirmed_person(cast: Cast, mailed: Mails) -> None:
    cast.hana.post(PEOPLE, {**NEW, "focal": "y"})
    assert (mailed[0].purpose, mailed[0].email, mailed[0].organisation) == (
        "invitation", "ines@example.org", cast.rivermark.id,
    )  # fmt: skip
    link = f"/link/{mailed[0].link}"
    assert "Rivermark Relief" in cast.guest.get(link).text
    sent = {"name": "Inés Duarte", "password": PASSWORD, "shown": "y"}
    assert cast.guest.post(link, sent).status_code == 303
    ines = person("ines@example.org")
    assert ines is not None
    belonging = belonging_of(ines.id)
    assert belonging.focal
    assert belonging.confirmed_by == cast.hana.person
    assert told(cast, ines.ref) == ["InvitationAccepted"]
    assert cast.guest.get(PEOPLE).status_code == 200
    csrf_of(cast.guest)
    assert "The invitation was accepted on" in cast.guest.post(link, sent).text


def test_who_has_an_account_signs_in_and_moves(cast: Cast, mailed: Mails) -> None:
    _ = cast.kofi
    cast.hana.post(PEOPLE, {"email": "kofi-mensah@example.org"})
    link = f"/link/{mailed[0].link}"
    assert "/sign-in?next=/link/" in cast.guest.get(link).text
    assert "somebody else" in cast.lena.get(link).text
    assert cast.guest.post(link, {"name": "x", "password": PASSWORD}).status_code == 200
    assert belonging_of(cast.kofi.person or 0).organisation_id == cast.lantern.id
    assert cast.kofi.post(link).status_code == 303
    assert belonging_of(cast.kofi.person or 0).organisation_id == cast.rivermark.id
    kofi = Ref("person", cast.kofi.person or 0)
    assert told(cast, kofi) == ["BelongingEnded", "InvitationAccepted"]


def test_an_invitation_confirms_who_was_provisional_there(cast: Cast, mailed: Mails) -> None:
    cast.hana.post(PEOPLE, {"email": "nadia@example.org"})
    link = mailed[0].link
    browser = Someone(cast.app, None)
    nadia = joined(browser, mailed, organisation=str(cast.rivermark.id))
    csrf_of(browser)
    assert browser.post(f"/link/{link}").status_code == 303
    assert belonging_of(nadia.id).confirmed_by == cast.hana.person
    assert told(cast, nadia.ref) == ["Joined", "InvitationAccepted", "Confirmed"]


def test_invited_twice_or_here_already(cast: Cast, mailed: Mails) -> None:
    _ = cast.omar
    cast.hana.post(PEOPLE, NEW)
    answers = [cast.hana.post(PEOPLE, d) for d in (NEW, {"email": "omar-haddad@example.org"})]
    assert [a.status_code for a in answers] == [409, 409]
    assert "invited already" in answers[0].text
    assert len(mailed) == 1


def test_sent_again_the_old_link_is_dead(cast: Cast, mailed: Mails) -> None:
    cast.hana.post(PEOPLE, NEW)
    id = only_invitation()
    assert cast.hana.post(f"/invitations/{id}/resend").status_code == 303
    assert cast.guest.get(f"/link/{mailed[0].link}").status_code == 404
    assert cast.guest.get(f"/link/{mailed[1].link}").status_code == 200
    assert told(cast, Ref("invitation", id)) == ["Invited", "InvitationResent"]


def test_taken_back_it_is_dead(cast: Cast, mailed: Mails) -> None:
    cast.hana.post(PEOPLE, NEW)
    id = only_invitation()
    assert cast.hana.post(f"/invitations/{id}/revoke").status_code == 303
    assert cast.guest.get(f"/link/{mailed[0].link}").status_code == 404
    assert cast.hana.post(f"/invitations/{id}/resend").status_code == 409
    assert cast.lena.post(f"/invitations/{id}/revoke").status_code == 404
    assert cast.hana.post(PEOPLE, NEW).status_code == 303


def test_no_address_is_in_history(cast: Cast, mailed: Mails) -> None:
    from wgtool.history.models import Line

    cast.hana.post(PEOPLE, NEW)
    fresh()
    assert not [line for line in db.session.scalars(sa.select(Line)) if "ines" in str(line.facts)]


def turns(cast: Cast, someone: Someone) -> list[str]:
    fresh()
    return [line.sentence() for line in db.session.scalars(waits.mine(someone.actor))]


def test_whose_turn_it_is(cast: Cast, mailed: Mails) -> None:
    _ = cast.hana, cast.lena, cast.sam
    nadia = joined(cast.guest, mailed, organisation=str(cast.rivermark.id))
    says = ["Say whether somebody new belongs to Rivermark Relief."]
    assert turns(cast, cast.hana) == turns(cast, cast.sam) == says
    assert turns(cast, cast.lena) == turns(cast, cast.guest) == []
    cast.hana.post(url(belonging_of(nadia.id), "confirm"))
    assert turns(cast, cast.hana) == turns(cast, cast.sam) == []


def test_a_new_organisation_waits_for_the_support_team(cast: Cast, mailed: Mails) -> None:
    nadia = joined(cast.guest, mailed)
    assert turns(cast, cast.sam) == ["Harbour Aid is new here: say whether it exists."]
    line = db.session.scalars(waits.mine(cast.sam.actor)).one()
    with cast.app.test_request_context():
        place = waits.url_of(line)
    assert cast.sam.get(place).headers["Location"] == "/partners/harbour-aid/people"
    cast.sam.post(url(belonging_of(nadia.id), "confirm"))
    assert turns(cast, cast.sam) == []


def test_a_wait_follows_the_name(cast: Cast, mailed: Mails) -> None:
    joined(cast.guest, mailed)
    sent = {"name": "Harbour Help", "type": "ingo", "standing": "partner", "seen": "1", "countries": ["IQ"]}
    assert cast.sam.post("/partners/harbour-aid/edit", sent).status_code == 303
    assert turns(cast, cast.sam) == ["Harbour Help is new here: say whether it exists."]


def test_partners_see_who_agreed_to_be_shown(cast: Cast) -> None:
    _ = cast.kofi, cast.lena
    where = "/partners/lantern-health-logistics"
    shown = cast.omar.get(where).text
    assert "Lena Okafor" in shown
    assert "Kofi Mensah" not in shown
    for other in (cast.guest, cast.prue, cast.ada):
        assert "Lena Okafor" not in other.get(where).text


def test_names_are_shown_as_text(cast: Cast) -> None:
    factories.person("<script>alert(1)</script>", at=cast.rivermark)
    assert "<script>alert" not in cast.hana.get(PEOPLE).text


@pytest.mark.one_engine
def test_the_page_is_sound_and_its_cost_does_not_grow(cast: Cast, statements: Callable[[], Any]) -> None:
    newcomer(cast)
    _ = cast.hana
    with statements() as few:
        assert_html(cast.hana.get(PEOPLE).text, PEOPLE)
    for n in range(20):
        factories.person(f"Person {n}", at=cast.rivermark, confirmed=n > 3)
        factories.save(Invitation(email=f"i{n}@example.org", organisation_id=cast.rivermark.id, sent_at=clock.now()))
    with statements() as many:
        cast.hana.get(PEOPLE)
    assert len(few) == len(many) <= 6


def test_hats_know_their_wearers(cast: Cast) -> None:
    from wgtool.kernel.actors import wearers

    _ = cast.omar, cast.hana
    assert wearers(f"focal:organisation:{cast.rivermark.id}") == [cast.hana.person]
    assert queries.has_focal(cast.rivermark.id)
