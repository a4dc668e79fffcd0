"""Requests and answers: the guard before a view, `page` and `go` after it. The only module that knows htmx."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial, wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Response, abort, current_app, flash, g, make_response, render_template, request, session
from flask_wtf.csrf import CSRFProtect, generate_csrf
from htmx_flask import Htmx
from itsdangerous import URLSafeTimedSerializer
from jinja2_fragments.flask import render_block

from wgtool.kernel import clock, once, permits
from wgtool.kernel.actors import Actor, actor
from wgtool.kernel.asked import SAFE
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Forbidden
from wgtool.kernel.templates import set_above
from wgtool.kernel.writes import Answer

KEPT = "kept-"
RESENT = "resent"  # the session's note of the address a form was sent to without a session
MACHINE = "wgtool.machine"
NEVER_KEPT = ("password", "csrf_token", once.FIELD, "token")
MEGABYTE = 1024 * 1024
VARY = "HX-Request, HX-Request-Type, HX-History-Restore-Request, Cookie, Accept-Language, Accept-Encoding"
csrf = CSRFProtect()
htmx = Htmx()


def csrf_token() -> str:
    """Give the token that forms of this session carry. It runs out with the session, but is another one each second.

    That is what keeps it from being guessed by the lengths of compressed pages: docs/decisions/0005.
    """
    kept = session.get("csrf_token")
    key = str(current_app.config["SECRET_KEY"])
    return _signed(key, kept, int(clock.now().timestamp())) if kept else str(generate_csrf())


@lru_cache(maxsize=1024)
def _signed(key: str, kept: str, _second: int) -> str:
    return str(_signer(key).dumps(kept))


@lru_cache(maxsize=4)
def _signer(key: str) -> URLSafeTimedSerializer:
    """Give what signs as Flask-WTF does, which looks at the signature."""
    return URLSafeTimedSerializer(key, salt="wtf-csrf-token")


class SignInFirst(Exception):
    """A guest asks for what needs a person."""


@dataclass(frozen=True)
class Guarded:
    """What the guard of a view asks; the access matrix is drawn from these."""

    permit: enum.StrEnum
    loader: Callable[..., Any] | None
    guests: bool
    on: Callable[[Any], Any] | None = None


def guard(
    permit: enum.StrEnum,
    loader: Callable[..., Any] | None = None,
    *,
    guests: bool = False,
    csrf_exempt: bool = False,
    on: Callable[[Any], Any] | None = None,
    machine: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let only holders of `permit` on the loaded thing reach the view, which gets the thing instead of the address.

    In this order: a POST without a session, unless `guests` may send it, 401; CSRF 400; a form already done, its
    first answer; the loader (None is 404); the permit, 401 for guests and 403 with the sentence for others. The permit
    is asked of the loaded thing, or of what `on` gives of it. A `machine` is nobody, whatever cookie it sends: it
    gets none back, and may ask without HTTPS, from beside the server in front.
    """

    def wrap(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**address: Any) -> Any:
            if machine:
                request.environ[MACHINE], g.actor = True, Actor.guest()
            if request.method not in SAFE:
                if not guests and not actor().signed_in:
                    raise SignInFirst
                if not csrf_exempt:
                    csrf.protect()
                once.check()
            if any(_no_key(value) for _name, value in request.args.items(multi=True)):
                abort(404)
            things = _load(loader, address)
            _let(permit, *(map(on, things) if on else things))
            return view(*things) if loader else view(**address)

        guarded.guarded = Guarded(permit, loader, guests, on)  # type: ignore[attr-defined]
        if machine:
            guarded.talisman_view_options = {"force_https": False}  # type: ignore[attr-defined]
        return guarded

    return wrap


