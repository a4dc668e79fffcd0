"""Who one may enter as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wgtool.kernel.i18n import _l


@dataclass(frozen=True)
class Door:
    """A role to enter as: the person's address in the made-up world, and what waits there."""

    key: str
    role: Any
    email: str
    waits: Any


DOORS = (
    Door("lead", _l("a working group lead"), "hana@rivermark.example",
         _l("A group of hers is drafting its terms of reference, and somebody asks to join another.")),
    Door("co-lead", _l("a co-lead of a working group"), "farid@tigris.example",
         _l("Somebody asks to join the group he leads with another, and it owes a condition.")),
    Door("focal", _l("a partner’s focal point"), "lena@lantern.example",
         _l("A new colleague waits to be confirmed, and her organisation’s offers stand in the plan.")),
    Door("sag", _l("a member of the Strategic Advisory Group"), "ingrid@harbour.example",
         _l("Terms of reference wait for her position.")),
    Door("chair", _l("the chair of the Strategic Advisory Group"), "moussa@kestrel.example",
         _l("An objection broke a silence procedure: it waits for him to turn it into a vote.")),
    Door("glm", _l("a member of the Global Logistics Meeting"), "wanjiru@acacia.example",
         _l("What her organisation took on at the last meeting is due, and the next one is planned.")),
    Door("secretariat", _l("the support team"), "joost@support.example",
         _l("A proposal, an offer to lead and new people wait to be looked at.")),
    Door("coordinator", _l("a country coordinator"), "yusuf@tigris.example",
         _l("He looks after the groups and exercises of Iraq, and what he took on there is due soon.")),
    Door("member", _l("a partner’s member"), "omar@rivermark.example",
         _l("He is invited to a group.")),
    Door("admin", _l("the administrator"), "ada@support.example",
         _l("She names the support team and runs the machine; she cannot vote, and nothing waits for her.")),
)  # fmt: skip


def door(key: str) -> Door | None:
    """Give a door by its key."""
    return next((one for one in DOORS if one.key == key), None)
