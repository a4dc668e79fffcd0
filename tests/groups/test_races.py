"""Two at the same moment: one takes place, the other is told, nothing is done twice."""

import threading
from collections.abc import Callable

from tests.cast import Cast
from tests.groups.helping import add, found, group, membership, story
from wgtool.groups.models import Role, Standing, Status


def both(*acts: Callable[[], int]) -> list[int]:
    """Do things at the same moment; give their status codes, sorted."""
    gate, codes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], int]) -> None:
        gate.wait()
        codes.append(act())

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(codes)


def test_two_hand_overs_of_one_role(cast: Cast) -> None:
    group(cast, status=Status.ACTIVE)
    _ = cast.kofi, cast.omar, cast.sam
    url = f"/groups/WG-WATER/members/{membership(cast.lena).id}/hand-over"
    codes = both(
        lambda: cast.lena.post(url, {"email": "kofi-mensah@example.org"}).status_code,
        lambda: cast.sam.post(url, {"email": "omar-haddad@example.org"}).status_code,
    )
    assert codes == [303, 409]
    assert story() == ["HandOverOffered"]


def test_accepting_twice_at_once(cast: Cast) -> None:
    made = group(cast, status=Status.ACTIVE)
    id = add(made, cast.kofi, Role.MEMBER, Standing.INVITED)
    url = f"/groups/WG-WATER/members/{id}/accept"
    assert both(*[lambda: cast.kofi.post(url).status_code] * 2) == [303, 303]
    assert story() == ["Joined"]


def test_two_leads_at_once(cast: Cast) -> None:
    made = group(cast, people={"hana": Role.SECRETARIAT})
    ids = {who: add(made, getattr(cast, who), Role.LEAD, Standing.INVITED) for who in ("kofi", "lena")}
    codes = both(
        lambda: cast.kofi.post(f"/groups/WG-WATER/members/{ids['kofi']}/accept").status_code,
        lambda: cast.lena.post(f"/groups/WG-WATER/members/{ids['lena']}/accept").status_code,
    )
    assert codes == [303, 409]
    assert len([m for m in found().roster if m.role == Role.LEAD]) == 1


def test_withdrawn_while_taken_up(cast: Cast) -> None:
    group(cast)
    _ = cast.kofi, cast.sam
    codes = both(
        lambda: cast.sam.post("/groups/WG-WATER/take-up", {"email": "kofi-mensah@example.org"}).status_code,
        lambda: cast.omar.post("/groups/WG-WATER/withdraw", {"why": "No."}).status_code,
    )
    assert codes in ([303, 303], [303, 409])
    assert found().status == Status.WITHDRAWN
