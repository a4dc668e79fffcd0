"""Every write of partners."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm.attributes import flag_modified

from wgtool.kernel import clock, permits
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.events import announce
from wgtool.kernel.folding import fold, slug
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused, Stale, constraint_says
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold
from wgtool.partners import events, queries
from wgtool.partners.models import Organisation, Presence, Standing, Type
from wgtool.partners.permits import P

constraint_says(
    "uq_organisation_folded | organisation.folded | uq_organisation_slug | organisation.slug",
    lambda: _("Somebody entered an organisation of this name just now. Send it again."),
)
PLAIN = ("name", "short", "type", "standing", "website")


def register(*, name: str, type: Type, actor: Actor, short: str = "", website: str = "",
             standing: Standing = Standing.PARTNER, countries: Iterable[str] = ()) -> Organisation:  # fmt: skip
    """Enter an organisation; it counts once the support team has looked at it. Raises Refused for a known name."""
    if queries.name_taken(name):
        raise Refused(_("“%(name)s” is here already. Choose it from the list.", name=name))
    organisation = Organisation(
        name=name, folded=fold(name), slug=queries.free_slug(slug(name, otherwise="organisation")), short=short,
        type=type, standing=standing, website=website, countries=[Presence(country=c) for c in sorted(set(countries))],
    )  # fmt: skip
    db.session.add(organisation)
    db.session.flush()
    announce(events.Registered(actor=actor, subject=organisation.ref, name=name, sight=_sight(organisation),
                               audience=str(organisation.ref)))  # fmt: skip
    return organisation


def look_at(organisation: Organisation, *, actor: Actor) -> None:
    """Say that the organisation exists; from now it is public. Does nothing the second time."""
    organisation = hold(queries.to_change(organisation.id))
    if organisation.looked_at:
        return
    organisation.looked_at, organisation.looked_at_by = clock.now(), actor.person
    announce(events.LookedAt(actor=actor, subject=organisation.ref))


def describe(organisation: Organisation, *, seen: int, actor: Actor, countries: Iterable[str], **facts: str) -> None:
    """Change the plain fields; one line of history for each that differs. Raises Stale if somebody saved since `seen`."""
    organisation = hold(queries.to_change(organisation.id))
    if organisation.version != seen:
        theirs = {f: str(getattr(organisation, f)) for f in facts}
        raise Stale(_("Somebody changed this while you were writing."), theirs=theirs, mine=dict(facts))
    if facts.get("standing", organisation.standing) != organisation.standing:
        permits.require(actor, P.SET_STANDING, organisation)
    if queries.name_taken(facts["name"], but=organisation.id):
        raise Refused(_("“%(name)s” is the name of another organisation here.", name=facts["name"]))
    for field in PLAIN:
        _change(organisation, field, facts.get(field, getattr(organisation, field)), actor)
    organisation.folded = fold(organisation.name)
    _set_countries(organisation, sorted(set(countries)), actor)


def _change(organisation: Organisation, field: str, new: str, actor: Actor) -> None:
    old = getattr(organisation, field)
    if old != new:
        setattr(organisation, field, new)
        _announce_change(organisation, field, str(old), str(new), actor)


def _set_countries(organisation: Organisation, new: list[str], actor: Actor) -> None:
    old = sorted(p.country for p in organisation.countries)
    if old == new:
        return
    organisation.countries = [
        *(p for p in organisation.countries if p.country in new),
        *(Presence(country=c) for c in new if c not in old),
    ]
    flag_modified(organisation, "name")  # the version counts a change of countries, too
    _announce_change(organisation, "countries", ", ".join(old), ", ".join(new), actor)


def _announce_change(organisation: Organisation, field: str, old: str, new: str, actor: Actor) -> None:
    fact = events.Described(actor=actor, subject=organisation.ref, field=field, old=old, new=new,
                            sight=_sight(organisation), audience=str(organisation.ref))  # fmt: skip
    announce(fact)


def _sight(organisation: Organisation) -> Sight:
    return Sight.PUBLIC if organisation.looked_at else Sight.GROUP
