"""What an organisation makes is found at once."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_sign_up_organisation_id", table_name="sign_up")
    op.create_index("ix_sign_up_organisation", "sign_up", ["organisation_id", "deliverable_id"])


def downgrade() -> None:
    op.drop_index("ix_sign_up_organisation", table_name="sign_up")
    op.create_index("ix_sign_up_organisation_id", "sign_up", ["organisation_id"])
