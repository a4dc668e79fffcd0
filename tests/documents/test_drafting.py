"""Several people write one text."""

from tests.documents.conftest import Room
from wgtool.history import queries as history


def told(room: Room) -> list[str]:
    return [t.event.removeprefix("documents.") for t in history.timeline(room.version.ref, seen_by=room.cast.sam.actor)]


def test_a_text_begins_with_empty_sections(room: Room) -> None:
    answer = room.cast.omar.get(room.base)
    assert "empty, mandatory" in answer.text
    assert told(room) == ["Drafted"]


def test_a_member_saves_a_section(room: Room) -> None:
    assert room.write(room.cast.omar, "Customs and storage.").status_code == 303
    assert room.section().text == "Customs and storage."
    assert "Customs and storage." in room.cast.hana.get(room.base).text
    assert told(room) == ["SectionSaved", "Drafted"]


def test_the_same_text_again_is_no_revision(room: Room) -> None:
    for _ in range(2):
        room.write(room.cast.omar, "Customs and storage.")
    assert room.section().revision == 1
    assert told(room) == ["SectionSaved", "Drafted"]


def test_sent_twice_is_one_revision(room: Room) -> None:
    for _ in range(2):
        assert room.write(room.cast.omar, "Customs.", seen=0, once="a-token").status_code == 303
    assert room.section().revision == 1


def test_different_paragraphs_are_merged(room: Room) -> None:
    cast = room.cast
    room.write(cast.omar, "First.\n\nSecond.")
    room.write(cast.omar, "First by Omar.\n\nSecond.", seen=1)
    answer = room.write(cast.hana, "First.\n\nSecond by Hana.", seen=1)
    assert answer.status_code == 303
    assert room.section().text == "First by Omar.\n\nSecond by Hana."
    assert "merged with what Omar Haddad saved" in cast.hana.get(answer.location).text


def met(room: Room) -> str:
    """Have Omar and Hana change the same sentence."""
    room.write(room.cast.omar, "It covers storage.")
    room.write(room.cast.omar, "It covers cold storage.", seen=1)
    answer = room.write(room.cast.hana, "It covers dry storage.", seen=1)
    assert answer.status_code == 409
    return str(answer.text)


def test_the_same_sentence_is_a_choice(room: Room) -> None:
    text = met(room)
    assert "<ins>cold</ins>" in text.replace(" </ins>", "</ins>")
    assert "<ins>dry</ins>" in text.replace(" </ins>", "</ins>")
    assert "Saved by Omar Haddad" in text


def test_a_text_that_met_another_is_kept_at_once(room: Room) -> None:
    met(room)
    assert room.section().text == "It covers cold storage."
    assert "It covers dry storage." in room.texts()
    assert told(room)[0] == "TextPutAside"


def test_it_waits_on_the_pages_until_it_is_chosen(room: Room) -> None:
    met(room)
    assert "Two texts" in room.cast.omar.get(room.base).text
    assert "Put aside by Hana Aziz" in room.cast.omar.get(f"{room.base}/edit/scope").text
    assert "Put aside by Hana Aziz" in room.cast.omar.get(f"{room.base}/edit/scope/choose/3").text


def test_mine(room: Room) -> None:
    met(room)
    assert room.choose(room.cast.hana, 3, "mine").status_code == 303
    assert room.section().text == "It covers dry storage."
    assert room.section().waiting == 0


def test_theirs_is_a_revision_too_and_mine_stays_in_them(room: Room) -> None:
    met(room)
    room.choose(room.cast.hana, 3, "theirs")
    assert room.section().text == "It covers cold storage."
    assert "It covers dry storage." in room.texts()
    assert told(room)[0] == "SectionSaved"


def test_both(room: Room) -> None:
    met(room)
    room.choose(room.cast.hana, 3, "both")
    assert room.section().text == "It covers cold storage. It covers dry storage."


def test_anew(room: Room) -> None:
    met(room)
    room.choose(room.cast.hana, 3, "anew", **{"clash-0-text": "It covers all storage."})
    assert room.section().text == "It covers all storage."


