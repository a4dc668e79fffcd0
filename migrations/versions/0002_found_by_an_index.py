"""what is counted, who one is and what one began are found by an index."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COUNTED = ["item_id", "country", "role", "status", "confirmed_at", "sight"]


def upgrade() -> None:
    op.create_index("ix_belonging_person_id", "belonging", ["person_id"])
    op.drop_index("ix_sign_up_item_id", "sign_up")
    op.create_index("ix_sign_up_counted", "sign_up", COUNTED)
    op.create_index("ix_history_line_person", "history_line", ["person", "kind", "thing"])


def downgrade() -> None:
    op.drop_index("ix_history_line_person", "history_line")
    op.drop_index("ix_sign_up_counted", "sign_up")
    op.create_index("ix_sign_up_item_id", "sign_up", ["item_id"])
    op.drop_index("ix_belonging_person_id", "belonging")
