import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from wgtool.documents.align import ONE_TABLE, PURSE, Work, matches
from wgtool.documents.prose import normalise, sentences, units, words
from wgtool.documents.redline import Run, Summary, html, redline, side, summary

often = settings(deadline=None, derandomize=True, max_examples=150)
scraps = st.sampled_from(
    [*"abc<&", "shall", "may", " ", " ", "\n", "\n\n", ". ", "- ", "1. ", "# ", "|", "؟ ", "é", "كَتب", "\r\n", "  \n"]
)
texts = st.lists(scraps, max_size=20).map("".join) | st.text("ab <>&.\n", max_size=40)


def shown(paras):
    return [(para.status, [tuple(run) for run in para.runs]) for para in paras]


# normalise and the cuts


@often
@given(st.text() | texts)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_normalise_settles_line_ends_trailing_space_and_accents():
    assert normalise("\n\nCafe\u0301  \r\nb\t\r\rc\u2028d\n \n") == "Café\nb\n\nc\nd"


def test_a_letter_under_very_many_accents_is_parted():
    text = normalise("a" + "\u0301\u0316" * 50_000 + "\u0f73" * 50_000)
    assert max(map(len, text.split("\u034f"))) <= 31
    assert normalise(text) == text


@often
@given(texts)
def test_every_cut_joins_back(text):
    text = normalise(text)
    assert "".join(body + gap for body, gap in units(text)) == text
    assert "".join(words(text)) == text
    for unit in units(text):
        assert "".join(body + gap for body, gap in sentences(unit.body)) == unit.body


def test_list_items_headings_and_table_rows_are_units():
    text = "# Scope\nfirst line\nsecond line\n- a\n  more of a\n2) b\n\n| x |\n| y |"
    bodies = [unit.body for unit in units(text)]
    assert bodies == ["# Scope", "first line\nsecond line", "- a\n  more of a", "2) b", "| x |", "| y |"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("هل يقود الفريق؟ نعم. انتهى۔ ثم", ["هل يقود الفريق؟", "نعم.", "انتهى۔", "ثم"]),
        ("See Art. 5 and No. 7, e.g. Basra, i.e. the south.", ["See Art. 5 and No. 7, e.g. Basra, i.e. the south."]),
        ('He said "no way." Then (of course.) More.', ['He said "no way."', "Then (of course.)", "More."]),
        ("- Item one. Item two", ["-", "Item one.", "Item two"]),
        ("3. third", ["3.", "third"]),
    ],
)
def test_sentences(text, expected):
    assert [sentence.body for sentence in sentences(text)] == expected


def test_vowel_signs_stay_in_their_word():
    assert words("الفريقُ كَتَبَ") == ["الفريقُ", " ", "كَتَبَ"]


# the redline


@often
@given(texts, texts)
def test_both_texts_can_be_read_off(old, new):
    paras = redline(old, new)
    assert side(paras, "del") == normalise(old)
    assert side(paras, "ins") == normalise(new)
    assert paras == redline(old, new)


@often
@given(st.lists(st.sampled_from(["shall ", "may ", "we ", "not ", "agree. ", "then "]), max_size=25), st.data())
def test_both_texts_can_be_read_off_edited_prose(tokens, data):
    spot = data.draw(st.integers(0, len(tokens)))
    old, new = "".join(tokens), "".join([*tokens[:spot], "Erbil. ", *tokens[spot + 2 :]])
    paras = redline(old, new)
    assert (side(paras, "del"), side(paras, "ins")) == (normalise(old), normalise(new))


@often
@given(texts)
def test_nothing_changed_is_all_same(text):
    assert all(para.status == "same" for para in redline(text, text))
    assert summary(redline(text, text)) == Summary(0, 0)


@often
@given(texts, texts)
def test_runs_follow_each_other_without_repeating_and_status_fits(old, new):
    for para in redline(old, new):
        ops = [run.op for run in para.runs]
        assert all(a != b for a, b in pairwise(ops))
        assert all(run.text for run in para.runs)
        assert (set(ops) == {para.status}) if para.status != "changed" else (set(ops) & {"ins", "del"})


def test_an_edited_paragraph_is_shown_word_by_word():
    paras = redline("Intro.\n\nThe SAG shall meet in March.\n\nEnd.", "Intro.\n\nThe SAG may meet in March.\n\nEnd.")
    changed = [("same", "The SAG "), ("del", "shall"), ("ins", "may"), ("same", " meet in March.")]
    assert shown(paras) == [("same", [("same", "Intro.")]), ("changed", changed), ("same", [("same", "End.")])]


def test_edited_and_new_bullets_find_their_own():
    paras = redline("- train staff\n- buy pumps today", "- map the wells\n- train staff\n- buy pumps tomorrow")
    assert [para.status for para in paras] == ["ins", "same", "changed"]


