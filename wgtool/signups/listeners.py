"""What happens below that changes sign-ups: people and organisations are confirmed.

Who leaves or is forgotten changes nothing: what was taken on stays with the organisation.
"""

from __future__ import annotations

from wgtool.accounts import events as accounts
from wgtool.kernel import holdings
from wgtool.kernel.events import Event, listen
from wgtool.kernel.i18n import _
from wgtool.partners import events as partners
from wgtool.signups import operations, queries
from wgtool.signups.words import ROLES


def organisation_looked_at(event: Event) -> None:
    """Let the offers of its confirmed people stand."""
    operations.stand(organisation=event.subject.id, actor=event.actor)


def person_confirmed(event: Event) -> None:
    """Let what the person has offered stand."""
    operations.stand(organisation=event.values()["organisation"], actor=event.actor)


def kept_on(item: int) -> list[str]:
    """Say which sign-ups stand on an item of the plan, before it is taken out."""
    return [
        _("%(organisation)s (%(role)s)", organisation=name, role=ROLES[role]) for name, role in queries.open_on(item)
    ]


def register() -> None:
    """Listen, and keep activities with sign-ups from going unnoticed."""
    listen(partners.LookedAt, organisation_looked_at)
    listen(accounts.Confirmed, person_confirmed)
    holdings.register("plan_item", kept_on)
