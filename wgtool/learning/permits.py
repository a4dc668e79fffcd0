"""What may be done with exercises and recommendations."""

import enum


class P(enum.StrEnum):
    """Permits of learning, resource:action."""

    READ = "exercise:read"
    PLAN = "exercise:plan"
    TEND = "exercise:tend"
    LEAD_ON = "exercise:respond"
    READ_ONE = "recommendation:read"
    WRITE_ONE = "recommendation:write"
    NAME_PARTY = "recommendation:name-party"
    ANSWER = "recommendation:answer"
    PASS_BACK = "recommendation:pass-back"
