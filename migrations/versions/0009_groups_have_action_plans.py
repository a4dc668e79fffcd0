"""groups have action plans."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_notice",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.Integer(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "thing", "review_by", "step", name=op.f("pk_review_notice")),
    )
    op.create_table(
        "deliverable",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("why_item", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("seeks", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("not started", "in progress", "done", "dropped", name="progress", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "sight",
            sa.Enum("public", "partners", "group", "restricted", name="sight", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("also", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("status <> 'dropped' OR why <> ''", name=op.f("ck_deliverable_why")),
        sa.CheckConstraint("due_on IS NULL OR first_due_on IS NOT NULL", name=op.f("ck_deliverable_first_due")),
        sa.ForeignKeyConstraint(["contact_id"], ["person.id"], name=op.f("fk_deliverable_contact_id_person")),
        sa.ForeignKeyConstraint(["group_id"], ["working_group.id"], name=op.f("fk_deliverable_group_id_working_group")),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_deliverable_item_id_plan_item")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisation.id"], name=op.f("fk_deliverable_owner_id_organisation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliverable")),
        sa.UniqueConstraint("group_id", "serial", name=op.f("uq_deliverable_group_id_serial")),
    )
    with op.batch_alter_table("deliverable", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliverable_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliverable_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliverable_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "plan_merger",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("asked", "done", "dropped", name="planmergerstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["working_group.id"], name=op.f("fk_plan_merger_group_id_working_group")),
        sa.ForeignKeyConstraint(["into_id"], ["working_group.id"], name=op.f("fk_plan_merger_into_id_working_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_merger")),
    )
    with op.batch_alter_table("plan_merger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_merger_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_merger_into_id"), ["into_id"], unique=False)
        batch_op.create_index(
            "uq_plan_merger_open",
            ["group_id"],
            unique=True,
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )

    op.create_table(
        "deliverable_origin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deliverable_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("how", sa.Enum("copied", "moved", name="way", native_enum=False, length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deliverable_id"], ["deliverable.id"], name=op.f("fk_deliverable_origin_deliverable_id_deliverable")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_deliverable_origin_group_id_working_group")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["deliverable.id"], name=op.f("fk_deliverable_origin_source_id_deliverable")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliverable_origin")),
    )
    with op.batch_alter_table("deliverable_origin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliverable_origin_deliverable_id"), ["deliverable_id"], unique=False)
        batch_op.create_index("ix_deliverable_origin_group_id_serial", ["group_id", "serial"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliverable_origin_source_id"), ["source_id"], unique=False)

    op.create_table(
        "deliverable_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deliverable_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("not started", "in progress", "done", "dropped", name="progress", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deliverable_id"], ["deliverable.id"], name=op.f("fk_deliverable_report_deliverable_id_deliverable")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_deliverable_report_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliverable_report")),
    )
    with op.batch_alter_table("deliverable_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliverable_report_deliverable_id"), ["deliverable_id"], unique=False)

    op.create_table(
        "frozen_deliverable",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("deliverable_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deliverable_id"], ["deliverable.id"], name=op.f("fk_frozen_deliverable_deliverable_id_deliverable")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_frozen_deliverable_item_id_plan_item")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name=op.f("fk_frozen_deliverable_owner_id_organisation")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_frozen_deliverable_version_id_version")),
        sa.PrimaryKeyConstraint("version_id", "deliverable_id", name=op.f("pk_frozen_deliverable")),
    )
    with op.batch_alter_table("frozen_deliverable", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_frozen_deliverable_deliverable_id"), ["deliverable_id"], unique=False)

    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deliverable_id", sa.Integer(), nullable=True))
        batch_op.alter_column("item_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(
            "uq_sign_up_deliverable_lead",
            ["deliverable_id"],
            unique=True,
            sqlite_where=sa.text("role = 'lead' AND status = 'confirmed'"),
            postgresql_where=sa.text("role = 'lead' AND status = 'confirmed'"),
        )
        batch_op.create_index(
            "uq_sign_up_deliverable_open",
            ["deliverable_id", "organisation_id", "role"],
            unique=True,
            sqlite_where=sa.text("status IN ('offered', 'confirmed') AND sight = 'public'"),
            postgresql_where=sa.text("status IN ('offered', 'confirmed') AND sight = 'public'"),
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_sign_up_deliverable_id_deliverable"), "deliverable", ["deliverable_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_sign_up_on_one"), "(item_id IS NULL) <> (deliverable_id IS NULL)"
        )


def downgrade() -> None:
    op.execute("DELETE FROM sign_up WHERE deliverable_id IS NOT NULL")
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_sign_up_on_one"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_sign_up_deliverable_id_deliverable"), type_="foreignkey")
        batch_op.drop_index(
            "uq_sign_up_deliverable_open",
            sqlite_where=sa.text("status IN ('offered', 'confirmed') AND sight = 'public'"),
            postgresql_where=sa.text("status IN ('offered', 'confirmed') AND sight = 'public'"),
        )
        batch_op.drop_index(
            "uq_sign_up_deliverable_lead",
            sqlite_where=sa.text("role = 'lead' AND status = 'confirmed'"),
            postgresql_where=sa.text("role = 'lead' AND status = 'confirmed'"),
        )
        batch_op.alter_column("item_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("deliverable_id")

    with op.batch_alter_table("frozen_deliverable", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_frozen_deliverable_deliverable_id"))

    op.drop_table("frozen_deliverable")
    with op.batch_alter_table("deliverable_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliverable_report_deliverable_id"))

    op.drop_table("deliverable_report")
    with op.batch_alter_table("deliverable_origin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliverable_origin_source_id"))
        batch_op.drop_index("ix_deliverable_origin_group_id_serial")
        batch_op.drop_index(batch_op.f("ix_deliverable_origin_deliverable_id"))

    op.drop_table("deliverable_origin")
    with op.batch_alter_table("plan_merger", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_plan_merger_open", sqlite_where=sa.text("state = 'asked'"), postgresql_where=sa.text("state = 'asked'")
        )
        batch_op.drop_index(batch_op.f("ix_plan_merger_into_id"))
        batch_op.drop_index(batch_op.f("ix_plan_merger_group_id"))

    op.drop_table("plan_merger")
    with op.batch_alter_table("deliverable", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliverable_owner_id"))
        batch_op.drop_index(batch_op.f("ix_deliverable_item_id"))
        batch_op.drop_index(batch_op.f("ix_deliverable_contact_id"))

    op.drop_table("deliverable")
    op.drop_table("review_notice")
