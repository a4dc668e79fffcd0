"""The field of a form that takes a file in; rooms above put it into their forms."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from wgtool.files.taking import Kept, take
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _l
from wgtool.kernel.refusals import Refused

HINT = _l(
    "PDF, picture, document, table or text; at most 10 MB. It is seen by all who see this, and the public may be among them. Nothing about beneficiaries."
)


class WithFile(Form):
    """A form with a file, which is taken in as the form is checked, before anything is written."""

    takes_files = True
    file = FileField(_l("File"), description=HINT)
    kept: Kept | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fields["file"] = self._fields.pop("file")  # after what is written, which counts for more

    def validate_file(self, field: Any) -> None:
        """Take the file in; say why not, where it is not taken."""
        if not field.data or not field.data.filename:
            return
        try:
            self.kept = take(field.data)
        except Refused as refused:
            raise ValidationError(str(refused)) from None

    def facts(self) -> dict[str, Any]:
        """Give what was filled in, with the file as it is kept."""
        return {name: value for name, value in self.data.items() if name != "file"} | {"file": self.kept}
