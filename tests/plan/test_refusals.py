"""What is no plan, or not the whole of one, is refused with its line; nothing else is ever raised."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wgtool.plan.readers import SENTENCES, Code, Unreadable, read

from . import made_up
from .reading import content, needs_seed, published, seed

MADE = {edition: made_up.plan(edition) for edition in ("2019", "2022")}
EDITIONS = pytest.mark.parametrize("edition", ["2019", "2022"])
FEW = settings(max_examples=60, deadline=None)


def refusal(file: str | bytes, **how: bool) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(file.encode() if isinstance(file, str) else file, "the file", **how)
    assert str(caught.value)
    return caught.value


def without(file: str, start: str, end: str) -> str:
    """Cut out what stands from one mark up to another."""
    head, tail = file.index(start), file.index(end)
    assert head < tail
    return file[:head] + file[tail:]


def at(file: str, found: str) -> int:
    """Give the line in which something stands."""
    return file[: file.index(found)].count("\n") + 1


def test_every_code_has_its_sentence():
    assert set(SENTENCES) == set(Code)


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", Code.NOTHING, None),
        (b" \n\t\r\n\xef\xbb\xbf"[:5], Code.NOTHING, None),
        (b"x" * (500 * 1024 + 1), Code.TOO_LARGE, None),
        (b"one\ntwo\x00", Code.NOT_TEXT, 2),
        (b"one\n\ntwo\x07", Code.NOT_TEXT, 3),
        (b"%PDF-1.7 and so on", Code.NOT_TEXT, 1),
        ("sixteen bits".encode("utf-16"), Code.NOT_TEXT, 1),
        (b"one\r\ntwo\r\ncaf\xe9", Code.NOT_UTF8, 3),
        ("one\ntwo \ufffd".encode(), Code.LOST_CHARACTER, 2),
        (b"\nA shopping list.\n1.1 Bread", Code.NOT_A_PLAN, 2),
        (b"# OUTCOME", Code.NOT_A_PLAN, 1),
        (b"## OUTPUT\n\nOutput 1.1.1: Something.", Code.TWO_EDITIONS, 3),
        (b"1\n" + b"word " * 2000, Code.TOO_LONG, 2),
    ],
)
def test_what_is_no_plan(data: bytes, code: Code, line: int | None):
    refused = refusal(data)
    assert (refused.code, refused.line) == (code, line)


MARKS = {
    "2019": (
        "1.1.1.2. ",
        "1.1.1.3. ",
        "### OUTCOME\n\n2.2. ",
        "### OUTCOME\n\n2.3. ",
        "## OUTPUT\n\n1.2.2. ",
        "### OUTCOME\n\n1.3. ",
    ),
    "2022": ("1.2.2.2 ", "1.2.2.3 ", "Outcome 2.2:", "Outcome 2.3:", "Output 1.2.2:", "Output 1.2.3:"),
}


@EDITIONS
@pytest.mark.parametrize("level", [0, 2, 4])
def test_a_gap_in_the_numbers(edition: str, level: int):
    file = MADE[edition].file
    start, end = MARKS[edition][level : level + 2]
    refused = refusal(
        without(file, start, end) if (edition, level) != ("2019", 4) else file.replace("1.2.2.", "1.2.3.")
    )
    assert refused.code == Code.GAP
    assert refused.line


def test_numbers_begin_at_1():
    assert refusal(MADE["2022"].file.replace("1.3.2.1 ", "1.3.2.0 ")).code == Code.GAP
    assert refusal(without(MADE["2022"].file, "Pillar 1:", "Pillar 2:")).params["expected"] == "1"


@EDITIONS
def test_the_same_number_twice(edition: str):
    file = MADE[edition].file
    dot = "." if edition == "2019" else ""
    refused = refusal(
        file.replace(f"\n1.3.1.3{dot} ", f"\n1.3.1.2{dot} ")
        if edition == "2022"
        else file.replace("\n1.3.2.3. ", "\n1.3.2.2. ")
    )
    assert refused.code == Code.DUPLICATE
    assert isinstance(refused.params["first"], int)
    assert refused.line
    assert refused.params["first"] < refused.line


@EDITIONS
def test_a_child_under_the_wrong_parent(edition: str):
    file = MADE[edition].file
    old, new = ("\n2.1.1.1. ", "\n2.1.2.1. ") if edition == "2019" else ("\n2.1.1.1 ", "\n2.1.2.1 ")
    refused = refusal(file.replace(old, new))
    assert (refused.code, refused.params["parent"]) == (Code.WRONG_PARENT, "2.1.1")
    assert refused.line == at(file, old) + 1


def test_an_area_whose_heading_is_lost():
    file = MADE["2019"].file
    lost = without(file, "## NETWORK", "### OUTCOME\n\n2.1. ")
    assert refusal(lost).code == Code.WRONG_PARENT


@pytest.mark.parametrize(
    ("edition", "start", "end", "code"),
    [
        ("2022", "1.1.2.1 ", "Output 1.1.3:", Code.WITHOUT_ACTIVITIES),
        ("2022", "Output 1.1.1:", "Outcome 1.2:", Code.WITHOUT_OUTPUTS),
        ("2022", "Outcome 2.1:", "Pillar 3:", Code.WITHOUT_OUTCOMES),
        ("2019", "1.2.1.1. ", "## OUTPUT\n\n1.2.2. ", Code.WITHOUT_ACTIVITIES),
        ("2019", "### OUTPUT\n\n1.1.1. ", "## OUTCOME\n\n1.2. ", Code.WITHOUT_OUTPUTS),
        ("2019", "### OUTCOME\n\n2.1. ", "## SUPPORT TO EMERGENCY RESPONSE", Code.WITHOUT_OUTCOMES),
    ],
)
def test_a_level_with_nothing_under_it(edition: str, start: str, end: str, code: Code):
    file = MADE[edition].file
    refused = refusal(without(file, start, end))
    assert refused.code == code


@pytest.mark.parametrize(
    ("edition", "number", "code"),
    [
        ("2019", "1.1.1.3", Code.NO_TEXT),
        ("2019", "1.3.1", Code.NO_TEXT),
        ("2022", "1.2.2.2", Code.NO_TEXT),
        ("2022", "1.2.2", Code.NO_TEXT),
        ("2022", "2", Code.NO_GOAL),
    ],
)
def test_an_empty_text(edition: str, number: str, code: Code):
    made = MADE[edition]
    text = re.escape(made.texts[number]).replace(r"\ ", r"\s+")
    emptied, times = re.subn(text, "", made.file, count=1)
    assert times == 1
    assert refusal(emptied).code == code


def test_an_activity_of_2019_without_its_bracket():
    made = MADE["2019"]
    printed = made_up.clause("2.1.1.3")
    line = at(made.file, "\n2.1.1.3. ") + 1
    lines = made.file.split("\n")
    lines[line - 1] = lines[line - 1].removesuffix(printed)
    assert (refusal("\n".join(lines)).code, refusal("\n".join(lines)).line) == (Code.NO_CLAUSE, line)
    lines[line - 1] += "*(Nobody in"
    assert (refusal("\n".join(lines)).code, refusal("\n".join(lines)).line) == (Code.OPEN_BRACKET, line)


@pytest.mark.parametrize(
    ("edition", "before", "stray", "code"),
    [
        ("2019", "## OUTPUT\n\n1.2.2.", "A paragraph of nobody.\n\n", Code.STRAY),
        ("2019", "## OUTPUT\n\n1.2.2.", "*(Global Logistics Cluster Support Team)*\n\n", Code.STRAY),
        ("2019", "## OUTPUT\n\n1.2.2.", "1.2.1,3 Draw a map.\n\n", Code.BAD_NUMBER),
        ("2019", "## OUTPUT\n\n1.2.2.", "1.2.1.3.1. Draw a map.\n\n", Code.BAD_NUMBER),
        ("2022", "Output 1.3.2:", "A paragraph of nobody that goes on.\n\n", Code.STRAY),
        ("2022", "1.2.2.1 ", "\nA paragraph of nobody.\n\n", Code.STRAY),
        ("2022", "Output 1.3.2:", "1.3.2 Draw a map.\n\n", Code.BAD_NUMBER),
        ("2022", "Outcome 1.3:", "Output 1.3: Draw a map.\n\n", Code.BAD_NUMBER),
    ],
)
def test_what_belongs_to_nothing_is_named_with_its_line(edition: str, before: str, stray: str, code: Code):
    file = MADE[edition].file
    changed = file.replace(before, stray + before)
    refused = refusal(changed)
    assert (refused.code, refused.line) == (code, at(changed, stray.lstrip() + before))


@pytest.mark.parametrize(
    ("cells", "code", "found"),
    [
        ("\tURGENT\tHeron Aid\t\tOngoing", Code.UNKNOWN_CATEGORY, "URGENT"),
        ("\tHeron Aid", Code.UNKNOWN_CATEGORY, "Heron Aid"),
        ("| urgent | | | |", Code.UNKNOWN_CATEGORY, "urgent"),
        ("  Urgent  Heron Aid", Code.UNKNOWN_CATEGORY, "Urgent"),
        ("\n\nURGENT", Code.UNKNOWN_CATEGORY, "URGENT"),
        ("\n\nUrgent\nHeron Aid\nContinuing\nOngoing", Code.UNKNOWN_CATEGORY, "Urgent"),
        ("\tCRITICAL\t\t\tStarted", Code.UNKNOWN_STATUS, "Started"),
        ("\tCRITICAL\tHeron Aid\tContinuing\tDone\tmore", Code.TOO_MANY_CELLS, None),
    ],
)
def test_cells_that_hold_something_else(cells: str, code: Code, found: str | None):
    file = re.sub(r"\s*\n\n" + re.escape(made_up.LEGEND), cells + "\n", MADE["2022"].file)
    refused = refusal(file)
    assert (refused.code, refused.params.get("found")) == (code, found)
    assert refused.line == at(file, cells.strip().split("\n")[0])


@EDITIONS
def test_a_plan_cut_at_any_line_is_refused(edition: str):
    lines = MADE[edition].file.rstrip().split("\n")
    for length in range(1, len(lines)):
        refusal("\n".join(lines[:length]))


@EDITIONS
@FEW
@given(st.data())
def test_a_plan_cut_at_any_byte_is_refused(edition: str, data: st.DataObject):
    whole = MADE[edition].data.rstrip()
    # Of 2019 the last byte is the mark of emphasis behind the last bracket: nothing is lost with it.
    most = len(whole.rstrip(b"*")) - 1
    refusal(whole[: data.draw(st.integers(0, most))])


@EDITIONS
def test_a_cut_tail_is_called_a_cut_tail(edition: str):
    file = MADE[edition].file
    last = file.rindex("4.2.1.1. " if edition == "2019" else "4.4.2.3 ")
    refused = refusal(file[:last])
    assert refused.code == Code.TRUNCATED
    assert refusal(file[: last + 20]).code == Code.TRUNCATED
    assert refusal(file[: file.index("2.2.1.1") - 3]).code == Code.TRUNCATED


def test_a_shorter_plan_is_read_where_it_was_published_so():
    file = MADE["2022"].file
    shorter = file[: file.index("4.4.2.3 ")]
    assert refusal(shorter).code == Code.TRUNCATED
    assert read(shorter.encode(), "shorter", shorter=True).counts()["activities"] == 77


def test_an_amended_plan_may_have_more_activities_or_fewer():
    file = MADE["2022"].file
    more = file.replace("Output 1.1.2:", "1.1.1.3 Draw one more map.\n\nOutput 1.1.2:")
    assert read(more.encode(), "more").counts()["activities"] == 79
    fewer = without(file, "1.3.1.4 ", "Output 1.3.2:")
    assert read(fewer.encode(), "fewer").counts()["activities"] == 77


@FEW
@given(st.binary(max_size=400))
def test_noise_is_refused(data: bytes):
    refusal(data)


PIECES = st.sampled_from(
    [
        "# OUTCOME",
        "## OUTPUT",
        "ACTIVITIES",
        "# A",
        "1.1. A b.",
        "1.1.1. B",
        "1.1.1.1. C *(WFP)*",
        "*(",
        "(",
        ")",
        "1.1.1.2 d",
        "2.1.",
        "",
        "Pillar 1: A",
        "Goal: B.",
        "Outcome 1.1: C.",
        "Output 1.1.1: D.",
        "1.1.1.1 E.",
        "CRITICAL",
        "Done",
        "|",
        "\t",
        "a  b",
        "\x0c",
        "1,1",
        "in",
    ]
)


@FEW
@given(st.lists(PIECES, max_size=14))
def test_pieces_of_plans_are_read_or_refused(pieces: list[str]):
    with suppress(Unreadable):
        read("\n".join(pieces).encode(), "pieces", shorter=True)


@EDITIONS
@FEW
@given(st.data())
def test_a_plan_with_lines_lost_doubled_or_moved_is_read_or_refused(edition: str, data: st.DataObject):
    lines = MADE[edition].file.split("\n")
    place = st.integers(0, len(lines) - 1)
    lines.insert(data.draw(place), lines[data.draw(place)])
    del lines[data.draw(place)]
    with suppress(Unreadable):
        read("\n".join(lines).encode(), "shaken")


@EDITIONS
@FEW
@given(st.data())
def test_reading_does_not_depend_on_where_lines_break(edition: str, data: st.DataObject):
    made = MADE[edition]
    wrapped = rewrapped(made.file, data.draw(st.integers(12, 140)), data.draw(st.sampled_from(["", " ", "\t"])))
    ending = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    mark = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    assert content(read(mark + wrapped.replace("\n", ending).encode(), "wrapped")) == content(
        read(made.data, "made up")
    )


@pytest.mark.parametrize("width", [12, 30, 77, 200])
@pytest.mark.parametrize("edition", [pytest.param(each, marks=needs_seed(each)) for each in ("2019", "2022")])
def test_the_published_plan_does_not_depend_on_where_lines_break(edition: str, width: int):
    data = published(edition)
    assert content(read(rewrapped(data.decode(), width, " ").encode(), "wrapped")) == content(
        read(data, "as published")
    )


@pytest.mark.parametrize("edition", [pytest.param(each, marks=needs_seed(each)) for each in ("2019", "2022")])
def test_the_published_plan_cut_anywhere_is_refused(edition: str):
    assert seed(edition)
    data = published(edition).rstrip()
    whole = len(data.rstrip(b"*"))
    for length in (*range(0, whole, 331), *range(whole - 200, whole)):
        refusal(data[:length])


MARK = re.compile(r"(?:#|Pillar \d|Goal:|Outcome \d|Output \d|\d+\.\d|Activity Category|CRITICAL /|Partner X|To start)")


def rewrapped(file: str, width: int, trailing: str) -> str:
    """Break lines elsewhere: not behind a hyphen, where two words would close up, in a heading, or in the mark that opens an item."""
    blocks: list[list[str]] = []
    for line in re.sub(r"(?<=\w-) *\n", "", file).split("\n"):
        if not line.strip() or MARK.match(line.strip()) or not blocks or not blocks[-1]:
            blocks.append([])
        blocks[-1] += [line] if line.startswith("#") else line.split()
    return "".join("".join(f"{line}{trailing}\n" for line in _wrap(words, width)) for words in blocks)


def _wrap(words: list[str], width: int) -> list[str]:
    lines = [" ".join(words[:3])]
    for word in words[3:]:
        if len(lines[-1]) + len(word) < width or lines[-1].endswith("-"):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
