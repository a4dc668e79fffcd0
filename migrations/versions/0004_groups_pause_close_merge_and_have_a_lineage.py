"""groups pause, close, merge and have a lineage."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "group_pause",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "security",
                "access",
                "funding",
                "staffing",
                "superseded",
                "other",
                name="pausecode",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "sight",
            sa.Enum("public", "partners", "group", "restricted", name="sight", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("also", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["working_group.id"], name=op.f("fk_group_pause_group_id_working_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_pause")),
    )
    with op.batch_alter_table("group_pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_pause_group_id"), ["group_id"], unique=False)
        batch_op.create_index(
            "uq_group_pause_open",
            ["group_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "lineage",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column(
            "how", sa.Enum("copied", "succeeds", "merged", name="origin", native_enum=False, length=40), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["working_group.id"], name=op.f("fk_lineage_from_id_working_group")),
        sa.ForeignKeyConstraint(["to_id"], ["working_group.id"], name=op.f("fk_lineage_to_id_working_group")),
        sa.PrimaryKeyConstraint("from_id", "to_id", "how", name=op.f("pk_lineage")),
    )
    with op.batch_alter_table("lineage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lineage_to_id"), ["to_id"], unique=False)

    op.create_table(
        "merger",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "before the SAG",
                "done",
                "refused",
                "dropped",
                name="mergerstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["working_group.id"], name=op.f("fk_merger_group_id_working_group")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_merger_question_id_question")),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["working_group.id"], name=op.f("fk_merger_survivor_id_working_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merger")),
    )
    with op.batch_alter_table("merger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merger_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_merger_survivor_id"), ["survivor_id"], unique=False)
        batch_op.create_index(
            "uq_merger_open",
            ["group_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'before the SAG')"),
            postgresql_where=sa.text("state IN ('asked', 'before the SAG')"),
        )

    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.add_column(sa.Column("under", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("suspended", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(batch_op.f("ix_wait_under"), ["under"], unique=False)

    with op.batch_alter_table("working_group", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))


def downgrade() -> None:

    with op.batch_alter_table("working_group", schema=None) as batch_op:
        batch_op.drop_column("ends_on")

    with op.batch_alter_table("wait", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wait_under"))
        batch_op.drop_column("suspended")
        batch_op.drop_column("under")

    with op.batch_alter_table("merger", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_merger_open",
            sqlite_where=sa.text("state IN ('asked', 'before the SAG')"),
            postgresql_where=sa.text("state IN ('asked', 'before the SAG')"),
        )
        batch_op.drop_index(batch_op.f("ix_merger_survivor_id"))
        batch_op.drop_index(batch_op.f("ix_merger_group_id"))

    op.drop_table("merger")
    with op.batch_alter_table("lineage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lineage_to_id"))

    op.drop_table("lineage")
    with op.batch_alter_table("group_pause", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_group_pause_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_group_pause_group_id"))

    op.drop_table("group_pause")
