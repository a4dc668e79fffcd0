import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from wgtool.documents.align import PURSE, Work
from wgtool.documents.merge import merge
from wgtool.documents.prose import is_word, normalise, sentences, units, words

often = settings(deadline=None, derandomize=True, max_examples=300)

SCRAPS = ["The SAG meets. ", "We agree. ", "It ends.", "هل نجتمع؟ ", "one two ", "e.g. ", "\n\n", "\n\n", "\n"]
SCRAPS += ["\n- ", "\n1. ", "\n2. ", "\n\n## ", "\n| ", "a", ".", " ", "\n\n\n"]
texts = st.lists(st.sampled_from(SCRAPS), max_size=14)
edits = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 3), st.sampled_from(["", " {} ", "{}. ", "\n\n{}."])), max_size=4
)


def edited(base, changes, word):
    """Give base with words changed, added or taken out; `word` is only ever typed here."""
    tokens = words(normalise(base))
    for k, (at, cut, form) in enumerate(changes):
        at %= len(tokens) + 1
        tokens[at : at + cut] = [form.format(f"{word}{k}")]
    return "".join(tokens)


near = st.tuples(texts.map("".join), edits, edits).map(
    lambda t: (t[0], edited(t[0], t[1], "my"), edited(t[0], t[2], "their"))
)
anything = near | near | near | st.tuples(*[texts.map("".join)] * 3)


def vocabulary(text):
    return {token for token in words(normalise(text)) if is_word(token) and not token.isdigit()}


# what must hold for any three texts


def nothing_added_is_lost(base, mine, theirs, merged):
    agreed = set().union(*(vocabulary(piece) for piece in merged.pieces if isinstance(piece, str)))
    for side, text in (("mine", mine), ("theirs", theirs)):
        held = agreed.union(*(vocabulary(getattr(clash, side)) for clash in merged.clashes))
        assert vocabulary(text) - vocabulary(base) <= held


def each_choice_keeps_all_of_its_side(base, mine, theirs, merged):
    for side, text in (("mine", mine), ("theirs", theirs), ("both", f"{mine}\n{theirs}")):
        resolved = merged.resolve(getattr(clash, side) for clash in merged.clashes)
        assert vocabulary(text) - vocabulary(base) <= vocabulary(resolved)


def every_word_comes_from_one_of_the_three(base, mine, theirs, merged):
    result = merged.resolve(clash.both for clash in merged.clashes)
    assert set(result.split()) <= {word for text in (base, mine, theirs) for word in normalise(text).split()}


def it_is_the_same_from_either_side(base, mine, theirs, merged):
    other = merge(base, theirs, mine)
    assert [(c.base, c.mine, c.theirs) for c in merged.clashes] == [(c.base, c.theirs, c.mine) for c in other.clashes]
    if not merged.clashes:
        assert {unit.body for unit in units(merged.text)} == {unit.body for unit in units(other.text)}


def pieces_and_resolve_tell_the_same(base, mine, theirs, merged):
    joined = "".join(piece if isinstance(piece, str) else piece.mine or piece.theirs for piece in merged.pieces)
    assert normalise(joined) == merged.resolve(c.mine or c.theirs for c in merged.clashes)


@often
@given(anything)
def test_any_three_texts(three):
    merged = merge(*three)
    nothing_added_is_lost(*three, merged)
    each_choice_keeps_all_of_its_side(*three, merged)
    every_word_comes_from_one_of_the_three(*three, merged)
    it_is_the_same_from_either_side(*three, merged)
    pieces_and_resolve_tell_the_same(*three, merged)


@often
@given(anything)
def test_one_side_alone_is_taken_exactly(three):
    base, text, _ = three
    assert merge(base, text, base).text == normalise(text)
    assert merge(base, base, text).text == normalise(text)
    assert merge(base, text, text).text == normalise(text)


# what people meet


def text_of(base, mine, theirs):
    merged = merge(base, mine, theirs)
    assert merged.clashes == ()
    return merged.text


def only_clash(base, mine, theirs):
    (clash,) = merge(base, mine, theirs).clashes
    return clash.base, clash.mine, clash.theirs


def test_different_paragraphs_merge():
    assert text_of("A one.\n\nB two.", "A 1.\n\nB two.", "A one.\n\nB 2.") == "A 1.\n\nB 2."


def test_different_bullets_merge():
    assert text_of("- a\n- b\n- c", "- aa\n- b\n- c", "- a\n- b\n- cc\n- d") == "- aa\n- b\n- cc\n- d"


def test_different_table_rows_merge():
    assert text_of("| a |\n| b |", "| x |\n| b |", "| a |\n| y |") == "| x |\n| y |"


