"""The list of exercises, and the matrix of one, as files."""

from __future__ import annotations

from wgtool.kernel.actors import actor
from wgtool.kernel.leaving import leaves
from wgtool.learning import listing, matrix
from wgtool.learning.permits import P
from wgtool.learning.views import bp, loading
from wgtool.learning.views.exercises import chosen

leaves(bp, "/learning", "index", P.READ, lambda: listing.sheet(chosen(), seen_by=actor()))
leaves(
    bp, "/learning/<number>/matrix", "matrix", P.READ, lambda one: matrix.sheet(one, seen_by=actor()), loading.exercise
)
