"""Who may do what: every permit of every room, and the clauses that grant it.

Any clause suffices; all predicates of a clause must hold. This table is what the guard asks, what the templates
ask, what `docs/access.md` prints and what the access test walks.
"""

from __future__ import annotations

import enum

from wgtool.kernel.permits import Clauses
from wgtool.partners import permits as partners
from wgtool.partners.rules import anybody, focal, support

POLICY: dict[enum.StrEnum, Clauses] = {
    partners.P.READ: [[anybody]],
    partners.P.EDIT: [[focal], [support]],
    partners.P.LOOK_AT: [[support]],
    partners.P.SET_STANDING: [[support]],
}
