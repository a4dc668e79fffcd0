"""Joins the rooms: the only module that knows every one."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from wgtool.accounts import panels as accounts_panels
from wgtool.accounts import permits as accounts_permits
from wgtool.accounts import session
from wgtool.accounts import views as accounts
from wgtool.accounts import waiting as accounts_waiting
from wgtool.accounts.forms import SignInForm
from wgtool.actions import listeners as actions_listeners
from wgtool.actions import panels as actions_panels
from wgtool.actions import views as actions
from wgtool.actions import waiting as actions_waiting
from wgtool.amendments import listeners as amendments_listeners
from wgtool.amendments import panels as amendments_panels
from wgtool.amendments import views as amendments
from wgtool.amendments import waiting as amendments_waiting
from wgtool.config import BadSetting, Settings, place, refuse_missing
from wgtool.decisions import listeners as decisions_listeners
from wgtool.decisions import panels as decisions_panels
from wgtool.decisions import rulings
from wgtool.decisions import views as decisions
from wgtool.decisions import waiting as decisions_waiting
from wgtool.demo import panels as demo_panels
from wgtool.demo import views as demo
from wgtool.desk import views as desk
from wgtool.documents import listeners as documents_listeners
from wgtool.files import views as files
from wgtool.groups import listeners as groups_listeners
from wgtool.groups import panels as groups_panels
from wgtool.groups import views as groups
from wgtool.groups import waiting as groups_waiting
from wgtool.history import listeners as history
from wgtool.history import panels as history_panels
from wgtool.kernel import compress, env, errors, hosts, limits, logs, migrations, permits
from wgtool.kernel.addresses import Route
from wgtool.kernel.compiled import Compiled
from wgtool.kernel.db import db, prepare
from wgtool.kernel.headers import Headers
from wgtool.kernel.i18n import _l
from wgtool.kernel.lifecycle import LIFECYCLES
from wgtool.kernel.logs import Tool
from wgtool.kernel.pools import EVERYWHERE, POSTGRES, SQLITE, TwoSided
from wgtool.kernel.web import csrf, htmx
from wgtool.learning import listeners as learning_listeners
from wgtool.learning import panels as learning_panels
from wgtool.learning import views as learning
from wgtool.learning import waiting as learning_waiting
from wgtool.notifications import facts as notified_facts
from wgtool.notifications import links as notified_links
from wgtool.notifications import permits as notifications_permits
from wgtool.notifications import turns
from wgtool.notifications import views as notifications
from wgtool.outcomes import KINDS, OUTCOMES
from wgtool.overview import views as overview
from wgtool.partners import views as partners
from wgtool.plan import views as plan
from wgtool.policy import POLICY
from wgtool.register import panels as register_panels
from wgtool.register import views as register
from wgtool.signups import listeners as signups_listeners
from wgtool.signups import panels as signups_panels
from wgtool.signups import views as signups
from wgtool.signups import waiting as signups_waiting
from wgtool.upkeep import views as upkeep

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ROOMS = (
    partners, accounts, files, decisions, plan, groups, signups, amendments, actions, learning, notifications, demo,
    desk, overview, register, upkeep,
)  # fmt: skip
PARTS: tuple[Any, ...] = (
    accounts_panels, accounts_waiting, history, decisions_listeners, decisions_waiting, history_panels,
    documents_listeners, turns, notified_links, notified_facts, demo_panels, groups_listeners, groups_panels,
    groups_waiting, signups_listeners, signups_panels, signups_waiting, amendments_listeners, amendments_panels,
    amendments_waiting, actions_listeners, actions_panels, actions_waiting, learning_listeners, learning_panels,
    learning_waiting, decisions_panels, register_panels,
)  # fmt: skip
"""What listens, fills places and says whose turn it is, in the order in which it does."""
MENU = (
    ("overview.plan", _l("Plan")),
    ("groups.index", _l("Groups")),
    ("decisions.index", _l("Decisions")),
    ("actions.index", _l("Action points")),
    ("register.index", _l("Register")),
    ("learning.index", _l("Learning")),
    ("partners.index", _l("Partners")),
)


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """Give the application. `overrides` go to Flask's config, for tests."""
    settings = settings or Settings.from_env()
    refuse_missing(settings)
    app = Tool("wgtool", template_folder=str(place("templates")), static_folder=None)
    app.config.from_mapping(_config(settings), **overrides)
    app.url_rule_class = Route
    app.url_map.merge_slashes = False  # the router would lead to whatever host was asked for
    app.extensions["settings"] = settings
    _extend(app, settings)
    permits.install(POLICY)
    rulings.install(OUTCOMES, KINDS)
    _join_rooms(app)
    _refuse_gaps(app)
    upkeep.counts(app, settings, _log(app, settings))
    return app


