"""What tests of the readers share: the published files where they are at hand, and a plan laid out by number."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from wgtool.plan.readers import ReadPlan

ROOT = Path(__file__).resolve().parents[2]
SEEDS = Path(os.environ.get("WGTOOL_SEEDS", ROOT.parent / "shared" / "seeds"))
DIGESTS: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "digests.json").read_text())

_FILES = {"2019": "000_*.txt", "2022": "001_*.txt"}


def seed(edition: str) -> Path | None:
    """Find the published file of an edition."""
    return next(iter(sorted(SEEDS.glob(_FILES[edition]))), None)


def needs_seed(edition: str) -> pytest.MarkDecorator:
    """Skip where the published file is not at hand; the made-up plans always run."""
    return pytest.mark.skipif(seed(edition) is None, reason=f"the published plan of {edition} is not in {SEEDS}")


def published(edition: str) -> bytes:
    """Read the published file."""
    found = seed(edition)
    assert found
    return found.read_bytes()


def by_number(plan: ReadPlan) -> dict[str, str]:
    """Lay out every text of a plan by its number, a pillar by its goal."""
    return {
        **{pillar.number: pillar.goal for pillar in plan.pillars},
        **{outcome.number: outcome.text for outcome in plan.outcomes()},
        **{output.number: output.text for output in plan.outputs()},
        **{activity.number: activity.text for activity in plan.activities()},
    }


def in_order(plan: ReadPlan) -> list[str]:
    """List every number in printed order."""
    numbers: list[str] = []
    for pillar in plan.pillars:
        numbers.append(pillar.number)
        for outcome in pillar.outcomes:
            numbers.append(outcome.number)
            for output in outcome.outputs:
                numbers += [output.number, *(activity.number for activity in output.activities)]
    return numbers


def content(plan: ReadPlan) -> list[tuple[object, ...]]:
    """Give all that is read but the lines it stood in."""
    rows: list[tuple[object, ...]] = [(p.number, p.title, p.goal) for p in plan.pillars]
    rows += [(each.number, each.text) for each in (*plan.outcomes(), *plan.outputs())]
    rows += [(a.number, a.text, a.clause, a.category, a.lead, a.timeframe, a.status) for a in plan.activities()]
    return rows


def digests(plan: ReadPlan) -> dict[str, str]:
    """Digest every text with its clause, a pillar with its title."""
    texts = by_number(plan)
    texts |= {pillar.number: f"{pillar.title}\n{pillar.goal}" for pillar in plan.pillars}
    texts |= {each.number: f"{each.text}\n{each.clause}" for each in plan.activities() if each.clause}
    return {number: hashlib.sha256(text.encode()).hexdigest() for number, text in texts.items()}
