"""Why a file could not be read: a code, the line, and an English sentence that can be translated later."""

from enum import StrEnum


class Code(StrEnum):
    """What kind of trouble a file is in."""

    NOTHING = "nothing"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    NOT_UTF8 = "not_utf8"
    LOST_CHARACTER = "lost_character"
    NOT_A_PLAN = "not_a_plan"
    TWO_EDITIONS = "two_editions"
    TRUNCATED = "truncated"
    DUPLICATE = "duplicate"
    GAP = "gap"
    WRONG_PARENT = "wrong_parent"
    WITHOUT_OUTCOMES = "without_outcomes"
    WITHOUT_OUTPUTS = "without_outputs"
    WITHOUT_ACTIVITIES = "without_activities"
    NO_TEXT = "no_text"
    NO_GOAL = "no_goal"
    NO_CLAUSE = "no_clause"
    OPEN_BRACKET = "open_bracket"
    STRAY = "stray"
    BAD_NUMBER = "bad_number"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_STATUS = "unknown_status"
    TOO_MANY_CELLS = "too_many_cells"


def N_(text: str) -> str:
    """Mark a sentence for whoever gathers what is to be translated; it is translated when it is said."""
    return text


SENTENCES: dict[str, str] = {
    Code.NOTHING: N_("%(name)s is empty."),
    Code.TOO_LARGE: N_("%(name)s is larger than %(kilobytes)s KB; a plan is much smaller."),
    Code.TOO_LONG: N_("Line %(line)s goes on too long for a plan: no text is longer than %(most)s characters."),
    Code.NOT_TEXT: N_("Line %(line)s of %(name)s is not plain text. Save the plan as plain text (UTF-8) first."),
    Code.NOT_UTF8: N_("Line %(line)s of %(name)s is not UTF-8. Save the plan as plain text in UTF-8 first."),
    Code.LOST_CHARACTER: N_("Line %(line)s holds a character that was lost on the way. Take the text out again."),
    Code.NOT_A_PLAN: N_("This reads neither as the 2019 nor as the 2022 edition of the plan."),
    Code.TWO_EDITIONS: N_("This mixes two editions: line %(line)s reads as 2022, line %(other)s as 2019."),
    Code.TRUNCATED: N_("The plan breaks off after %(number)s, in line %(line)s: its end is missing."),
    Code.DUPLICATE: N_("%(number)s stands twice: in line %(first)s and in line %(line)s."),
    Code.GAP: N_("%(expected)s is missing: line %(line)s goes on with %(number)s."),
    Code.WRONG_PARENT: N_("%(number)s in line %(line)s does not belong where it stands, under %(parent)s."),
    Code.WITHOUT_OUTCOMES: N_("“%(number)s” in line %(line)s has no outcomes."),
    Code.WITHOUT_OUTPUTS: N_("Outcome %(number)s in line %(line)s has no outputs."),
    Code.WITHOUT_ACTIVITIES: N_("Output %(number)s in line %(line)s has no activities."),
    Code.NO_TEXT: N_("%(number)s in line %(line)s has no text."),
    Code.NO_GOAL: N_("“%(number)s” in line %(line)s has no goal."),
    Code.NO_CLAUSE: N_("%(number)s in line %(line)s does not say in brackets who is responsible."),
    Code.OPEN_BRACKET: N_("The bracket behind %(number)s, in line %(line)s, is opened but not closed."),
    Code.STRAY: N_("Line %(line)s follows %(number)s but belongs to nothing: number it, or join it to its sentence."),
    Code.BAD_NUMBER: N_("Line %(line)s begins with “%(found)s”, which is no number of an outcome, output or activity."),
    Code.UNKNOWN_CATEGORY: N_("“%(found)s” in line %(line)s is no category: CRITICAL, Key activity or Furtherance."),
    Code.UNKNOWN_STATUS: N_("“%(found)s” in line %(line)s is no status: To start, Ongoing or Done."),
    Code.TOO_MANY_CELLS: N_("Line %(line)s has more cells than category, lead, timeframe and status."),
}


class Unreadable(Exception):
    """A file that is not the plan, or not the whole of it."""

    def __init__(self, code: Code, line: int | None = None, **params: object) -> None:
        super().__init__(code, line, params)
        self.code = code
        self.line = line
        self.params = {**params, "line": line}

    def __str__(self) -> str:
        """Say in English what is wrong and where."""
        return SENTENCES[self.code] % self.params
