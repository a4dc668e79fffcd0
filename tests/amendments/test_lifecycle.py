"""What may become of an amendment: every status, every verb, every kind of person."""

from __future__ import annotations

import pytest

from tests import factories
from tests.amendments.conftest import REWORDED, Assembly
from wgtool.amendments.lifecycle import LIFE
from wgtool.amendments.models import OPEN, Amendment, Status
from wgtool.amendments.operations import Done
from wgtool.kernel.actors import Actor
from wgtool.kernel.lifecycle import By
from wgtool.kernel.refusals import Refused
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import writing

PEOPLE = ("guest", "kofi", "prue", "olga", "omar", "hana", "lena", "sam", "ada")
MAY_WITHDRAW = {"lena", "sam"}
ENDS = {
    ("support", "proposed"): "supported", ("refuse", "proposed"): "not supported", ("take", "supported"): "on a sitting",
    ("take off", "on a sitting"): "supported", ("not verify", "on a sitting"): "not verified",
    ("verify", "on a sitting"): "verified", ("take support back", "supported"): "proposed",
    ("take support back", "not supported"): "proposed", ("take verification back", "verified"): "on a sitting",
    ("take verification back", "not verified"): "on a sitting", **{("fall", s.value): "withdrawn" for s in OPEN},
}  # fmt: skip
FACTS = {"refuse": {"why": "No."}, "fall": {"why": "No."}, "not verify": {"why": "No."}, "verify": {"done": Done()},
         "take verification back": {"done": Done()}}  # fmt: skip


def at(assembly: Assembly, number: str, status: Status) -> Amendment:
    """Put an amendment into a status by hand, seen by all."""
    factories.change(Amendment, Amendment.number == number, status=status, sight=Sight.PUBLIC)
    return assembly.found(number)


def test_the_table_is_what_we_think() -> None:
    rows = {(step.verb, start.value): step.to.value for step in LIFE.steps.values() for start in step.start if step.to}
    assert {key: end for key, end in rows.items() if key[0] != "withdraw"} == ENDS
    assert {start for verb, start in rows if verb == "withdraw"} == {status.value for status in OPEN}
    assert LIFE.verbs() == ["withdraw"]


@pytest.mark.one_engine
def test_who_withdraws_from_where(assembly: Assembly) -> None:
    number = assembly.propose(text=REWORDED)
    for status in Status:
        for name in PEOPLE:
            at(assembly, number, status)
            who = getattr(assembly.cast, name)
            answer = who.post(f"/amendments/{number}/withdraw", {"why": "No."})
            allowed = 303 if status in OPEN else 409
            wanted = 401 if name == "guest" else allowed if name in MAY_WITHDRAW else 403
            assert answer.status_code == wanted, (status, name)


@pytest.mark.one_engine
def test_rulings_find_it_where_they_may_and_nowhere_else(assembly: Assembly) -> None:
    number = assembly.supported(text=REWORDED)
    for verb in LIFE.verbs(By.OUTCOME):
        for status in Status:
            amendment = at(assembly, number, status)
            end = ENDS.get((verb, status.value))
            if end is None:
                with pytest.raises(Refused), writing():
                    LIFE.act(verb, amendment, actor=Actor.tool(), **FACTS.get(verb, {}))
            elif verb not in ("support", "verify"):  # which change more: the tests of their own tell what
                with writing():
                    LIFE.act(verb, amendment, actor=Actor.tool(), **FACTS.get(verb, {}))
                assert assembly.status(number) == end
