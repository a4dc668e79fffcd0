"""The arithmetic of a vote and of silence, by itself: who counts, what is needed, whether it carries. Knows no table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wgtool.decisions.models import Answer, ObjectionState


@dataclass(frozen=True)
class Tally:
    """What the positions come to.

    `counting` seats are left when the recused are gone; `have` of them have a position, `needed` make a quorum.
    `unanswered` are the eligible seats that said nothing, `standing` those whose objection is neither cleared nor
    overruled. `approve` counts plain approvals, which `in_favour` holds too. With `silent`, who says nothing agrees:
    it carries unless somebody objects whose objection is not cleared, and nobody breaks a tie.
    """

    eligible: int
    counting: int
    recused: int
    needed: int
    have: int
    approve: int
    in_favour: int
    against: int
    unanswered: tuple[int, ...]
    standing: tuple[int, ...]
    casting: Answer | None = None
    silent: bool = False

    @property
    def quorum(self) -> bool:
        """Say whether enough seats have a position."""
        return self.have >= self.needed

    @property
    def all_answered(self) -> bool:
        """Say whether every eligible seat has answered or recused itself; nobody being eligible is not everybody."""
        return self.eligible > 0 and not self.unanswered

    @property
    def tie(self) -> bool:
        """Say whether only the chair's casting vote can tell."""
        ready = not self.silent and self.quorum and not self.standing and self.approve > 0
        return ready and self.in_favour == self.against

    @property
    def carried(self) -> bool:
        """Say whether it is carried as it stands."""
        if self.silent:
            return self.counting > 0 and self.against == 0
        if self.tie:
            return self.casting == Answer.APPROVE
        ready = self.quorum and not self.standing and self.approve > 0
        return ready and self.in_favour > self.against

    @property
    def missing(self) -> dict[str, int]:
        """Give what is still needed, as numbers: seats, objections, approvals, more (in favour), casting."""
        if self.silent:
            return {
                "seats": int(self.counting == 0),
                "objections": self.against,
                "approvals": 0,
                "more": 0,
                "casting": 0,
            }
        short = max(0, self.needed - self.have)
        behind = self.against - self.in_favour
        casting = self.tie and self.casting is None
        return {
            "seats": short,
            "objections": len(self.standing),
            "approvals": int(self.approve == 0),
            "more": max(0, behind + 1) if not (self.standing or self.tie or self.approve == 0) else 0,
            "casting": int(casting),
        }


def needed_of(seats: int, percent: int) -> int:
    """Give the least number of seats that is more than `percent` of all."""
    return seats * percent // 100 + 1


def tally(*, eligible: Iterable[int], answers: Mapping[int, Answer], objections: Mapping[int, ObjectionState],
          percent: int, casting: Answer | None = None, silent: bool = False,
          present: Iterable[int] | None = None) -> Tally:  # fmt: skip
    """Count. `answers` by seat, those of seats not eligible are not looked at; `objections` is each seat's last one.

    An objection that was cleared counts neither way; one without a record stands. With `present`, these seats make the
    quorum, whether they have a position or not.
    """
    seats = sorted(set(eligible))
    said = {seat: answers[seat] for seat in seats if seat in answers}
    state = {s: objections.get(s, ObjectionState.STANDS) for s, answer in said.items() if answer == Answer.OBJECTION}
    recused = sum(answer == Answer.RECUSE for answer in said.values())
    approve = sum(answer == Answer.APPROVE for answer in said.values())
    there = said if present is None else set(present) & set(seats)
    have = sum(answers.get(seat) != Answer.RECUSE for seat in there)
    return Tally(
        eligible=len(seats), counting=len(seats) - recused, recused=recused,
        needed=needed_of(len(seats) - recused, percent), have=have, approve=approve,
        in_favour=approve + sum(answer == Answer.NO_OBJECTION for answer in said.values()),
        against=sum(one != ObjectionState.CLEARED for one in state.values()),
        unanswered=tuple(seat for seat in seats if seat not in said),
        standing=tuple(seat for seat, one in state.items() if one == ObjectionState.STANDS), casting=casting,
        silent=silent,
    )  # fmt: skip
