"""The sentences of whose turn a question is: said to whoever holds the turn, and to everybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from wgtool.kernel.i18n import _, _l, day, listed, moment_in, ngettext
from wgtool.kernel.waits import sentence


def needed(params: dict[str, Any]) -> list[str]:
    """Say what is still needed, one part each, from the numbers of a tally."""
    seats, objections, more = params["seats"], params["objections"], params["more"]
    meeting = params.get("meeting")
    said = {
        "seats": ngettext("%(num)s more seat is needed for a quorum", "%(num)s more seats are needed for a quorum", seats),
        "objections": ngettext("one objection must be cleared", "%(num)s objections must be cleared", objections),
        "approvals": _("at least one organisation must approve") if meeting else _("at least one seat must approve"),
        "more": _more_organisations(more) if meeting else
                ngettext("%(num)s more seat must be in favour", "%(num)s more seats must be in favour", more),
        "casting": _("the chair must break the tie"),
    }  # fmt: skip
    return [words for part, words in said.items() if params[part]]


def _more_organisations(more: int) -> str:
    return ngettext("%(num)s more organisation must be in favour", "%(num)s more organisations must be in favour", more)


def joined(parts: list[str]) -> str:
    """Join parts of a sentence as one says them: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s", first=listed(parts[:-1]), last=parts[-1])


def still_needed(params: dict[str, Any]) -> str:
    """Say in one sentence what is still needed and by when."""
    if parts := needed(params):
        return _("%(parts)s, by %(when)s.", parts=joined(parts), when=params["closes_at"])
    return _("It is carried as it stands; nothing more is needed by %(when)s.", when=params["closes_at"])


def still_silent(objections: int, when: str) -> str:
    """Say in one sentence what silence comes to as it stands."""
    if not objections:
        return _("nobody objects; it is agreed on %(when)s.", when=when)
    return joined(needed({"seats": 0, "objections": objections, "more": 0, "approvals": 0, "casting": 0})) + "."


def _position(params: dict[str, Any]) -> str:
    if params.get("meeting"):
        first = _("Take a position on %(number)s, “%(title)s”, for %(seat)s:", **params)
    else:
        first = _("Take a position on %(number)s, “%(title)s”, for seat %(seat)s:", **params)
    return f"{first} {still_needed(params)}"


def _others_position(params: dict[str, Any]) -> str:
    first = _("Waiting for %(seat)s:", **params) if params.get("meeting") else _("Waiting for seat %(seat)s:", **params)
    return f"{first} {still_needed(params)}"


FILL = sentence("question.fill",
    yours=_l("Fill a seat of the %(body)s: “%(title)s” opens when %(short)s more are filled."),
    others=_l("Waiting for the secretariat of the %(body)s to fill a seat; %(short)s more are needed to open."))  # fmt: skip
POSITION = sentence("question.position", yours=_position, others=_others_position, a_part=True)
DECIDE = sentence("question.decide",
    yours=_l("The %(body)s decides on %(number)s by %(closes_at)s."),
    others=_l("Waiting for the %(body)s to decide on %(number)s by %(closes_at)s."))  # fmt: skip
ANSWER_OBJECTION = sentence("question.answer-objection",
    yours=_l("Answer the objection of seat %(seat)s to %(number)s by %(closes_at)s."),
    others=_l("Waiting for the leads of the group to answer the objection of seat %(seat)s."))  # fmt: skip
CLEAR = sentence("question.clear",
    yours=_l("Your objection to %(number)s was answered: clear it, or say what is still missing, by %(closes_at)s."),
    others=_l("Waiting for seat %(seat)s to clear its objection, or for the chair to overrule it."))  # fmt: skip
OVERRULE = sentence("question.overrule",
    yours=_l("Only objections hold %(number)s up: see them cleared, or overrule them with a reason, by %(closes_at)s."),
    others=_l("Waiting for objections to be cleared, or overruled by the chair."))  # fmt: skip
CAST = sentence("question.cast",
    yours=_l("Break the tie on %(number)s with your casting vote."),
    others=_l("Waiting for the chair’s casting vote on %(number)s."))  # fmt: skip
CONCLUDE = sentence("question.conclude",
    yours=_l("%(number)s is carried as it stands: conclude it, or leave it open until %(closes_at)s."),
    others=_l("Carried as it stands: waiting for the chair or the secretariat to conclude it."))  # fmt: skip
STUCK = sentence("question.stuck",
    yours=_l("All have answered %(number)s and it is not carried: return it, or leave it open until %(closes_at)s."),
    others=_l("All have answered and it is not carried as it stands; it closes on %(closes_at)s."))  # fmt: skip


def until(closes_at: str, closes_iso: str, zone: str) -> str:
    """Tell a closing time in the reader's zone and, where that reads otherwise, in the procedure's."""
    there = moment_in(datetime.fromisoformat(closes_iso), zone)
    return closes_at if there == closes_at else _("%(when)s (%(there)s)", when=closes_at, there=there)


