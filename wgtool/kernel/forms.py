"""Forms say the shape of input; rules about state live elsewhere.

CSRF and the once-token are in the page's form and checked by the guard, so a form here has only a person's fields.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.i18n import messages_path
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, Regexp

from wgtool.kernel import text
from wgtool.kernel.i18n import _l, tongue
from wgtool.kernel.refusals import Refused

Options = Iterable[tuple[Any, Any]] | Callable[[], Iterable[tuple[Any, Any]]]
LINE, TEXT, LONG = 160, 4_000, 60_000


@lru_cache
def _wtforms(language: str) -> gettext.NullTranslations:
    return gettext.translation("wtforms", messages_path(), [language], fallback=True)


class Form(FlaskForm):  # type: ignore[misc]
    """Base of all forms. `refusal` is why the rules said no to what was otherwise well formed."""

    takes_files = False

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """CSRF is the guard's."""

        csrf = False

        def get_translations(self, form: Any) -> Any:
            """Give WTForms' own sentences in the reader's language; loaded once."""
            return _wtforms(tongue().language.code)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal: Refused | None = None

    def process(self, formdata: Any = None, obj: Any = None, data: Any = None, **kwargs: Any) -> None:
        """Fill the fields. What `data` says of one counts for more than what `obj` has: WTForms has it the other way round,
        and a field of ids would take the things that a record calls by the same name.
        """
        super().process(formdata, _Said(obj, data) if obj is not None and data else obj, data=data, **kwargs)

    def facts(self) -> dict[str, Any]:
        """Give what was filled in, as an operation takes it."""
        return dict(self.data)


class _Said:
    """A record, but for what is said of it otherwise."""

    def __init__(self, record: Any, said: Mapping[str, Any]) -> None:
        self._record, self._otherwise = record, said

    def __getattr__(self, name: str) -> Any:
        said = self._otherwise
        return said[name] if name in said else getattr(self._record, name)


web_address = Regexp(r"^https?://[^\s<>\"]+$", message=_l("Write an address that begins with https://"))


def line(
    label: Any, *, required: bool = True, most: int = LINE, hint: Any = "", also: Sequence[Any] = (), **kwargs: Any
) -> StringField:
    """Give a field of one line, at most `most` characters, with further validators `also`."""
    return StringField(label, [*_checks(required, most), *also], filters=[text.line], description=hint, **kwargs)


def area(label: Any, *, required: bool = True, most: int = TEXT, hint: Any = "", **kwargs: Any) -> TextAreaField:
    """Give a field of several lines, at most `most` characters."""
    return TextAreaField(label, _checks(required, most), filters=[text.clean], description=hint, **kwargs)


def choose(
    label: Any, options: Options, *, many: bool = False, required: bool = True, hint: Any = "", **kwargs: Any
) -> SelectField:
    """Give a field to choose one (or `many`) of (value, label) pairs; `options` may be a function, asked per form.

    Values arrive as they stand in the pairs: enums and numbers are coerced back.
    """
    given = (lambda: _choices(options())) if callable(options) else _choices(options)
    checks = [InputRequired(_l("Choose one."))] if required and not many else [Optional()]
    kind = SelectMultipleField if many else SelectField
    return kind(label, checks, choices=given, description=hint, **kwargs)


def _choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def email(label: Any, *, required: bool = True, hint: Any = "", **kwargs: Any) -> EmailField:
    """Give a field for an e-mail address, lower case."""
    checks = [*_checks(required, 200), Email(_l("Write an address like name@example.org."))]
    return EmailField(label, checks, filters=[lambda v: text.line(v).lower()], description=hint, **kwargs)


def new_password(label: Any, *, also: Sequence[Any] = ()) -> PasswordField:
    """Give a field for a new password, 10 to 200 characters, with further validators `also`."""
    checks = [InputRequired(_l("Choose a password.")), Length(10, 200, _l("Use at least 10 characters.")), *also]
    return PasswordField(label, checks, description=_l("At least 10 characters; a sentence is easy to remember."))


def _checks(required: bool, most: int) -> list[Any]:
    first = DataRequired(_l("Fill this in.")) if required else Optional()  # what is left once it is cleaned
    return [first, Length(max=most, message=_l("Shorten this to at most %(max)d characters."))]
