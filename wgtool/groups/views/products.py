"""The products of a group: guidance, messages; each with who stands behind it, and its pages as a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, url_for

from wgtool.documents.mount import mount
from wgtool.documents.words import LEVELS, MARKS, STATUSES
from wgtool.groups import operations, queries, rules
from wgtool.groups.forms import ProductForm
from wgtool.groups.forms.plans import GiveUpForm
from wgtool.groups.models import Group
from wgtool.groups.permits import P
from wgtool.groups.views import bp, loading
from wgtool.groups.views.describing import asked
from wgtool.groups.views.reading import framed
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _, _l
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing

PATH = "/groups/<code>/products/<product>"


@bp.get("/groups/<code>/products")
@guard(P.READ, loading.group)
def products(group: Group) -> Response:
    """Show the products of a group, and what can be done with each."""
    rows = queries.products(group, seen_by=actor())
    texts = {"statuses": STATUSES, "marks": MARKS, "levels": LEVELS}
    points = queries.open_points([row.at_work for row in rows if row.at_work])
    return page("groups/products.html", products=rows, texts=texts, points=points, **framed(group))


@bp.route("/groups/<code>/products/begin", methods=["GET", "POST"])
@guard(P.BEGIN_PRODUCT, loading.group)
def begin_product(group: Group) -> Response:
    """Begin a product."""
    form = ProductForm()
    if form.validate_on_submit():
        with writing(refusals=form) as answer:
            made = operations.begin_product(group, actor=actor(), **form.facts())
            answer.go("groups.text", code=group.code, product=made.template)
            answer.say(_("Begun: the group can write it now."))
        if answer.given:
            return answered(answer)
    here = again()
    return page("groups/product_begin.html", "form", form=form, group=here, locked=rules.closed_to_new(here),
                crumbs=loading.crumbs(here))  # fmt: skip


mount(
    bp,
    prefix=PATH,
    loader=loading.of_product,
    read=P.READ_TEXT,
    write=P.WRITE_TEXT,
    home=lambda group: url_for("groups.products", code=group.code),
    revise=P.AGREE_PRODUCT,
    give_up="give_up_product",
    outline="text",
    by="product",
)


def _button(path: str, work: Callable[..., Any], done: Any) -> None:
    """Mount a step on a product that needs no words."""

    def press(found: tuple[Group, str]) -> Response:
        group, product = found
        with writing() as answer:
            work(group, product=product, actor=actor())
            answer.go("groups.products", code=group.code)
            answer.say(done)
        return answered(answer)

    press.__name__, press.__doc__ = f"{path}_product".replace("-", "_"), work.__doc__
    bp.post(f"{PATH}/{path}")(guard(P.AGREE_PRODUCT, loading.product, on=lambda found: found[0])(press))


_button("agree", operations.agree_product, _l("It is what the group agreed on, from today."))
_button("publish", operations.publish_product, _l("Published: everybody can read it."))
_button(
    "revise", operations.revise_product, _l("The next version is begun. The one in force stays until it is agreed on.")
)
_button("put", operations.put_product, _l("Asked: the body decides whether it endorses it."))


@bp.route(f"{PATH}/give-up", methods=["GET", "POST"])
@guard(P.AGREE_PRODUCT, loading.product, on=lambda found: found[0])
def give_up_product(found: tuple[Group, str]) -> Response:
    """Give the draft of a product up; what is in force stays."""
    form = GiveUpForm()
    if form.validate_on_submit():
        group, product = found
        with writing(refusals=form) as answer:
            stays = operations.give_up_product(group, product=product, actor=actor(), **form.facts())
            answer.go("groups.text", code=group.code, product=product)
            answer.say(
                _("Given up. The version in force stays.") if stays else _("Given up. It stays readable for the group.")
            )
        if answer.given:
            return answered(answer)
    here, product = again()
    back = url_for("groups.text", code=here.code, product=product)
    return page("groups/ask.html", "form", form=form, back=back, product=product, **asked(here, "give-up"))
