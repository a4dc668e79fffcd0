"""Responses in time are counted along indices."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ANSWERED, STANDING = "ix_exercise_answered", "ix_recommendation_standing"


def upgrade() -> None:
    op.create_index(ANSWERED, "exercise", ["status", "response_due", "answered_at", "sight"])
    op.create_index(STANDING, "recommendation", ["exercise_id", "taken_out_at"])


def downgrade() -> None:
    op.drop_index(STANDING, "recommendation")
    op.drop_index(ANSWERED, "exercise")
