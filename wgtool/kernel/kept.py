"""What somebody had written, told in the words of the form it stood in: its labels, and the names of what was chosen.

A form that comes back is known by its fields alone. The room of its address has the form with just these fields; what
was chosen among things that depend on the reader is named where everybody may know the name, else it is as it was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from flask import current_app
from werkzeug.exceptions import HTTPException
from wtforms import BooleanField, DateField, HiddenField, SelectFieldBase
from wtforms.fields.choices import SelectChoice

from wgtool.kernel.db import Ref
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _, day

UNTOLD = frozenset({"seen", "kept", "label"})
Pair = tuple[str, str]
Told = tuple[str, str, str, str]
"""The name of a field, its label, its value, and how the value is told. What the machinery needs has no label."""
_names: dict[str, Callable[[Ref], str | None]] = {}


def names(name_of: Callable[[Ref], str | None], *kinds: str) -> None:
    """Register how things of some kinds are called, those that everybody may know of."""
    _names.update(dict.fromkeys(kinds, name_of))


def told(pairs: Collection[Pair], address: str, *, asks: bool = True) -> list[Told]:
    """Tell the fields of a form that was sent to an address; as they are, where the database may not be asked."""
    if not asks:
        return [(name, *_plainly(name, value)) for name, value in pairs]
    form = _form(_room(address), {name for name, _value in pairs} - UNTOLD)
    return [
        (name, *_told(form[name] if form is not None and name in form else None, name, value)) for name, value in pairs
    ]


def _room(address: str) -> str:
    try:
        found = current_app.url_map.bind("localhost").match(address.partition("?")[0], method="POST")
    except HTTPException:
        return ""
    return str(found[0]).partition(".")[0]


def _form(room: str, fields: Collection[str]) -> Form | None:
    """Give the form of a room that has all these fields, and the fewest beside them."""
    fitting = [form for form in _forms(Form) if form.__module__.startswith(f"wgtool.{room}.") and _has(form, fields)]
    if not fields or not fitting:
        return None
    return min(fitting, key=lambda form: len(_fields(form)))(formdata=None)


def _forms(of: type[Form]) -> Iterator[type[Form]]:
    for form in of.__subclasses__():
        yield form
        yield from _forms(form)


def _fields(form: type[Form]) -> list[str]:
    return [name for name in dir(form) if hasattr(getattr(form, name, None), "field_class")]


def _has(form: type[Form], fields: Collection[str]) -> bool:
    return set(fields).issubset(_fields(form))


def _told(field: Any, name: str, value: str) -> tuple[str, str, str]:
    label, _value, _as_is = _plainly(name, value)
    if not label or isinstance(field, HiddenField):
        return "", value, value
    return label if field is None else str(field.label.text), value, _said(field, value)


def _plainly(name: str, value: str) -> tuple[str, str, str]:
    return "" if name in UNTOLD else name.replace("_", " ").capitalize(), value, value


def _said(field: Any, value: str) -> str:
    if not value:
        return ""
    if isinstance(field, SelectFieldBase):
        return _choice(field, value) or _called(value) or _("as you chose it")
    if isinstance(field, BooleanField):
        return _("Yes")
    if isinstance(field, DateField):
        return _day(value)
    return value if field is not None else _called(value) or value


def _choice(field: Any, value: str) -> str:
    given = field.choices
    found = [one for some in given.values() for one in some] if isinstance(given, dict) else given or ()
    pairs = ((one.value, one.label) if isinstance(one, SelectChoice) else one[:2] for one in found)
    return next((str(label) for known, label in pairs if str(known) == value), "")


def _called(value: str) -> str:
    kind, _sep, id = value.partition(":")
    known = kind in _names and id.isascii() and id.isdigit() and len(id) < 10
    return (_names[kind](Ref(kind, int(id))) or "") if known else ""


def _day(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value
