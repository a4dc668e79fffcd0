"""Words and rules: every permit has words, every step is printed."""

import re

from wgtool.groups import words
from wgtool.groups.lifecycle import LIFE
from wgtool.groups.models import Status
from wgtool.kernel import permits
from wgtool.kernel.lifecycle import LIFECYCLES
from wgtool.overview import diagram
from wgtool.overview.glossary import PERMITS
from wgtool.overview.printed import LIVES


def test_every_permit_and_every_lifecycle_has_words(world):
    assert set(PERMITS) == {permit.value for permit in permits.known()}
    assert set(LIVES) == set(LIFECYCLES)


def test_the_page_says_words_rather_than_codes(guest):
    text = guest.get("/help").text
    for said in ("Strategic Advisory Group", "Take a position", "nobody by hand", "the clock"):
        assert said in text
    assert "lazy" not in text


def test_the_picture_of_a_groups_life_is_drawn_from_its_table(guest):
    """Every state and every step stands in it, from where to where, and nothing else."""
    drawn = diagram.drawn(LIFE, words.STATES)
    places = {node.y + diagram.HEIGHT / 2: state for node, state in zip(drawn.nodes, words.STATES, strict=True)}
    assert set(places.values()) == set(Status)
    moves = set()
    for arc in drawn.arcs:
        y, to = (float(arc.path.split()[n].split("C")[0]) for n in (1, -1))
        ends = [min(places, key=lambda place, at=at: abs(place - at)) for at in (y, to)]
        moves |= {(int(n), *(places[end] for end in ends)) for n in re.findall("[0-9]+", arc.numbers)}
    steps = list(enumerate(LIFE.steps.values(), 1))
    wanted = {(n, start, step.to) for n, step in steps for start in step.start if step.to not in (None, start)}
    assert moves == wanted
    text = guest.get("/help/group").text
    for node in drawn.nodes:
        assert f">{node.words}</text>" in text
    for arc in drawn.arcs:
        assert f'd="{arc.path}"' in text
    for _n, step in steps:
        assert f'<th scope="row">{step.label}</th>' in text


def test_what_kinds_of_groups_differ_in_is_what_the_domain_says(guest):
    table = guest.get("/help/group").text.partition('id="kinds"')[2].partition("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)<", row) for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)]
    assert {row[0]: row[1:] for row in rows[1:]} == {
        "Global working group": ["yes", "yes", "none", "can have one"],
        "Task force": ["yes", "yes", "can have one", "always"],
        "National logistics working group": ["yes", "yes", "always", "can have one"],
        "Sub-national logistics working group": ["yes", "yes", "always", "can have one"],
        "Information-sharing group": ["no", "no", "can have one", "can have one"],
    }
