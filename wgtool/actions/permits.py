"""What may be done with action points."""

import enum


class P(enum.StrEnum):
    """Permits of action points, resource:action."""

    READ = "action:read"
    OPEN = "action:open"
    EDIT = "action:edit"
    REPORT = "action:report"
    MOVE = "action:move"
    VERIFY = "action:verify"
    SETTLE = "action:settle"
    REOPEN = "action:reopen"
    SHOW = "action:show"
    HAND_OVER = "action:hand-over"
    SEE_CONTACT = "action:see-contact"
    ANSWER_MINE = "action:answer-mine"
    USE_LINK = "action:use-link"
    TAKE_OVER = "action:take-over"
