"""Facts about actors and attachments."""

from __future__ import annotations

from wgtool.files.models import Attachment
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _l
from wgtool.kernel.permits import who


@who(_l("who attached it"))
def attached(actor: Actor, attachment: Attachment) -> bool:
    """Let the person who attached it."""
    return actor.person is not None and actor.person == attachment.attached_by
