"""Who may sign up for what, by the activity's clause; facts about actors and sign-ups."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import lru_cache

from wgtool.groups import rules as groups
from wgtool.groups.models import Deliverable
from wgtool.groups.models import Status as At
from wgtool.kernel.actors import Actor
from wgtool.kernel.folding import fold
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.partners.models import Organisation, Standing, Type
from wgtool.plan.clauses import Kind, structure
from wgtool.plan.tree import Printed
from wgtool.signups.models import Role, SignUp, Status, Taken

CLAUSED = frozenset({"2019"})
"""Editions whose activities carry clauses; until they are read in, nobody knows who may sign up."""
LEADING = frozenset({Role.LEAD, Role.CO_LEAD})
ADDED = {"academia": Type.ACADEMIA, "private sector": Type.PRIVATE}


class Closed(enum.StrEnum):
    """Why nobody may sign up."""

    DROPPED = "dropped"
    UNREAD = "unread"
    NO_WORDS = "no words"
    OVER = "over"
    NOT_AT_WORK = "not at work"
    BY_ITSELF = "by itself"


SHUT = frozenset({Closed.DROPPED, Closed.UNREAD, Closed.OVER, Closed.NOT_AT_WORK})
"""Closed to all, also to whom the support team would name."""
GONE = frozenset({Closed.DROPPED, Closed.OVER, Closed.NOT_AT_WORK})


class Who(enum.StrEnum):
    """Whom the clause lets."""

    ALL = "all"
    PARTNERS = "partners"


@dataclass(frozen=True)
class Terms:
    """What an activity asks of those who sign up. `led_by` is the party that leads by the plan, `named` its words."""

    closed: Closed | None = None
    who: Who = Who.ALL
    roles: tuple[Role, ...] = tuple(Role)
    includes: frozenset[Type] = frozenset()
    designated: bool = False
    per_country: bool = False
    led_by: Kind | None = None
    named: str = ""


def terms(item: Printed | Deliverable) -> Terms:
    """Read an activity's clause; one without a clause, and a deliverable that looks for partners, is open to all."""
    if isinstance(item, Deliverable):
        return Terms(closed=_closed(item))
    return _terms(item.clause or "", item.edition.slug in CLAUSED, item.dropped_at is not None)


def _closed(deliverable: Deliverable) -> Closed | None:
    """Say why nobody may sign up for a deliverable."""
    if not deliverable.is_open:
        return Closed.OVER
    if deliverable.group.status not in groups.WORKING:
        return Closed.NOT_AT_WORK
    return None if deliverable.seeks else Closed.BY_ITSELF


@lru_cache(maxsize=1024)
def _terms(printed: str, clauses: bool, dropped: bool) -> Terms:
    """Say what a printed clause asks, in an edition that has `clauses` or not: the same for every reader."""
    if not printed:
        return Terms(closed=Closed.DROPPED if dropped else Closed.UNREAD if clauses else None)
    clause = structure(printed)
    closed = None if clause.invites else Closed.NO_WORDS
    return Terms(
        closed=Closed.DROPPED if dropped else closed,
        who=Who.PARTNERS if clause.audience == "community" else Who.ALL,
        roles=tuple(Role(role) for role in clause.roles),
        includes=frozenset(ADDED[each] for each in clause.includes),
        designated=clause.designated,
        per_country=clause.per_country,
        led_by=clause.led_by,
        named=next((party.name for party in clause.parties if party.kind == clause.led_by), ""),
    )


def is_party(organisation: Organisation, asked: Terms) -> bool:
    """Say whether an organisation is, by its name, the party that leads by the plan."""
    return bool(asked.named) and fold(asked.named) in {fold(organisation.name), fold(organisation.short)}


def roles_for(organisation: Organisation, asked: Terms) -> tuple[Role, ...]:
    """Give the roles an organisation may offer to take by itself."""
    watches = organisation.standing == Standing.OBSERVER
    shut = asked.who == Who.PARTNERS and watches and organisation.type not in asked.includes
    roles = () if asked.closed or shut else asked.roles
    if asked.closed not in GONE and is_party(organisation, asked):
        roles = tuple(role for role in Role if role == Role.LEAD or role in roles)
    return tuple(role for role in roles if not (watches and role in LEADING))


def roles_named(organisation: Organisation, asked: Terms) -> tuple[Role, ...]:
    """Give the roles for which the support team may name an organisation; it knows who a named party is."""
    if asked.closed in SHUT:
        return ()
    watches = organisation.standing == Standing.OBSERVER
    return tuple(role for role in Role if not (watches and role in LEADING))


def names(actor: Actor, organisation: Organisation) -> bool:
    """Say whether the actor signs up another organisation than their own, as the support team may."""
    return actor.supports and actor.organisation != organisation.id


