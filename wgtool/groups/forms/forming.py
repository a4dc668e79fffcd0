"""The shape of what is asked when a group forms, and about memberships."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, DateField, HiddenField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput

from wgtool.groups import queries, rules
from wgtool.groups.kinds import WAYS, Need
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Group, Kind, Membership, Role
from wgtool.groups.words import CODE, KINDS, ROLES, left_of_template, template
from wgtool.kernel import countries, text
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form, area, choose, email, line
from wgtool.kernel.i18n import _, _l, listed

NOBODY = ("", _l("Nobody from this list"))


def number(value: Any) -> int | None:
    """Read an id; None for anything else."""
    return int(value) if str(value).isdigit() else None


def _code(value: str | None) -> str:
    return text.line(value).upper()


def code_field(label: Any, hint: Any) -> StringField:
    """Give a field for a group's code, in capitals whatever was typed."""
    shape = Regexp(f"^{CODE}$", message=_l("Write two to five capitals, a hyphen, and up to twelve more."))
    return StringField(label, [InputRequired(_l("Fill this in.")), Length(max=18), shape], filters=[_code], render_kw={"autocapitalize": "characters"},
                       description=hint)  # fmt: skip


def blame(field: Any, sentence: str) -> bool:
    """Put a sentence on a field that may stay empty, whose own checks stop there; gives False for `validate`."""
    field.errors = [*field.errors, sentence]
    return False


class ServingForm(Form):
    """What a group says of itself: name, problem, what of the plan it serves."""

    name = line(_l("Name"))
    problem = area(_l("Problem it solves"), hint=_l("Put your own words in the place of what stands in [brackets]."))
    numbers = line(_l("Serves, by number"), required=False, most=400,
                   hint=_l("Outputs or activities of the plan, such as 1.2.3.1, 2.3.1. Or choose them below."))  # fmt: skip
    serves = choose(_l("Serves"), lambda: [(i.id, f"{i.number} {i.title}") for i in queries.served()], many=True,
                    required=False, coerce=int, option_widget=CheckboxInput())  # fmt: skip
    cross_cutting = line(_l("Or a cross-cutting issue"), required=False,
                         hint=_l("If it cuts across the plan, name the issue."))  # fmt: skip

    def validate_problem(self, field: Any) -> None:
        """Refuse what is still the template."""
        if left := left_of_template(field.data):
            raise ValidationError(left)

    def validate_numbers(self, field: Any) -> None:
        """Refuse numbers the plan does not have."""
        known = self._known()
        unknown = [n for n in self._written() if n not in known]
        if unknown:
            raise ValidationError(_("The plan has no output or activity %(numbers)s.", numbers=listed(unknown)))

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for something of the plan or an issue, which may each stay empty."""
        fine = super().validate(extra_validators)
        if self.cross_cutting.data or self._written() or self.serves.data:
            return bool(fine)
        return blame(self.cross_cutting, _("Choose at least one output or activity, or name a cross-cutting issue."))

    def _written(self) -> list[str]:
        return [n.strip(".") for n in re.split(r"[\s,;]+", self.numbers.data or "") if n.strip(".")]

    def _known(self) -> dict[str, int]:
        return {str(c.label).split(" ")[0]: int(c.value) for c in self.serves.choices}

    def _items(self) -> list[int]:
        known = self._known()
        return sorted({*(self.serves.data or []), *(known[n] for n in self._written())})

    def pillars(self) -> dict[str, list[Any]]:
        """Give the boxes to tick by pillar."""
        found: dict[str, list[Any]] = {}
        for option in self.serves:
            found.setdefault(option.label.text.split(".")[0], []).append(option)
        return found

    def facts(self) -> dict[str, Any]:
        """Give name, problem, the ids of what it serves, and the issue."""
        facts: dict[str, Any] = super().facts()
        facts.pop("numbers")
        facts.pop("serves")
        return {**facts, "items": self._items()}


class ProposeForm(ServingForm):
    """Propose a group."""

    code = code_field(_l("Code you suggest"), _l("Such as WG-WATER or LWG-ERB. The support team may change it."))
    type = choose(_l("Kind"), KINDS.items(), coerce=Kind)
    country = choose(_l("Country"), lambda: [("", _("None")), *countries.choices()], required=False,
                     hint=_l("For national and sub-national groups; a task force may have one."))  # fmt: skip
    ends_on = DateField(_l("Last day"), [Optional()], description=_l("A task force has one. Others may."))
    lead = line(_l("Who leads"), most=200, hint=_l("An e-mail address, or “me”. They will be asked."))
    secretariat = line(_l("Who is its secretariat"), most=200, hint=_l("An e-mail address, or “me”. Somebody else."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.problem.data = template()

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the country and the last day where the kind has one."""
        fine = bool(super().validate(extra_validators))
        if self.type.errors:
            return False
        if WAYS[self.type.data].country == Need.MUST and not self.country.data:
            fine = blame(self.country, _("Choose the country of the group."))
        if not self.ends_on.errors and (wrong := rules.ill_timed(self.type.data, self.ends_on.data)):
            fine = blame(self.ends_on, wrong)
        return fine

    def facts(self) -> dict[str, Any]:
        """Give what `propose` takes."""
        return {**super().facts(), "country": self.country.data or ""}


