"""Documents drawn from the tables the code runs: lifecycles and settings as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from wgtool.config import Settings
from wgtool.kernel import permits
from wgtool.kernel.lifecycle import LIFECYCLES, By, Lifecycle, Step

NOTE = "This page is generated (`make docs`); a test holds it equal to what the code runs.\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Give a Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *[list(row) for row in rows]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def lifecycles() -> str:
    """Give `docs/lifecycles.md`."""
    parts = ["# What may become what\n", NOTE]
    parts += [_lifecycle(life) for life in LIFECYCLES.values()]
    return "\n".join(parts)


def _lifecycle(life: Lifecycle) -> str:
    rows = (_row(step) for step in life.steps.values())
    head = ("from", "verb", "to", "who", "says no when", "history")
    return f"## {life.kind.capitalize()}\n\n" + table(head, rows) + "\n" + _picture(life)


def _picture(life: Lifecycle) -> str:
    """Draw the steps that lead from one state to another, as Mermaid."""
    moves: dict[tuple[str, str], list[str]] = {}
    for step in life.steps.values():
        for start in sorted(step.start):
            if step.to is not None and step.to != start:
                moves.setdefault((start.value, step.to.value), []).append(step.verb)
    states = sorted({state for move in moves for state in move})
    lines = [f'    state "{state}" as {state.replace(" ", "_")}' for state in states if " " in state]
    for (old, new), verbs in moves.items():
        lines.append(f"    {old.replace(' ', '_')} --> {new.replace(' ', '_')}: {', '.join(dict.fromkeys(verbs))}")
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def _row(step: Step) -> tuple[str, ...]:
    who = permits.words(step.permit) if step.by == By.PERSON else f"the {step.by.value}"
    doc = (step.unless.__doc__ or "").strip().splitlines()[0] if step.unless else ""
    start = ", ".join(sorted(s.value for s in step.start))
    return (start, step.verb, step.to.value if step.to else "stays", who, doc, step.announces.__name__)


def settings() -> str:
    """Give `docs/settings.md`."""
    rows = ((f"`WGTOOL_{f.name.upper()}`", f"`{f.default}`" if f.default != "" else "", f.metadata["doc"])
            for f in fields(Settings))  # fmt: skip
    secrets = ", ".join(f"`WGTOOL_{f.name.upper()}_FILE`" for f in fields(Settings) if f.metadata["secret"])
    intro = (
        "Everything that differs between two installations, read from the environment at start. A mistake stops the start "
        "with a sentence; so does a name that begins with `WGTOOL_` and is not here.\n"
    )
    files = f"\nA secret may stand in a file instead, which its name with `_FILE` names: {secrets}.\n"
    return "\n".join(["# Settings\n", NOTE, intro, table(("name", "default", "what"), rows)]) + files
