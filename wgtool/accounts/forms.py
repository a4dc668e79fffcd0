"""The shape of what is asked of people about themselves and others."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, DateField, PasswordField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from wgtool.accounts import rules
from wgtool.accounts.guessable import guessable
from wgtool.accounts.models import RoleName
from wgtool.accounts.words import ROLES
from wgtool.config import LANGUAGES
from wgtool.kernel import countries
from wgtool.kernel.actors import actor
from wgtool.kernel.forms import Form, choose, email, line, new_password
from wgtool.kernel.i18n import _, _l
from wgtool.partners import queries as partners
from wgtool.partners.words import TYPES

SHOWN = _l("Show my name to partners")
SHOWN_HINT = _l("The public never sees it. Without the tick, partners read “a member of” your organisation.")


def _own_name() -> Any:
    return line(_l("Your name"), render_kw={"autocomplete": "name"})


def _language() -> SelectField:
    return choose(_l("Language"), LANGUAGES.items(), hint=_l("For pages and mail."))


def _zone() -> SelectField:
    known = {"data-suggest": _l("This device says %(zone)s: choose it", zone="…")}
    return choose(_l("Time zone"), lambda: [(zone, zone.replace("_", " ")) for zone in rules.zones()], default="UTC",
                  render_kw=known)  # fmt: skip


def _shown() -> BooleanField:
    return BooleanField(SHOWN, description=SHOWN_HINT)


def _old_password(label: Any) -> PasswordField:
    return PasswordField(label, [InputRequired(_l("Fill this in."))], render_kw={"autocomplete": "current-password"})


def _new_password(label: Any) -> PasswordField:
    return new_password(label, also=[_not_guessable])


def _not_guessable(_form: object, field: Any) -> None:
    if not field.errors and guessable(field.data):
        raise ValidationError(
            _("This is one of the passwords that are tried first. Choose another: a sentence of your own.")
        )


def _number_or_none(value: Any) -> int | None:
    return int(value) if value else None


def _organisations() -> list[tuple[Any, Any]]:
    return [("", _l("It is not in this list: a new one")), *partners.choices(seen_by=actor())]


class SignInForm(Form):
    """Sign in."""

    email = email(_l("E-mail"), render_kw={"autocomplete": "username"})
    password = _old_password(_l("Password"))


class JoinForm(Form):
    """Ask to come in."""

    email = email(_l("E-mail"), hint=_l("We send a link there."), render_kw={"autocomplete": "email"})
    name = _own_name()
    organisation = choose(_l("Your organisation"), _organisations, required=False, coerce=_number_or_none)
    new_name = line(_l("Name of the new organisation"), required=False, hint=_l("Only if it is not in the list."))
    new_type = choose(_l("Its type"), [("", "–"), *TYPES.items()], required=False)
    new_country = choose(
        _l("A country it works in"), lambda: [("", _l("not set")), *countries.choices()], required=False
    )
    language = _language()
    zone = _zone()
    shown = _shown()

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the name and type of an organisation that is not in the list."""
        fine = bool(super().validate(extra_validators))
        if self.organisation.data is None and not self.organisation.errors:
            named = self._asked(self.new_name, _("Choose your organisation from the list, or name a new one."))
            fine &= named and self._asked(self.new_type, _("Say what kind of organisation it is."))
        return fine

    def _asked(self, field: Any, sentence: str) -> bool:
        if not field.data:
            field.errors = [*field.errors, sentence]
        return bool(field.data)


class ForgottenForm(Form):
    """Ask for a new password."""

    email = email(_l("E-mail"), render_kw={"autocomplete": "username"})


class PasswordForm(Form):
    """Choose a password."""

    password = _new_password(_l("New password"))


class AcceptForm(Form):
    """Accept an invitation as somebody new."""

    name = _own_name()
    password = _new_password(_l("Choose a password"))
    shown = _shown()


class FirstAdminForm(Form):
    """Become the first administrator."""

    name = _own_name()
    email = email(_l("E-mail"), render_kw={"autocomplete": "username"})
    password = _new_password(_l("Choose a password"))


class ProfileForm(Form):
    """Say who one is and how one reads."""

    name = _own_name()
    shown = _shown()
    language = _language()
    zone = _zone()
    mails = BooleanField(
        _l("Mail me when it is my turn or something of mine is decided"),
        description=_l("Links you ask for, and what guards your account, come by mail in any case."),
    )


class EmailForm(Form):
    """Change the address."""

    email = email(_l("New e-mail address"), render_kw={"autocomplete": "email"})
    password = _old_password(_l("Your password"))


class ChangePasswordForm(Form):
    """Change the password."""

    old_password = _old_password(_l("Password until now"))
    password = _new_password(_l("New password"))


class LeaveForm(Form):
    """Leave and be forgotten."""

    password = _old_password(_l("Your password"))


class InviteForm(Form):
    """Invite somebody to an organisation."""

    email = email(_l("E-mail"))
    focal = BooleanField(
        _l("As focal point"), description=_l("Focal points confirm people, invite, and describe the organisation.")
    )


def _since() -> DateField:
    return DateField(_l("From"), [Optional()], description=_l("Empty: from today."))


def _until() -> DateField:
    return DateField(_l("To"), [Optional()], description=_l("Empty: until somebody ends it."))


class RoleForm(Form):
    """Give a role from a day, to a day or open."""

    since = _since()
    until = _until()


class TeamForm(RoleForm):
    """Name an administrator or somebody of the support team."""

    name = choose(_l("Role"), [(n, ROLES[n]) for n in (RoleName.SUPPORT, RoleName.ADMIN)], coerce=RoleName)
    since = _since()  # anew, since fields stand in the order they are made
    until = _until()


class CoordinatorForm(RoleForm):
    """Name a coordinator for a country."""

    country = choose(_l("Country"), lambda: [("", "–"), *countries.choices()])
    since = _since()
    until = _until()
