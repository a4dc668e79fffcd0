"""The pages of the lifecycle's steps and of the terms of reference."""

from flask import url_for

from wgtool.documents.mount import mount
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.permits import P
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
mount(
    bp,
    prefix="/groups/<code>",
    loader=loading.group,
    read=P.READ_TEXT,
    write=P.WRITE_TEXT,
    submit=P.SUBMIT,
    submit_url=lambda group: url_for("groups.submit", code=group.code),
    home=loading.url,
)