def test_renumbered_items_are_edited_not_replaced():
    paras = redline("1. one\n2. two", "1. zero\n2. one\n3. two")
    assert [para.status for para in paras] == ["ins", "changed", "changed"]


def test_another_paragraph_is_deleted_and_inserted_whole():
    assert [p.status for p in redline("Water is scarce here.", "Schools reopen in May.")] == ["del", "ins"]


def test_single_words_between_changes_join_them():
    (para,) = redline(
        "They met and ate old bread slowly in the hall.", "They met and had stale bread quickly in the hall."
    )
    assert shown([para])[0][1][1:3] == [("del", "ate old bread slowly"), ("ins", "had stale bread quickly")]


@often
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=20),
    st.lists(st.sampled_from(["a", "b", "c", "x", "y"]), max_size=20),
)
def test_no_chain_of_changes_around_single_words(old, new):
    for para in redline("k k k k k k k k k k k k " + " ".join(old), "k k k k k k k k k k k k " + " ".join(new)):
        for before, run, after in zip(para.runs, para.runs[1:], para.runs[2:], strict=False):
            if run.op == "same" and "same" not in (before.op, after.op):
                assert len(run.text.split()) > 1


def test_an_added_sentence_is_marked_from_its_first_word():
    (para,) = redline("The group meets. The chair leads.", "The group meets. The SAG decides. The chair leads.")
    assert para.runs[1] == Run("ins", "The SAG decides. ")


def test_summary_counts_words():
    assert summary(redline("A b c d e f.\n\nGone now.", "A b c d e new one f.")) == Summary(inserted=2, deleted=2)


def test_html_escapes_everything_and_marks_the_direction():
    page = html(redline("a <b>x</b> & c d e\nf", "a <b>y</b> & c d e\nf"))
    assert isinstance(page, Markup)
    assert page == (
        '<p dir="auto" data-status="changed">a &lt;b&gt;<del>x</del><ins>y</ins>&lt;/b&gt; &amp; c d e<br>f</p>'
    )


@often
@given(texts, texts)
def test_html_holds_no_tag_but_ours_and_every_letter(old, new):
    paras = redline(old, new)
    page = str(html(paras))
    bare = re.sub(r'<p dir="auto" data-status="(same|changed|ins|del)">|</p>|</?(ins|del)>', "", page)
    bare = bare.replace("<br>", "\n")
    assert "<" not in bare
    written = ["".join(run.text for run in para.runs) for para in paras]
    assert bare == "\n".join(written).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# hostile texts: counted work, not seconds

HOSTILE = [
    ("shall " * 33_000, "shall " * 16_000 + "x " + "shall " * 16_000 + "y"),
    ("- a\n" * 20_000, "- a\n" * 12_000 + "- b\n" * 3_000 + "- a\n" * 4_000),
    ("." * 200_000, "," * 200_000),
    ("a b " * 50_000, "b a " * 50_000),
    ("\n\n".join(["a b. " * 200] * 200), "\n\n".join(["b a. " * 200] * 200)),
    (" ".join(map(str, range(30_000))), " ".join(map(str, range(30_000, 0, -1)))),
    ("\n\n".join(f"p{i} x y z" for i in range(5_000)), "\n\n".join(f"q{i} x y z" for i in range(5_000))),
]


@pytest.mark.parametrize(("old", "new"), HOSTILE)
def test_hostile_texts_stay_within_the_purse_and_are_exact(old, new):
    work = Work()
    paras = redline(old, new, work)
    assert work.spent <= PURSE
    assert work.left >= 0
    assert (side(paras, "del"), side(paras, "ins")) == (normalise(old), normalise(new))


class Counted(str):
    """A word that counts how often it is compared or hashed."""

    uses = 0
    __slots__ = ()

    def __eq__(self, other):
        Counted.uses += 1
        return str.__eq__(self, other)

    def __hash__(self):
        Counted.uses += 1
        return str.__hash__(self)


def uses_of(size):
    Counted.uses = 0
    old = [Counted("ab"[k % 2]) for k in range(size)] + [Counted(str(k)) for k in range(size)]
    new = [Counted("ba"[k % 2]) for k in range(size)] + [Counted(str(k)) for k in range(size, 0, -1)]
    matches(old, new, Work(0))
    return Counted.uses


def test_aligning_without_a_purse_grows_with_the_length_only():
    assert uses_of(8_000) <= 4.2 * uses_of(2_000)


def test_a_table_never_exceeds_its_size():
    work = Work()
    assert not work.afford(ONE_TABLE + 1)
    assert work.spent == 0
    assert matches(["a", "b"] * 600, ["b", "a"] * 600, work) == sorted(
        matches(["a", "b"] * 600, ["b", "a"] * 600, Work())
    )


def test_over_the_purse_the_middle_is_replaced_whole():
    (para,) = redline("k " * 30 + "a b " * 5 + "z", "k " * 30 + "b a " * 5 + "z", Work(100))
    assert [run.op for run in para.runs] == ["same", "del", "ins", "same"]