def test_different_sentences_of_a_paragraph_merge():
    base = "The SAG meets. The GLM is told. It ends."
    mine, theirs = base.replace("meets", "may meet"), base.replace("ends", "ends late")
    assert text_of(base, mine, theirs) == "The SAG may meet. The GLM is told. It ends late."


def test_different_arabic_sentences_merge():
    base = "هل نجتمع؟ نعم نجتمع. انتهى"
    assert (
        text_of(base, base.replace("هل", "متى"), base.replace("انتهى", "انتهى الآن"))
        == "متى نجتمع؟ نعم نجتمع. انتهى الآن"
    )


def test_one_sentence_edited_twice_is_a_choice_of_whole_sentences():
    base = "Intro here. The SAG shall decide by March. End."
    clash = only_clash(base, base.replace("shall", "may"), base.replace("March", "30 June"))
    assert clash == (
        "The SAG shall decide by March.",
        "The SAG may decide by March.",
        "The SAG shall decide by 30 June.",
    )


def test_the_agreed_text_stands_around_the_choice():
    base = "Intro here. The SAG decides. End.\n\nB."
    merged = merge(base, base.replace("SAG", "GLM"), base.replace("decides", "votes") + "\n\nC.")
    assert merged.text is None
    assert [merged.pieces[0], merged.pieces[2]] == ["Intro here. ", " End.\n\nB.\n\nC."]
    assert merged.resolve([merged.clashes[0].both]) == "Intro here. The SAG votes. The GLM decides. End.\n\nB.\n\nC."
    assert merged.resolve(["The SAG and the GLM vote."]).startswith("Intro here. The SAG and the GLM vote. End.")


def test_too_few_choices_are_refused():
    merged = merge("A b.", "A c.", "A d.")
    with pytest.raises(ValueError, match="1 choices, 0 given"):
        merged.resolve([])


def test_a_deleted_paragraph_the_other_edited_is_a_choice():
    merged = merge("A.\n\nB old text.\n\nC.", "A.\n\nC.", "A.\n\nB new text.\n\nC.")
    assert (merged.clashes[0].mine, merged.clashes[0].theirs) == ("", "B new text.")
    assert merged.resolve([""]) == "A.\n\nC."
    assert merged.resolve(["B new text."]) == "A.\n\nB new text.\n\nC."


def test_a_deleted_sentence_the_other_edited_is_a_choice():
    assert only_clash("Ask them. B old text. See us.", "Ask them. See us.", "Ask them. B new text. See us.") == (
        "B old text.",
        "",
        "B new text.",
    )


def test_a_rewritten_paragraph_the_other_edited_is_a_choice():
    assert only_clash("A.\n\nB old text.", "A.\n\nQuite another.", "A.\n\nB new text.")[1:] == (
        "Quite another.",
        "B new text.",
    )


def test_the_same_edit_by_both_is_no_choice():
    assert text_of("We met. End.", "We meet. End. Mine.", "We meet. End.") == "We meet. End. Mine."


def test_paragraphs_both_added_at_the_end_are_both_kept_theirs_first():
    assert text_of("A.", "A.\n\nMine.", "A.\n\nTheirs.") == "A.\n\nTheirs.\n\nMine."


def test_the_same_added_paragraph_is_kept_once():
    assert text_of("A.", "A.\n\n## Risks\n\nMine.", "A.\n\n## Risks\n\nTheirs.") == "A.\n\n## Risks\n\nTheirs.\n\nMine."


def test_both_begin_an_empty_section():
    assert text_of("", "Mine.", "Theirs.") == "Theirs.\n\nMine."


def test_an_added_paragraph_and_an_edited_last_one_merge():
    assert text_of("A old b.", "A new b.", "A old b.\n\nMore.") == "A new b.\n\nMore."


def test_two_sentences_added_at_one_place_are_a_choice():
    assert only_clash("We met. End.", "We met. Mine. End.", "We met. Theirs. End.") == ("", "Mine.", "Theirs.")


def test_a_sentence_cut_in_two_stays_whole_in_the_choice():
    base = "The SAG endorses the ToR, and the GLM is informed. End."
    mine, theirs = base.replace(", and the", ". The"), base.replace("informed", "informed at once")
    assert only_clash(base, mine, theirs)[1] == "The SAG endorses the ToR. The GLM is informed."


def test_a_bare_marker_line_stays_where_it_was():
    assert text_of("", "Intro.\n-\nmore", "") == "Intro.\n-\nmore"


def test_items_added_above_renumber_without_a_choice():
    merged = text_of("1. one\n2. two", "1. zero\n2. one\n3. two", "1. y\n2. z\n3. one\n4. two")
    assert merged == "1. y\n2. z\n1. zero\n3. one\n4. two"


