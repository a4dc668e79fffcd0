"""Every write of the plan, by what people come for."""

from wgtool.plan.operations.amending import begin_amending, carry_out, join_version, leave_version, take_back
from wgtool.plan.operations.editing import report_status, set_category, set_timeframe, set_title
from wgtool.plan.operations.importing import (
    Hanging,
    apply_upload,
    compare,
    hanging_now,
    import_plan,
    keep_upload,
    overriding_now,
)
from wgtool.plan.operations.keeping import keep_all, kept_from
from wgtool.plan.operations.renewing import begin_draft, discard, publish, save_map
from wgtool.plan.operations.settling import accept, mark, settle
from wgtool.plan.operations.shipping import ship

__all__ = [
    "Hanging",
    "accept",
    "apply_upload",
    "begin_amending",
    "begin_draft",
    "carry_out",
    "compare",
    "discard",
    "hanging_now",
    "import_plan",
    "join_version",
    "keep_all",
    "keep_upload",
    "kept_from",
    "leave_version",
    "mark",
    "overriding_now",
    "publish",
    "report_status",
    "save_map",
    "set_category",
    "set_timeframe",
    "set_title",
    "settle",
    "ship",
    "take_back",
]
