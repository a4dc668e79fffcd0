"""Pages of learning: exercises, what they recommend, and the response."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("learning", __name__)

from wgtool.learning.views import exercises, leaving, recommendations, writing  # noqa: E402, F401
