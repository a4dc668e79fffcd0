"""Facts about texts. The subject is the version; its owner's timeline is touched."""

from __future__ import annotations

from wgtool.documents.outlines import title_of
from wgtool.kernel.events import Event
from wgtool.kernel.i18n import _l


class Drafted(Event):
    """A new version was begun, empty or as a copy of the one before."""

    sentence = _l("%(label)s of the text was begun.")
    label: str


class SectionSaved(Event):
    """Somebody saved a section."""

    sentence = _l("“%(section)s” was saved, revision %(revision)s.")
    words = {"section": title_of}
    section: str
    revision: int


class TextPutAside(Event):
    """A text met another one for the same sentence; both are kept until somebody chooses."""

    sentence = _l("Two texts met in “%(section)s”. The second is kept as revision %(revision)s until one is chosen.")
    words = {"section": title_of}
    section: str
    revision: int


class Submitted(Event):
    """A version was locked and put to its body."""

    sentence = _l("%(label)s was submitted and locked.")
    label: str


class Returned(Event):
    """A ruling sent a version back with a checklist."""

    sentence = _l("%(label)s was returned with a checklist of %(points)s.")
    label: str
    points: int


class SentBack(Event):
    """A ruling on the version in force gave the next one a checklist."""

    sentence = _l("The %(body)s returned the text: %(label)s has a checklist of %(points)s.")
    label: str
    points: int
    body: str


class ChecklistTakenBack(Event):
    """The ruling that gave the next version a checklist was undone."""

    sentence = _l("The ruling was taken back, and with it the checklist of %(label)s.")
    label: str


class Unlocked(Event):
    """The question was withdrawn; the version is a draft again."""

    sentence = _l("%(label)s was taken back and is a draft again.")
    label: str


class Endorsed(Event):
    """A version is in force; everybody may read it."""

    sentence = _l("%(label)s is endorsed and in force.")
    label: str


class Superseded(Event):
    """A newer version took its place."""

    sentence = _l("%(label)s was superseded.")
    label: str


class Declined(Event):
    """A ruling declined a version."""

    sentence = _l("%(label)s was declined.")
    label: str


class Dropped(Event):
    """A draft was given up before it was submitted."""

    sentence = _l("%(label)s was given up.")
    label: str


class ReviewSet(Event):
    """A text in force is to be looked at by another day."""

    sentence = _l("%(label)s is to be reviewed by %(review_by)s.")
    days = ("review_by",)
    label: str
    review_by: str


class RulingTakenBack(Event):
    """What a ruling did to a version was undone; it is before its body again."""

    sentence = _l("The ruling on %(label)s was taken back; it is submitted again.")
    label: str


class BackInForce(Event):
    """What superseded a version was taken back."""

    sentence = _l("%(label)s is in force again.")
    label: str


class Agreed(Event):
    """A group agreed on a text of its own; no body was asked."""

    sentence = _l("The group agreed on %(label)s.")
    label: str


class Published(Event):
    """A text that a group agreed on is shown to everybody."""

    sentence = _l("%(label)s was published.")
    label: str


class Upheld(Event):
    """The SAG endorsed a text that a group had agreed on."""

    sentence = _l("%(label)s is endorsed by the SAG.")
    label: str


class LetGo(Event):
    """The endorsement by the SAG was taken back."""

    sentence = _l("The endorsement of %(label)s by the SAG was taken back.")
    label: str


class LevelRaised(Event):
    """A text in force is endorsed by a higher body, too."""

    sentence = _l("%(label)s is endorsed by the GLM, too.")
    label: str


class LevelLowered(Event):
    """The endorsement by a higher body was taken back."""

    sentence = _l("The endorsement of %(label)s by the GLM was taken back.")
    label: str


class CheckTicked(Event):
    """A point of the checklist is done."""

    sentence = _l("Point %(point)s of the checklist is done.")
    point: int


class CheckReopened(Event):
    """A point of the checklist was not done after all."""

    sentence = _l("Point %(point)s of the checklist is open again.")
    point: int


class Commented(Event):
    """Somebody said something about a section."""

    sentence = _l("“%(section)s” was commented on, comment %(comment)s.")
    words = {"section": title_of}
    section: str
    comment: int


class CommentAnswered(Event):
    """Somebody answered a comment."""

    sentence = _l("Comment %(comment)s on “%(section)s” was answered.")
    words = {"section": title_of}
    section: str
    comment: int


class CommentResolved(Event):
    """A comment is settled."""

    sentence = _l("Comment %(comment)s on “%(section)s” is resolved.")
    words = {"section": title_of}
    section: str
    comment: int


class CommentReopened(Event):
    """A comment was not settled after all."""

    sentence = _l("Comment %(comment)s on “%(section)s” is open again.")
    words = {"section": title_of}
    section: str
    comment: int
