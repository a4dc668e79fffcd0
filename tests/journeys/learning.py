"""An exercise with 24 recommendations, from a document to its closure: who is in it, and the document."""

from __future__ import annotations

from datetime import timedelta

from tests import factories
from tests.cast import Cast
from tests.learning import papers
from wgtool.kernel import clock
from wgtool.learning.words import HEADS, LEVELS

HERE = "/learning/LLE-2026-01"
PLACES = ("1.1.1.1", "4.4.2", "")
OVERALL = "We thank the team, and take on what we can."


class Ninawa:
    """An installation with its people and a plan. Cora coordinates in Iraq, Hana and Lena answer, Sam is the support team."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        factories.plan()
        _ = cast.cora, cast.sam, cast.hana, cast.lena
        self.parties = {"hana": f"organisation:{cast.rivermark.id}", "lena": f"organisation:{cast.lantern.id}"}
        self.due = (clock.today() + timedelta(days=60)).isoformat()

    @staticmethod
    def report() -> bytes:
        """Give the report: its matrix has 24 recommendations."""
        heads, levels = [str(word) for word in HEADS.values()], [str(word) for word in LEVELS.values()]
        rows = [(f"R{n}", f"Recommendation {n}: share list {n} with all partners.", heads[n % len(heads)], levels[n % 3], PLACES[n % 3])
                for n in range(1, 25)]  # fmt: skip
        return papers.docx([papers.HEADS, *rows])

    @property
    def plan(self) -> dict[str, object]:
        """Give what Cora plans."""
        return {
            "title": "Response in Ninawa",
            "type": "lessons learned",
            "countries": ["IQ"],
            "operation": "Ninawa",
            "sight": "public",
            "group": "",
        }
