"""The points of a checklist know which body asked for them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# What was never submitted and has points got them while another version was in force: from the GLM, if the SAG had endorsed that.
OF_GLM = """
UPDATE check_point SET body = 'GLM' WHERE submission = 0 AND EXISTS (
  SELECT 1 FROM version AS draft JOIN version AS other ON other.document_id = draft.document_id
  WHERE draft.id = check_point.version_id AND other.status = 'endorsed' AND other.level != 'group agreed')
"""


def upgrade() -> None:
    with op.batch_alter_table("check_point", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body", sa.String(length=40), nullable=False, server_default="SAG"))
    op.execute(OF_GLM)
    with op.batch_alter_table("check_point", schema=None) as batch_op:
        batch_op.alter_column("body", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("check_point", schema=None) as batch_op:
        batch_op.drop_column("body")
