"""A value is what a frozen dataclass of keywords would be: the facts of all rooms stand on it."""

from __future__ import annotations

from typing import ClassVar

import pytest

from wgtool.kernel import values


class Moved(values.Value):
    kind: ClassVar[str] = "move"
    where: str
    how: str = "by road"


class MovedAgain(Moved):
    times: int


def test_fields_are_read_from_bases_and_class() -> None:
    assert MovedAgain.named == ("where", "how", "times")
    again = MovedAgain(where="Gao", times=2)
    assert (again.where, again.how, again.times, again.kind) == ("Gao", "by road", 2, "move")
    assert repr(again) == "MovedAgain(where='Gao', how='by road', times=2)"


def test_equal_is_what_says_the_same_of_the_same_kind() -> None:
    said = {Moved(where="Gao"), Moved(where="Gao", how="by road"), Moved(where="Gao", how="by air")}
    assert len(said) == 2
    assert Moved(where="Gao") != MovedAgain(where="Gao", times=1)


@pytest.mark.parametrize("said", [{}, {"where": "Gao", "times": 1}, {"how": "by air"}])
def test_what_is_missing_or_unknown_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Moved takes where, how"):
        Moved(**said)  # type: ignore[arg-type]


def test_a_value_does_not_change() -> None:
    moved = Moved(where="Gao")
    for change in (lambda: setattr(moved, "where", "Kidal"), lambda: delattr(moved, "where")):
        with pytest.raises(AttributeError, match="does not change: where"):
            change()
    assert moved.where == "Gao"
