from tests.cast import Cast


def test_the_desk_opens(cast: Cast) -> None:
    _ = cast.rivermark
    cast.hana.post(
        "/partners/rivermark-relief/edit", {"name": "Rivermark", "type": "ingo", "standing": "partner", "seen": "1"}
    )
    answer = cast.omar.get("/desk")
    assert answer.status_code == 200
    assert "Rivermark" in answer.text
