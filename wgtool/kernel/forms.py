"""Forms say the shape of input; rules about state live elsewhere.

CSRF and the once-token are in the page's form and checked by the guard, so a form here has only a person's fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional, Regexp

from wgtool.kernel import text
from wgtool.kernel.refusals import Refused

LINE, TEXT, LONG = 160, 4_000, 60_000


class Form(FlaskForm):  # type: ignore[misc]
    """Base of all forms. `refusal` is why the rules said no to what was otherwise well formed."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """CSRF is the guard's."""

        csrf = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal: Refused | None = None

    def facts(self) -> dict[str, Any]:
        """Give what was filled in, as an operation takes it."""
        return dict(self.data)


web_address = Regexp(r"^https?://[^\s<>\"]+$", message=_l("Write an address that begins with https://"))


def line(
    label: Any, *, required: bool = True, most: int = LINE, hint: Any = "", also: Sequence[Any] = (), **kwargs: Any
) -> StringField:
    """Give a field of one line, at most `most` characters, with further validators `also`."""
    return StringField(label, [*_checks(required, most), *also], filters=[text.line], description=hint, **kwargs)


def area(label: Any, *, required: bool = True, most: int = TEXT, hint: Any = "", **kwargs: Any) -> TextAreaField:
    """Give a field of several lines, at most `most` characters."""
    return TextAreaField(label, _checks(required, most), filters=[text.clean], description=hint, **kwargs)


def email(label: Any, *, required: bool = True, hint: Any = "", **kwargs: Any) -> EmailField:
    """Give a field for an e-mail address, lower case."""
    checks = [*_checks(required, 200), Email(_l("Write an address like name@example.org."))]
    return EmailField(label, checks, filters=[lambda v: text.line(v).lower()], description=hint, **kwargs)


def new_password(label: Any) -> PasswordField:
    """Give a field for a new password, 10 to 200 characters."""
    checks = [InputRequired(_l("Choose a password.")), Length(10, 200, _l("Use at least 10 characters."))]
    return PasswordField(label, checks, description=_l("At least 10 characters; a sentence is easy to remember."))


def _checks(required: bool, most: int) -> list[Any]:
    first = InputRequired(_l("Fill this in.")) if required else Optional()
    return [first, Length(max=most, message=_l("Shorten this to at most %(max)d characters."))]
