"""Writing in a draft. Every text that arrives is a revision: of the section's story, or beside it until one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wgtool.documents import events, queries, rules
from wgtool.documents.merge import Merged, merge
from wgtool.documents.models import Check, Document, Revision, Section, Version
from wgtool.documents.outlines import outline_of
from wgtool.documents.prose import normalise
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.i18n import _
from wgtool.kernel.refusals import Refused, Stale
from wgtool.kernel.sight import Sight
from wgtool.kernel.writes import hold


@dataclass(frozen=True)
class Saved:
    """What came of a save: the revision it made (None if nothing was new), or the number under which it waits aside.

    `merged` says that the words of `others` were taken in.
    """

    revision: int | None = None
    aside: int | None = None
    merged: bool = False
    others: tuple[int, ...] = ()


def create(*, owner: Ref, outline: str, title: str, audience: str, actor: Actor,
           texts: Mapping[str, str] | None = None) -> Document:  # fmt: skip
    """Begin a text: v1, a draft for its audience, of empty sections but for `texts` by their keys."""
    document = Document(template=outline, title=title, owner_kind=owner.kind, owner_id=owner.id)
    said = texts or {}
    fresh = [
        Section(key=p.key, place=n, mandatory=p.mandatory, text=said.get(p.key, ""))
        for n, p in enumerate(outline_of(outline).parts, 1)
    ]
    _begin(document, "v1", audience, [_copy(section, actor) for section in fresh], actor)
    return document


def revise(document: Document, *, actor: Actor, clarifies: bool = False) -> Version:
    """Begin the next version as a copy of the one in force, or one that only clarifies it (v1.1).

    Raises Refused while another is at work.
    """
    document = hold(queries.document_to_change(document.id))
    old = queries.in_force(document.versions)
    if old is None:
        raise Refused(_("Only an endorsed text can be revised."))
    if queries.newest(document.versions[::-1]) is not old:
        raise Refused(_("The next version is being worked on already."))
    copies = [_copy(s, actor, drawn=outline_of(document.template).is_drawn(s.key)) for s in queries.sections(old)]
    labels = [v.label for v in document.versions]
    label = rules.next_clarification(old.label, labels) if clarifies else rules.next_label(labels)
    return _begin(document, label, old.audience, copies, actor)


def _begin(document: Document, label: str, audience: str, sections: list[Section], actor: Actor) -> Version:
    version = Version(document=document, label=label, sight=Sight.GROUP, audience=audience, sections=sections)
    db.session.add(version)
    db.session.flush()
    announce(events.Drafted(actor=actor, subject=version.ref, label=label, **line_of(version)))
    return version


def _copy(old: Section, actor: Actor, *, drawn: bool = False) -> Section:
    new = Section(key=old.key, place=old.place, mandatory=old.mandatory, text=old.text)
    if old.text and not drawn:
        new.revision, new.saved_by, new.saved_at = 1, actor.person, clock.now()
        first = Revision(number=1, text=old.text, saved_by=actor.person, saved_at=clock.now())
        new.revisions = [first]
    return new


def line_of(version: Version) -> dict[str, Any]:
    """Give the sight and places of a line of history about a version that is not public."""
    return {"touches": version.touches, "sight": Sight.GROUP, "audience": version.audience, "also": version.also}


def save(section: Section, *, text: str, seen: int, actor: Actor) -> Saved:
    """Save a section drawn at revision `seen`. Merges what others saved since; puts the text aside where both met.

    Saving what is there already is nothing. Raises Refused unless the version is a draft.
    """
    version, section = _hold(section)
    mine = normalise(text)
    if mine == section.text:
        return Saved()
    return _settle(version, section, mine, seen, actor)


def choose(section: Section, *, aside: int, seen: int, chosen: Sequence[tuple[str, str]], actor: Actor) -> Saved:
    """Take in a text put aside: for each place where it met the text of revision `seen`, ("mine" | "theirs" | "both"
    | "anew", the words written anew). Raises Stale if the places are no longer those.
    """
    version, section = _hold(section)
    waiting = queries.aside(section, aside)
    if waiting is None:
        raise Refused(_("This text was not put aside."))
    met = meeting(section, waiting, seen)
    if len(met.clashes) != len(chosen):
        raise Stale(_("Look again: the texts changed in between."), theirs={"text": section.text}, mine={})
    pairs = zip(met.clashes, chosen, strict=True)
    picked = met.resolve(
        {"mine": c.mine, "theirs": c.theirs, "both": c.both}.get(how, anew) for c, (how, anew) in pairs
    )
    unused = met.resolve(anew for _, anew in chosen) if _wrote_in_vain(met, chosen) else None
    if unused is not None:
        _keep(version, section, unused, since=seen, actor=actor, settled=True)
    saved = _settle(version, section, picked, seen, actor, chosen=True)
    if not waiting.settled:
        waiting.settled, section.waiting = True, section.waiting - 1
    return saved


def meeting(section: Section, waiting: Revision, seen: int) -> Merged:
    """Put a text put aside together with what the section said at `seen`."""
    return merge(queries.text_at(section, waiting.since), waiting.text, queries.text_at(section, seen))


def _wrote_in_vain(met: Merged, chosen: Sequence[tuple[str, str]]) -> bool:
    """Say whether somebody wrote words anew and then chose others; they are kept all the same."""
    pairs = zip(met.clashes, chosen, strict=True)
    return any(how != "anew" and anew and normalise(anew) != normalise(c.both) for c, (how, anew) in pairs)


def _hold(section: Section) -> tuple[Version, Section]:
    version = hold(queries.version_alone(section.version_id))
    if not rules.is_open(version):
        raise Refused(_("%(label)s is locked. Your text is below; copy it to keep it.", label=version.label))
    if objection := rules.not_written(version, section.key):
        raise Refused(objection)
    return version, hold(queries.section_to_change(section.id))


def _settle(version: Version, section: Section, mine: str, seen: int, actor: Actor, *, chosen: bool = False) -> Saved:
    if seen == section.revision:
        return _written(version, section, mine, seen, actor, chosen=chosen)
    base = queries.text_at(section, seen)
    merged = merge(base, mine, section.text)
    if merged.text is None:
        number = _keep(version, section, mine, since=seen, actor=actor)
        return Saved(aside=number, others=tuple(queries.savers(section, seen)))
    others = () if base == section.text else tuple(queries.savers(section, seen))
    return _written(version, section, merged.text, seen, actor, chosen=chosen, others=others,
                    merged=merged.text != mine)  # fmt: skip


def _written(version: Version, section: Section, text: str, since: int, actor: Actor, *, chosen: bool,
             merged: bool = False, others: tuple[int, ...] = ()) -> Saved:  # fmt: skip
    """Add a revision to the section's story. A choice is one even where it kept the text that stood."""
    if text == section.text and not chosen:
        return Saved()
    section.revision += 1
    section.text, section.saved_by, section.saved_at = text, actor.person, clock.now()
    db.session.add(
        Revision(section_id=section.id, number=section.revision, text=text, saved_by=actor.person,
                 saved_at=clock.now(), since=since, merged=merged)
    )  # fmt: skip
    announce(events.SectionSaved(actor=actor, subject=version.ref, section=section.key, revision=section.revision,
                                 **line_of(version)))  # fmt: skip
    return Saved(revision=section.revision, merged=merged, others=others)


def _keep(version: Version, section: Section, text: str, *, since: int, actor: Actor, settled: bool = False) -> int:
    """Keep a text beside the section's story."""
    section.revision += 1
    db.session.add(
        Revision(section_id=section.id, number=section.revision, text=text, saved_by=actor.person,
                 saved_at=clock.now(), since=since, aside=True, settled=settled)
    )  # fmt: skip
    if not settled:
        section.waiting += 1
        announce(events.TextPutAside(actor=actor, subject=version.ref, section=section.key,
                                     revision=section.revision, **line_of(version)))  # fmt: skip
    return section.revision


def tick(check: Check, *, done: bool = True, actor: Actor) -> None:
    """Tick a point of the checklist, or open it again. Nothing happens if it stands so already."""
    version = hold(queries.version_alone(check.version_id))
    if not rules.is_open(version):
        raise Refused(_("%(label)s is locked.", label=version.label))
    check = hold(queries.check_to_change(check.id))
    if (check.done_at is not None) == done:
        return
    check.done_at, check.done_by = (clock.now(), actor.person) if done else (None, None)
    kind = events.CheckTicked if done else events.CheckReopened
    announce(kind(actor=actor, subject=version.ref, point=check.number, **line_of(version)))
