"""The pages of a lifecycle's steps: one generic view, mounted by each room for its own table.

`mount_steps(bp, LIFE, "/groups/<code>", _group, back=_url)` gives each step a person may take an address below `path`
(`/groups/<code>/take-up`): GET shows what it sets in motion with its form, POST takes it. A room binds a step's form
with `@LIFE.asks("take up")`; a form with a method `about(thing)` is told what it stands for, to fill its choices, one with
`renew(thing)` how it stands after a refusal.
Pages show `doors(LIFE, thing, actor)` with the macro `kit.doors`: a button for a step without fields, else a link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response

from wgtool.kernel.actors import Actor, actor
from wgtool.kernel.folding import slug
from wgtool.kernel.forms import Form
from wgtool.kernel.i18n import _
from wgtool.kernel.lifecycle import Lifecycle, Offer, Step
from wgtool.kernel.refusals import Refused
from wgtool.kernel.web import again, answered, guard, page
from wgtool.kernel.writes import writing

Where = Callable[[Any], str]


@dataclass(frozen=True)
class Door:
    """A step as a page offers it. `asks` says that it needs more than a button; `objection`, why not yet.

    What it `says` is for a button alone: the page of a step that asks says it there.
    """

    verb: str
    label: str
    url: str
    asks: bool
    objection: str | None
    says: list[str]
    ends: bool


_mounted: dict[str, Where] = {}


def mount_steps(
    bp: Blueprint, life: Lifecycle, path: str, loader: Callable[..., Any], *, back: Where, named: Where = str,
    crumbs: Callable[[Any], list[tuple[str, str]]] = lambda thing: [], template: str = "step.html",
) -> None:  # fmt: skip
    """Give each step people may take its page. `back` is the page of the thing, where a taken step leads, too."""
    _mounted[life.kind] = back
    for verb in life.verbs():
        view = guard(_permit(life, verb), loader)(_view(life, verb, back, named, crumbs, template))
        name = slug(verb, otherwise="step")
        bp.add_url_rule(f"{path}/{name}", name.replace("-", "_"), view, methods=["GET", "POST"])


def doors(life: Lifecycle, thing: Any, actor: Actor) -> list[Door]:
    """Give the steps open to the actor now, as a page offers them."""
    return [_door(life, thing, offer) for offer in life.offers(thing, actor)]


def _door(life: Lifecycle, thing: Any, offer: Offer) -> Door:
    step, asks = offer.step, offer.step.verb in life.forms
    return Door(
        verb=step.verb,
        label=str(step.label),
        url=f"{_mounted[life.kind](thing)}/{slug(step.verb, otherwise='step')}",
        asks=asks,
        objection=offer.objection,
        says=[] if asks or offer.objection else said(step, thing),
        ends=step.ends,
    )


def said(step: Step, thing: Any) -> list[str]:
    """Give the sentences of "This will" of a step."""
    return [str(sentence) for sentence in step.says(thing)] if step.says else []


def _permit(life: Lifecycle, verb: str) -> Any:
    permits = {step.permit for step in life.rows(verb)}
    if len(permits) != 1:
        raise ValueError(f"{life.kind}: the rows of “{verb}” need one permit, since they share an address")
    return permits.pop()


def _view(life: Lifecycle, verb: str, back: Where, named: Where, crumbs: Any, template: str) -> Callable[..., Response]:
    def take(thing: Any) -> Response:
        form = _form(life, verb, thing)
        if form.validate_on_submit():
            with writing(refusals=form) as answer:
                done = life.act(verb, thing, actor=actor(), **form.facts())
                answer.to(back(done))
                answer.say(_done(life, verb))
            if answer.given:
                return answered(answer)
        here = again()
        step, objection = _now(life, verb, here)
        if objection and form.refusal is None:
            form.refusal = Refused(objection) if form.is_submitted() else None
        if form.refusal is not None and hasattr(form, "renew"):
            form.renew(here)
        return page(
            template, "form", form=form, thing=here, step=step or life.rows(verb)[0], objection=objection, closed=step is None,
            says=said(step, here) if step else [], back=back(here), named=named(here), crumbs=crumbs(here),
            url=f"{back(here)}/{slug(verb, otherwise='step')}",
        )  # fmt: skip

    take.__name__, take.__doc__ = slug(verb, otherwise="step").replace("-", "_"), f"Take the step “{verb}”."
    return take


def _done(life: Lifecycle, verb: str) -> str:
    """Give the words of the slip: the step's own, or its name."""
    step = life.rows(verb)[0]
    return str(step.done) if step.done else _("Done: %(step)s.", step=step.label)


def _form(life: Lifecycle, verb: str, thing: Any) -> Form:
    form: Form = life.forms.get(verb, Form)()
    if hasattr(form, "about"):
        form.about(thing)
    return form


def _now(life: Lifecycle, verb: str, thing: Any) -> tuple[Step | None, str | None]:
    step = life.step_for(verb, thing)
    if step is None:
        return None, _("This cannot be done as it stands now. It may be done already: look at its page.")
    return step, step.unless(thing) if step.unless else None
