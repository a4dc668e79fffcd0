"""What changed last is found at once."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_action_point_changed", "action_point", ["status_since", "id"])


def downgrade() -> None:
    op.drop_index("ix_action_point_changed", "action_point")