def takes_at_most(megabytes: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Say how large a file the form of a view takes, where that is less than what can be sent: for who sends more."""

    def wrap(view: Callable[..., Any]) -> Callable[..., Any]:
        view.takes = megabytes * MEGABYTE  # type: ignore[attr-defined]
        return view

    return wrap


def _load(loader: Callable[..., Any] | None, address: dict[str, Any]) -> tuple[Any, ...]:
    if loader is None:
        return ()
    if any(_no_key(part) for part in address.values()):
        abort(404)
    g.reload = partial(loader, **address)
    g.loaded = thing = g.reload()
    if thing is None:
        abort(404)
    if isinstance(thing, Response):  # an old address that moved
        abort(thing)
    return (thing,)


def _no_key(part: object) -> bool:
    """Say whether a part of an address can be no key of ours, which a database would not even look for."""
    return part > 2**31 - 1 if isinstance(part, int) else "\x00" in str(part)


def _let(permit: enum.StrEnum, thing: Any = None) -> None:
    if permits.allows(actor(), permit, thing):
        return
    if not actor().signed_in:
        raise SignInFirst
    raise Forbidden(permits.refusal(permit))


def again() -> Any:
    """Give the guarded thing as it is now: loaded anew where a refused write may have changed it, as a view must show it."""
    thing = g.loaded if request.method in SAFE else g.reload()
    if thing is None:
        abort(404)
    return thing


def is_fragment() -> bool:
    """Say whether htmx wants a part of the page rather than all of it."""
    asked = request.headers
    return bool(request.htmx) and not (  # type: ignore[attr-defined]
        asked.get("HX-Boosted") == "true"
        or asked.get("HX-History-Restore-Request") == "true"
        or asked.get("HX-Request-Type") == "full"
    )


def page(template: str, fragment: str | None = None, *, status: int | None = None, **context: Any) -> Response:
    """Render a page, or its block `fragment` for htmx. A form in the context decides 200, 422 or 409."""
    html = (
        render_block(template, fragment, **{**context, **set_above(template, context)})
        if fragment and is_fragment()
        else render_template(template, **context)
    )
    response = make_response(html, status or _status(context.get("form")))
    response.headers["Vary"] = VARY
    return response


def _status(form: Any) -> int:
    if form is None:
        return 200
    if getattr(form, "refusal", None):
        return 409
    return 422 if form.errors else 200


def go(location: str) -> Response:
    """Send the browser to a local address: 303, or 204 with HX-Redirect for htmx."""
    if bool(request.htmx):  # type: ignore[attr-defined]
        return Response(status=204, headers={"HX-Redirect": location})
    return Response(status=303, headers={"Location": location})


def answered(answer: Answer) -> Response:
    """Send the browser where a finished write said, with the slip that says what was done.

    A long form is told that its draft is safe.
    """
    told = _("Done.") if answer.sentence is None else answer.sentence
    if told:
        flash(told)
    if kept := request.form.get("kept"):
        flash(kept[:80], "kept")
    return go(answer.location)


def local(address: str | None) -> str | None:
    """Give `address` if it is a path of ours, else None; for `next` parameters."""
    if not address or not address.startswith("/") or address.startswith("//") or "\\" in address:
        return None
    if not address.isprintable():  # a line break would end the header, a tab is skipped by browsers
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address


def own_origin() -> bool | None:
    """Say whether a POST comes from a page of ours; None if the browser does not tell."""
    if origin := request.headers.get("Origin"):
        return origin.rstrip("/") == request.host_url.rstrip("/")
    site = request.headers.get("Sec-Fetch-Site")
    return None if site is None else site in {"same-origin", "none"}


def kept_fields(prefix: str = "") -> list[tuple[str, str]]:
    """Give (name, value) of what a person had written, without passwords and tokens; only from our own pages.

    With a prefix, only the fields that another form carried under it, as the sign-in does.
    """
    if not own_origin():
        return []
    pairs = [(n.removeprefix(prefix), v) for n, v in request.form.items(multi=True) if n.startswith(prefix)]
    return [(name, value) for name, value in pairs if not any(part in name for part in NEVER_KEPT)]
