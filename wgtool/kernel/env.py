"""What every template may use: the menu, dates in the reader's language, the once-token, the kit."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from flask import (
    Flask,
    current_app,
    g,
    has_request_context,
    request,
    session,
)
from markupsafe import Markup

from wgtool.config import LANGUAGES, Settings, place
from wgtool.kernel import assets, clock, countries, frame, kit, once, permits, slots, templates, text, waits
from wgtool.kernel.actors import actor
from wgtool.kernel.addresses import url_for
from wgtool.kernel.frame import Place, Reader
from wgtool.kernel.i18n import told_by, tongue
from wgtool.kernel.web import csrf_token

_nav: list[tuple[str, Any, enum.StrEnum | None]] = []


def navigates(endpoint: str, label: Any, permit: enum.StrEnum | None = None) -> None:
    """Put a page in the main menu, in the order of registration; for holders of `permit`, if one is named."""
    if (endpoint, label, permit) not in _nav:
        _nav.append((endpoint, label, permit))


def nav() -> tuple[Place, ...]:
    """Give the main menu; a place is the current one on its page and on all under its address."""
    me, here = actor(), f"{request.path}/"
    shown = tuple(e for e, _label, permit in _nav if permit is None or permits.allows(me, permit))
    urls = _urls(request.root_path, shown)
    return _places(tongue().language.code, shown, urls, tuple(here.startswith(f"{url.rstrip('/')}/") for url in urls))


@lru_cache(maxsize=64)
def _urls(_root: str, endpoints: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(url_for, endpoints))


@lru_cache(maxsize=512)
def _places(_code: str, shown: tuple[str, ...], urls: tuple[str, ...], current: tuple[bool, ...]) -> tuple[Place, ...]:
    labels = {endpoint: label for endpoint, label, _permit in _nav}
    return tuple(Place(str(labels[one]), url, on) for one, url, on in zip(shown, urls, current, strict=True))


def tongue_of_request() -> tuple[str, str]:
    """Choose the language: the one chosen in this browser, else the person's own, else what the browser asks for."""
    if not has_request_context():
        settings: Settings = current_app.extensions["settings"]
        return settings.default_language, "UTC"
    me = actor()
    chosen = session.get("language") or (me.language if me.signed_in else "")
    if chosen not in LANGUAGES:
        chosen = request.accept_languages.best_match(list(LANGUAGES)) or "en"
    return str(chosen), me.zone


def slot(name: str, thing: Any, there: Sequence[bool] | None = None) -> Markup:
    """Render what higher rooms show at a named place of a thing's page; `there` as `slots.panels` takes it."""
    env, known = current_app.jinja_env, _known()
    return Markup("").join(
        Markup(env.get_template(panel.template).render(known, **panel.context))
        for panel in slots.panels(name, thing, actor(), there)
    )


def _known() -> dict[str, Any]:
    """Give what every template knows: gathered once a request, however many panels its page has."""
    if "known" not in g:
        g.known = {}
        current_app.update_template_context(g.known)
    known: dict[str, Any] = g.known
    return known


def _context() -> dict[str, Any]:
    me = actor()
    return {
        "me": me,
        "reader": Reader(me.signed_in, me.name, str(me.person or ""), me.waiting),
        "now": clock.now(),
        "csrf_token": csrf_token,
        **kit.told_in(current_app.jinja_env, tongue()),
    }


def register(app: Flask) -> None:
    """Give the templates their names, and the static files their addresses."""
    assets.register(app)
    app.context_processor(_context)
    told_by(app, tongue_of_request)
    app.jinja_env.globals.update(
        csrf_token=csrf_token, url_for=url_for, country_options=countries.options, frame_languages=frame.languages, frame_top=lambda reader: frame.top(nav(), reader), once_token=once.token, markdown=text.markdown, slot=slot, url_of=waits.url_of,
        can=lambda permit, thing=None: permits.allows(actor(), permit, thing),
    )  # fmt: skip
    templates.register(app, place("templates"))
