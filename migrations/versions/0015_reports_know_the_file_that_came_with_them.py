"""Reports know the file that came with them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("action_report") as batch:
        batch.add_column(sa.Column("file_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(batch.f("fk_action_report_file_id_attachment"), "attachment", ["file_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("action_report") as batch:
        batch.drop_constraint(batch.f("fk_action_report_file_id_attachment"), type_="foreignkey")
        batch.drop_column("file_id")
