"""Facts about actors and amendments."""

from __future__ import annotations

from dataclasses import dataclass

from wgtool.amendments.models import Amendment
from wgtool.decisions import rules as decisions
from wgtool.decisions.models import Body
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.permits import who
from wgtool.plan.edits import Edit, clashing
from wgtool.plan.models import Item

SITS = ("seat", "alternate", "chair")


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to amend, and the SAG, which may propose it itself. Without an SAG there is nobody to ask."""

    item: Item
    sag: Body | None


@who(_l("leads of groups"))
def leads_a_group(actor: Actor, proposal: Proposal) -> bool:
    """Let who leads any group; whether it is at work is asked when it proposes."""
    return bool(actor.ids("group", "lead"))


@who(_l("the SAG: its seats, its chair, its secretariat"))
def of_sag(actor: Actor, proposal: Proposal) -> bool:
    """Let who sits on the SAG, and its secretariat."""
    sag = proposal.sag
    return sag is not None and (
        any(actor.wears(hat, "body", sag.id) for hat in SITS) or decisions.secretary(actor, sag)
    )


@who(_l("leads of the group that proposed it"))
def leads(actor: Actor, amendment: Amendment) -> bool:
    """Let the leads of the group."""
    return amendment.group_id is not None and actor.wears("lead", "group", amendment.group_id)


@who(_l("who proposed it"))
def proposer(actor: Actor, amendment: Amendment) -> bool:
    """Let the person who proposed it, while they may still propose for the SAG."""
    sits = any(actor.wears(hat, "body", amendment.body_id) for hat in SITS)
    return actor.person is not None and actor.person == amendment.proposed_by and sits


@who(_l("nobody by hand: it follows from a decision"))
def nobody(actor: Actor, amendment: Amendment) -> bool:
    """Let nobody."""
    return False


def clash(amendment: Amendment, items: dict[int, Item]) -> tuple[Edit, str] | None:
    """Give the first edit that no longer fits the plan, with the field; None if all fit."""
    for one in amendment.changes:
        if field := clashing(items.get(one.item or 0), one):
            return one, field
    return None


def outdated(amendment: Amendment, items: dict[int, Item]) -> str | None:
    """Say why the amendment can't be carried out any more, if it can't: the plan has changed since it was proposed."""
    if found := clash(amendment, items):
        item = items.get(found[0].item or 0)
        return _("%(number)s has changed since this was proposed. Propose it anew, as it would be now.",
                 number=item.number if item else found[0].becomes.get("number", ""))  # fmt: skip
    return None
