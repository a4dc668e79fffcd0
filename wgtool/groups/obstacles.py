"""What stands against a step of a group's life, asked of the database: what is open under it, its texts.

The page, the button and the refusal ask these same functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import url_for

from wgtool.documents.outlines import CLOSING
from wgtool.groups import rules, texts
from wgtool.groups.models import Group, Status
from wgtool.kernel import holdings
from wgtool.kernel.holdings import Held
from wgtool.kernel.i18n import _, listed, ngettext


def open_under(group: Group) -> list[Held]:
    """Give all that rooms still hold under a group, but for the question whether to dissolve it."""
    return [held for held in holdings.open(group.ref) if held.about != texts.DISSOLVE]


def linked(group: Group, found: Iterable[Held]) -> list[Held]:
    """Give each row the page on which it can be closed."""
    return [replace(held, url=held.url or _page(group, held)) for held in found]


def _page(group: Group, held: Held) -> str:
    if held.ref.kind == "question":
        return url_for("decisions.draft", id=held.ref.id)
    if held.ref.kind == "membership":
        return url_for("groups.membership", code=group.code, id=held.ref.id)
    return url_for("groups.terms", code=group.code) if held.ref.kind == "version" else ""


def unfinished(group: Group) -> str | None:
    """Say why the SAG can't be asked yet to dissolve it: what is still open, or the report."""
    if left := len(open_under(group)):
        told: str = ngettext("%(num)s thing is still open under it: hand it over, close it or drop it with a reason.",
                        "%(num)s things are still open under it: hand each over, close it or drop it with a reason.",
                        left)  # fmt: skip
        return told
    if texts.submitted(group.ref, CLOSING):
        return _("The SAG has its closing report.")
    if texts.at_work(group, CLOSING) is None:
        return _("There is no closing report to submit.")
    return texts.unready(group, CLOSING)


def cannot_merge(group: Group) -> str | None:
    """Say why the merger can't be put to the SAG yet: no new terms, or a group that has not settled its own things."""
    if (own := rules.merging(group)) is not None:
        return own
    draft = texts.at_work(group)
    if draft is None:
        return _("Begin a revision of the terms first, and say in it what changes with the merger.")
    groups = [merger.group for merger in rules.asking(group)]
    return texts.unready(group) or next(filter(None, map(_unsettled, groups)), None)


def cannot_go_along(group: Group) -> list[str]:
    """Name what is open under a group and does not go over to the one that takes it in: it is settled before."""
    return [held.says for held in open_under(group) if not held.movable]


def _unsettled(group: Group) -> str | None:
    if group.status not in {Status.ACTIVE, Status.PAUSED}:
        return _("%(code)s is not at work any more. Say no to its request.", code=group.code)
    if left := cannot_go_along(group):
        return _("%(code)s has still open: %(things)s.", code=group.code, things=listed(left, long=True))
    return None
