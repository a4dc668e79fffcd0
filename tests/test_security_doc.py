"""`docs/security.md` names only what there is, and each requirement once."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs/security.md").read_text()
FIRST, LAST = TEXT.index("## V1 "), len(TEXT)
# of levels 1 and 2 of version 5.0.0, by chapter
HELD = {
    1: 27,
    2: 11,
    3: 19,
    4: 10,
    5: 9,
    6: 35,
    7: 18,
    8: 7,
    9: 7,
    10: 29,
    11: 14,
    12: 9,
    13: 13,
    14: 9,
    15: 13,
    16: 16,
    17: 7,
}


def test_what_it_names_is_there() -> None:
    named = re.findall(r"`((?:tests|wgtool|templates|static|docs|\.ci|requirements)[\w./-]*)(?:::(\w+))?`", TEXT)
    assert len(named) > 80
    missing = [path for path, _ in named if not (ROOT / path).exists()]
    missing += [f"{path}::{test}" for path, test in named if test and test not in _functions(ROOT / path)]
    assert missing == []


def _functions(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_stands_here_once() -> None:
    rows = [line.split("|")[1] for line in TEXT[FIRST:].splitlines() if line.startswith("|")]
    elsewhere = re.findall(r"^Not here, all \d+: ([\d., \n]+)$", TEXT, re.MULTILINE)
    numbers = re.findall(r"\d+\.\d+\.\d+", " ".join([*rows, *elsewhere]))
    assert [number for number, times in Counter(numbers).items() if times > 1] == []
    assert Counter(int(number.split(".")[0]) for number in numbers) == HELD
