"""One's own account: what it says, its address and password, and its end."""

from __future__ import annotations

import sqlalchemy as sa

from wgtool.accounts import events, queries, rules
from wgtool.accounts.models import Invitation, Link, Person, Purpose, RoleName
from wgtool.accounts.operations import links
from wgtool.accounts.operations.entering import MAIL
from wgtool.accounts.operations.roles import refuse_last
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


def describe(person: Person, *, actor: Actor, name: str, shown: bool, language: str, zone: str,
             mails: bool) -> None:  # fmt: skip
    """Change what the account says of the person; one line that names the fields, not their words."""
    person = hold(queries.to_change(person.id))
    new = {"name": name, "shown": shown, "language": language, "zone": zone, "mails": mails}
    changed = [field for field, value in new.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, new[field])
    if changed:
        announce(events.ProfileChanged(actor=actor, subject=person.ref, fields=", ".join(changed),
                                       **links.own_sight(person.id)))  # fmt: skip


def ask_for_email(person: Person, *, email: str, actor: Actor) -> None:
    """Send a link to a new address, which counts when it is opened. Nobody learns whether the address has an account."""
    person = hold(queries.to_change(person.id))
    if email == person.email:
        raise Refused(_("This is your address already."))
    links.drop(queries.live_links(Purpose.EMAIL, person=person.id))
    if known := queries.by_email(email):
        announce(events.LinkMade(actor=actor, subject=MAIL, purpose="known", email=email, language=known.language,
                                 person=known.id))  # fmt: skip
        return
    token = links.make(Purpose.EMAIL, person=person.id, facts={"email": email})
    announce(events.LinkMade(actor=actor, subject=MAIL, purpose=Purpose.EMAIL, email=email, language=person.language,
                             person=person.id, link=token))  # fmt: skip


def confirm_email(link: Link) -> Person:
    """Make the address a link was sent to the account's own. Raises Refused if somebody has it meanwhile."""
    link, told = links.use(link)
    person = hold(queries.to_change(link.person_id or 0))
    if queries.by_email(told["email"]):
        raise Refused(_("This address has another account by now."))
    old, person.email = person.email or "", told["email"]
    links.drop(queries.live_links(Purpose.RESET, person=person.id))
    announce(events.EmailChanged(actor=rules.acting(person), subject=person.ref, person=person.id, old=old,
                                 new=told["email"], **links.own_sight(person.id)))  # fmt: skip
    return person


def change_password(person: Person, *, password: str, actor: Actor) -> Person:
    """Change the password, hashed and with the old one checked before; every other session ends."""
    person = hold(queries.to_change(person.id))
    person.password, person.epoch = password, person.epoch + 1
    links.drop(queries.live_links(Purpose.RESET, person=person.id))
    announce(events.PasswordChanged(actor=actor, subject=person.ref, person=person.id,
                                    **links.own_sight(person.id)))  # fmt: skip
    return person


def sign_out_everywhere(person: Person, *, actor: Actor) -> None:
    """End all sessions of a person."""
    person = hold(queries.to_change(person.id))
    person.epoch += 1
    announce(events.SignedOutEverywhere(actor=actor, subject=person.ref, person=person.id,
                                        **links.own_sight(person.id)))  # fmt: skip


def forget(person: Person, *, actor: Actor) -> None:
    """End what the person is and blank what names them; history stands, and says "former member".

    Raises Refused for the last administrator and the last of the support team.
    """
    person = hold(queries.to_change(person.id))
    for name in (RoleName.ADMIN, RoleName.SUPPORT):
        refuse_last(name, person.id)
    touched = [*_end_roles(person.id), *_end_belonging(person.id)]
    organisation = next((ref.id for ref in touched if ref.kind == "organisation"), None)
    _forget_addresses(person)
    person.email = person.password = person.seen_at = person.looked_back_at = None
    person.name, person.shown, person.language, person.zone = "", False, "en", "UTC"
    person.epoch, person.forgotten_at = person.epoch + 1, clock.now()
    announce(events.Forgotten(actor=actor, subject=person.ref, touches=tuple(touched), person=person.id,
                              organisation=organisation, **links.own_sight(person.id, organisation)))  # fmt: skip


def _end_roles(person: int) -> list[Ref]:
    today = clock.today()
    open_roles = [r for r in queries.roles_of(person) if r.until is None or r.until > today]
    for role in open_roles:
        role.end()
    return [role.ref for role in open_roles]


def _end_belonging(person: int) -> list[Ref]:
    belonging = queries.open_belonging(person)
    if belonging is None:
        return []
    belonging.end()
    return [Ref("organisation", belonging.organisation_id)]


def _forget_addresses(person: Person) -> None:
    """Blank the address wherever accounts kept it: links that wait, invitations once accepted."""
    links.drop(sa.or_(Link.person_id == person.id, Link.facts["email"].as_string() == (person.email or "")))
    known = sa.or_(Invitation.accepted_by == person.id, Invitation.email == (person.email or ""))
    gone = {"email": "", "revoked_at": sa.case((Invitation.accepted_at.is_(None), clock.now()), else_=None)}
    db.session.execute(sa.update(Invitation).where(known).values(gone))
