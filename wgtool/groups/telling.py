"""What each step of a group sets in motion, in words: the lines of "This will"."""

from __future__ import annotations

from collections.abc import Iterable

from wgtool.documents import queries as documents
from wgtool.documents.outlines import CLOSING, OUTLINES, TERMS
from wgtool.groups import obstacles, rules
from wgtool.groups.models import Deliverable, Group, Status
from wgtool.kernel.i18n import _, listed, ngettext


def take_up(group: Group) -> Iterable[str]:
    """Say what taking it up does."""
    yield _("ask its leads to write its terms of reference")
    yield _("let people ask to join %(code)s", code=group.code)
    yield _("keep its code %(code)s open to change until it is active", code=group.code)


def start(group: Group) -> Iterable[str]:
    """Say the same of a kind that needs no vote."""
    yield _("make %(code)s active at once: a group that shares information needs no vote", code=group.code)
    yield _("let its leads confirm sign-ups of the activities it serves")


def withdraw(group: Group) -> Iterable[str]:
    """Say what withdrawing does."""
    if group.status == Status.SAG_REVIEW:
        yield _("withdraw the question before the SAG")
    yield _("end %(code)s; its story stays readable and its code is not used again", code=group.code)


def take_back(group: Group) -> Iterable[str]:
    """Say what taking the text back does."""
    yield _("withdraw the question before the SAG")
    yield _("open the text to its writers again")


def submit(group: Group) -> Iterable[str]:
    """Say what submitting does."""
    yield _("lock the terms of reference of %(code)s", code=group.code)
    yield _("ask the SAG to decide on them")
    yield from _talk(group, TERMS)


def _talk(group: Group, template: str) -> Iterable[str]:
    """Say which comments on the text are still open: they do not stop it, but who submits has seen them."""
    if left := documents.open_talk(group.ref, template):
        parts = [(OUTLINES[template].part(key), key, number) for key, number in left]
        where = listed((f"{part.title if part else key} ({number})" for part, key, number in parts), long=True)
        yield ngettext("leave %(num)s comment on it open: %(where)s", "leave %(num)s comments on it open: %(where)s",
                       len(left), where=where)  # fmt: skip


def ask_to_pause(group: Group) -> Iterable[str]:
    """Say what asking for a pause does."""
    yield _("ask its SAG focal point, or the support team, to pause %(code)s", code=group.code)
    yield _("leave it active until one of them does")


def pause(group: Group) -> Iterable[str]:
    """Say what a pause does."""
    yield _("suspend its dates: nothing under %(code)s is due or overdue until it resumes", code=group.code)
    yield _("show everybody the code, and only its people what you write beside it")
    yield _("ask for another look at it on the day you name")


def resume(group: Group) -> Iterable[str]:
    """Say what the end of a pause does."""
    yield _("make %(code)s active again, and let its dates count from today", code=group.code)
    yield _("change the dates you fill in, and leave the others as they are")


def start_closing(group: Group) -> Iterable[str]:
    """Say what the beginning of the end does."""
    yield _("begin the closing report of %(code)s", code=group.code)
    if left := len(obstacles.open_under(group)):
        yield ngettext("ask its leads to settle %(num)s thing that is still open under it",
                       "ask its leads to settle %(num)s things that are still open under it", left)  # fmt: skip
    yield _("let nobody new in, and no new terms be written")
    yield _("leave sign-ups with their organisations; offers go to other groups or the support team to be confirmed")


def reopen(group: Group) -> Iterable[str]:
    """Say what opening again does."""
    yield _("make %(code)s active again", code=group.code)
    yield _("withdraw the question before the SAG, if there is one; the closing report stays a draft")


def submit_report(group: Group) -> Iterable[str]:
    """Say what submitting the closing report does."""
    yield _("lock the closing report of %(code)s", code=group.code)
    yield _("ask the SAG to endorse it, which dissolves the group")
    yield from _talk(group, CLOSING)


def ask_to_merge(group: Group) -> Iterable[str]:
    """Say what asking to merge does."""
    yield _("ask the leads of the other group to take %(code)s in, by a new version of their terms", code=group.code)
    yield _("change nothing else until the SAG has decided")
    if left := obstacles.cannot_go_along(group):
        things = listed(left, long=True)
        yield _("leave to you what has to be settled before the SAG can be asked: %(things)s", things=things)


def submit_merger(group: Group) -> Iterable[str]:
    """Say what putting a merger to the SAG does."""
    yield _("lock the new version of the terms of %(code)s", code=group.code)
    for merger in rules.asking(group):
        yield _("ask the SAG to merge %(code)s into it", code=merger.group.code)
    yield from _talk(group, TERMS)


def merged(group: Group, survivor: Group) -> Iterable[str]:
    """Say what becomes of a group that is merged."""
    yield _("merge %(code)s into %(into)s; its page and its story stay readable", code=group.code, into=survivor.code)
    yield _("leave its people to be invited by %(into)s: nobody is moved unasked", into=survivor.code)


def finish(deliverable: Deliverable) -> Iterable[str]:
    """Say what the end of the work on a deliverable does."""
    yield _("show %(number)s as done, with what you write", number=deliverable.number)
    yield _("count confirmed sign-ups for it as done, and let offers for it lapse")


def drop(deliverable: Deliverable) -> Iterable[str]:
    """Say what dropping a deliverable does."""
    yield _("take %(number)s off the open ones, with your reason", number=deliverable.number)
    yield _("let the sign-ups for it lapse")
