"""A plan as it was read: what is printed, whole and clean, before anybody judges or stores it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wgtool.plan.readers.refusal import SENTENCES, Code, Unreadable

__all__ = [
    "SENTENCES",
    "Code",
    "Edition",
    "ReadActivity",
    "ReadOutcome",
    "ReadOutput",
    "ReadPillar",
    "ReadPlan",
    "Unreadable",
]

Edition = Literal["2019", "2022"]


@dataclass(frozen=True)
class ReadActivity:
    """One activity; what the file leaves blank is None."""

    number: str
    text: str
    line: int
    clause: str | None = None
    category: str | None = None
    lead: str | None = None
    timeframe: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class ReadOutput:
    """One output with its activities."""

    number: str
    text: str
    activities: tuple[ReadActivity, ...]
    line: int


@dataclass(frozen=True)
class ReadOutcome:
    """One outcome with its outputs."""

    number: str
    text: str
    outputs: tuple[ReadOutput, ...]
    line: int


@dataclass(frozen=True)
class ReadPillar:
    """One pillar (2019: area) with its goal and outcomes."""

    number: str
    title: str
    goal: str
    outcomes: tuple[ReadOutcome, ...]
    line: int


@dataclass(frozen=True)
class ReadPlan:
    """A whole edition of the plan."""

    edition: Edition
    pillars: tuple[ReadPillar, ...]

    def outcomes(self) -> Iterator[ReadOutcome]:
        """Walk every outcome in printed order."""
        return (outcome for pillar in self.pillars for outcome in pillar.outcomes)

    def outputs(self) -> Iterator[ReadOutput]:
        """Walk every output in printed order."""
        return (output for outcome in self.outcomes() for output in outcome.outputs)

    def activities(self) -> Iterator[ReadActivity]:
        """Walk every activity in printed order."""
        return (activity for output in self.outputs() for activity in output.activities)

    def counts(self) -> dict[str, int]:
        """Count each level."""
        return {
            "pillars": len(self.pillars),
            "outcomes": sum(1 for _ in self.outcomes()),
            "outputs": sum(1 for _ in self.outputs()),
            "activities": sum(1 for _ in self.activities()),
        }