def _told(text: Any) -> Callable[[dict[str, Any]], str]:
    """Give a sentence that tells `closes` in both zones."""
    return lambda params: str(text) % {
        **params, "closes": until(params["closes_at"], params["closes_iso"], params["zone"])
    }  # fmt: skip


SILENCE = sentence("question.silence",
    yours=_told(_l("%(number)s is agreed on %(closes)s unless a seat of the %(body)s objects.")),
    others=_told(_l("%(number)s is agreed on %(closes)s unless a seat of the %(body)s objects.")))  # fmt: skip
QUIET = sentence("question.quiet",
    yours=_told(_l("Read %(number)s, “%(title)s”, for seat %(seat)s. Silence means consent; object until %(closes)s if "
                   "you must.")),
    others=_told(_l("Seat %(seat)s is silent, which means consent on %(closes)s.")), a_part=True)  # fmt: skip
BROKEN = sentence("question.broken",
    yours=_told(_l("An objection breaks the silence on %(number)s: see it cleared by %(closes)s, or turn it into a "
                   "vote.")),
    others=_told(_l("An objection breaks the silence on %(number)s: it must be cleared by %(closes)s.")))  # fmt: skip
RULE = sentence("question.rule",
    yours=_l("%(number)s was not carried: choose the ruling."),
    others=_l("%(number)s was not carried: waiting for the chair or the secretariat of the %(body)s to choose the "
              "ruling."))  # fmt: skip
DISOWNED = sentence("question.disowned",
    yours=_l("The position recorded for seat %(seat)s on %(number)s was not its holder’s. Look whether it matters."),
    others=_l("Waiting for the secretariat to look at a position that was not its holder’s."))  # fmt: skip


def _review(text: Any) -> Callable[[dict[str, Any]], str]:
    return lambda params: str(text) % {**params, "on": day(date.fromisoformat(params["on"]))}


REVIEW = sentence("question.review",
    yours=_review(_l("Review %(number)s, “%(title)s”, by %(on)s: set another day, or none when it is done.")),
    others=_review(_l("The secretariat of the %(body)s reviews %(number)s by %(on)s.")))  # fmt: skip


def _condition(text: Any, dated: Any) -> Callable[[dict[str, Any]], str]:
    def say(params: dict[str, Any]) -> str:
        due = params["due"]
        # Its own full stop would stand before the closing quotation mark and ours after it.
        quoted = {"text": params["text"].rstrip("."), "by": day(date.fromisoformat(due)) if due else ""}
        return str(dated if due else text) % {**params, **quoted}

    return say


MEET = sentence("condition.meet",
    yours=_condition(_l("Meet condition %(condition)s of %(number)s: “%(text)s”."),
                     _l("Meet condition %(condition)s of %(number)s by %(by)s: “%(text)s”.")),
    others=_condition(_l("Condition %(condition)s of %(number)s is to be met: “%(text)s”."),
                      _l("Condition %(condition)s of %(number)s is to be met by %(by)s: “%(text)s”.")))  # fmt: skip


def _on(text: Any) -> Callable[[dict[str, Any]], str]:
    return lambda params: str(text) % {**params, "on": day(date.fromisoformat(params["on"]))}


TAKE = sentence("question.take",
    yours=_l("Take “%(title)s” to a sitting of the %(body)s, which decides on it there."),
    others=_l("Waiting for the secretariat of the %(body)s to take it to a sitting."))  # fmt: skip
COMES = sentence("question.comes",
    yours=_on(_l("“%(title)s” comes before the %(body)s at its sitting of %(on)s.")),
    others=_on(_l("“%(title)s” comes before the %(body)s at its sitting of %(on)s.")))  # fmt: skip
AT_SITTING = sentence("question.at-sitting",
    yours=_on(_l("%(number)s is before the %(body)s at its sitting of %(on)s.")),
    others=_on(_l("%(number)s is before the %(body)s at its sitting of %(on)s.")))  # fmt: skip
PREPARE = sentence("sitting.prepare",
    yours=_on(_l("Prepare the sitting of the %(body)s on %(on)s: take its questions, record who attends, begin it.")),
    others=_on(_l("The secretariat of the %(body)s prepares its sitting of %(on)s.")))  # fmt: skip
KEEP = sentence("sitting.keep",
    yours=_on(_l("The sitting of the %(body)s of %(on)s goes on: record what is decided, then close it.")),
    others=_on(_l("The sitting of the %(body)s of %(on)s goes on.")))  # fmt: skip
NOTE = sentence("sitting.note",
    yours=_on(_l("Name the notes of the sitting of the %(body)s of %(on)s.")),
    others=_on(_l("Waiting for the notes of the sitting of the %(body)s of %(on)s.")))  # fmt: skip
VACANT = sentence("body.vacant",
    yours=_l("Seat %(seat)s of the %(body)s is vacant: fill it."),
    others=_l("Waiting for the secretariat of the %(body)s to fill seat %(seat)s."))  # fmt: skip
ENDING = sentence("body.ending",
    yours=_on(_l("The term on seat %(seat)s of the %(body)s ends on %(on)s: find who follows.")),
    others=_on(_l("The term on seat %(seat)s of the %(body)s ends on %(on)s.")))  # fmt: skip
