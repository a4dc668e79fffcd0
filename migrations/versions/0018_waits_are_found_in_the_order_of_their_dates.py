"""Waits are found in the order of their dates."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_wait_holder", table_name="wait")
    op.create_index("ix_wait_holder", "wait", ["holder", "due", "since", "id"])
    op.create_index("ix_wait_due", "wait", ["due", "id"])


def downgrade() -> None:
    op.drop_index("ix_wait_due", table_name="wait")
    op.drop_index("ix_wait_holder", table_name="wait")
    op.create_index("ix_wait_holder", "wait", ["holder"])
