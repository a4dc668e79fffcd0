"""How many action points there are to see is told by the few that are not public."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

COUNTED, NARROW = "ix_action_point_counted", "ix_action_point_narrow"
FEW = sa.text("sight <> 'public'")


def upgrade() -> None:
    op.create_index(NARROW, "action_point", ["sight", "audience", "also"], sqlite_where=FEW, postgresql_where=FEW)
    op.drop_index(COUNTED, "action_point")


def downgrade() -> None:
    op.create_index(COUNTED, "action_point", ["audience", "also", "sight"])
    op.drop_index(NARROW, "action_point")
