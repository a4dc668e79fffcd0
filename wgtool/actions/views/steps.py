"""The pages of the lifecycle's steps."""

from __future__ import annotations

from wgtool.actions.lifecycle import LIFE
from wgtool.actions.views import bp, loading
from wgtool.kernel.steps import mount_steps

mount_steps(
    bp,
    LIFE,
    "/actions/<number>",
    loading.point,
    back=loading.url,
    named=lambda point: str(point.deliverable[:160]),
    crumbs=loading.crumbs,
)
