"""Makes people, organisations and things for tests, through the models; a line each in the cast."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm.attributes import set_committed_value

from wgtool.accounts.models import Belonging, Person, Role, RoleName
from wgtool.decisions.models import Body, Seat, SeatRole, SeatTerm
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import db
from wgtool.kernel.folding import fold, slug
from wgtool.kernel.pools import of_writers
from wgtool.kernel.writes import writing
from wgtool.notifications.models import Mail
from wgtool.partners.models import Organisation, Presence, Standing, Type
from wgtool.plan import operations as plans
from wgtool.plan import queries as plan_queries
from wgtool.plan.models import Fate, Item, Link, Upload
from wgtool.signups.models import Role as SignUpRole
from wgtool.signups.models import SignUp
from wgtool.signups.models import Status as SignUpStatus

PASSWORD = "a long enough sentence"
# argon2 of PASSWORD with the cheapest cost, so that no test waits for a hash.
HASH = "$argon2id$v=19$m=8,t=1,p=1$FGghwxDYhtWI/G6CkPt8Nw$JsaWTPFBP+WizK+N8LE8NcE+Ikmtq1gbJBjCiLoPonc"


def save(*rows: Any) -> Any:
    """Keep rows in a write transaction of their own; give the first."""
    _begin()
    db.session.add_all(rows)
    return _committed(*rows)


def _begin() -> None:
    db.session.rollback()
    with of_writers():
        db.session.connection(execution_options={"writes": True})


def _committed(*rows: Any) -> Any:
    """Commit; of rows all is read again when it is asked for, but the id, which stays."""
    db.session.commit()
    for row in rows:
        if "id" in sa.inspect(row).mapper.column_attrs:
            set_committed_value(row, "id", sa.inspect(row).identity[0])
    return rows[0]


def change(model: Any, *where: Any, **values: Any) -> None:
    """Set columns of the rows there are, as one change of each."""
    if (version := model.__mapper__.version_id_col) is not None:
        values = {version.key: version + 1, **values}
    _begin()
    db.session.execute(sa.update(model).where(*where).values(values))
    db.session.commit()


def organisation(name: str, *, type: Type = Type.INGO, standing: Standing = Standing.PARTNER,
                 looked_at: bool = True, countries: str = "") -> Organisation:  # fmt: skip
    """Make an organisation."""
    return save(
        Organisation(
            name=name,
            folded=fold(name),
            slug=slug(name, otherwise="x"),
            type=type,
            standing=standing,
            looked_at=clock.now() if looked_at else None,
            countries=[Presence(country=c) for c in countries.split()],
        )
    )


def person(name: str, *, at: Organisation | None = None, focal: bool = False, confirmed: bool = True,
           roles: str = "", country: str = "", shown: bool = True, language: str = "en") -> Person:  # fmt: skip
    """Make a person, at an organisation if one is given, with roles by name."""
    since = clock.today() - timedelta(days=30)
    someone = Person(name=name, email=f"{slug(name, otherwise='x')}@example.org", password=HASH, shown=shown,
                     language=language, zone="UTC", joined_at=clock.now())  # fmt: skip
    belongs = {"organisation_id": at.id} if at is not None else {}
    _begin()
    db.session.add(someone)
    db.session.flush()
    if belongs:
        db.session.add(Belonging(person_id=someone.id, focal=focal, since=since, **belongs,
                                 confirmed_at=clock.now() if confirmed else None))  # fmt: skip
    for role in roles.split():
        db.session.add(Role(person_id=someone.id, name=RoleName(role), country=country, since=since))
    return _committed(someone)


def plan() -> None:
    """Set up both editions as they come with the tool: numbers and short titles, no wording."""
    with writing():
        plans.ship(actor=Actor.tool())


def item(number: str, edition: str = "2022") -> Item:
    """Give an item of the plan, after `plan()`."""
    db.session.rollback()
    found = plan_queries.item(edition, number)
    assert found is not None
    return found


def signup(number: str, organisation: Organisation, role: str = "contributor", *, status: str = "confirmed",
           by: Person | None = None, edition: str = "2022", **more: Any) -> SignUp:  # fmt: skip
    """Make a sign-up, as it stands; after `plan()`."""
    taken = {"confirmed_at": clock.now()} if status in {"confirmed", "fulfilled"} else {}
    return save(
        SignUp(item_id=item(number, edition).id, organisation_id=organisation.id, role=SignUpRole(role),
               status=SignUpStatus(status), offered_by=by.id if by else None, offered_at=clock.now(), **(taken | more))
    )  # fmt: skip


def signups() -> list[SignUp]:
    """Give all sign-ups as they are now, in the order they were made."""
    db.session.rollback()
    return list(db.session.scalars(sa.select(SignUp).order_by(SignUp.id)))


def clause(number: str, words: str, edition: str = "2019") -> Item:
    """Give an activity a clause, as if its text had been read in."""
    id = item(number, edition).id
    _begin()
    db.session.execute(sa.update(Item).where(Item.id == id).values(clause=words))
    db.session.commit()
    return item(number, edition)


def became(old: str, new: str = "", fate: Fate = Fate.REWORDED) -> Link:
    """Say that an activity of 2019 became another of 2022, or nothing; after `plan()`."""
    was, aim = item(old, "2019"), item(new) if new else None
    into = plan_queries.edition("2022")
    assert into is not None
    return save(
        Link(old_id=was.id, new_id=aim.id if aim else None, from_id=was.edition_id, into_id=into.id,
             fate=fate if new else Fate.DROPPED, settled_at=clock.now())
    )  # fmt: skip


def upload() -> Upload:
    """Make a plan that was sent in the browser and not applied."""
    return save(Upload(edition="2022", name="plan.txt", data=b"", uploaded_at=clock.now()))


def mail() -> Mail:
    """Make a mail that waits."""
    now = clock.now()
    return save(
        Mail(key=f"mail-{now.timestamp()}", address="hana@example.org", event="turn", subject="Your turn", body="Hello",
             made_at=now, not_before=now)
    )  # fmt: skip


def sag(seats: dict[str, Person | None], *, chair: Person | None = None, **numbers: int) -> Body:
    """Make the SAG with voting seats by name and who holds each, and a chair's seat."""
    body = Body(
        code="SAG",
        name="Strategic Advisory Group",
        **{"quorum_percent": 50, "notice_days": 3, "open_days": 10, **numbers},
    )
    seats_made = [Seat(place=1, name="Chair", chair=True)]
    seats_made += [Seat(place=n, name=name, constituency=name.split()[0]) for n, name in enumerate(seats, 2)]
    body.seats = seats_made
    save(body, *seats_made)
    who = [{"Chair": chair, **seats}[seat.name] for seat in seats_made]
    if terms := [_term(seat.id, person) for seat, person in zip(seats_made, who, strict=True) if person is not None]:
        save(*terms)
    return body


def sit(seat: int, person: Person, role: SeatRole = SeatRole.HOLDER) -> SeatTerm:
    """Seat a person for some time already."""
    return save(_term(seat, person, role))


def _term(seat: int, person: Person, role: SeatRole = SeatRole.HOLDER) -> SeatTerm:
    at = db.session.scalar(sa.select(Belonging.organisation_id).where(Belonging.person_id == person.id))
    since = clock.today() - timedelta(days=30)
    return SeatTerm(seat_id=seat, person_id=person.id, organisation_id=at, role=role, since=since)


def terms_of(body: int) -> list[SeatTerm]:
    """Give the terms on the seats of a body."""
    return list(db.session.scalars(sa.select(SeatTerm).join(Seat).where(Seat.body_id == body)))
