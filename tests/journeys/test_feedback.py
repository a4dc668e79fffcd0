"""After each action the next page says, once, what was done."""

from tests.cast import Cast
from tests.journeys.story import HERE, Story


def test_what_was_done_is_told_once(cast: Cast) -> None:
    _ = cast.depot
    sent = cast.sam.post("/partners/open-depot-network/look-at")
    assert "It is marked as looked at" in cast.sam.get(sent.location).text
    assert "It is marked as looked at" not in cast.sam.get(sent.location).text


def test_a_ruling_is_told_with_the_way_back(story: Story) -> None:
    story.to_review().rule("return", checklist="Say who pays.")
    page = story.carmen.get(story.decision).text
    slip = page[page.index('id="slip"') :]
    assert "has its ruling. Mail leaves in ten minutes." in slip
    assert f'action="{story.decision}/take-back"' in slip


def test_nothing_is_told_of_what_was_refused(story: Story) -> None:
    story.to_drafting()
    story.cast.lena.get(HERE)
    assert story.cast.lena.post(f"{HERE}/submit").status_code == 409
    assert 'class="slip"' not in story.cast.lena.get(HERE).text
