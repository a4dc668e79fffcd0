"""The shape of what is asked when a group begins a text of its own."""

from __future__ import annotations

from wgtool.documents.outlines import OUTLINES, PRODUCTS
from wgtool.kernel.forms import Form, choose, line
from wgtool.kernel.i18n import _l


class ProductForm(Form):
    """Begin a product."""

    kind = choose(_l("Kind"), [(kind, OUTLINES[kind].title) for kind in PRODUCTS])
    title = line(_l("Title"))
