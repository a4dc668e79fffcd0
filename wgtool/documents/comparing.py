"""Two sides of a text, and the redline between them.

A side is a version, `v2`, what was submitted of it, `v2@1`, the words its outline offers, or what the reader last read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from wgtool.config import LANGUAGES
from wgtool.documents import queries, rules
from wgtool.documents.align import Work
from wgtool.documents.models import LastRead, Reading, Submission, Version, VersionStatus
from wgtool.documents.opened import Text
from wgtool.documents.outlines import Outline, title_of
from wgtool.documents.prose import gist
from wgtool.documents.redline import Summary, html, redline, summary
from wgtool.kernel import clock
from wgtool.kernel.actors import actor
from wgtool.kernel.i18n import _, day, moment, tongue

Texts = Mapping[str, str]
TEMPLATE, READ = "template", "read"


@dataclass(frozen=True)
class Side:
    """What can be compared."""

    name: str
    title: str


@dataclass(frozen=True)
class Row:
    """A section on two sides. `body` is empty where nothing changed."""

    key: str
    title: str
    body: Markup
    words: Summary


def sides(text: Text) -> list[Side]:
    """Give what the reader may compare, newest first; of each version first its text now."""
    readable = [v.id for v in text.versions if v.submitted_at and rules.among_readers(actor(), v)]
    found = queries.submissions(readable) if readable else ()
    submitted = {id: list(rows) for id, rows in groupby(found, lambda s: s.version_id)}
    told = [side for v in text.versions for side in (Side(v.label, v.label), *_submitted(v, submitted.get(v.id, [])))]
    seen = last_read(text, reading(text))
    mine = [Side(READ, _("what you last read, %(when)s", when=moment(seen.at)))] if seen else []
    return [*told, *mine, Side(TEMPLATE, _("the template"))]


def _submitted(version: Version, rows: Sequence[Submission]) -> Iterator[Side]:
    for one in reversed(rows):
        title = _("%(label)s as submitted on %(day)s", label=version.label, day=day(one.at))
        yield Side(f"{version.label}@{one.number}", title)


def before(text: Text, found: Sequence[Side]) -> str | None:
    """Give the side that a reader wants this version compared with: what was submitted before, else the version before."""
    version = text.version
    submitted = [side.name for side in found if side.name.startswith(f"{version.label}@")]
    earlier = {VersionStatus.DRAFT: submitted, VersionStatus.SUBMITTED: submitted[1:]}.get(version.status, [])
    older = [v.label for v in text.versions if v.id < version.id]
    return next(iter([*earlier, *older]), None)


def texts(text: Text, name: str) -> Texts:
    """Give the texts of a side by section key."""
    if name == TEMPLATE:
        return starters(rules.outline(text.version), queries.texts(text.version))
    if name == READ:
        seen = last_read(text, reading(text))
        return queries.texts_at(seen.version, seen.revisions) if seen else {}
    label, _at, number = name.partition("@")
    version = next(v for v in text.versions if v.label == label)
    return queries.submitted_texts(version, int(number)) if number else queries.texts(version)


def starters(outline: Outline, like: Texts) -> Texts:
    """Give the words an outline offers, in the language that has most words in common with a text, else the reader's."""
    written = set(gist(" ".join(like.values())))
    said = [outline.starters(code) for code in (tongue().language.code, *LANGUAGES)]
    return max(said, key=lambda texts: len(written & set(gist(" ".join(texts.values())))))


def reading(text: Text) -> Reading | None:
    """Give what is remembered of the reader's visits to a text."""
    person = actor().person
    return queries.reading(text.version, person) if person else None


def last_read(text: Text, row: Reading | None) -> LastRead | None:
    """Give what the reader last read of a text, if they know of it still: the visit before this one."""
    seen = row.last(clock.now()) if row else None
    return seen if seen and any(v.id == seen.version for v in text.versions) else None


def changed_since(seen: LastRead, version: Version) -> bool:
    """Say whether anything was saved since; the sections of the version are loaded."""
    now = {s.key: s.revision for s in version.sections}
    return seen.version != version.id or any(number > seen.revisions.get(key, 0) for key, number in now.items())


def rows(was: Texts, now: Texts) -> list[Row]:
    """Compare section by section, within one fixed amount of work."""
    work = Work()
    return [row(key, was.get(key, ""), now.get(key, ""), work) for key in dict.fromkeys([*now, *was])]


def row(key: str, was: str, now: str, work: Work | None = None) -> Row:
    """Compare one section."""
    if was == now:
        return Row(key, title_of(key), Markup(""), Summary(0, 0))
    paras = redline(was, now, work)
    return Row(key, title_of(key), html(paras), summary(paras))
