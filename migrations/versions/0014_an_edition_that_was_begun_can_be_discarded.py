"""an edition that was begun can be discarded."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEPT = sa.text("discarded_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("edition_draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_edition_draft_slug"), type_="unique")

    with op.batch_alter_table("edition_draft", schema=None) as batch_op:
        batch_op.create_index("uq_edition_draft_slug", ["slug"], unique=True, sqlite_where=KEPT, postgresql_where=KEPT)


def downgrade() -> None:
    op.execute("DELETE FROM edition_draft WHERE discarded_at IS NOT NULL")
    with op.batch_alter_table("edition_draft", schema=None) as batch_op:
        batch_op.drop_index("uq_edition_draft_slug", sqlite_where=KEPT, postgresql_where=KEPT)

    with op.batch_alter_table("edition_draft", schema=None) as batch_op:
        batch_op.drop_column("discarded_at")
        batch_op.create_unique_constraint(batch_op.f("uq_edition_draft_slug"), ["slug"])
