"""What a 2019 activity's clause says: which parties, how they are joined, and who may sign up for which role.

The clause is the bracket behind an activity. `structure` reads its words; what follows from them for sign-up
(`roles`, `may_lead`, `led_by`) is the mapping of the domain, written once, here. The 2022 edition has no clauses.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "support_team",
    "preparedness_lead",
    "wfp",
    "let",
    "sag",
    "working_group_lead",
    "stakeholders",
    "community_members",
    "partners_private_sector",
    "academia",
    "management",
    "responsible_stakeholders",
    "other",
]
Audience = Literal["stakeholders", "community"]
Role = Literal["lead", "co-lead", "contributor", "consulted"]

SUPPORTING: tuple[Role, ...] = ("co-lead", "contributor", "consulted")
_AUDIENCES: dict[Kind, Audience] = {"stakeholders": "stakeholders", "community_members": "community"}
_JOINTS = ("in collaboration with", "in consultation with", "with", "and", "or", ",")

# The order matters: what is said more narrowly is looked for first.
_PARTIES: tuple[tuple[Kind, str], ...] = (
    ("support_team", r"Global (?:Logistics )?Cluster Support Team"),
    ("preparedness_lead", r"Logistics Cluster preparedness lead"),
    ("working_group_lead", r"Working Group Lead"),
    ("responsible_stakeholders", r"Logistics Cluster stakeholders responsible for action points"),
    ("management", r"Management of responsible parties"),
    ("partners_private_sector", r"private sector partners"),
    ("academia", r"academic stakeholders"),
    ("community_members", r"Logistics Cluster community members"),
    ("stakeholders", r"Logistics Cluster stakeholders"),
    ("wfp", r"\bWFP\b"),
    ("let", r"\bLET\b"),
    ("sag", r"\bSAG\b"),
)
_PARTY = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _PARTIES), re.IGNORECASE)
_SIGNS_UP = re.compile(r"\bsign(?:s|ing)? up\b", re.IGNORECASE)
_INCLUDES = {
    "academia": re.compile(r"\bincluding\b.*\bacademia\b"),
    "private sector": re.compile(r"\bincluding\b.*\bprivate sector\b"),
}


@dataclass(frozen=True)
class Party:
    """One party of a clause; `joined` says how it is tied to the one before it."""

    kind: Kind
    name: str
    joined: str | None = None
    as_lead: bool = False
    signs_up: bool = False
    designated: bool = False
    invited: bool = False

    @property
    def comes_by_itself(self) -> bool:
        """Say whether the party is open to whoever takes it up, not one the plan names."""
        return self.signs_up or self.designated or self.invited


@dataclass(frozen=True)
class Clause:
    """A clause as written, and what it means for sign-up."""

    text: str
    parties: tuple[Party, ...]
    audience: Audience | None = None
    includes: tuple[str, ...] = ()
    also_as_lead: bool = False
    per_country: bool = False

    @property
    def invites(self) -> bool:
        """Say whether anybody may sign up at all."""
        return self.audience is not None

    @property
    def designated(self) -> bool:
        """Say whether those who sign up are named by the support team."""
        return any(party.designated for party in self.parties)

    @property
    def named(self) -> tuple[Party, ...]:
        """The parties that the plan itself names."""
        return tuple(party for party in self.parties if not party.comes_by_itself)

    @property
    def named_lead(self) -> Kind | None:
        """The one party that the clause calls Lead."""
        return next((party.kind for party in self.parties if party.as_lead), None)

    @property
    def may_lead(self) -> bool:
        """Say whether those who sign up may lead: told so, or nobody else is named."""
        return self.invites and (self.also_as_lead or not self.named)

    @property
    def led_by(self) -> Kind | None:
        """The party that leads by the plan until a sign-up is confirmed.

        Where others may sign up but not as lead, the party named first leads, called Lead or not. In a closed clause
        so does the one that others work with; "SAG and support team" leaves it between them.
        """
        if self.named_lead or self.may_lead or not self.named:
            return self.named_lead
        side_by_side = any(party.joined in ("and", "or", ",") for party in self.named[1:])
        return None if side_by_side and not self.invites else self.named[0].kind

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles open to those who sign up."""
        if not self.invites:
            return ()
        if self.may_lead:
            return ("lead", *SUPPORTING)
        return ("consulted",) if self._only_consulted else SUPPORTING

    @property
    def _only_consulted(self) -> bool:
        """Say whether those who sign up stand behind "in consultation with", alone or in a row with others.

        The domain says nothing of this wording; we take it at its word. Who wants to do more asks the support team.
        """
        joints = [party.joined for party in self.parties[: 1 + self._place]]
        nearest = next((joint for joint in reversed(joints) if joint not in ("and", "or", ",")), None)
        return nearest == "in consultation with"

    @property
    def _place(self) -> int:
        return next(place for place, party in enumerate(self.parties) if party.signs_up or party.designated)


def names_a_party(text: str) -> bool:
    """Say whether a text names anybody whom clauses name."""
    return bool(_PARTY.search(text))


@lru_cache(maxsize=1024)
def structure(text: str) -> Clause:
    """Read a clause, written without its outer brackets; what is printed once is read once."""
    parties = _parties(text)
    return Clause(
        text=text,
        parties=parties,
        audience=_audience(parties),
        includes=tuple(name for name, words in _INCLUDES.items() if words.search(text)),
        also_as_lead="also as lead" in text.lower(),
        per_country="per country" in text.lower(),
    )


def _parties(text: str) -> tuple[Party, ...]:
    found = list(_PARTY.finditer(text))
    if not found:
        return (Party("other", text, signs_up=bool(_SIGNS_UP.search(text))),)
    ends = [match.start() for match in found[1:]] + [len(text)]
    starts = [0] + [match.end() for match in found[:-1]]
    return tuple(
        _party(match, text[start : match.start()], text[match.end() : end])
        for match, start, end in zip(found, starts, ends, strict=True)
    )


def _party(found: re.Match[str], before: str, after: str) -> Party:
    """Read one party from its name and the words on both sides of it, up to its neighbours."""
    kind = next(kind for kind, _ in _PARTIES if found.lastgroup == kind)
    open_to_all = kind in _AUDIENCES
    return Party(
        kind=kind,
        name=found[0],
        joined=_joint(before),
        as_lead=bool(re.match(r"\s+Lead\b", after)),
        signs_up=open_to_all and bool(_SIGNS_UP.search(after)),
        designated=bool(re.search(r"\bdesignated\s*$", before, re.IGNORECASE)),
        invited=open_to_all and bool(re.match(r"\s+invited\b", after)),
    )


def _joint(before: str) -> str | None:
    """Find how a party is tied to the one before it: the word nearest to it says so."""
    words = re.sub(r"(?:\b(?:the|other|designated)\b|\s)+$", "", before, flags=re.IGNORECASE).lower()
    return next((joint for joint in _JOINTS if words.endswith(joint)), None)


def _audience(parties: tuple[Party, ...]) -> Audience | None:
    """Say who may sign up; being designated opens the door too, being invited to one meeting does not."""
    return next((_AUDIENCES[party.kind] for party in parties if party.signs_up or party.designated), None)