def _log(app: Flask, settings: Settings) -> logs.RequestLog:
    with app.app_context():
        return logs.register(app, db.engine, level=settings.log_level, behind_proxy=settings.proxies > 0)


def _config(settings: Settings) -> dict[str, Any]:
    sqlite = settings.database_url.startswith("sqlite")
    return {
        "SECRET_KEY": settings.secret_key or _own_secret(settings),
        "SQLALCHEMY_DATABASE_URI": _absolute(settings.database_url),
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "connect_args": SQLITE if sqlite else POSTGRES,
            # A value that a statement names ten times is bound once.
            **({"poolclass": TwoSided, "paramstyle": "named"} if sqlite else {}),
            "pool_pre_ping": not sqlite,
            "execution_options": {"compiled_cache": Compiled()},
            **EVERYWHERE,
        },
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": settings.https,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_NAME": "__Host-wgtool" if settings.https else "wgtool",  # bound to this host, Secure, path /
        "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,  # but once a day: accounts/session.py
        "MAX_CONTENT_LENGTH": settings.max_upload,
    }


def _absolute(url: str) -> str:
    """Make a relative SQLite path absolute, and its folder; Flask-SQLAlchemy would put it into the instance folder."""
    if not url.startswith("sqlite:///"):
        return url
    path = Path(url.removeprefix("sqlite:///")).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"WGTOOL_DATABASE_URL names a folder that cannot be made, {path.parent}: {error.strerror}."
        ) from None
    return f"sqlite:///{path}"


def _own_secret(settings: Settings) -> str:
    """Make a secret once and keep it beside the SQLite file; a PostgreSQL installation must set its own."""
    if not settings.database_url.startswith("sqlite:///"):
        return secrets.token_hex(32)
    path = Path(_absolute(settings.database_url).removeprefix("sqlite:///")).with_name("secret")
    if not path.exists():
        path.write_text(secrets.token_hex(32))
        path.chmod(0o600)
    return path.read_text().strip()


def _extend(app: Flask, settings: Settings) -> None:
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    compress.register(app)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    migrations.register(app)
    csrf.init_app(app)
    htmx.init_app(app)
    limits.register(app, settings.limits_url)
    hosts.answer_only(app, settings.base_url if settings.https else None)
    Headers(
        app, content_security_policy=CSP, force_https=settings.https, session_cookie_secure=settings.https,
        strict_transport_security=settings.https, referrer_policy="same-origin", frame_options="DENY",
    )  # fmt: skip
    env.register(app)
    errors.register(app)


def _join_rooms(app: Flask) -> None:
    session.register(app)
    errors.signs_in_with(lambda: SignInForm(formdata=None))
    for part in PARTS:
        part.register()
    for room in ROOMS:
        app.register_blueprint(room.bp)
    for endpoint, label in MENU:
        env.navigates(endpoint, label)
    env.navigates("accounts.everyone", _l("People"), accounts_permits.P.READ_PEOPLE)
    env.navigates("notifications.undelivered", _l("Mail"), notifications_permits.P.SEE_UNDELIVERED)


def _refuse_gaps(app: Flask) -> None:
    """Stop the start while a route lacks a guard, a permit lacks its row, or a step lacks its operation."""
    for endpoint, view in app.view_functions.items():
        guarded = getattr(view, "guarded", None)
        if guarded is None and endpoint != "asset":
            raise RuntimeError(f"{endpoint} has no guard")
        if guarded is not None:
            permits.clauses(guarded.permit)
    for life in LIFECYCLES.values():
        if life.unbound():
            raise RuntimeError(f"{life.kind}: no operation for {', '.join(life.unbound())}")
