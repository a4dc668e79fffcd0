"""Forms of states the made-up world is not in, put together by hand: who sends each where, and why no page shows it."""

from __future__ import annotations

from typing import NamedTuple

from tests.places import numbered, one
from wgtool.actions.models import ActionPoint
from wgtool.decisions.models import Objection, Question
from wgtool.groups.models import Membership
from wgtool.signups.models import SignUp


class ByHand(NamedTuple):
    """A form no page of the made-up world shows: who sends it where, why it stands on no page, its fields."""

    who: str
    address: str
    why: str
    fields: dict[str, tuple[str, str]]


def by_hand() -> dict[str, ByHand]:
    """Give the forms of states the made-up world is not in; their own tests, in the rooms, bring it there."""
    question, draft = (
        "/decisions/SAG-2026-002",
        f"/decisions/draft/{one(Question.id, Question.number == 'SAG-2026-002')}",
    )
    objection = f"{question}/objections/{one(Objection.id)}"
    member, terms = f"/groups/LWG-BGW/members/{one(Membership.id, Membership.role == 'lead')}", "/groups/LWG-BGW/terms"
    why = {"why": ("textarea", "Words of an honest hand.")}
    return {
        "decisions.set_up": ByHand("support team", "/decisions/bodies", "the bodies are set up", {}),
        "decisions.cast": ByHand("chair of the SAG", f"{question}/cast", "no vote is tied",
                                 {"answer": ("input", "approve")}),
        "decisions.conclude": ByHand("chair of the SAG", f"{question}/conclude", "nothing open is carried yet",
                                     {"conditions": ("textarea", "Words of an honest hand.")}),
        "decisions.clear": ByHand("seat of the SAG", f"{objection}/clear", "its objector is none of the matrix's roles", {}),
        "decisions.take_back": ByHand("chair of the SAG", f"{question}/take-back", "no ruling is ten minutes young", {}),
        "decisions.open_draft": ByHand("support team", f"{draft}/open", "every question is open", {}),
        "decisions.withdraw_draft": ByHand("support team", f"{draft}/withdraw", "every question is open", why),
        "decisions.fall": ByHand("chair of the SAG", f"{question}/fall", "no sitting goes on with what is not carried", {}),
        "decisions.look": ByHand("support team", f"{question}/look", "nobody disowned a position too late", {}),
        "groups.keep": ByHand("own focal point, lead", f"{member}/keep", "no role is being handed over", {}),
        "groups.take_over": ByHand("own member", f"{member}/take-over", "no role is being handed over", {}),
        "groups.submit_revision": ByHand("own focal point, lead", "/groups/LWG-ERB/terms/submit", "no revision is written", {}),
        "groups.terms_tick": ByHand("own focal point, lead", f"{terms}/checklist/1", "no text was returned",
                                    {"done": ("input", "1")}),
        "groups.terms_choose": ByHand("own focal point, lead", f"{terms}/edit/purpose/choose/1", "no two texts met",
                                      {"seen": ("input", "1"), "clash-0": ("input", "both"),
                                       "clash-0-text": ("textarea", "Words of an honest hand.")}),
        **_of_products(),
        **_of_action_points(),
        **_of_groups_that_end(why),
        "signups.contribute": ByHand("own focal point, lead", f"/signups/{_offered()}/contribute", "nobody took the place first", {}),
    }  # fmt: skip


def _of_action_points() -> dict[str, ByHand]:
    """Give the forms of contacts who hand over; nobody in the made-up world does."""
    at, asked = f"/actions/{numbered(ActionPoint.status == 'not started')}", "nobody was asked to take one over"
    return {
        "actions.take_over": ByHand("own member", f"{at}/take-over", asked, {}),
        "actions.decline": ByHand("own member", f"{at}/decline", asked, {}),
        "actions.take_over_all": ByHand("own member", "/actions/take-over-all", asked, {}),
        "actions.hand_over_all": ByHand("own member", "/actions/hand-over", "the matrix's roles are contacts of nothing open",
                                        {"to": ("input", "hana@rivermark.example")}),
    }  # fmt: skip


def _of_products() -> dict[str, ByHand]:
    """Give the forms of products in states that the made-up world's own are not in."""
    text, words = "/groups/LWG-ERB/products/messages-1/text", {"text": ("textarea", "Words of an honest hand.")}
    built: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
        "text_tick": ("checklist/1", "no product comes back with a checklist", {"done": ("input", "1")}),
        "text_choose": (
            "edit/say/choose/1",
            "no two texts met",
            {"seen": ("input", "1"), "clash-0": ("input", "both")},
        ),
        "text_answer": ("comments/say/1", "nobody spoke about the product", words),
        "text_settle": ("comments/say/1/settle", "nobody spoke about the product", {}),
        "publish_product": ("../publish", "what is in force is published", {}),
    }
    return {
        f"groups.{name}": ByHand("own focal point, lead", f"{text}/{at}".replace("text/../", ""), because, fields)
        for name, (at, because, fields) in built.items()
    }


def _of_groups_that_end(why: dict[str, tuple[str, str]]) -> dict[str, ByHand]:
    """Give the forms of paused, closing and merging groups that the made-up world's own do not show."""
    group, words = "/groups/LWG-ERB", {"text": ("textarea", "Words of an honest hand.")}
    paused, closing, merging = "no group asks to be paused", "no closing report is as far", "no group asks to be merged"
    built: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
        "keep_active": ("keep-active", paused, why),
        "submit_the_closing_report": ("submit-the-closing-report", closing, {}),
        "closing_tick": ("closing/checklist/1", closing, {"done": ("input", "1")}),
        "closing_choose": ("closing/edit/purpose/choose/1", closing, {"clash-0": ("input", "both")}),
        "closing_answer": ("closing/comments/purpose/1", closing, words),
        "closing_settle": ("closing/comments/purpose/1/settle", closing, {}),
        "take_the_merger_back": ("take-the-merger-back", merging, why), "decline_the_merger": ("decline-the-merger", merging, why),
        "submit_the_merger": ("submit-the-merger", merging, {}),
        "start_closing": ("start-closing", "no group's last day has come",
                          {"code": ("select", "completed"), "by": ("select", "date"), **why}),
    }  # fmt: skip
    return {
        f"groups.{name}": ByHand("support team", f"{group}/{at}", because, fields)
        for name, (at, because, fields) in built.items()
    }


def _offered() -> int:
    found: int = one(SignUp.id, SignUp.status == "offered")
    return found
