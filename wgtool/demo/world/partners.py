"""Organisations and people."""

from __future__ import annotations

from typing import Any

from wgtool.accounts.events import Confirmed, FocalNamed, Joined
from wgtool.accounts.models import Belonging, Person, Role, RoleName
from wgtool.demo.world.stage import Stage
from wgtool.kernel import clock
from wgtool.kernel.actors import Actor
from wgtool.kernel.db import Ref, db
from wgtool.kernel.events import announce
from wgtool.kernel.sight import Sight
from wgtool.partners import operations
from wgtool.partners.models import Organisation, Standing, Type

TOOL = Actor.tool()
ORGANISATIONS = {
    "rivermark": ("Rivermark Relief", Type.INGO, "IQ TD SS"),
    "lantern": ("Lantern Health Logistics", Type.NNGO, "TD NG"),
    "depot": ("Open Depot Network", Type.INGO, "IQ SY YE"),
    "harbour": ("Harbour & Hill", Type.RCRC, "HT MZ MG"),
    "crossroads": ("Crossroads Aid", Type.INGO, "AF YE SS"),
    "kestrel": ("Kestrel Air Aid", Type.UN, "SS TD CD"),
    "tigris": ("Tigris Bridge Initiative", Type.NNGO, "IQ"),
    "sahel": ("Sahel Cargo Collective", Type.NNGO, "ML NE BF"),
    "acacia": ("Blue Acacia Society", Type.CBO, "KE SO"),
    "meridian": ("Meridian Freight Foundation", Type.PRIVATE, "DE IQ"),
    "karst": ("University of Karst", Type.ACADEMIA, "SI"),
    "support": ("Global Cluster Support Office", Type.UN, ""),
    "trade": ("Provincial Trade Office", Type.GOVERNMENT, "IQ"),
}
OBSERVERS = {"trade"}
PEOPLE = (
    ("hana", "Hana Aziz", "rivermark", True), ("omar", "Omar Haddad", "rivermark", False),
    ("lena", "Lena Okafor", "lantern", True), ("kofi", "Kofi Mensah", "lantern", False),
    ("ingrid", "Ingrid Solberg", "harbour", True), ("marta", "Marta Ruiz", "crossroads", True),
    ("moussa", "Moussa Keïta", "kestrel", True), ("yusuf", "Yusuf Darwish", "tigris", True),
    ("amina", "Amina Diallo", "sahel", True), ("petra", "Petra Novak", "depot", True),
    ("wanjiru", "Wanjiru Otieno", "acacia", True), ("jonas", "Jonas Weber", "meridian", True),
    ("joost", "Joost van Reed", "support", True), ("ada", "Ada Brook", "support", False),
    ("olga", "Olga Petrov", "trade", True), ("farid", "Farid Nasser", "tigris", False),
)  # fmt: skip
ROLES = (("joost", RoleName.SUPPORT, ""), ("ada", RoleName.ADMIN, ""), ("yusuf", RoleName.COORDINATOR, "IQ"))


def address(key: str) -> str:
    """Give the address of somebody by the first name used here."""
    place = next(p[2] for p in PEOPLE if p[0] == key)
    return f"{key}@{place}.example"


def organisation(key: str) -> Organisation:
    """Give an organisation by its key."""
    return db.session.query(Organisation).filter_by(name=ORGANISATIONS[key][0]).one()


def build(stage: Stage) -> None:
    """Bring everybody in, long ago; a newcomer yesterday, whom nobody has confirmed yet."""
    for key, (name, type_, countries) in ORGANISATIONS.items():
        standing = Standing.OBSERVER if key in OBSERVERS else Standing.PARTNER
        with stage.ago(420):
            made = operations.register(name=name, type=type_, standing=standing, countries=countries.split(),
                                       website=f"https://{key}.example", actor=TOOL)  # fmt: skip
            operations.look_at(made, actor=TOOL)
    for key, name, at, focal in PEOPLE:
        with stage.ago(400):
            _person(f"{key}@{at}.example", name, organisation(at), focal=focal)
    for key, role, country in ROLES:
        with stage.ago(399):
            person = stage.row(address(key))
            db.session.add(Role(person_id=person.id, name=role, country=country, since=clock.today()))
    with stage.ago(1):
        _person("tariq@lantern.example", "Tariq Bello", organisation("lantern"), confirmed=False)


def _person(email: str, name: str, at: Organisation, *, focal: bool = False, confirmed: bool = True) -> Person:
    person = Person(email=email, name=name, shown=True, language="en", zone="UTC", joined_at=clock.now())
    db.session.add(person)
    db.session.flush()
    since = clock.today()
    when = clock.now() if confirmed else None
    db.session.add(Belonging(person_id=person.id, organisation_id=at.id, focal=focal, since=since, confirmed_at=when))
    db.session.flush()
    facts: dict[str, Any] = {
        "actor": TOOL,
        "subject": person.ref,
        "touches": (at.ref,),
        "person": person.id,
        "organisation": at.id,
    }
    inside: dict[str, Any] = {"sight": Sight.GROUP, "audience": str(Ref("person", person.id)), "also": str(at.ref)}
    announce(Joined(**facts, **inside))
    if confirmed:
        announce(Confirmed(**facts, **inside))
    if focal:
        announce(FocalNamed(**facts, **inside))
    return person
