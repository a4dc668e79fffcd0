"""The shape of what is asked about organisations."""

from __future__ import annotations

from wtforms import HiddenField

from wgtool.kernel import countries
from wgtool.kernel.forms import Form, choose, line, web_address
from wgtool.kernel.i18n import _l
from wgtool.partners.models import Standing, Type
from wgtool.partners.words import STANDINGS, TYPES


class OrganisationForm(Form):
    """Describe an organisation."""

    name = line(_l("Name"))
    short = line(_l("Short name"), required=False, most=40)
    type = choose(_l("Type"), TYPES.items(), coerce=Type)
    standing = choose(_l("Takes part as"), STANDINGS.items(), coerce=Standing)
    website = line(_l("Website"), required=False, most=200, hint=_l("Begins with https://"), also=[web_address])
    countries = choose(_l("Works in"), countries.choices, many=True)
    seen = HiddenField(filters=[lambda v: int(v) if str(v).isdigit() else 0])