def test_line_ends_of_browsers_change_nothing():
    assert text_of("A.\n\nB.", "A.\r\n\r\nB.  \r\n", "A.\n\nB.\n\nC.") == "A.\n\nB.\n\nC."


def test_a_hostile_merge_stays_within_the_purse():
    base = "\n\n".join(["a b. " * 200] * 100)
    for mine, theirs in [
        (base.replace("a", "b"), base + "c"),
        ("a. " * 60_000, "b. " * 60_000),
        ("- a\n" * 9_000, base),
    ]:
        work = Work()
        merge(base, mine, theirs, work)
        assert work.spent <= PURSE


# several people, one section

PEOPLE = st.sampled_from(["amal", "bakr", "chnar"])
START = (
    "## Scope\n\nThe group meets. It decides by March. It reports.\n\n- water first\n- then shelter\n\nThe chair leads."
)


class CoDrafting(RuleBasedStateMachine):
    """People open, type, delete, move and save in any order; every typed word is unique."""

    @initialize()
    def begin(self):
        self.text = START
        self.base = {}
        self.draft = {}
        self.typed = 0
        self.due = set()

    def marks(self, text):
        return {word for word in words(text) if word.startswith("typed")}

    def word(self):
        self.typed += 1
        return f"typed{self.typed}"

    def open_draft(self, who):
        if who not in self.draft:
            self.base[who] = self.draft[who] = self.text
        return self.draft[who]

    @rule(who=PEOPLE, at=st.integers(0, 200), instead=st.integers(0, 2))
    def type_a_word(self, who, at, instead):
        tokens = words(self.open_draft(who))
        at %= len(tokens) + 1
        tokens[at : at + instead] = [" ", self.word(), " "]
        self.draft[who] = normalise("".join(tokens))

    @rule(who=PEOPLE, at=st.integers(0, 200))
    def add_a_sentence(self, who, at):
        found = [list(unit) for unit in units(self.open_draft(who))] or [["", ""]]
        found[at % len(found)][0] += f" New {self.word()} sentence."
        self.draft[who] = normalise("".join(body + gap for body, gap in found))

    @rule(who=PEOPLE, at=st.integers(0, 200), lead=st.sampled_from(["", "- ", "## "]))
    def add_a_paragraph(self, who, at, lead):
        found = ["".join(unit) for unit in units(self.open_draft(who))]
        found.insert(at % (len(found) + 1), f"\n\n{lead}A new {self.word()} thing. And more.\n\n")
        self.draft[who] = normalise("".join(found))

    @rule(who=PEOPLE, at=st.integers(0, 200))
    def delete_a_paragraph(self, who, at):
        found = ["".join(unit) for unit in units(self.open_draft(who))]
        self.draft[who] = normalise("".join(unit for k, unit in enumerate(found) if k != at % len(found)))

    @rule(who=PEOPLE, at=st.integers(0, 200))
    def delete_a_sentence(self, who, at):
        found = [list(unit) for unit in units(self.open_draft(who))] or [["", ""]]
        unit = found[at % len(found)]
        unit[0] = "".join("".join(piece) for piece in sentences(unit[0])[1:])
        self.draft[who] = normalise("".join(body + gap for body, gap in found))

    @rule(who=PEOPLE, at=st.integers(0, 200))
    def move_a_paragraph(self, who, at):
        found = [unit.body for unit in units(self.open_draft(who))] or [""]
        found.insert(0, found.pop(at % len(found)))
        self.draft[who] = normalise("\n\n".join(found))

    @rule(who=PEOPLE, choice=st.sampled_from(["mine", "theirs", "both"]))
    def save(self, who, choice):
        mine, base = self.open_draft(who), self.base[who]
        merged = merge(base, mine, self.text)
        due = (self.due | self.marks(mine)) - (self.marks(base) - self.marks(mine))
        due -= self.marks(base) - self.marks(self.text)  # somebody else deleted it since
        for clash in merged.clashes:
            kept = self.marks(getattr(clash, choice))
            due -= (self.marks(clash.mine) | self.marks(clash.theirs)) - kept
        self.text = merged.resolve(getattr(clash, choice) for clash in merged.clashes)
        assert due <= self.marks(self.text)
        self.due = self.marks(self.text)
        del self.draft[who], self.base[who]

    @invariant()
    def the_text_is_normal(self):
        assert normalise(self.text) == self.text


TestCoDrafting = CoDrafting.TestCase
TestCoDrafting.settings = settings(deadline=None, derandomize=True, max_examples=50, stateful_step_count=30)
