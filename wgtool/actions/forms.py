"""The shape of what is asked about action points."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, HiddenField, SelectField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from wgtool.actions import queries, rules, sources
from wgtool.actions.lifecycle import LIFE
from wgtool.actions.models import ActionPoint, Priority
from wgtool.actions.words import INTERVALS, PRIORITIES, SIGHTS
from wgtool.files.fields import WithFile
from wgtool.kernel import countries
from wgtool.kernel.actors import actor
from wgtool.kernel.db import Ref
from wgtool.kernel.forms import Form, area, choose, email, line
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.sight import Sight
from wgtool.plan import queries as plan

PUBLIC = _l("It is public: no names, nothing about beneficiaries.")


def owners() -> list[tuple[str, str]]:
    """Give who may be chosen to answer. Nobody is chosen before somebody chooses."""
    return [("", _("Choose one.")), *queries.eligible(seen_by=actor())]


def owner_of(value: str) -> Ref:
    """Give who is meant by `kind:id`."""
    kind, _sep, id = value.partition(":")
    return Ref(kind, int(id))


class Described(Form):
    """What an action point says of itself."""

    deliverable = area(_l("What is to be done"), most=1_000,
                       hint=_l("A sentence that somebody else can check. It is public: no names, nothing about beneficiaries."))  # fmt: skip
    priority = choose(_l("Priority"), PRIORITIES.items(), coerce=Priority, default=Priority.MEDIUM,
                      hint=_l("What is high takes evidence, and somebody of another organisation to close it."))  # fmt: skip
    activity = line(_l("Activity of the plan, by number"), required=False, most=20, hint=_l("For example 1.1.1.1"))
    country = SelectField(_l("Country"), [Optional()], description=_l("Leave it empty for everywhere."))
    interval = SelectField(_l("Reports"), [Optional()], description=_l("How often somebody is asked how it stands."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = [("", _("Everywhere")), *countries.choices()]
        self.interval.choices = [("", _("only by its date")), *((str(days), word) for days, word in INTERVALS.items())]
        self.item: int | None = None

    def validate_activity(self, field: Any) -> None:
        """Refuse a number the plan in force does not have."""
        edition = plan.current()
        found = plan.item(edition.slug, field.data.strip(".")) if edition and field.data else None
        if field.data and found is None:
            raise ValidationError(_("The plan has no item %(number)s.", number=field.data))
        self.item = found.id if found else None

    def described(self) -> dict[str, Any]:
        """Give what an operation takes."""
        return {
            "deliverable": self.deliverable.data,
            "priority": self.priority.data,
            "item": self.item,
            "country": self.country.data or "",
            "interval_days": int(self.interval.data) if self.interval.data else None,
        }


class OpenForm(Described):
    """Open an action point."""

    owner = choose(_l("Who answers for it"), owners,
                   hint=_l("An organisation, a group or a body; a person is only its contact."))  # fmt: skip
    contact_name = line(_l("Contact"), required=False, most=160, hint=_l("Who is asked about it; few people see this."))
    contact_email = email(_l("Mail address of the contact"), required=False,
                          hint=_l("They get a link to report by, without an account."))  # fmt: skip
    due = DateField(_l("Due"), [Optional()], description=_l("Leave it empty if nobody knows yet: it is counted."))

    def facts(self) -> dict[str, Any]:
        """Give what an operation takes."""
        contact = {"contact_name": self.contact_name.data or "", "contact_email": self.contact_email.data or ""}
        return self.described() | contact | {"owner": owner_of(self.owner.data), "due": self.due.data}


class EditForm(Described):
    """Describe an action point anew."""

    seen = HiddenField(filters=[lambda v: int(v) if str(v).isdigit() else 0])

    def about(self, point: ActionPoint) -> None:
        """Fill in what stands."""
        self.deliverable.data, self.priority.data = point.deliverable, point.priority
        self.activity.data = point.item.number if point.item else ""
        self.country.data, self.seen.data = point.country, point.version
        self.interval.data = str(point.interval_days or "")

    def facts(self) -> dict[str, Any]:
        """Give what an operation takes."""
        return self.described() | {"seen": self.seen.data}


class ContactForm(Form):
    """Name who is asked about it."""

    contact_name = line(_l("Contact"), required=False, most=160, hint=_l("Who is asked about it; few people see this."))
    contact_email = email(_l("Mail address of the contact"), required=False,
                          hint=_l("Somebody with an account is asked whether they take it over; others get a link."))  # fmt: skip


@LIFE.asks("report progress")
class ProgressForm(WithFile):
    """Say what was done."""

    taken = area(_l("Action taken"), most=2_000, hint=PUBLIC)
    evidence = area(_l("Evidence"), required=False, most=2_000, hint=_l("Where one can see it: a page, a reference."))


@LIFE.asks("report done")
class DoneForm(ProgressForm):
    """Say that it is done, and what shows it."""

    def about(self, point: ActionPoint) -> None:
        """Ask for evidence where the priority is high and none was given."""
        if point.priority == Priority.HIGH and point.evidenced_at is None:
            self.evidence.description = _("Its priority is high: say where one can see that it is done.")


@LIFE.asks("report no change")
class UnchangedForm(Form):
    """Say why nothing changed."""

    because = area(_l("Nothing changed, because"), most=1_000, hint=PUBLIC)


@LIFE.asks("add evidence")
class EvidenceForm(WithFile):
    """Add what shows that it is done."""

    evidence = area(_l("Evidence"), required=False, most=2_000, hint=_l("Where one can see it: a page, a reference."))


@LIFE.asks("move")
class MoveForm(Form):
    """Give it another date. `seen` is the date that whoever moves it saw, so that no two move it unaware of each other."""

    due = DateField(_l("Due"), [InputRequired(_l("Choose a day."))])
    why = area(_l("Why"), most=1_000, hint=PUBLIC)
    seen = HiddenField()

    def about(self, point: ActionPoint) -> None:
        """Note the date it has."""
        if not self.is_submitted():
            self.renew(point)
        self._asks_why(moves=bool(self.seen.data))

    def renew(self, point: ActionPoint) -> None:
        """Note the date it has now."""
        self.seen.data = point.due.isoformat() if point.due else ""
        self._asks_why(moves=point.due is not None)

    def _asks_why(self, *, moves: bool) -> None:
        """Take a first date, which moves nothing, without a reason."""
        self.why.flags.required = moves
        if not moves:
            self.why.validators = [one for one in self.why.validators if not isinstance(one, DataRequired)]


@LIFE.asks("hand over")
class HandOverForm(Form):
    """Choose who answers for it from now."""

    to = choose(_l("Who answers for it from now"), owners)
    why = area(_l("Why"), required=False, most=1_000, hint=PUBLIC)

    def facts(self) -> dict[str, Any]:
        """Give what the operation takes."""
        return {"to": owner_of(self.to.data), "why": self.why.data or ""}


@LIFE.asks("show")
class ShowForm(Form):
    """Choose who sees it."""

    sight = choose(_l("Who sees it"), (), coerce=Sight)
    why = area(_l("Why"), most=1_000, hint=_l("Whoever sees it reads this."))

    def about(self, point: ActionPoint) -> None:
        """Offer whom the actor can show it to."""
        open_to = rules.shown_to(point, sources.sight_of(point))
        self.sight.choices = [(x, SIGHTS[x]) for x in open_to if not rules.hides(actor(), point, x)]


class LinkForm(WithFile):
    """Report by a mailed link; the words are read as those of the page for all of mine."""


class WhyForm(Form):
    """Say why."""

    why = area(_l("Why"), most=1_000, hint=PUBLIC)


@LIFE.asks("not implemented")
class DecidedForm(WhyForm):
    """Say why, and who decided it."""

    decided_by = line(_l("Decided by"), most=200, hint=_l("An organisation, a group or a body, not a person."))


for _verb in ("send back", "not applicable", "reopen"):
    LIFE.asks(_verb)(WhyForm)
