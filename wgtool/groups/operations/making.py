"""Products of a group: begun, agreed on in the group, published, put to the SAG and to the GLM."""

from __future__ import annotations

from wgtool.decisions.models import Question
from wgtool.documents import operations as documents
from wgtool.documents.models import Document, Version
from wgtool.documents.outlines import PRODUCTS
from wgtool.groups import queries, rules, texts
from wgtool.groups.models import Group
from wgtool.groups.operations.shared import refuse
from wgtool.groups.permits import P
from wgtool.kernel.actors import Actor
from wgtool.kernel.i18n import _
from wgtool.kernel.permits import require
from wgtool.kernel.refusals import Refused
from wgtool.kernel.writes import hold


def begin_product(group: Group, *, kind: str, title: str, actor: Actor) -> Document:
    """Begin a text of the group’s own: v1, a draft that the group sees."""
    group = _held(group, P.BEGIN_PRODUCT, actor)
    refuse(rules.closed_to_new(group))
    if kind not in PRODUCTS:
        raise Refused(_("Choose what kind of text it is."))
    name = queries.next_product(group.id, kind)
    return documents.create(owner=group.ref, outline=name, title=title, audience=str(group.ref), actor=actor)


def agree_product(group: Group, *, product: str, actor: Actor) -> Version:
    """Have the draft be what the group agreed on."""
    group = _held(group, P.AGREE_PRODUCT, actor)
    refuse(texts.asked(group, product))
    return documents.agree(texts.document(group.ref, product), actor=actor)


def publish_product(group: Group, *, product: str, actor: Actor) -> Version:
    """Show what the group agreed on to everybody."""
    group = _held(group, P.AGREE_PRODUCT, actor)
    done: Version = documents.publish(texts.agreed(group, product), actor=actor)
    return done


def revise_product(group: Group, *, product: str, actor: Actor) -> Version:
    """Begin the next version as a copy of the one in force."""
    group = _held(group, P.AGREE_PRODUCT, actor)
    return documents.revise(texts.document(group.ref, product), actor=actor)


def give_up_product(group: Group, *, product: str, actor: Actor, why: str) -> bool:
    """Give the draft up, so that nothing waits for it any more; say whether another version is in force."""
    group = _held(group, P.AGREE_PRODUCT, actor)
    draft = texts.at_work(group, product)
    if draft is None:
        raise Refused(_("No draft of it is begun."))
    documents.drop(texts.held(draft.id), actor=actor, why=why)
    return texts.in_force(group, product)


def put_product(group: Group, *, product: str, actor: Actor) -> Question:
    """Ask the SAG to endorse what the group agreed on, or the GLM what the SAG has endorsed."""
    group = _held(group, P.AGREE_PRODUCT, actor)
    return texts.put_product(group, product, actor=actor)


def _held(group: Group, permit: P, actor: Actor) -> Group:
    group = hold(queries.to_change(group.id))
    require(actor, permit, group)
    return group
