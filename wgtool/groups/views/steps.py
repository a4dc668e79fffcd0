"""The pages of the lifecycle's steps."""

from wgtool.groups.lifecycle import LIFE
from wgtool.groups.views import bp, loading
from wgtool.kernel.steps import mount_steps

mount_steps(
    bp,
    LIFE,
    "/groups/<code>",
    loading.group,
    back=loading.url,
    named=lambda group: str(group.name),
    crumbs=loading.crumbs,
)
