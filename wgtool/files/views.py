"""Handing a file out, and taking it away."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app
from werkzeug.http import dump_options_header

from wgtool.config import Settings
from wgtool.files import kinds, operations, pages, queries, store
from wgtool.files.models import Attachment
from wgtool.files.permits import P
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _
from wgtool.kernel.web import answered, guard
from wgtool.kernel.writes import writing

bp = Blueprint("files", __name__)
SANDBOX = {"default-src": "'none'", "sandbox": ""}


def _attachment(id: int) -> Attachment | None:
    return queries.seen(id, seen_by=actor())


@bp.get("/files/<int:id>")
@guard(P.READ, _attachment)
def download(attachment: Attachment) -> Response:
    """Hand a file out: as a download, or in place where it is a picture, and always in a sandbox."""
    kind = kinds.BY_TYPE[attachment.type]
    response = _body(attachment)
    response.headers["Content-Type"] = (
        attachment.type if kind.shown or kind is kinds.PDF else "application/octet-stream"
    )
    response.headers["Content-Disposition"] = _disposition(attachment.name, shown=kind.shown)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


download.talisman_view_options = {"content_security_policy": SANDBOX}  # type: ignore[attr-defined]


def _body(attachment: Attachment) -> Response:
    """Leave the content to the web server where it can, else send it a little at a time."""
    settings: Settings = current_app.extensions["settings"]
    path = store.place(attachment.digest)
    if settings.sendfile == "x-accel-redirect":
        return Response(headers={"X-Accel-Redirect": f"/stored/{path}"})
    if settings.sendfile == "x-sendfile":
        return Response(headers={"X-Sendfile": str(store.folder() / path)})
    if not (store.folder() / path).exists():
        current_app.logger.error(
            "attachment %s: its content is not at %s; restore it from a backup", attachment.id, path
        )
        abort(404)
    return Response(store.parts(attachment.digest), headers={"Content-Length": str(attachment.size)})


def _disposition(name: str, *, shown: bool) -> str:
    """Give the header that names a file, in any script (RFC 6266)."""
    plain = name.isascii()
    named = {"filename": name} if plain else {"filename*": f"UTF-8''{quote(name, safe='')}"}
    return dump_options_header("inline" if shown else "attachment", named)


@bp.post("/files/<int:id>/remove")
@guard(P.REMOVE, _attachment)
def remove(attachment: Attachment) -> Response:
    """Take a file away."""
    with writing() as answer:
        operations.remove(attachment, actor=actor())
        answer.to(pages.page_of(attachment.owner))
        answer.say(_("“%(name)s” is removed. That it was there stays told.", name=attachment.name))
    return answered(answer)
