"""The signed words of a mailed link by which a contact without account reports on one action point, once.

They name the action point, the contact (by a digest, so that the link of a former contact does nothing) and the step of
reminding they came with; what is signed for this purpose serves no other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from wgtool.actions.models import ActionPoint

GOOD_FOR = timedelta(days=45)


@dataclass(frozen=True)
class Ticket:
    """What a link of ours says: which action point, for which contact, in which step. `late`: its time is over."""

    point: int
    contact: str
    step: str
    late: bool = False

    @property
    def digest(self) -> str:
        """Give what a report by this link keeps, so that it is used once."""
        return hashlib.sha256(f"{self.point}:{self.contact}:{self.step}".encode()).hexdigest()


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"actions.{purpose}")


def contact_of(point: ActionPoint) -> str:
    """Give the digest by which a link knows its contact; nothing where no link may act."""
    if point.contact_id is not None or not point.contact_email:
        return ""
    return hashlib.sha256(f"{point.id}:{point.contact_email}".encode()).hexdigest()[:16]


def report(point: ActionPoint, step: str) -> str:
    """Give the token of a link to report on an action point."""
    return report_of(point.id, contact_of(point), step)


def report_of(point: int, contact: str, step: str) -> str:
    """Give the same of its id and the digest of its contact."""
    return str(_signer("report").dumps([point, contact, step]))


def read_report(token: str) -> Ticket | None:
    """Give what a token of ours says, also when it is too old; None if it is none of ours."""
    return _read("report", token)


def disown(report: int) -> str:
    """Give the token by which a contact says that a report was not theirs."""
    return str(_signer("not-mine").dumps([report, "", ""]))


def read_disown(token: str) -> Ticket | None:
    """Give the report that a token of ours names."""
    return _read("not-mine", token)


def _read(purpose: str, token: str) -> Ticket | None:
    late, signer = False, _signer(purpose)
    try:
        said = signer.loads(token, max_age=int(GOOD_FOR.total_seconds()))
    except SignatureExpired as old:
        late, said = True, old.payload and signer.load_payload(old.payload)
    except BadData:
        return None
    return _ticket(said, late)


def _ticket(said: object, late: bool) -> Ticket | None:
    match said:
        case [int(id), str(contact), str(step)]:
            return Ticket(id, contact, step, late)
    return None
