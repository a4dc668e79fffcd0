"""Signing up, and handing over to another organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value

from wgtool.groups.models import Deliverable
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Forbidden, Refused, constraint_says
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import added
from wgtool.partners import queries as partners
from wgtool.partners.models import Organisation
from wgtool.signups import events, queries, rules
from wgtool.signups.lifecycle import LIFE
from wgtool.signups.models import Role, SignUp, Status, Taken
from wgtool.signups.operations import tallying
from wgtool.signups.operations.telling import end, telling

constraint_says(
    "uq_sign_up_confirmed_lead|sign_up.item_id, sign_up.country|uq_sign_up_deliverable_lead",
    lambda: _("Somebody else was confirmed as lead at the same moment. Look at the page as it is now."),
)
constraint_says(
    "uq_sign_up_open|sign_up.item_id, sign_up.organisation_id, sign_up.role, sign_up.country|uq_sign_up_deliverable_open"
    "|sign_up.deliverable_id, sign_up.organisation_id, sign_up.role",
    lambda: _("The organisation has signed up in the same way already."),
)


def offer(on: Taken, *, organisation: int, role: Role, actor: Actor, offers: str = "", country: str = "",
          ends_on: date | None = None) -> SignUp:  # fmt: skip
    """Sign an organisation up for an activity or a deliverable. It counts at once where nothing demands confirmation.

    The support team may sign up any organisation, which is then named by it. Of a provisional person only that person
    and the support team see it. Raises Refused with the clause's reason, and for the same sign-up twice.
    """
    on = queries.taken_to_change(on)
    found, same = queries.with_same(organisation, on, role, country)
    whom = _chosen(found)
    if actor.organisation != whom.id and not actor.supports:
        raise Forbidden(_("Sign up the organisation that you belong to."))
    signup = _begun(on, whom, role=role, country=country, offers=offers, ends_on=ends_on, offered_by=actor.person)
    _refuse(signup, actor, same=same)
    said = _settle(signup, actor)
    return _made(signup, said, actor)


def _begun(on: Taken, whom: Organisation, **facts: Any) -> SignUp:
    """Begin a sign-up today. What it is on counts as loaded, not as changed: writing it looks at nothing else."""
    deliverable = on if isinstance(on, Deliverable) else None
    item = None if deliverable else on
    signup = SignUp(
        item_id=item and item.id, deliverable_id=deliverable and deliverable.id, organisation_id=whom.id,
        offered_at=clock.now(), since=clock.today(), **facts,
    )  # fmt: skip
    for name, known in (("item", item), ("deliverable", deliverable), ("organisation", whom)):
        set_committed_value(signup, name, known)
    return signup


def _made(signup: SignUp, said: type[events.OfSignUp], actor: Actor) -> SignUp:
    """Write a sign-up down, count it, and tell of it."""
    added(signup)
    tallying.one_more(signup)
    announce(said(actor=actor, subject=signup.ref, **telling(signup)))
    return signup


def _chosen(found: Organisation | None) -> Organisation:
    if found is None:
        raise Refused(_("Choose an organisation from the list."))
    return found


def _refuse(signup: SignUp, actor: Actor, *, same: bool) -> None:
    if objection := why_not(signup, actor, named=rules.names(actor, signup.organisation), same=same):
        raise Refused(objection)


def why_not(signup: SignUp, actor: Actor, *, named: bool, same: bool) -> str | None:
    """Say why an organisation can't be signed up like this, if it can't.

    `named`: the support team does it; `same`: a standing sign-up says the same already.
    """
    item, whom, role = signup.on, signup.organisation, signup.role
    if objection := rules.objection(item, whom, role, signup.country, named=named):
        return objection
    if named and not whom.looked_at:
        return _("Nobody has looked at %(organisation)s yet. That comes first.", organisation=whom.name)
    if signup.ends_on and signup.ends_on < clock.today():
        return _("The last day can't be over already.")
    if same or _asked_before(signup, actor):
        return _("%(organisation)s has signed up in the same way already.", organisation=whom.name)
    if role == Role.LEAD and not actor.provisional and (leader := queries.leader(item, signup.country)):
        return _("%(leader)s leads %(number)s already. Choose another role.", leader=leader.name, number=item.number)
    return None


def _asked_before(signup: SignUp, actor: Actor) -> bool:
    """Say whether this provisional person has made the same offer; what others wait with does not show in an answer."""
    return actor.provisional and queries.same_of_person(signup, actor.person)


def _settle(signup: SignUp, actor: Actor) -> type[events.OfSignUp]:
    """Say where the sign-up stands at its beginning, and what that is called."""
    signup.status, signup.sight, signup.audience = Status.OFFERED, Sight.PUBLIC, ""
    if actor.provisional:
        signup.sight, signup.audience = Sight.GROUP, f"person:{actor.person}"
        return events.Offered
    if rules.names(actor, signup.organisation):
        return _counts(signup, actor, events.Named)
    if rules.must_be_confirmed(signup.on, signup.role):
        return events.Offered
    return _counts(signup, actor, events.SignedUp)


def _counts(signup: SignUp, actor: Actor, said: type[events.OfSignUp]) -> type[events.OfSignUp]:
    signup.status, signup.confirmed_at = Status.CONFIRMED, clock.now()
    signup.settled_at, signup.settled_by = clock.now(), actor.person
    return said


@LIFE.performs("hand over")
def hand_over(signup: SignUp, *, to: int, actor: Actor) -> Mapping[str, Any]:
    """Step back in favour of another organisation, in whose name the role is offered; the gap shows meanwhile."""
    heir = _chosen(partners.plain(to))
    if heir.id == signup.organisation_id or not heir.looked_at:
        raise Refused(_("Choose another organisation, one that was looked at."))
    if objection := rules.objection(signup.on, heir, signup.role, signup.country, named=actor.supports):
        raise Refused(objection)
    if queries.same(signup.on, heir.id, signup.role, signup.country):
        raise Refused(_("%(organisation)s has signed up in the same way already.", organisation=heir.name))
    told = end(signup, actor) | {"heir": heir.id}
    new = _begun(
        signup.on, heir, role=signup.role, country=signup.country, offers=signup.offers, ends_on=signup.ends_on,
        offered_by=actor.person, status=Status.OFFERED, from_id=signup.id,
    )  # fmt: skip
    _made(new, events.Offered, actor)
    return told
