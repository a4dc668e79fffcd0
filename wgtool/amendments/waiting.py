"""Whose turn it is with an amendment: nobody's, but where the plan has changed so that it fits no more.

While a body decides, the turn is that of its question.
"""

from __future__ import annotations

from collections.abc import Iterable

from wgtool.amendments import queries, rules
from wgtool.amendments.models import OPEN, Amendment
from wgtool.kernel import waits
from wgtool.kernel.i18n import _l
from wgtool.kernel.waits import Turn, Wait

OUTDATED = waits.sentence(
    "amendments.outdated",
    yours=_l(
        "The plan has changed since %(number)s was proposed. Withdraw it, and propose it anew if it is still wanted."
    ),
    others=_l("The plan has changed since %(number)s was proposed: waiting for who proposed it to withdraw it."),
)


def turns(id: int) -> Iterable[Turn]:
    """Say whose turn an amendment is."""
    amendment = queries.by_id(id)
    return turns_of(amendment) if amendment else []


def turns_of(amendment: Amendment) -> list[Turn]:
    """Say the same of a loaded amendment."""
    if amendment.status not in OPEN or not rules.outdated(amendment, queries.items_of(amendment)):
        return []
    holder = f"lead:group:{amendment.group_id}" if amendment.group_id else "support:world:"
    return [
        Turn(holder, OUTDATED, {"number": amendment.number}, sight=amendment.sight, audience=amendment.audience,
             also=amendment.also)
    ]  # fmt: skip


def url(line: Wait) -> str:
    """Give the page of an amendment."""
    return f"/amendments/{line.params['number']}"


def register() -> None:
    """Have the turns of amendments kept."""
    waits.waits_for("amendment", turns=turns, waiting=queries.waiting, url=url)
