"""A clarification is agreed by silence, and a GLM endorses what the SAG has endorsed."""

from datetime import timedelta

import pytest
from flask import Flask

from tests import access
from tests.cast import Someone
from tests.places import one
from wgtool.decisions import operations
from wgtool.decisions.models import Procedure, Question
from wgtool.documents import rules
from wgtool.documents.models import Document, Level, Version
from wgtool.groups.models import Group
from wgtool.kernel import clock
from wgtool.kernel.db import db
from wgtool.partners.models import Organisation

TERMS = "/groups/LWG-ERB/terms"


@pytest.fixture
def who(madeup: Flask) -> dict[str, Someone]:
    return access.people(madeup)


def versions() -> dict[str, tuple[str, str | None]]:
    db.session.rollback()
    mine = (
        db.session.query(Version)
        .join(Document)
        .join(Group, Group.id == Document.owner_id)
        .filter(Group.code == "LWG-ERB", Document.owner_kind == "group", Document.template == "terms")
    )
    return {row.label: (row.status.value, row.level.value if row.level else None) for row in mine}


@pytest.mark.parametrize(("of", "labels", "next_one"), [
    ("v1", ["v1"], "v1.1"), ("v1.1", ["v1", "v1.1"], "v1.2"), ("v2", ["v1", "v1.1", "v2"], "v2.1"),
])  # fmt: skip
def test_the_number_of_a_clarification(of: str, labels: list[str], next_one: str) -> None:
    assert rules.next_clarification(of, labels) == next_one
    assert rules.clarifies(next_one)
    assert rules.next_label([*labels, next_one]) == f"v{int(of[1]) + 1}"


@pytest.mark.one_engine
def test_a_clarification_is_agreed_by_silence(who: dict[str, Someone]) -> None:
    hana = who["own focal point, lead"]
    review = one(Version.review_by, Version.status == "endorsed")
    assert who["own member"].post(f"{TERMS}/clarify").status_code == 403
    assert "Begin a clarification" in hana.get(TERMS).text
    assert hana.post(f"{TERMS}/clarify").status_code == 303
    assert hana.post(f"{TERMS}/clarify").status_code == 409
    page = hana.get(TERMS).text
    assert "v1.1" in page
    assert "by silence" in page
    assert hana.post(f"{TERMS}/submit").status_code == 303
    db.session.rollback()
    question = db.session.query(Question).filter_by(about="clarified terms").one()
    assert question.procedure == Procedure.SILENCE
    assert question.closes_at is not None
    assert question.closes_at - clock.now() >= timedelta(days=9)
    with clock.at(question.closes_at):
        assert question.id in operations.conclude_due()
    assert versions() == {"v1": ("superseded", "SAG endorsed"), "v1.1": ("endorsed", "SAG endorsed")}
    assert one(Version.review_by, Version.status == "endorsed") == review


@pytest.mark.one_engine
def test_the_glm_endorses_terms_at_its_sitting(who: dict[str, Someone]) -> None:
    hana, sam, guest = who["own focal point, lead"], who["support team"], who["guest"]
    assert "Ask the GLM to endorse it" in hana.get("/groups/LWG-ERB").text
    assert guest.post(f"{TERMS}/ask-glm").status_code == 401
    assert hana.post(f"{TERMS}/ask-glm").status_code == 303
    assert hana.post(f"{TERMS}/ask-glm").status_code == 409
    db.session.rollback()
    id = db.session.query(Question).filter_by(about="GLM endorsement").one().id
    at = sam.post("/decisions/bodies/GLM/sittings", {"starts_on": clock.today().isoformat()}).location
    sam.post(f"{at}/take", {"question": id})
    partners = [row.id for row in db.session.query(Organisation).filter_by(standing="partner")]
    sam.post(f"{at}/attendance", {"organisations": partners[:3]})
    assert sam.post(f"{at}/begin").status_code == 303
    db.session.rollback()
    decision = f"/decisions/{one(Question.number, Question.id == id)}"
    assert "show the text as endorsed by the GLM" in sam.get(decision).text
    assert sam.post(f"{at}/acclaim").status_code == 303
    assert versions() == {"v1": ("endorsed", Level.GLM.value)}
    assert "endorsed by the GLM" in guest.get(TERMS).text
    assert sam.post(f"{decision}/take-back").status_code == 303
    assert versions() == {"v1": ("endorsed", Level.SAG.value)}
    assert sam.post(f"{decision}/fall").status_code == 303
    assert sam.post(f"{decision}/rule", {"answer": "return", "checklist": "Say who pays."}).status_code == 303
    assert versions() == {"v1": ("endorsed", Level.SAG.value), "v2": ("draft", None)}
    assert "Say who pays." in hana.get(TERMS).text
    assert "The GLM returned the text: v2 has a checklist of 1." in hana.get("/groups/LWG-ERB/history").text
    assert "The GLM returned the terms of LWG-ERB. Work through its checklist in v2" in hana.get("/desk").text
