"""Plans with the shape of the published ones and sentences of our own, so that tests need no published file."""

import random
from dataclasses import dataclass

from wgtool.plan import shipped

WORDS = [
    "warehouse",
    "river",
    "bicycle",
    "lantern",
    "market",
    "bridge",
    "ledger",
    "harbour",
    "orchard",
    "signal",
    "kitchen",
    "valley",
    "basket",
    "window",
    "garden",
    "and/or",
    "community-run",
    "well-known",
    "early",
    "late",
    "shared",
    "local",
    "small",
    "broad",
    "careful",
]
VERBS = ("Draw", "Collect", "Compare", "Count", "Repair", "Describe")
CLAUSES = (
    "*(Logistics Cluster stakeholders who sign up)*",
    "*(Global Logistics Cluster Support Team)*",
    "*(WFP Lead, LET and other Logistics Cluster stakeholders who sign up)*",
    "(Logistics Cluster community members who sign up also as Lead and in collaboration with the *SAG*)",
    "*(Global Logistics Cluster Support Team (in collaboration with the SAG) on country level)*",
)
LEGEND = "CRITICAL / \nKey Activity / \nFurtherance \n\nPartner X Continuing / \nTime X - Y \n\nTo start / \nOngoing / \n\nDone "
HEADS = "Activity Category Lead Timeframe Status "


@dataclass(frozen=True)
class MadeUp:
    """A file and what a reader must find in it, by number."""

    file: str
    texts: dict[str, str]
    clauses: dict[str, str]

    @property
    def data(self) -> bytes:
        return self.file.encode()


def plan(edition: str) -> MadeUp:
    """Render the shipped structure of an edition as it would be published."""
    return {"2019": like_2019, "2022": like_2022}[edition]()


def sentence(number: str) -> str:
    """Make up the text of an item; some have what makes texts hard to read."""
    dice = random.Random(number)
    words = " ".join(dice.choices(WORDS, k=dice.randint(6, 34)))
    tricks = {
        "1.1.1.2": " (e.g. Ropes, RITA, Logistics Cluster maps).",
        "1.2.1.1": " with the list referred to in 1.1.1.1.",
        "2.1.1.2": " of new kinds (e.g. Ropes, and knots (e.g. Reef, bowline).",
        "2.2.1.1": ". Then count the baskets again.",
    }
    ending = "" if number in ("1.1.1.4", "1.1.2.2") else tricks.get(number, ".")
    return f"{dice.choice(VERBS)} {words}{ending}"


def clause(number: str) -> str:
    """Choose a clause as printed, marks and brackets included."""
    return random.Random(f"clause {number}").choice(CLAUSES)


def like_2019() -> MadeUp:
    """Make a plan like that of 2019."""
    titles = shipped.edition("2019").titles
    blocks = ["# A MADE-UP PLAN", "DRAFT FOR NOBODY"]
    last = 0
    for number, title in titles.items():
        level = number.count(".") + 1
        if level == 1:
            blocks += [f"## {title.upper()}", sentence(number)]
        else:
            hashes = "##" if number.startswith("1.2") else "###"
            if not (level == last == 4):
                blocks.append(f"{hashes} {('', '', 'OUTCOME', 'OUTPUT', 'ACTIVITIES')[level]}")
            mark = f" {clause(number)}" if level == 4 else ""
            blocks.append(f"{number}. {_torn(number)}{mark}")
        last = level
    clauses = {number: clause(number).replace("*", "")[1:-1] for number in shipped.edition("2019").numbers(4)}
    return MadeUp("\n\n".join(blocks) + "\n", {number: sentence(number) for number in titles}, clauses)


def like_2022() -> MadeUp:
    """Make a plan like that of 2022."""
    titles = shipped.edition("2022").titles
    parts = [" A made-up plan \n \n\nPurpose\nIt has no purpose; 1.1 million words would not give it one.\n"]
    last = 0
    for number, title in titles.items():
        level = number.count(".") + 1
        text = _lines(sentence(number), number)
        if level == 1:
            parts.append(f"\n  \n\n\n\nPillar {number}: {title} \n \nGoal: {text}\n \n")
        elif level == 2:
            parts.append(f"\n\nOutcome {number}: \n{text}\n\n{HEADS}\n")
        elif level == 3:
            parts.append(f"Output {number}{' ' if number == '2.3.2' else ''}: {text}\n")
        else:
            parts.append(f"{number} {text}\n\n{LEGEND if number == '1.1.1.1' else '   '}\n")
        last = level
    assert last == 4
    return MadeUp("".join(parts), {number: sentence(number) for number in titles}, {})


def _torn(number: str) -> str:
    """Tear a few texts over the end of a page, in the middle of the sentence."""
    words = sentence(number).split()
    return " ".join(words[:4]) + "\n\n" + " ".join(words[4:]) if number in ("2.1.3", "3.1.1.1") else " ".join(words)


def _lines(text: str, number: str) -> str:
    """Break a text into lines of about a hundred characters; one text also over the end of a page."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > 90:
            lines.append("")
        lines[-1] += f"{word} "
    return ("\n\n\n\n" if number == "3.2.1" else "\n").join(lines)
