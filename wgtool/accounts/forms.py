"""The shape of what is asked of people about themselves."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired

from wgtool.kernel.forms import Form, email


class SignInForm(Form):
    """Sign in."""

    email = email(_l("E-mail"), render_kw={"autocomplete": "username"})
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Fill this in."))], render_kw={"autocomplete": "current-password"}
    )
