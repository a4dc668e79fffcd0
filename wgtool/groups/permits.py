"""What may be done with groups and memberships."""

import enum


class P(enum.StrEnum):
    """Permits of groups, resource:action."""

    READ = "group:read"
    PROPOSE = "group:propose"
    EDIT = "group:edit"
    SET_CODE = "group:set-code"
    TAKE_UP = "group:take-up"
    WITHDRAW = "group:withdraw"
    TAKE_BACK = "group:take-text-back"
    SUBMIT = "group:submit"
    RULED = "group:ruled"
    READ_TEXT = "terms:read"
    WRITE_TEXT = "terms:write"
    REVISE = "terms:revise"
    SUBMIT_REVISION = "terms:submit-revision"
    ASK_GLM = "terms:ask-glm"
    ASK = "membership:ask"
    INVITE = "membership:invite"
    ANSWER_REQUEST = "membership:answer-request"
    NAME_FOCAL = "membership:name-focal"
    SEE_MEMBERSHIP = "membership:see"
    ANSWER = "membership:answer"
    REVOKE = "membership:revoke"
    CHANGE_ROLE = "membership:change-role"
    END = "membership:end"
    HAND_OVER = "membership:hand-over"
    TAKE_OVER = "membership:take-over"
    KEEP = "membership:keep"
