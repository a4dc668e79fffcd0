"""What differs between the kinds of groups: one table, which the rules ask and the help page prints."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wgtool.groups.models import Group, Kind


class Need(enum.StrEnum):
    """Whether a kind has something."""

    MUST = "must"
    MAY = "may"
    NEVER = "never"


@dataclass(frozen=True)
class Ways:
    """The ways of one kind: whether the SAG votes on its terms, whether it owes reports, its country, its last day."""

    votes: bool = True
    reports: bool = True
    country: Need = Need.NEVER
    last_day: Need = Need.MAY


WAYS: Mapping[Kind, Ways] = MappingProxyType({
    Kind.GLOBAL: Ways(),
    Kind.TASK_FORCE: Ways(country=Need.MAY, last_day=Need.MUST),
    Kind.NATIONAL: Ways(country=Need.MUST),
    Kind.SUB_NATIONAL: Ways(country=Need.MUST),
    Kind.INFORMATION: Ways(votes=False, reports=False, country=Need.MAY, last_day=Need.MAY),
})  # fmt: skip


def ways(group: Group) -> Ways:
    """Give the ways of a group's kind."""
    return WAYS[group.type]
