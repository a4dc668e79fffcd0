"""Facts about actors, versions and their texts."""

from __future__ import annotations

from collections.abc import Iterable

from wgtool.documents.models import Comment, Level, Section, Version, VersionStatus
from wgtool.documents.outlines import PRODUCTS, Outline, is_starter, outline_of, title_of
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _, _l, listed, reading_as
from wgtool.kernel.permits import who
from wgtool.kernel.sight import Sight

MOST = 60_000


@who(_l("the lead of whom the text belongs to"))
def leads(actor: Actor, thing: Version | Comment) -> bool:
    """Let who leads the owner of the text."""
    owner = thing.document.owner
    return actor.wears("lead", owner.kind, owner.id)


@who(_l("who wrote the comment"))
def wrote(actor: Actor, comment: Comment) -> bool:
    """Let who wrote the comment."""
    return actor.person is not None and actor.person == comment.by


@who(_l("nobody by hand: a ruling does it"))
def nobody(actor: Actor, thing: object) -> bool:
    """Let no one."""
    return False


def among_drafters(actor: Actor, version: Version) -> bool:
    """Say whether the drafts behind a version are the actor's to read: its group's and the support team's."""
    return actor.is_tool or actor.supports or version.audience in actor.keys


def among_readers(actor: Actor, version: Version) -> bool:
    """Say the same of what was submitted: its group, its body, the support team."""
    return among_drafters(actor, version) or (version.also is not None and version.also in actor.keys)


def is_open(version: Version) -> bool:
    """Say whether people may write in it."""
    return version.status == VersionStatus.DRAFT


def not_discussed(version: Version) -> str | None:
    """Say why nobody can comment on a version: it is over."""
    if version.status in {VersionStatus.SUPERSEDED, VersionStatus.DECLINED}:
        return _("%(label)s is over: its comments can be read, not added to.", label=version.label)
    return None


def outline(version: Version) -> Outline:
    """Give the outline of a version's text."""
    return outline_of(version.document.template)


def not_written(version: Version, key: str) -> str | None:
    """Say that nobody writes a section, if it is drawn from records."""
    if outline(version).is_drawn(key):
        return _("Nobody writes this section: it is put in when the text is submitted. Change what it is drawn from.")
    return None


def missing(version: Version) -> list[Section]:
    """Give the mandatory sections that nobody has written."""
    return [s for s in version.sections if s.mandatory and not s.text.strip()]


def unchanged(version: Version) -> list[Section]:
    """Give the sections that still hold nothing but the words offered to begin with."""
    parts = ((s, outline(version).part(s.key)) for s in version.sections if s.text.strip())
    return [s for s, part in parts if part is not None and is_starter(part, s.text)]


def unready(version: Version) -> str | None:
    """Say why the text cannot be submitted yet, naming the sections, if it cannot."""
    said = []
    if empty := missing(version):
        said.append(_("Write first: %(sections)s.", sections=_named(empty)))
    if starters := unchanged(version):
        said.append(_("Still only the words to begin with: %(sections)s.", sections=_named(starters)))
    if waiting := [s for s in version.sections if s.waiting]:
        said.append(_("Two texts wait for a choice: %(sections)s.", sections=_named(waiting)))
    return " ".join(said) or None


def not_its_own(version: Version) -> str | None:
    """Say why a group cannot put a text in force by itself: a body decides on it, or it is not ready."""
    if version.document.template.split("-", 1)[0] not in PRODUCTS:
        return _("A group does not put this text in force by itself: submit it.")
    return unready(version)


def not_before_a_body(version: Version) -> str | None:
    """Say that there is no ruling to take back, if the version did not come from its body."""
    return None if version.also else _("There is no ruling on this to take back.")


def not_raisable(version: Version) -> str | None:
    """Say why the GLM cannot endorse a text now: it endorses what the SAG has endorsed and is in force."""
    return None if version.level == Level.SAG else _("The GLM endorses what the SAG has endorsed.")


def not_upheld(version: Version) -> str | None:
    """Say why the SAG cannot endorse a text now that its group agreed on."""
    return None if version.level == Level.GROUP else _("The SAG endorses what the group has agreed on.")


def not_published(version: Version) -> str | None:
    """Say why a text can't be shown to everybody: it is already."""
    return _("Everybody sees it already.") if version.sight == Sight.PUBLIC else None


def clarifies(label: str) -> bool:
    """Say whether a version only clarifies the one before: v1.1."""
    return "." in label


def _named(sections: Iterable[Section]) -> str:
    return listed(f"“{title_of(s.key)}”" for s in sections)


def whole_text(version: Version) -> str:
    """Give the version as one Markdown text. The headings are English whatever the reader's language: it is digested."""
    with reading_as("en"):
        parts = [(title_of(s.key), s.text) for s in version.sections if s.text.strip()]
    said = "".join(f"\n## {title}\n\n{text}\n" for title, text in parts)
    return f"# {version.document.title}, {version.label}\n{said}"


def next_label(labels: Iterable[str]) -> str:
    """Give the label after all of these; a number is never used twice."""
    numbers = [int(label.removeprefix("v").split(".")[0]) for label in labels]
    return f"v{max(numbers, default=0) + 1}"


def next_clarification(of: str, labels: Iterable[str]) -> str:
    """Give the label of the next clarification of a version: v1.1 of v1, v1.2 of v1.1."""
    whole = of.split(".")[0]
    minors = [int(label.split(".")[1]) for label in labels if label.startswith(f"{whole}.")]
    return f"{whole}.{max(minors, default=0) + 1}"
