"""The shape of what is asked about questions, positions, objections, rulings, bodies and seats."""

from wgtool.decisions.forms.bodies import (
    FillForm,
    NumbersForm,
    SeatForm,
    SecretaryForm,
)
from wgtool.decisions.forms.fields import (
    PlainForm,
    Purposed,
    WhyForm,
    in_zone,
)
from wgtool.decisions.forms.ruling import (
    ConcludeForm,
    ConditionForm,
    DropForm,
    MeetForm,
    ReviewForm,
    RuleForm,
)
from wgtool.decisions.forms.sittings import (
    AttendanceForm,
    NotesForm,
    SittingForm,
    TakeForm,
)
from wgtool.decisions.forms.voting import (
    AskForm,
    CastForm,
    ExtendForm,
    OverruleForm,
    PositionForm,
    RecordForm,
    ReplyForm,
    WithdrawForm,
    seats_of,
)

__all__ = [
    "AskForm",
    "AttendanceForm",
    "CastForm",
    "ConcludeForm",
    "ConditionForm",
    "DropForm",
    "ExtendForm",
    "FillForm",
    "MeetForm",
    "NotesForm",
    "NumbersForm",
    "OverruleForm",
    "PlainForm",
    "PositionForm",
    "Purposed",
    "RecordForm",
    "ReplyForm",
    "ReviewForm",
    "RuleForm",
    "SeatForm",
    "SecretaryForm",
    "SittingForm",
    "TakeForm",
    "WhyForm",
    "WithdrawForm",
    "in_zone",
    "seats_of",
]
