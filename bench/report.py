"""Says what was promised, what was measured, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """One promise beside its figure. `limit` None is a figure that nothing was promised for.

    `by_cpu` is the same ratio by what the servers' processors did, which others on the machine disturb less.
    """

    what: str
    measured: float
    limit: float | None = None
    aim: float | None = None
    detail: str = ""
    unit: str = "x"
    by_cpu: float | None = None

    @property
    def holds(self) -> bool:
        """Say whether the limit is kept."""
        return self.limit is None or self.measured <= self.limit

    @property
    def word(self) -> str:
        """Say it in a word."""
        if self.limit is None:
            return ""
        if not self.holds:
            return "NO"
        return "aim" if self.aim is not None and self.measured <= self.aim else "yes"


def table(title: str, verdicts: list[Verdict]) -> str:
    """Give verdicts as a table for a terminal."""
    lines = [f"{title:<34}{'limit':>8}{'aim':>7}{'measured':>11}{'by CPU':>8}  holds", "-" * 110]
    lines += [
        f"{each.what:<34}{_number(each.limit):>8}{_number(each.aim):>7}{_number(each.measured) + ' ' + each.unit:>11}"
        f"{_number(each.by_cpu):>8}  {each.word:<5}  {each.detail}"
        for each in verdicts
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(round(value)) if value == round(value) or value >= 100 else f"{value:.2f}"
