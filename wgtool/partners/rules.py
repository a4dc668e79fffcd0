"""Facts about actors and organisations."""

from __future__ import annotations

from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _l
from wgtool.kernel.permits import who
from wgtool.partners.models import Organisation


@who(_l("everybody"))
def anybody(actor: Actor, thing: object) -> bool:
    """Let all, guests too."""
    return True


@who(_l("people who are signed in"))
def signed_in(actor: Actor, thing: object) -> bool:
    """Let who has an account."""
    return actor.signed_in


@who(_l("confirmed people of partner organisations"))
def partner(actor: Actor, thing: object) -> bool:
    """Let confirmed people of organisations looked at that are no observers."""
    return any(role == "partner" for role, _, _ in actor.hats)


@who(_l("confirmed people of organisations that take part"))
def confirmed(actor: Actor, thing: object) -> bool:
    """Let confirmed people, of observers too."""
    return any(role == "confirmed" for role, _, _ in actor.hats)


@who(_l("the support team"))
def support(actor: Actor, thing: object) -> bool:
    """Let the support team."""
    return actor.supports


@who(_l("administrators"))
def admin(actor: Actor, thing: object) -> bool:
    """Let administrators."""
    return actor.wears("admin")


@who(_l("focal points of the organisation"))
def focal(actor: Actor, organisation: Organisation) -> bool:
    """Let focal points of this organisation."""
    return actor.wears("focal", "organisation", organisation.id)
