"""What may be done with questions and bodies."""

import enum


class P(enum.StrEnum):
    """Permits of decisions, resource:action."""

    READ = "question:read"
    OPEN = "question:open"
    ANSWER = "question:answer"
    RECORD = "question:record"
    CAST = "question:cast"
    ASK = "question:ask"
    EXTEND = "question:extend"
    TURN = "question:turn-into-vote"
    CONCLUDE = "question:conclude"
    RULE = "question:rule"
    SET_CONDITIONS = "question:set-conditions"
    MEET = "condition:meet"
    DROP = "condition:drop"
    WITHDRAW = "question:withdraw"
    TAKE_BACK = "question:take-back"
    CLEAR = "objection:clear"
    OVERRULE = "objection:overrule"
    REPLY = "objection:reply"
    KEEP_SITTING = "sitting:keep"
    MANAGE = "body:manage"
    NAME_SECRETARY = "body:name-secretary"
