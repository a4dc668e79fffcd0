"""The outlines of texts, as data: which sections they have, what belongs in each, and words to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from wgtool.config import LANGUAGES
from wgtool.kernel.i18n import _l, reading_as

TERMS = "terms"
CLOSING = "closing"
PLAN = "plan"
GUIDANCE, MESSAGES = "guidance", "messages"
PRODUCTS = (GUIDANCE, MESSAGES)
"""Texts of which a thing may have several; their templates have a number behind the kind, `guidance-2`."""


@dataclass(frozen=True)
class Part:
    """A section as the outline knows it. `starter` is offered, never filled in, and alone it is no text.

    `copied` says that a copy for another place takes the text over; what names people, days or money stays behind.
    """

    key: str
    title: Any
    guidance: Any
    starter: Any
    mandatory: bool = True
    copied: bool = True


@dataclass(frozen=True)
class Outline:
    """A kind of text. Nobody writes the parts that are `drawn`: they are put in from records when it is submitted."""

    title: Any
    parts: tuple[Part, ...]
    drawn: tuple[Part, ...] = ()

    def part(self, key: str) -> Part | None:
        """Give the part by its key."""
        return next((p for p in (*self.parts, *self.drawn) if p.key == key), None)

    def is_drawn(self, key: str) -> bool:
        """Say whether nobody writes this part."""
        return any(p.key == key for p in self.drawn)

    def starters(self, code: str) -> dict[str, str]:
        """Give the words to begin with by section key, in a language."""
        with reading_as(code):
            return {p.key: str(p.starter) for p in self.parts}


OUTLINES: Mapping[str, Outline] = MappingProxyType({
    TERMS: Outline(_l("Terms of reference"), (
        Part("purpose", _l("Purpose and problem"),
             _l("Name the problem in two or three sentences, and who feels it. What happens if nobody acts?"),
             _l("This group exists because … Those who feel it most are … If nobody acts, …")),
        Part("scope", _l("Scope, and what is out of scope"),
             _l("Say which places, subjects and time the group covers. Say just as clearly what it leaves to others, "
                "and to whom."),
             _l("The group covers …\n\nIt does not cover …, which is the task of …")),
        Part("alignment", _l("Alignment with the strategy plan"),
             _l("Name the outputs and activities of the plan that the group serves, by number, and how. A subject "
                "that cuts across the plan needs a sentence why."),
             _l("- Output …: the group contributes by …"), mandatory=False),
        Part("deliverables", _l("Objectives and deliverables"),
             _l("List what others will be able to hold in their hands, each with a month and who would miss it. "
                "Five are plenty."),
             _l("1. …, by …, for …")),
        Part("membership", _l("Membership and roles"),
             _l("Who may join and how? Say what the lead, co-lead and secretariat do, how they are chosen and for "
                "how long. Name organisations rather than people."),
             _l("Open to …\n\n- Lead: …, for … months\n- Co-lead: …\n- Secretariat: …"), copied=False),
        Part("working", _l("Ways of working and meetings"),
             _l("How often do you meet, in which languages, and how do people with a poor connection take part? Say "
                "when notes go out and where they are kept."),
             _l("The group meets every …, in … Notes go out within … days.")),
        Part("deciding", _l("Decisions inside the group"),
             _l("How does the group agree, and what if it does not? Say how many must be there and what goes up to "
                "the advisory group."),
             _l("The group decides by …, with at least … organisations present. If it cannot agree, …"),
             mandatory=False),
        Part("reporting", _l("Reporting"),
             _l("To whom does the group report, how often, and what is in it? Say how members hear what came of it."),
             _l("Every …, the lead reports to … on …"), mandatory=False),
        Part("duration", _l("Duration, review and closing"),
             _l("Give an end: a date, or what must be achieved first. Say when these terms are looked at again and "
                "what happens to the work when the group closes."),
             _l("The group works until … These terms are reviewed in … When it closes, …"), copied=False),
        Part("resources", _l("Resources"),
             _l("What time, people and money does the work need, and who gives it? Say also what is not there yet."),
             _l("- …, given by …\n- Still missing: …"), mandatory=False, copied=False),
    ), drawn=(
        Part(PLAN, _l("Action plan"), "", "", mandatory=False, copied=False),
    )),
    CLOSING: Outline(_l("Closing report"), (
        Part("achieved", _l("What was achieved"),
             _l("Go through the deliverables of the terms, one by one: done, partly, not. Say where each can be found."),
             _l("1. …: done, to be found at …")),
        Part("left", _l("What was not done, and why"),
             _l("Be plain: it helps who comes next more than anything else. “Nothing” is an answer, too."),
             _l("- …, because …")),
        Part("handed", _l("What goes on elsewhere, and with whom"),
             _l("Name the organisation or group that goes on with each thing. Name organisations rather than people."),
             _l("- …: goes on with …")),
        Part("learned", _l("What others should know"),
             _l("What would you do again, and what not? Two or three sentences somebody elsewhere can use."),
             _l("We would again … We would not …")),
        Part("kept", _l("Where the papers are kept"),
             _l("Notes, data, tools: where they are, who can give access, and until when they are kept."),
             _l("- …, at …, until …"), mandatory=False),
    )),
    GUIDANCE: Outline(_l("Guidance"), (
        Part("whom", _l("For whom, and when to use it"),
             _l("Name who works with it and at which moment. Say also when it does not apply."),
             _l("For …, when … It does not apply to …")),
        Part("guidance", _l("The guidance"),
             _l("Steps in the order in which they are taken, each one sentence. Put what differs by place at the end."),
             _l("1. …\n2. …")),
        Part("sources", _l("Where it comes from"),
             _l("The exercise, the reports or the practice it was drawn from. Name organisations rather than people."),
             _l("- …"), mandatory=False),
    )),
    MESSAGES: Outline(_l("Key messages"), (
        Part("say", _l("The messages"),
             _l("Three at most, each with its figure and its source. Nothing that puts anybody at risk."),
             _l("1. …")),
        Part("say_to", _l("Who says them to whom"),
             _l("Name the organisations or bodies that carry them, and to whom. Say until when they hold."),
             _l("… says this to …, until …"), mandatory=False),
    )),
})  # fmt: skip


def outline_of(template: str) -> Outline:
    """Give the outline of a template, of `guidance-2` that of guidance."""
    return OUTLINES[template.split("-", 1)[0]]


def title_of(key: str) -> str:
    """Give the title of a section in the reader's language, the key itself if no outline has it."""
    return next((str(p.title) for o in OUTLINES.values() if (p := o.part(key))), key)


def is_starter(part: Part, text: str) -> bool:
    """Say whether a text is only the words offered to begin with, in whichever language."""
    return _squeezed(text) in {_squeezed(said) for said in _in_every_language(part.starter)}


def _in_every_language(text: Any) -> list[str]:
    said = []
    for code in LANGUAGES:
        with reading_as(code):
            said.append(str(text))
    return said


def _squeezed(text: str) -> str:
    return " ".join(text.split())
