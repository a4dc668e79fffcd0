"""Fields and the base of the forms of this room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wtforms import DateTimeLocalField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from wgtool.decisions import days
from wgtool.kernel.forms import Form, area
from wgtool.kernel.i18n import _, _l


def number(label: Any, least: int, most: int, hint: Any = "") -> IntegerField:
    """Give a field for a whole number between two."""
    return IntegerField(label, [InputRequired(_l("Write a number.")), NumberRange(least, most)], description=hint)


def sensible(form: Any, field: Any) -> None:
    """Refuse a year nobody means, which no calendar here can count from."""
    if field.data is not None and not 2000 <= field.data.year <= 2100:
        raise ValidationError(_("Choose a year between 2000 and 2100."))


def closing(label: Any, *, required: bool, hint: Any = "") -> DateTimeLocalField:
    """Give a field for a day and an hour, on a clock in the zone of the body."""
    first = InputRequired(_l("Choose a day and an hour.")) if required else Optional()
    return DateTimeLocalField(label, [first, sensible], description=hint)


def identity(value: Any) -> int | None:
    """Read an id; None for anything else."""
    return int(value) if str(value).isascii() and str(value).isdigit() and len(str(value)) < 10 else None


def in_zone(local: datetime | None, zone: str) -> datetime | None:
    """Give the moment at which a clock in `zone` shows a time."""
    return days.at(local.date(), local.time(), zone) if local else None


class Purposed(Form):
    """One of several forms on a page: its fields' ids begin with what it is for, and with the thing, if there are many."""

    purpose = ""

    def __init__(self, *args: Any, thing: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing
        start = self.purpose if thing is None else f"{self.purpose}-{thing}"
        for field in self:
            field.id = f"{start}-{field.id}"


def pairs(options: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """Give pairs as choices."""
    return [SelectChoice(value, label) for value, label in options]


def pick(label: Any, options: Iterable[tuple[Any, Any]], coerce: Any) -> RadioField:
    """Give a field to pick one by radio buttons."""
    return RadioField(label, [InputRequired(_l("Choose one."))], choices=pairs(options), coerce=coerce)


class WhyForm(Purposed):
    """Say why."""

    why = area(_l("Why"), hint=_l("Kept in the history."))


class PlainForm(Purposed):
    """A button alone."""

    purpose = "plain"
