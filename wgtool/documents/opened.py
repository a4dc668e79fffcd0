"""What a page of a text needs, loaded: the owner, the version shown, a section of it. What may not be known is None."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from flask import Response, url_for

from wgtool.documents import queries, rules
from wgtool.documents.models import Check, Comment, Revision, Section, Version
from wgtool.kernel.actors import actor
from wgtool.kernel.permits import allows

Choice = Callable[[Sequence[Version]], Version | None]


@dataclass(frozen=True)
class Mount:
    """Where a room shows a text of its things, and the permits of its own that rule it."""

    name: str
    outline: str
    loader: Callable[..., Any]
    read: enum.StrEnum
    write: enum.StrEnum
    submit: enum.StrEnum | None = None
    submit_url: Callable[[Any], str] | None = None
    home: Callable[[Any], str] | None = None
    revise: enum.StrEnum | None = None
    revise_url: Callable[[Any], str] | None = None
    clarify_url: Callable[[Any], str] | None = None
    unless: Callable[[Any], str | None] | None = None
    by: str = ""
    tabs: Callable[[Any], Sequence[Any]] | None = None
    give_up: str = ""

    def template(self, address: dict[str, Any]) -> str:
        """Give the template of the text at an address, which names it where the owner has several."""
        return str(address[self.by]) if self.by else self.outline


@dataclass(frozen=True)
class Text:
    """A version of an owner's text, before a reader. `versions` are those the reader may know of, newest first."""

    at: Mount
    address: dict[str, Any]
    owner: Any
    versions: Sequence[Version]
    version: Version

    def url(self, page: str = "", *, anchor: str | None = None, **more: Any) -> str:
        """Give the address of a page of this text."""
        endpoint = f"{self.at.name}.{self.at.outline}" + (f"_{page}" if page else "")
        return url_for(endpoint, _anchor=anchor, **self.address, **more)

    @property
    def home(self) -> str | None:
        """Give the address of the owner."""
        return self.at.home(self.owner) if self.at.home else None

    @property
    def tabs(self) -> Sequence[Any]:
        """Give the places of the owner, of which this text is one."""
        return self.at.tabs(self.owner) if self.at.tabs else ()

    @property
    def title(self) -> Any:
        """Give what texts of this kind are called."""
        return rules.outline(self.version).title

    @property
    def shown(self) -> str:
        """Give the address of the version shown."""
        return self.url("version", label=self.version.label)

    @property
    def discussed_by_me(self) -> bool:
        """Say whether the reader is among those who comment, and this is the version they comment on."""
        me = actor()
        drafts = rules.among_drafters(me, self.version) and allows(me, self.at.write, self.owner)
        return drafts and self.version is queries.newest(self.versions)

    @property
    def open_to_me(self) -> bool:
        """Say whether the reader may write in it now."""
        return rules.is_open(self.version) and allows(actor(), self.at.write, self.owner)


@dataclass(frozen=True)
class InSection(Text):
    """The same with one section in hand."""

    section: Section


@dataclass(frozen=True)
class Aside(InSection):
    """The same with a text that was put aside."""

    waiting: Revision


@dataclass(frozen=True)
class Talk(InSection):
    """The same with the comments on the section; `comment` is the one in hand, if one is."""

    comments: Sequence[Comment]
    comment: Comment | None = None


@dataclass(frozen=True)
class Point(Text):
    """The same with a point of the checklist in hand."""

    check: Check


def owner(text: Text) -> Any:
    """Give what the permits are asked of."""
    return text.owner


def newest(at: Mount, **address: Any) -> Text | Response | None:
    """Open the version at work, or in force, or the newest that the reader may know of."""
    return _open(at, address, queries.newest)


def labelled(at: Mount, *, label: str, **address: Any) -> Text | Response | None:
    """Open a version by its label."""
    return _open(at, address, lambda found: next((v for v in found if v.label == label), None))


def in_section(at: Mount, *, key: str, **address: Any) -> InSection | Response | None:
    """Open a section of the newest version, for who may read drafts."""
    text = newest(at, **address)
    if not isinstance(text, Text) or not rules.among_readers(actor(), text.version):
        return None if isinstance(text, Text) else text
    section = queries.section(text.version, key)
    return InSection(**_of(text), section=section) if section else None


def history(at: Mount, *, label: str, key: str, **address: Any) -> InSection | Response | None:
    """Open the revisions of a section, for who drafts."""
    text = labelled(at, label=label, **address)
    if not isinstance(text, Text) or not rules.among_drafters(actor(), text.version):
        return None if isinstance(text, Text) else text
    section = queries.section(text.version, key)
    return InSection(**_of(text), section=section) if section else None


def aside(at: Mount, *, number: int, **address: Any) -> Aside | Response | None:
    """Open a text put aside in a section of the newest version."""
    text = in_section(at, **address)
    if not isinstance(text, InSection):
        return text
    waiting = queries.aside(text.section, number)
    return Aside(**_of(text), waiting=waiting) if waiting else None


def talk(at: Mount, *, key: str, number: int | None = None, **address: Any) -> Talk | Response | None:
    """Open the comments on a section of the newest version, for who drafts; with a number, that one of them."""
    text = in_section(at, key=key, **address)
    if not isinstance(text, InSection) or not rules.among_drafters(actor(), text.version):
        return None if isinstance(text, InSection) else text
    comments = queries.comments(text.version, key=key, seen_by=actor())
    one = next((c for c in comments if c.number == number), None)
    return None if number is not None and one is None else Talk(**_of(text), comments=comments, comment=one)


def commented(text: Talk) -> Any:
    """Give the comment in hand, of which its own permits are asked."""
    return text.comment


def point(at: Mount, *, number: int, **address: Any) -> Point | Response | None:
    """Open a point of the checklist of the newest version."""
    text = newest(at, **address)
    if not isinstance(text, Text) or not rules.among_readers(actor(), text.version):
        return None if isinstance(text, Text) else text
    check = next((c for c in queries.checks(text.version) if c.number == number), None)
    return Point(**_of(text), check=check) if check else None


def _open(at: Mount, address: dict[str, Any], choose: Choice) -> Text | Response | None:
    thing: Any = at.loader(**address)
    if thing is None:
        return None
    if isinstance(thing, Response):
        return thing
    found = queries.versions(thing.ref, at.template(address), seen_by=actor())
    version = choose(found)
    return Text(at, address, thing, found, version) if version else None


def _of(text: Text) -> dict[str, Any]:
    return {field.name: getattr(text, field.name) for field in fields(text)}
