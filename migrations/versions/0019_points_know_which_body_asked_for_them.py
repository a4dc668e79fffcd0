"""The points of a checklist know which body asked for them."""

import json

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

LINE = sa.table(
    "history_line", sa.column("id", sa.Integer), sa.column("event"), sa.column("thing"), sa.column("facts", sa.JSON)
)
TOLD = sa.text("""
SELECT id, facts, EXISTS (SELECT 1 FROM check_point WHERE version_id = history_line.thing AND body = 'GLM') AS glm
FROM history_line WHERE event = 'documents.SentBack'
""")


def _tell() -> None:
    """Have the lines that tell of a return name the body, as their sentence does from now on."""
    connection = op.get_bind()
    for id, kept, glm in connection.execute(TOLD).all():
        facts = json.loads(kept) if isinstance(kept, str) else kept
        named = facts | {"body": "GLM" if glm else "SAG"}
        connection.execute(sa.update(LINE).where(LINE.c.id == id).values(facts=named))


def upgrade() -> None:
    with op.batch_alter_table("check_point", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body", sa.String(length=40), nullable=False, server_default="SAG"))
    op.execute(OF_GLM)
    _tell()
    with op.batch_alter_table("check_point", schema=None) as batch_op:
        batch_op.alter_column("body", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("check_point", schema=None) as batch_op:
        batch_op.drop_column("body")
