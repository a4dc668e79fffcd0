"""The shape of what is asked about an action plan: a deliverable, reports on it, where a plan goes."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, DateField, HiddenField, SelectField
from wtforms.validators import InputRequired, Optional

from wgtool.groups import queries, rules
from wgtool.groups.forms.forming import NOBODY, blame, number
from wgtool.groups.lifecycle import DELIVERABLE
from wgtool.groups.models import Deliverable, Group
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form, area, line
from wgtool.kernel.i18n import _, _l

PUBLIC = _l("Everybody can read this once the plan is endorsed. No names, nothing about beneficiaries.")
NOTHING = ("", _l("Nothing from this list"))


class DeliverableForm(Form):
    """What the plan says of a deliverable."""

    title = line(
        _l("What will be there"), hint=_l("A thing others can hold in their hands: a list, a map, a training.")
    )
    description = area(_l("More about it"), required=False, hint=PUBLIC)
    item = SelectField(_l("Serves"), [Optional()], coerce=number)
    other = line(_l("Or another output or activity, by number"), required=False, most=20)
    why_item = area(_l("Why it serves this"), required=False, most=600,
                    hint=_l("Needed where the group is not aligned to it, or it serves nothing of the plan."))  # fmt: skip
    owner = SelectField(_l("Owner"), [Optional()], coerce=number,
                        description=_l("The organisation that answers for it; one that has people in the group."))  # fmt: skip
    contact = SelectField(_l("Contact person"), [Optional()], coerce=number,
                          description=_l("Somebody of the owner. Partners see the name of who agreed to be shown."))  # fmt: skip
    starts_on = DateField(_l("Start"), [Optional()])
    due_on = DateField(_l("Due"), [Optional()], description=_l("Empty: it is listed as undated."))
    seeks = BooleanField(_l("Partners are wanted: organisations can sign up for it"), default=True)
    why = area(_l("Why the plan changes"), required=False, most=1000,
               hint=_l("The plan is in force: everybody reads what changed since, and why."))  # fmt: skip

    def fit(self, group: Group, now: Deliverable | None = None) -> DeliverableForm:
        """Offer what the group serves and who is in it; ask for a reason where one is needed. Gives the form."""
        served = [(i.id, f"{i.number} {i.title}") for i in queries.served_by(group)]
        self.item.choices = [NOTHING, *served]
        owners = {m.organisation_id: m.organisation.name for m in group.roster if m.organisation}
        self.owner.choices = [NOBODY, *sorted(owners.items(), key=lambda pair: pair[1])]
        names = queries.known_names(group.roster, seen_by=actor())
        people = {m.person_id: names[m.person_id] for m in group.roster if m.person_id in names}
        self.contact.choices = [NOBODY, *sorted(people.items(), key=lambda pair: pair[1])]
        if now is None and not rules.is_endorsed(group):
            del self.why
        return self

    def about(self, row: Deliverable) -> None:
        """Fill in what the plan says now."""
        for name in ("title", "description", "why_item", "starts_on", "due_on", "seeks"):
            self[name].data = getattr(row, name)
        listed = row.item_id in {choice[0] for choice in self.item.choices or ()}
        self.item.data = row.item_id if listed else None
        self.other.data = "" if listed or row.item is None else row.item.number
        self.owner.data, self.contact.data = row.owner_id, row.contact_id

    def validate(self, extra_validators: Any = None) -> bool:
        """Find the item that is named by its number."""
        fine: bool = super().validate(extra_validators)
        wanted = self.other.data or ""
        self._other = queries.item_by_number(wanted) if wanted and not self.item.data else None
        if wanted and not self.item.data and self._other is None:
            return blame(self.other, _("The plan in force has no output or activity of this number."))
        return fine

    def facts(self) -> dict[str, Any]:
        """Give what an operation takes."""
        found = {name: self[name].data for name in ("title", "description", "why_item", "starts_on", "due_on", "seeks")}
        found |= {"owner_id": self.owner.data, "contact_id": self.contact.data}
        found["item_id"] = self.item.data or (self._other.id if self._other else None)
        return found | ({"why": self.why.data} if self.why else {})


class AmendForm(DeliverableForm):
    """Change what the plan says of a deliverable; `seen` is the version the form was drawn from."""

    seen = HiddenField()
    why = area(_l("Why the plan changes"), required=False, most=1000,
               hint=_l("Needed once the plan is in force, and to move a due date. Everybody reads it."))  # fmt: skip

    def about(self, row: Deliverable) -> None:
        """Fill in what the plan says now, and which version that is."""
        super().about(row)
        self.seen.data = row.version

    def facts(self) -> dict[str, Any]:
        """Give what an operation takes."""
        return super().facts() | {"seen": number(self.seen.data) or 0}


@DELIVERABLE.asks("start")
class StartForm(Form):
    """Say since when work goes on."""

    on = DateField(_l("Since"), [Optional()], description=_l("Empty: today."))
    text = area(_l("More about it"), required=False, hint=PUBLIC)


@DELIVERABLE.asks("report")
class ReportForm(Form):
    """Say how far it is."""

    on = DateField(_l("As of"), [Optional()], description=_l("Empty: today."))
    text = area(_l("How far it is"), hint=PUBLIC)


@DELIVERABLE.asks("finish")
class FinishForm(Form):
    """Say what was made."""

    on = DateField(_l("Done on"), [Optional()], description=_l("Empty: today."))
    text = area(_l("What was made, and where it can be found"), hint=PUBLIC)


class WhyForm(Form):
    """Say why."""

    why = area(_l("Why"), most=1000, hint=PUBLIC)


class GiveUpForm(Form):
    """Say why a draft of the terms or of a product is given up."""

    why = area(_l("Why"), most=1000, hint=_l("Kept in the history."))


DELIVERABLE.asks("drop")(WhyForm)
DELIVERABLE.asks("take up again")(WhyForm)


class PlanMergeForm(Form):
    """Choose the plan into which this one goes."""

    into = SelectField(_l("Into the plan of"), [InputRequired(_l("Choose one."))], coerce=int)
    note = area(_l("A word to its leads"), required=False, most=1000)

    def about(self, group: Group) -> None:
        """Offer the groups at work."""
        self.into.choices = list(queries.heirs(group))
        if not self.into.choices:
            self.into.description = _("No other group is at work now.")


class CopyPlanForm(Form):
    """Choose the plan that is copied into this one."""

    source = SelectField(_l("The plan of"), [InputRequired(_l("Choose one."))], coerce=int)
    why = area(_l("Why the plan changes"), required=False, most=1000,
               hint=_l("The plan is in force: everybody reads what changed since, and why."))  # fmt: skip

    def about(self, group: Group) -> None:
        """Offer the plans everybody may read; ask for a reason where one is needed."""
        self.source.choices = list(queries.with_plans(group))
        if not self.source.choices:
            self.source.description = _("No other group has a plan that everybody may read.")
        if not rules.is_endorsed(group):
            del self.why