def test_words_written_anew_and_not_chosen_are_kept(room: Room) -> None:
    met(room)
    room.choose(room.cast.hana, 3, "theirs", **{"clash-0-text": "It covers every storage."})
    assert room.section().text == "It covers cold storage."
    assert "It covers every storage." in room.texts()


def test_a_choice_left_open_comes_back_with_the_words(room: Room) -> None:
    met(room)
    answer = room.choose(room.cast.hana, 3, **{"clash-0-text": "It covers half of it."})
    assert answer.status_code == 422
    assert "It covers half of it." in answer.text


def test_somebody_saves_while_one_chooses(room: Room) -> None:
    met(room)
    room.write(room.cast.omar, "It covers very cold storage.")
    answer = room.choose(room.cast.hana, 3, "mine", seen=3)
    assert answer.status_code == 409
    assert {"It covers very cold storage.", "It covers dry storage."} <= set(room.texts())
    assert room.section().waiting == 1


def test_choosing_twice_is_done_once(room: Room) -> None:
    met(room)
    for _ in range(2):
        assert room.choose(room.cast.hana, 3, "both", seen=3, once="token").status_code == 303
    assert room.section().revision == 4


def test_meeting_twice_by_one_click_leads_to_the_choice(room: Room) -> None:
    room.write(room.cast.omar, "It covers storage.")
    room.write(room.cast.omar, "It covers cold storage.", seen=1)
    first = room.write(room.cast.hana, "It covers dry storage.", seen=1, once="token")
    second = room.write(room.cast.hana, "It covers dry storage.", seen=1, once="token")
    assert (first.status_code, second.status_code) == (409, 303)
    assert second.location.endswith("/choose/3")


def test_too_long_comes_back(room: Room) -> None:
    answer = room.write(room.cast.omar, "word " * 13_000)
    assert answer.status_code == 422
    assert "word word" in answer.text


def test_html_and_marks_are_shown_as_words(room: Room) -> None:
    room.write(room.cast.omar, "<script>alert(1)</script> \u202eabc مرحبا")
    shown = room.cast.omar.get(room.base).text
    assert "<script>alert" not in shown
    assert "\u202e" not in shown


def test_a_section_nobody_knows_is_not_there(room: Room) -> None:
    assert room.write(room.cast.omar, "x", key="scope").status_code == 303
    assert room.cast.omar.post(f"{room.base}/edit/unknown", {"text": "x"}).status_code == 404
    assert room.cast.omar.get(f"{room.base}/edit/scope/choose/1").status_code == 404


def test_a_number_that_is_none_loses_nothing(room: Room) -> None:
    room.write(room.cast.omar, "It covers storage.")
    answer = room.cast.hana.post(f"{room.base}/edit/scope", {"text": "It covers all.", "seen": "x'1"})
    assert answer.status_code in {303, 409}
    assert any("It covers all." in text for text in room.texts())


def test_the_words_to_begin_with_are_offered_not_filled_in(room: Room) -> None:
    page = f"{room.base}/edit/purpose"
    assert "<textarea" in room.cast.omar.get(page).text
    assert room.section("purpose").text == ""
    assert "This group exists because" in room.cast.omar.get(f"{page}?begin=1").text.split("<textarea")[1]


def test_an_ended_sign_in_gives_the_text_back(room: Room) -> None:
    answer = room.cast.guest.post(f"{room.base}/edit/scope", {"text": "A long text.\n\nOf two.", "seen": 0})
    assert answer.status_code == 401
    assert "A long text.\n\nOf two." in answer.text


def test_revisions_are_told_with_their_difference(room: Room) -> None:
    met(room)
    text = room.cast.omar.get(f"{room.base}/v1/history/scope").text
    assert "put aside, waits for a choice" in text
    assert "cold" in text


def test_a_revision_nobody_made_is_not_there(room: Room) -> None:
    met(room)
    assert room.cast.omar.get(f"{room.base}/v1/history/scope?from=1&to=99").status_code == 404
    assert room.cast.omar.get(f"{room.base}/v1/history/scope?from=0&to=1").status_code == 200
