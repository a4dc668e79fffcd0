"""what became of an activity in a later edition."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=True),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "continued",
                "reworded",
                "split",
                "merged",
                "moved",
                "no successor",
                name="fate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("(new_id IS NULL) = (fate = 'no successor')", name=op.f("ck_plan_link_successor")),
        sa.ForeignKeyConstraint(["from_id"], ["edition.id"], name=op.f("fk_plan_link_from_id_edition")),
        sa.ForeignKeyConstraint(["into_id"], ["edition.id"], name=op.f("fk_plan_link_into_id_edition")),
        sa.ForeignKeyConstraint(["new_id"], ["plan_item.id"], name=op.f("fk_plan_link_new_id_plan_item")),
        sa.ForeignKeyConstraint(["old_id"], ["plan_item.id"], name=op.f("fk_plan_link_old_id_plan_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_link")),
        sa.UniqueConstraint("old_id", "into_id", "new_id", name=op.f("uq_plan_link_old_id_into_id_new_id")),
    )
    with op.batch_alter_table("plan_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_link_into_id"), ["into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_link_new_id"), ["new_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("plan_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_link_new_id"))
        batch_op.drop_index(batch_op.f("ix_plan_link_into_id"))

    op.drop_table("plan_link")
