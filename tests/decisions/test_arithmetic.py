"""The arithmetic of a vote, against its sentences."""

from hypothesis import given
from hypothesis import strategies as st

from wgtool.decisions.arithmetic import Tally, tally
from wgtool.decisions.models import Answer, ObjectionState

A, State = Answer, ObjectionState
SEATS = st.lists(st.integers(1, 12), unique=True, max_size=12)


@st.composite
def votes(draw: st.DrawFn) -> tuple[list[int], dict[int, Answer], dict[int, ObjectionState], int]:
    seats = draw(SEATS)
    answers = draw(st.dictionaries(st.integers(1, 15), st.sampled_from(A)))
    states = draw(st.dictionaries(st.integers(1, 15), st.sampled_from(State)))
    return seats, answers, states, draw(st.sampled_from([0, 33, 50, 66]))


def counted(
    answers: str,
    *,
    states: str = "",
    seats: int = 5,
    percent: int = 50,
    casting: Answer | None = None,
    silent: bool = False,
) -> Tally:
    """Count answers written as letters: a(pprove) n(o objection) o(bjection) x (abstain) r(ecuse), . none."""
    letter = {"a": A.APPROVE, "n": A.NO_OBJECTION, "o": A.OBJECTION, "x": A.ABSTAIN, "r": A.RECUSE}
    said = {n: letter[c] for n, c in enumerate(answers, 1) if c in letter}
    kept = {
        n: {"s": State.STANDS, "c": State.CLEARED, "v": State.OVERRULED}[c]
        for n, c in enumerate(states, 1)
        if c in "scv"
    }
    return tally(
        eligible=range(1, seats + 1), answers=said, objections=kept, percent=percent, casting=casting, silent=silent
    )


@given(votes())
def test_each_seat_counts_once_and_only_if_eligible(vote: tuple) -> None:
    seats, answers, states, percent = vote
    t = tally(eligible=seats + seats, answers=answers, objections=states, percent=percent)
    assert t.have + t.recused + len(t.unanswered) == t.eligible == len(seats)
    assert t.in_favour + t.against <= t.have


@given(votes())
def test_the_recused_leave_the_count(vote: tuple) -> None:
    seats, answers, states, percent = vote
    rest = [seat for seat in seats if answers.get(seat) != A.RECUSE]
    one = tally(eligible=seats, answers=answers, objections=states, percent=percent)
    two = tally(eligible=rest, answers=answers, objections=states, percent=percent)
    assert (one.needed, one.have, one.in_favour, one.against, one.carried) == (
        two.needed, two.have, two.in_favour, two.against, two.carried)  # fmt: skip


@given(votes(), st.sampled_from([None, A.APPROVE, A.OBJECTION]))
def test_carried_is_what_the_rule_says(vote: tuple, casting: Answer | None) -> None:
    seats, answers, states, percent = vote
    t = tally(eligible=seats, answers=answers, objections=states, percent=percent, casting=casting)
    said = [(answers[s], states.get(s, State.STANDS)) for s in seats if s in answers]
    objections = [state for answer, state in said if answer == A.OBJECTION]
    favour = sum(answer in (A.APPROVE, A.NO_OBJECTION) for answer, _ in said)
    against = sum(state != State.CLEARED for state in objections)
    present = [answer for answer, _ in said if answer != A.RECUSE]
    base = len(present) * 100 > percent * t.counting and State.STANDS not in objections
    base = base and any(answer == A.APPROVE for answer, _ in said)
    tied = favour == against
    assert t.tie == (base and tied)
    assert t.carried == (base and (favour > against or (tied and casting == A.APPROVE)))


@given(votes())
def test_what_is_missing_is_nothing_exactly_when_it_carries(vote: tuple) -> None:
    seats, answers, states, percent = vote
    t = tally(eligible=seats, answers=answers, objections=states, percent=percent)
    assert t.carried == (not any(t.missing.values()))


def test_quorum_is_more_than_half() -> None:
    assert not counted("aa..", seats=4).quorum
    assert counted("aaa.", seats=4).quorum
    assert counted("aaxr.", seats=5).needed == 3


def test_no_objection_alone_carries_nothing() -> None:
    assert not counted("nnnnn").carried
    assert counted("annn.").carried


def test_an_objection_that_stands_holds_it_up() -> None:
    assert not counted("aaaao", states="....s").carried
    assert counted("aaaao", states="....c").carried
    assert counted("aaaao", states="....v").carried


def test_overruled_objections_count_against() -> None:
    t = counted("aaooo", states="..vvv")
    assert (t.in_favour, t.against, t.carried) == (2, 3, False)


def test_a_tie_asks_the_chair() -> None:
    t = counted("aoxxx", states=".v")
    assert t.tie
    assert not t.carried
    assert counted("aoxxx", states=".v", casting=A.APPROVE).carried
    assert not counted("aoxxx", states=".v", casting=A.OBJECTION).carried


def test_a_casting_vote_counts_only_at_a_tie() -> None:
    assert counted("aaxxx", casting=A.OBJECTION).carried


def test_nobody_eligible_is_not_everybody() -> None:
    t = tally(eligible=[], answers={}, objections={}, percent=50)
    assert (t.carried, t.all_answered, t.quorum) == (False, False, False)


def test_all_recused_reach_no_quorum() -> None:
    t = counted("rrr", seats=3)
    assert t.all_answered
    assert not t.carried
