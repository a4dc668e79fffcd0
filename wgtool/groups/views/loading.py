"""Finding what an address names; an old code leads to the one of today."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from wgtool.documents.outlines import PRODUCTS
from wgtool.groups import queries
from wgtool.groups.models import Deliverable, Group, Membership
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import url_for
from wgtool.kernel.i18n import _


def group(code: str) -> Any:
    """Give a group; a redirect for an old or a small-letter code; None for what the reader may not know of."""
    return queries.by_code(code, seen_by=actor()) or _elsewhere(code)


def shown(code: str) -> Any:
    """Give the same as its own page reads it."""
    return queries.shown(code, seen_by=actor()) or _elsewhere(code)


def _elsewhere(code: str) -> Response | None:
    here = queries.code_now(code.upper(), seen_by=actor())
    return moved(here) if here else None


def moved(code: str, **also: Any) -> Response:
    """Send the browser to the same page under the code of today."""
    address = {**(request.view_args or {}), **request.args.to_dict(), "code": code, **also}
    return Response(status=301, headers={"Location": url_for(str(request.endpoint), **address)})


def membership(code: str, id: int) -> Any:
    """Give a membership of this group."""
    found = queries.membership(id, seen_by=actor())
    if found is None:
        return None
    if found.group.code != code:
        return moved(found.group.code)
    return found


def deliverable(code: str, serial: int) -> Any:
    """Give a deliverable of a group; a redirect for one that stands in another plan now."""
    here = group(code)
    if not isinstance(here, Group):
        return here
    found = queries.deliverable(here, serial, seen_by=actor())
    if found is not None:
        return found
    there = queries.moved_to(here, serial, seen_by=actor())
    return moved(there[0], serial=there[1]) if there else None


def plan_merger(code: str, id: int) -> Any:
    """Give a request about the plan of this group that nobody has answered."""
    found = queries.plan_merger_by_id(id)
    return found if found is not None and code in (found.group.code, found.into.code) else None


def of_product(code: str, product: str) -> Any:
    """Give the group of a product; None for what is no name of one."""
    return group(code) if product.split("-", 1)[0] in PRODUCTS and "-" in product else None


def product(code: str, product: str) -> Any:
    """Give the group and the name of a product of which the reader may know a version."""
    here = of_product(code, product)
    if not isinstance(here, Group):
        return here
    known = any(row.template == product for row in queries.products(here, seen_by=actor()))
    return (here, product) if known else None


def url(group: Group) -> str:
    """Give the address of a group."""
    return url_for("groups.detail", code=group.code)


def crumbs(group: Group) -> list[tuple[str, str]]:
    """Give the way to a group."""
    return [(_("Groups"), url_for("groups.index")), (group.code, url(group))]


def membership_url(row: Membership) -> str:
    """Give the address of a membership."""
    return url_for("groups.membership", code=row.group.code, id=row.id)


def deliverable_url(row: Deliverable) -> str:
    """Give the address of a deliverable."""
    return url_for("groups.deliverable", code=row.group.code, serial=row.serial)


def plan_crumbs(row: Deliverable) -> list[tuple[str, str]]:
    """Give the way to a deliverable."""
    plan = (_("Action plan"), url_for("groups.plan", code=row.group.code))
    return [*crumbs(row.group), plan, (f"D{row.serial}", deliverable_url(row))]
