"""What was merged knows what took it in."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ITEM = sa.table("plan_item", sa.column("id", sa.Integer), sa.column("into_id", sa.Integer), sa.column("dropped_at"))
VERIFIED = sa.text("SELECT edits FROM amendment WHERE status = 'verified' ORDER BY status_since, id")


def upgrade() -> None:
    with op.batch_alter_table("plan_item") as batch:
        batch.add_column(sa.Column("into_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(batch.f("fk_plan_item_into_id_plan_item"), "plan_item", ["into_id"], ["id"])
    connection = op.get_bind()
    for (kept,) in connection.execute(VERIFIED).all():
        for edit in json.loads(kept) if isinstance(kept, str) else kept:
            if edit["becomes"].get("in_plan") is False:  # how it left last counts: what was merged may be dropped later
                gone = sa.and_(ITEM.c.id == edit["item"], ITEM.c.dropped_at.is_not(None))
                connection.execute(sa.update(ITEM).where(gone).values(into_id=edit.get("into")))


def downgrade() -> None:
    with op.batch_alter_table("plan_item") as batch:
        batch.drop_constraint(batch.f("fk_plan_item_into_id_plan_item"), type_="foreignkey")
        batch.drop_column("into_id")
