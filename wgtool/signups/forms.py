"""The shape of what is asked of who signs up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from wgtool.kernel import countries
from wgtool.kernel.actors import Actor
from wgtool.kernel.forms import Form, area, choose
from wgtool.kernel.i18n import _, _l
from wgtool.partners import queries as partners
from wgtool.partners.models import Organisation
from wgtool.signups import rules
from wgtool.signups.lifecycle import LIFE
from wgtool.signups.models import Role, SignUp, Taken
from wgtool.signups.words import ROLES


class OfferForm(Form):
    """Sign up for an activity. Fields that the clause has no use for are taken away."""

    organisation = SelectField(_l("Organisation"), [InputRequired(_l("Choose one."))], coerce=int)
    role = RadioField(_l("Role"), [InputRequired(_l("Choose a role."))], coerce=Role)
    country = SelectField(_l("Country"), [Optional()], description=_l("Leave it empty for everywhere."))
    offers = area(_l("What you offer"), required=False, most=600,
                  hint=_l("A sentence others can rely on. It is public: no names, nothing about beneficiaries."))  # fmt: skip
    ends_on = DateField(
        _l("Until"), [Optional()], description=_l("The last day it counts. Empty: until further notice.")
    )

    def fit(self, item: Taken, own: Organisation | None, actor: Actor) -> OfferForm:
        """Offer what the clause lets this person choose; give the form."""
        asked = rules.terms(item)
        if not actor.supports:
            return self.of(rules.roles_for(own, asked) if own else (), per_country=asked.per_country)
        organisations = partners.choices(seen_by=actor)
        return self.of(tuple(Role), organisations, per_country=asked.per_country)

    def of(self, roles: Iterable[Role], organisations: Any = None, *, per_country: bool) -> OfferForm:
        """Offer these roles, for whom one may name of `organisations`, and countries where they are told apart."""
        if organisations is None:
            del self.organisation
        else:
            self.organisation.choices = organisations
        self.role.choices = [(role.value, ROLES[role]) for role in roles]
        if per_country:
            self.country.choices = [("", _("Everywhere")), *countries.choices()]
        else:
            del self.country
        return self

    def facts_for(self, own: int | None) -> dict[str, Any]:
        """Give what an operation takes; without a choice of organisation it is the person's own."""
        return {"organisation": own} | {k: v for k, v in self.facts().items() if v is not None}


class WhyForm(Form):
    """Say why."""

    why = area(_l("Why"), most=1_000, hint=_l("It is public, and read by those who offered."))


@LIFE.asks("hand over")
class HandOverForm(Form):
    """Choose who carries on."""

    to = choose(_l("Organisation that carries on"), (), coerce=int)

    def about(self, signup: SignUp) -> None:
        """Offer every other organisation that was looked at."""
        others = partners.choices(seen_by=Actor.guest())
        self.to.choices = [(id, name) for id, name in others if id != signup.organisation_id]


class FollowForm(Form):
    """Let sign-ups follow, as they were shown."""

    shown = HiddenField()


LIFE.asks("withdraw")(WhyForm)
LIFE.asks("decline")(WhyForm)
