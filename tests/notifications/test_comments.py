"""A comment is told to the leads, an answer to those who spoke before, without the words."""

from __future__ import annotations

from tests.cast import Cast
from tests.groups.helping import add, group
from wgtool.groups import texts
from wgtool.groups.models import Role, Status
from wgtool.kernel.db import db
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail

TALK = "/groups/WG-WATER/terms/comments/scope"


def addresses() -> list[str]:
    db.session.rollback()
    return [mail.address.split("@")[0] for mail in db.session.query(Mail).order_by(Mail.id)]


def test_leads_hear_of_a_comment_and_who_spoke_of_an_answer(cast: Cast) -> None:
    made = group(cast, status=Status.DRAFTING)
    add(made, cast.omar, Role.MEMBER)
    by = cast.lena.actor
    with writing():
        texts.begin(made, actor=by)
    before = len(addresses())
    assert cast.omar.post(TALK, {"text": "a secret thought", "quote": "", "seen": 0}).status_code == 303
    assert addresses()[before:] == ["lena-okafor"]
    assert cast.lena.post(f"{TALK}/1", {"text": "a secret answer"}).status_code == 303
    assert addresses()[before:] == ["lena-okafor", "omar-haddad"]
    told = db.session.query(Mail).order_by(Mail.id.desc()).first()
    assert told is not None
    assert "/groups/WG-WATER/terms/comments/scope#c1" in told.body
    assert "secret" not in told.body
