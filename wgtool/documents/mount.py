"""Adds the pages of a text to the room of its owner, under the owner's permits."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint

from wgtool.documents import opened
from wgtool.documents.opened import Mount
from wgtool.documents.outlines import TERMS
from wgtool.documents.permits import P
from wgtool.documents.views import commenting, leaving, reading, writing
from wgtool.kernel.web import guard

BOTH = ("GET", "POST")


def mount(
    bp: Blueprint, *, prefix: str, loader: Callable[..., Any], read: enum.StrEnum, write: enum.StrEnum,
    submit: enum.StrEnum | None = None, submit_url: Callable[[Any], str] | None = None,
    home: Callable[[Any], str] | None = None, revise: enum.StrEnum | None = None,
    revise_url: Callable[[Any], str] | None = None, clarify_url: Callable[[Any], str] | None = None,
    give_up: str = "", outline: str = TERMS,
    unless: Callable[[Any], str | None] | None = None, by: str = "", tabs: Callable[[Any], Sequence[Any]] | None = None,
) -> Mount:  # fmt: skip
    """Add `<prefix>/<outline>` and what hangs on it to a blueprint.

    `loader` gets the variables of the prefix and gives the owner (a Thing), None or a redirect, as for any guard;
    `read` and `write` are asked of the owner. The endpoints are `terms`, `terms_version`, `terms_compare`,
    `terms_revisions`, `terms_edit`, `terms_choose`, `terms_tick`, and `terms_comments`,
    `terms_answer` and `terms_settle` for comments, `terms_docx` and `terms_pdf` for files. With `submit` and `submit_url(owner)` the page has
    the button to submit, for who may, with `revise` and `revise_url(owner)` the one to begin the next version of a text
    in force, with `clarify_url(owner)` the one to begin a clarification. With `give_up`, an endpoint of the blueprint
    with the same variables, a begun next version can be given up by who may `revise`; where an owner has several, a
    first one, too. `home(owner)` is the owner's own page.
    `tabs(owner)` are the owner's places, shown above the text.
    `unless(owner)` says why it cannot be submitted yet, whatever it says. Where an owner has several texts of a kind,
    `by` is the variable of the prefix that is the template of one, and `outline` is only what the addresses say.
    """
    at = Mount(bp.name, outline, loader, read, write, submit, submit_url, home, revise, revise_url, clarify_url, unless, by,
               tabs, give_up)  # fmt: skip
    add = partial(_add, bp, at, f"{prefix}/{outline}")
    add("", "", reading.read, opened.newest, read)
    add("/compare", "compare", reading.compare, opened.newest, read)
    add("/<label>", "version", reading.read, opened.labelled, read)
    add("/<label>.docx", "docx", leaving.as_docx, opened.labelled, read)
    add("/<label>.pdf", "pdf", leaving.as_pdf, opened.labelled, read)
    add("/<label>/history/<key>", "revisions", reading.revisions, opened.history, read)
    add("/edit/<key>", "edit", writing.edit, opened.in_section, write, BOTH)
    add("/edit/<key>/choose/<int:number>", "choose", writing.choose, opened.aside, write, BOTH)
    add("/comments/<key>", "comments", commenting.comments, opened.talk, write, BOTH)
    add("/comments/<key>/<int:number>", "answer", commenting.answer, opened.talk, write, ("POST",))
    add("/comments/<key>/<int:number>/settle", "settle", commenting.settle, opened.talk, P.SETTLE_COMMENT, ("POST",),
        opened.commented)  # fmt: skip
    add("/checklist/<int:number>", "tick", writing.tick, opened.point, write, ("POST",))
    return at


def _add(
    bp: Blueprint, at: Mount, base: str, rule: str, name: str, view: Callable[..., Any], load: Callable[..., Any],
    permit: enum.StrEnum, methods: tuple[str, ...] = ("GET",), on: Callable[[Any], Any] = opened.owner,
) -> None:  # fmt: skip
    endpoint = f"{at.outline}_{name}" if name else at.outline
    guarded = guard(permit, partial(load, at), on=on)(view)
    bp.add_url_rule(base + rule, endpoint, guarded, methods=methods)
