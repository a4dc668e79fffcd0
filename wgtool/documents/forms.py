"""The shape of what is asked about a section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from wgtool.documents.merge import Clash
from wgtool.documents.prose import normalise
from wgtool.kernel.forms import LONG, Form, area
from wgtool.kernel.i18n import _l


def _number(value: Any) -> int:
    return int(value) if str(value).isascii() and str(value).isdigit() and len(str(value)) < 10 else 0


class SectionForm(Form):
    """Write a section. `seen` is the revision it was drawn from, `label` the version."""

    text = area(_l("Text"), required=False, most=LONG)
    seen = HiddenField(filters=[_number])
    label = HiddenField()

    def facts(self) -> dict[str, Any]:
        """Give the text and what it was drawn from."""
        return {"text": self.text.data, "seen": self.seen.data}


class CommentForm(Form):
    """Comment on a section. `seen` is the revision it was read at."""

    quote = area(_l("The passage, if it is about one"), required=False, most=1_000,
                 hint=_l("Copy its words here, or select them in the text. Left empty, the comment is about the whole section."))  # fmt: skip
    text = area(_l("Comment"))
    seen = HiddenField(filters=[_number])


class AnswerForm(Form):
    """Answer a comment."""

    text = area(_l("Answer"))


HOWS = [
    SelectChoice("theirs", _l("Keep what was saved")),
    SelectChoice("mine", _l("Keep the text put aside")),
    SelectChoice("both", _l("Keep both, one after the other")),
    SelectChoice("anew", _l("Write it anew, below")),
]


class ChoiceForm(Form):
    """Choose, for each place where two texts met, which stands."""

    seen = HiddenField(filters=[_number])
    places: int = 0

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Give for each place what was chosen and what was written anew."""
        numbers = range(self.places)
        return [(self[f"clash-{n}"].data, normalise(self[f"clash-{n}-text"].data or "")) for n in numbers]


def choice_form(clashes: Sequence[Clash], *, seen: int, sent: bool) -> ChoiceForm:
    """Make the form for these places, filled with what was `sent`, else with both texts."""
    made: dict[str, Any] = {"places": len(clashes)}
    for n in range(len(clashes)):
        needed = [InputRequired(_l("Choose one text for each place."))]
        made[f"clash-{n}"] = RadioField(_l("Which text stands"), needed, choices=HOWS, validate_choice=True)
        made[f"clash-{n}-text"] = area(_l("Written anew"), required=False, most=LONG)
    both = {f"clash-{n}-text": clash.both for n, clash in enumerate(clashes)}
    kind: type[ChoiceForm] = type("ChoiceForm", (ChoiceForm,), made)
    return kind(data={"seen": seen, **both}) if sent else kind(formdata=None, data={"seen": seen, **both})
