"""The shape of what is asked about organisations."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, SelectMultipleField

from wgtool.kernel import countries
from wgtool.kernel.forms import Form, line, web_address
from wgtool.partners.models import Standing, Type
from wgtool.partners.words import STANDINGS, TYPES


class OrganisationForm(Form):
    """Describe an organisation."""

    name = line(_l("Name"))
    short = line(_l("Short name"), required=False, most=40)
    type = SelectField(_l("Type"), choices=list(TYPES.items()), coerce=Type)
    standing = SelectField(_l("Takes part as"), choices=list(STANDINGS.items()), coerce=Standing)
    website = line(_l("Website"), required=False, most=200, hint=_l("Begins with https://"), also=[web_address])
    countries = SelectMultipleField(_l("Works in"), choices=countries.choices)
    seen = HiddenField(filters=[lambda v: int(v) if str(v).isdigit() else 0])
