"""Coming in: joining, a forgotten password, the first administrator."""

from __future__ import annotations

from typing import Any

from wgtool.accounts import events, queries, rules
from wgtool.accounts.models import Belonging, Link, Person, Purpose, Role, RoleName
from wgtool.accounts.operations import links
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused, constraint_says
from wgtool.kernel.writes import hold
from wgtool.partners import operations as partners
from wgtool.partners import queries as partners_queries
from wgtool.partners.models import Organisation, Type

MAIL = Ref("mail", 0)
constraint_says(
    "uq_person_email | person.email",
    lambda: _("This address has an account by now. Sign in, or ask for a new password."),
)


def ask_to_join(*, email: str, language: str, actor: Actor, **told: Any) -> None:
    """Send a link to join, or to who has an account already a mail that says so; nobody else learns which."""
    known = queries.by_email(email)
    if known is not None:
        announce(events.LinkMade(actor=actor, subject=MAIL, purpose="known", email=email, language=known.language,
                                 person=known.id))  # fmt: skip
        return
    links.drop(queries.live_links(Purpose.JOIN, email=email))
    token = links.make(Purpose.JOIN, facts={"email": email, "language": language, **told})
    announce(events.LinkMade(actor=actor, subject=MAIL, purpose=Purpose.JOIN, email=email, language=language,
                             link=token))  # fmt: skip


def join(link: Link, *, password: str) -> Person:
    """Make the account that a link to join promises; `password` is hashed. Provisional until somebody confirms it."""
    link, told = links.use(link)
    person = add_person(password=password, **{f: told[f] for f in ("email", "name", "language", "zone", "shown")})
    organisation = _organisation_of(told, person)
    db.session.add(Belonging(person_id=person.id, organisation_id=organisation.id))
    db.session.flush()
    link.person_id = person.id
    announce(events.Joined(actor=rules.acting(person, organisation.id), subject=person.ref, touches=(organisation.ref,),
                           person=person.id, organisation=organisation.id,
                           **links.own_sight(person.id, organisation.id)))  # fmt: skip
    return person


def add_person(*, email: str, name: str, password: str, language: str = "en", zone: str = "UTC",
               shown: bool = False) -> Person:  # fmt: skip
    """Add the row of somebody new. Raises Refused if the address has an account."""
    if queries.by_email(email):
        raise Refused(_("This address has an account by now. Sign in, or ask for a new password."))
    person = Person(email=email, name=name, password=password, language=language, zone=zone, shown=shown,
                    joined_at=clock.now())  # fmt: skip
    db.session.add(person)
    db.session.flush()
    return person


def _organisation_of(told: dict[str, Any], person: Person) -> Organisation:
    """Give the organisation chosen, or enter the new one unless somebody has meanwhile."""
    if told["organisation"]:
        return hold(partners_queries.to_change(told["organisation"]))
    if found := partners_queries.name_taken(told["new_name"]):
        return found
    countries = [told["new_country"]] if told["new_country"] else []
    return partners.register(name=told["new_name"], type=Type(told["new_type"]), countries=countries,
                             actor=rules.acting(person))  # fmt: skip


def ask_for_password(*, email: str, actor: Actor) -> None:
    """Send a link to choose a new password, if the address has an account; nobody else learns whether."""
    person = queries.by_email(email)
    if person is None:
        return
    links.drop(queries.live_links(Purpose.RESET, person=person.id))
    token = links.make(Purpose.RESET, person=person.id)
    announce(events.LinkMade(actor=actor, subject=MAIL, purpose=Purpose.RESET, email=email, language=person.language,
                             person=person.id, link=token))  # fmt: skip


def set_password(link: Link, *, password: str) -> Person:
    """Set the password anew by a mailed link; every session of before ends."""
    link, _told = links.use(link)
    person = hold(queries.to_change(link.person_id or 0))
    person.password, person.epoch = password, person.epoch + 1
    links.drop(queries.live_links(Purpose.RESET, person=person.id))
    announce(events.PasswordChanged(actor=rules.acting(person), subject=person.ref, person=person.id,
                                    **links.own_sight(person.id)))  # fmt: skip
    return person


def first_admin_link() -> str | None:
    """Give the secret of a one-time link for the first administrator, or None if there is one. For the console only."""
    if queries.any_admin():
        return None
    links.drop(queries.live_links(Purpose.FIRST_ADMIN))
    return links.make(Purpose.FIRST_ADMIN)


def become_first_admin(link: Link, *, name: str, email: str, password: str) -> Person:
    """Make the first administrator. Raises Refused once there is one."""
    link, _told = links.use(link)
    if queries.any_admin():
        raise Refused(_("There is an administrator by now. Ask them."))
    person = add_person(email=email, name=name, password=password)
    link.person_id = person.id
    db.session.add(Role(person_id=person.id, name=RoleName.ADMIN))
    db.session.flush()
    announce(events.FirstAdministrator(actor=rules.acting(person), subject=person.ref, person=person.id,
                                       **links.own_sight(person.id)))  # fmt: skip
    return person
