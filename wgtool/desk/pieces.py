"""The rows of the desk, each made once for what it says: a turn stands there for days, and its words stay the same."""

from __future__ import annotations

from markupsafe import Markup

from wgtool.desk.naming import Label
from wgtool.kernel.i18n import day, moment
from wgtool.kernel.pieces import Pieces
from wgtool.kernel.turns import ABOUT
from wgtool.kernel.waits import Wait, act_of, url_of

SEAM = Markup("<!-- tokens -->")
"""Stands where a form's tokens belong, which are new each time; no text can say it, since texts are escaped."""

TURNS = Pieces("desk/_turn.html", most=2048, seam=SEAM)
WAITED = Pieces("desk/_waited.html", most=2048)


def turn(line: Wait, *, bare: bool) -> Markup:
    """Give the row of a turn of the reader's, with the button of its one step, if it has one and is not `bare`."""
    step = None if bare else act_of(line)
    asked = (step.url, str(step.label)) if step else None
    due = moment(line.due) if line.due else ""
    return TURNS(
        line.id, url_of(line), line.sentence(), line.params.get(ABOUT, ""), day(line.since), line.suspended, due, asked
    )


def waited(line: Wait, label: Label | None) -> Markup:
    """Give the row of a turn of somebody else's, under the name of its thing."""
    since = (line.since.isoformat(), day(line.since))
    due = (line.due.isoformat(), moment(line.due)) if line.due else None
    named = (label.url, label.text) if label else (url_of(line), "")
    return WAITED(*named, line.told_to_others(), line.params.get(ABOUT, ""), since, line.suspended, due)
