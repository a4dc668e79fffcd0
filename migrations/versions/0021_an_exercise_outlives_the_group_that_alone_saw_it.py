"""An exercise outlives the group that alone saw it."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NAME = "for_a_group"


def _hold(clause: str) -> None:
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(f"ck_exercise_{NAME}"), type_="check")
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f(f"ck_exercise_{NAME}"), clause)


def upgrade() -> None:
    _hold("sight != 'group' OR audience != ''")


def downgrade() -> None:
    op.execute(
        "UPDATE exercise SET group_id = CAST(substr(audience, 7) AS INTEGER) WHERE sight = 'group' AND group_id IS NULL"
    )
    _hold("sight != 'group' OR group_id IS NOT NULL")