class ReplicateForm(ProposeForm):
    """Propose a copy or a successor: what the other group says of itself stands in it, its people do not."""

    def about(self, source: Group) -> None:
        """Fill in what can be taken over."""
        if self.is_submitted():
            return
        self.problem.data, self.cross_cutting.data = source.problem, source.cross_cutting
        self.type.data, self.serves.data = source.type, [a.item_id for a in source.alignments]
        if source.over:
            self.country.data = source.country


class EditForm(ServingForm):
    """Describe a group."""

    seen = HiddenField(filters=[lambda v: int(v) if str(v).isdigit() else 0])

    def about(self, group: Group) -> None:
        """Fill in what stands."""
        self.name.data, self.problem.data, self.cross_cutting.data = group.name, group.problem, group.cross_cutting
        self.serves.data, self.seen.data = [a.item_id for a in group.alignments], group.version


class FollowPlanForm(Form):
    """Follow the plan into a later edition, as it was shown."""

    shown = HiddenField()


class CodeForm(Form):
    """Give another code."""

    code = code_field(_l("Code"), _l("The old one leads here and is never used again."))


def _choosable(but: Iterable[int | None] = ()) -> list[tuple[Any, Any]]:
    return [NOBODY, *queries.people(seen_by=actor(), but=[id for id in but if id])]


class SomebodyForm(Form):
    """Choose a person by name, or by address."""

    person = choose(_l("Person"), _choosable, required=False, coerce=number)
    email = email(_l("Or their e-mail address"), required=False)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for one of both."""
        fine = super().validate(extra_validators)
        if not self.email.data and not self.person.data:
            return blame(self.email, _("Choose a person or write an address."))
        return bool(fine)


@LIFE.asks("take up")
class TakeUpForm(SomebodyForm):
    """Name the SAG focal point of a new group."""

    person = choose(_l("SAG focal point"), _choosable, required=False, coerce=number)
    email = email(_l("Or their e-mail address"), required=False)


@LIFE.asks("withdraw")
class WithdrawForm(Form):
    """Say why a proposal is withdrawn."""

    why = area(_l("Why"), most=1000, hint=_l("Everybody can read this."))


@LIFE.asks("take the text back")
class TakeBackForm(Form):
    """Say why a text is taken back."""

    why = area(_l("Why"), most=1000, hint=_l("Everybody can read this."))


INVITABLE = (Role.MEMBER, Role.OBSERVER, Role.CO_LEAD, Role.SECRETARIAT, Role.LEAD)


class InviteForm(SomebodyForm):
    """Invite somebody."""

    role = choose(_l("As"), [(role, ROLES[role]) for role in INVITABLE], coerce=Role)
    note = area(_l("A word to them"), required=False, most=1000)


class AskForm(Form):
    """Ask to join."""

    role = choose(_l("As"), [(role, ROLES[role]) for role in (Role.MEMBER, Role.OBSERVER)], coerce=Role)
    reason = area(_l("What you would bring"), most=1000, hint=_l("Its leads read this."))


class RoleForm(Form):
    """Give somebody another role."""

    role = choose(_l("Role from today"), [(role, ROLES[role]) for role in INVITABLE], coerce=Role)


class EndForm(Form):
    """Say why somebody leaves; for oneself it can stay empty."""

    why = area(_l("Why"), required=False, most=1000, hint=_l("Only the group reads this."))


class HandOverForm(SomebodyForm):
    """Hand a role over."""

    person = choose(_l("To"), _choosable, required=False, coerce=number)
    force = BooleanField(_l("At once, without asking them: they are in the group already"))

    def about(self, membership: Membership) -> None:
        """Leave the shortcut to the support team."""
        if not actor().supports:
            del self.force