def objection(item: Taken, organisation: Organisation, role: Role, country: str, *, named: bool = False) -> str | None:
    """Say why an organisation can't take this role here, if it can't. `named`: the support team does it."""
    asked = terms(item)
    if country and not asked.per_country:
        return _("Countries are not told apart here: leave the country empty.")
    if role in (roles_named if named else roles_for)(organisation, asked):
        return None
    if asked.closed in SHUT or (asked.closed and role != Role.LEAD):
        return _("%(number)s is closed to sign-up. Write to the support team if you want to help.", number=item.number)
    if organisation.standing == Standing.OBSERVER and role in LEADING:
        return _("Observers do not lead or co-lead. Offer to contribute.")
    if role == Role.LEAD and asked.led_by:
        return _("The plan names who leads %(number)s: “%(party)s”. Choose another role.", number=item.number,
                 party=asked.named)  # fmt: skip
    if not roles_for(organisation, asked):
        return _("%(number)s is open to partners, and not to observers.", number=item.number)
    return _("%(number)s is not open to this role.", number=item.number)


def must_be_confirmed(item: Taken, role: Role) -> bool:
    """Say whether somebody of another organisation must agree: to leads, co-leads, and whom the clause has designated."""
    return role in LEADING or terms(item).designated


def taken(signup: SignUp) -> str | None:
    """Say who leads already, if the offer is one to lead."""
    if signup.role != Role.LEAD or signup.taken_by is None:
        return None
    leader = signup.taken_by.organisation.name
    return _("%(leader)s leads %(number)s already. This offer stands and keeps its text; it can be turned into one to "
             "contribute.", leader=leader, number=signup.number)  # fmt: skip


def unready(signup: SignUp) -> str | None:
    """Say why an offer can't be confirmed yet, if it can't."""
    if signup.provisional:
        return _("Who offers this has not been confirmed as one of the organisation yet. That comes first.")
    if signup.item and signup.item.dropped_at:
        return _("%(number)s is not part of the plan any more.", number=signup.number)
    if signup.deliverable and not signup.deliverable.is_open:
        return _("%(number)s is done or dropped.", number=signup.number)
    if signup.organisation.standing == Standing.OBSERVER and signup.role in LEADING:
        return _("Observers do not lead or co-lead. Offer to contribute.")
    return taken(signup)


def no_instead(signup: SignUp) -> str | None:
    """Say why an offer can't be turned into one to contribute that counts at once."""
    if signup.provisional:
        return unready(signup)
    if signup.role != Role.LEAD or signup.taken_by is None:
        return _("Nobody else leads: there is nothing to step back from.")
    if must_be_confirmed(signup.on, Role.CONTRIBUTOR):
        return _("Here the support team names who contributes: withdraw, and offer again.")
    return objection(signup.on, signup.organisation, Role.CONTRIBUTOR, signup.country)


@who(_l("people of an organisation"))
def belongs(actor: Actor, item: object) -> bool:
    """Let who belongs to an organisation, confirmed or not."""
    return actor.organisation is not None


@who(_l("if of another organisation than the one that offers"))
def of_others(actor: Actor, signup: SignUp) -> bool:
    """Let nobody settle what their own organisation offers."""
    return actor.organisation != signup.organisation_id


@who(_l("leads of active groups aligned to the activity, where the clause does not leave it to the support team"))
def aligned(actor: Actor, signup: SignUp) -> bool:
    """Let leads of active groups that serve the activity."""
    if signup.item is None:
        return False
    return actor.wears("aligned", "activity", signup.item_id) and not terms(signup.item).designated


@who(_l("leads of the group whose deliverable it is, while that is active"))
def plans_it(actor: Actor, signup: SignUp) -> bool:
    """Let leads of the active group in whose plan it stands."""
    row = signup.deliverable
    return row is not None and row.group.status == At.ACTIVE and actor.wears("lead", "group", row.group_id)


@who(_l("who made the offer"))
def offered(actor: Actor, signup: SignUp) -> bool:
    """Let the person who offered, while with that organisation."""
    return actor.person is not None and (actor.person, actor.organisation) == (
        signup.offered_by, signup.organisation_id,
    )  # fmt: skip


@who(_l("focal points of the organisation that signed up"))
def focal(actor: Actor, signup: SignUp) -> bool:
    """Let focal points of the organisation."""
    return actor.wears("focal", "organisation", signup.organisation_id)


def counted(signup: SignUp) -> bool:
    """Say whether it ever counted."""
    return signup.confirmed_at is not None


def never_counted(signup: SignUp) -> bool:
    """Say whether it was only ever an offer."""
    return signup.confirmed_at is None


def waits_for_a_yes(signup: SignUp) -> bool:
    """Say whether somebody has to confirm or decline."""
    return signup.status == Status.OFFERED and not signup.provisional
