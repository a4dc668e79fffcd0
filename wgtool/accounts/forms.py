"""The shape of what is asked of people about themselves."""

from __future__ import annotations

from wtforms import PasswordField
from wtforms.validators import InputRequired

from wgtool.kernel.forms import Form, email
from wgtool.kernel.i18n import _l


class SignInForm(Form):
    """Sign in."""

    email = email(_l("E-mail"), render_kw={"autocomplete": "username"})
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Fill this in."))], render_kw={"autocomplete": "current-password"}
    )
