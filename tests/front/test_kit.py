"""What the macros write."""

import html5lib
import pytest
from flask import render_template_string
from jinja2 import StrictUndefined

from tests.front.kitapp import Sample, create_kit_app
from wgtool.kernel import kit
from wgtool.kernel.i18n import Tongue

PAGES = [
    "/kit",
    "/kit?slip=1",
    "/kit?guest=1&lang=ar",
    "/write",
    *[f"/error/{code}" for code in (400, 401, 403, 404, 409, 413, 429, 500, 503)],
]


def show(app, source, **context):
    with app.test_request_context():
        return render_template_string(source, **context)


@pytest.mark.parametrize("trim", [True, False])
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_valid_and_lean_on_nothing_undefined(page, trim):
    app = create_kit_app(trim)
    app.jinja_env.undefined = StrictUndefined
    answer = app.test_client().get(page)
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(answer.text)


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique_and_every_reference_has_its_end(kit_client, page):
    tree = html5lib.parse(kit_client.get(page).text, namespaceHTMLElements=False)
    ids = [node.get("id") for node in tree.iter() if isinstance(node.tag, str) and node.get("id")]
    assert len(ids) == len(set(ids))
    ends = [
        end
        for node in tree.iter()
        for name in ("for", "aria-describedby", "aria-labelledby")
        for end in (node.get(name) or "").split()
    ]
    assert [end for end in ends if end not in ids] == []
    errors = [node.get("href")[1:] for box in tree.iter("div") if box.get("class") == "errs" for node in box.iter("a")]
    assert [end for end in errors if end not in ids] == []


def test_every_post_form_has_its_tokens(kit_client):
    tree = html5lib.parse(kit_client.get("/kit").text, namespaceHTMLElements=False)
    for form in tree.iter("form"):
        if form.get("method") == "post":
            assert {"csrf_token", "once"} <= {node.get("name") for node in form.iter("input")}
        assert form.get("action")


def test_a_field_says_hint_and_error_and_keeps_what_was_typed(kitapp):
    form = Sample(title="bad")
    form.validate()
    html = show(kitapp, "{{ kit.field(form.title, focus=True) }}", form=form)
    assert 'value="bad"' in html
    assert 'aria-describedby="title-hint title-err"' in html
    assert 'aria-invalid="true"' in html
    assert "autofocus" in html


def test_words_of_people_are_escaped(kitapp):
    evil = '"><script>alert(1)</script>'
    form = Sample(title=evil, more=evil)
    source = (
        "{{ kit.field(form.title) }}{{ kit.field(form.more) }}{{ kit.head(x, x, x, x) }}{{ kit.note('late', x, x) }}{{ kit.said(x) }}"
        "{{ kit.clash(x, x, x, by=x) }}{{ kit.kept_fields([(x, x, x)]) }}{{ kit.st('yes', x) }}{{ kit.person(x, x) }}{{ kit.will([x]) }}"
        "{{ kit.button(x, name=x, value=x) }}{{ kit.act(x, x, about=x) }}{{ kit.pairs([(x, x)]) }}{{ kit.figs([(x, x, x)]) }}"
    )
    assert "<script" not in show(kitapp, source, form=form, x=evil)


def test_a_required_list_of_ticks_does_not_ask_for_all_of_them(kitapp):
    assert "required" not in show(kitapp, "{{ kit.field(form.where) }}", form=Sample())


def test_the_bar_of_a_plan_without_activities_says_so(kitapp):
    assert "no activities yet" in show(kitapp, "{{ kit.bar() }}")


def test_an_unknown_part_is_an_error(kitapp):
    with pytest.raises(AttributeError, match="no part called"):
        _ = kit.told_in(kitapp.jinja_env, Tongue("en", "UTC"))["kit"].nonsense


def test_a_guest_page_asks_for_no_token(kit_client):
    page = kit_client.get("/error/404?guest=1").text
    assert "X-CSRFToken" not in page
    assert "csrf_token" not in page


def test_a_confirmed_form_is_named_once(kit_client):
    answer = kit_client.post("/write", data={"title": "ok", "kept": "write"}, follow_redirects=True).text
    assert '<i hidden data-kept="write"></i>' in answer
    assert "data-kept" not in kit_client.get("/kit").text
