"""What statuses, levels and sights are called and how they are marked."""

from __future__ import annotations

from wgtool.documents.models import Level, VersionStatus
from wgtool.kernel.i18n import _l

STATUSES = {
    VersionStatus.DRAFT: _l("Draft"),
    VersionStatus.SUBMITTED: _l("Submitted, locked"),
    VersionStatus.ENDORSED: _l("Endorsed"),
    VersionStatus.SUPERSEDED: _l("Superseded"),
    VersionStatus.DECLINED: _l("Declined"),
}
MARKS = {
    VersionStatus.DRAFT: ("p-none", "none"),
    VersionStatus.SUBMITTED: ("lock", "hold"),
    VersionStatus.ENDORSED: ("p-tick", "ok"),
    VersionStatus.SUPERSEDED: ("p-end", "none"),
    VersionStatus.DECLINED: ("stop", "late"),
}
LEVELS = {
    Level.GROUP: _l("agreed in the group"),
    Level.SAG: _l("endorsed by the SAG"),
    Level.GLM: _l("endorsed by the GLM"),
}
