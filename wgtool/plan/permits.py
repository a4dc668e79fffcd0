"""What may be done with the plan."""

import enum


class P(enum.StrEnum):
    """Permits of the plan, resource:action."""

    READ = "plan:read"
    EDIT = "plan:edit"
    IMPORT = "plan:import"
    REPORT_STATUS = "status:report"
    SETTLE = "plan:settle"
    RENEW = "plan:renew"
