"""What accounts shows on an organisation's page: its people, by partners' sight and their consent."""

from __future__ import annotations

from wgtool.accounts import queries
from wgtool.accounts.permits import P
from wgtool.kernel import slots
from wgtool.kernel.actors import Actor
from wgtool.kernel.permits import allows
from wgtool.kernel.slots import Panel
from wgtool.partners.models import Organisation


def people(organisation: Organisation, actor: Actor) -> Panel | None:
    """Show partners who of an organisation agreed to be shown, and its focal points where to look after all."""
    manages = allows(actor, P.MANAGE_PEOPLE, organisation)
    if not actor.partner and not manages:
        return None
    shown = queries.roster(organisation.id)
    return Panel("accounts/panel_people.html", {"shown": shown, "manages": manages, "organisation": organisation})


def register() -> None:
    """Fill the slot on an organisation's page."""
    slots.fill("organisation", people)
