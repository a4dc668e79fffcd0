"""The Strategic Advisory Group: seats, who holds them, one vacant."""

from __future__ import annotations

from wgtool.decisions import queries
from wgtool.decisions.models import Body, Seat, SeatRole
from wgtool.decisions.operations import bodies
from wgtool.demo.world.partners import TOOL, address
from wgtool.demo.world.stage import Stage
from wgtool.kernel.db import db

SEATS = (
    ("UN 1", "UN agencies", "petra"), ("INGO 1", "International NGOs", "ingrid"), ("INGO 2", "International NGOs", "marta"),
    ("NNGO 1", "National NGOs", "amina"), ("NNGO 2", "National NGOs", ""),
)  # fmt: skip


def sag() -> Body:
    """Give the body."""
    found = queries.body_by_code("SAG")
    assert found is not None
    return found


def seat(name: str) -> Seat:
    """Give a seat by its name."""
    return db.session.query(Seat).filter_by(name=name).one()


def build(stage: Stage) -> None:
    """Fill the seats; no notice in this world, so that a vote can be seen through."""
    with stage.ago(390):
        bodies.ensure_bodies(TOOL)
        bodies.describe_body(sag(), actor=TOOL, notice_days=0)
        bodies.fill_seat(seat("Chair"), person=stage.row(address("moussa")).id, actor=TOOL)
        for name, constituency, holder in SEATS:
            made = bodies.add_seat(sag(), name=name, constituency=constituency, actor=TOOL)
            if holder:
                bodies.fill_seat(made, person=stage.row(address(holder)).id, actor=TOOL)
        bodies.fill_seat(seat("INGO 1"), person=stage.row(address("jonas")).id, role=SeatRole.ALTERNATE, actor=TOOL)
