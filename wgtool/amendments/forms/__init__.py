"""The shape of what is asked of who proposes an amendment, kind by kind."""

from wgtool.amendments.forms.fields import SAG, AmendForm
from wgtool.amendments.forms.saying import CategoryForm, LeadForm, RewordForm, TimeframeForm
from wgtool.amendments.forms.standing import AddForm, DropForm, MergeForm, MoveForm, RenumberForm, SplitForm
from wgtool.amendments.lifecycle import LIFE
from wgtool.amendments.models import Kind
from wgtool.kernel.forms import Form, area
from wgtool.kernel.i18n import _l

__all__ = ["FORMS", "SAG", "WhyForm"]

FORMS: dict[Kind, type[AmendForm]] = {
    Kind.REWORD: RewordForm,
    Kind.CATEGORY: CategoryForm,
    Kind.LEAD: LeadForm,
    Kind.TIMEFRAME: TimeframeForm,
    Kind.ADD: AddForm,
    Kind.DROP: DropForm,
    Kind.MOVE: MoveForm,
    Kind.RENUMBER: RenumberForm,
    Kind.SPLIT: SplitForm,
    Kind.MERGE: MergeForm,
}


@LIFE.asks("withdraw")
class WhyForm(Form):
    """Say why."""

    why = area(_l("Why"), most=1_000, hint=_l("Kept in the history."))
