"""action points, their reports and moved dates, and reminders of them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "action_point",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("deliverable", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column(
            "priority", sa.Enum("high", "medium", "low", name="priority", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "status",
            sa.Enum(
                "not started",
                "in progress",
                "reported done",
                "closed",
                "no longer applicable",
                "not implemented",
                name="status",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("contact_name", sa.String(length=160), nullable=False),
        sa.Column("contact_email", sa.String(length=200), nullable=False),
        sa.Column("heir_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("source_kind", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("source_label", sa.String(length=80), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("first_due", sa.Date(), nullable=True),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("interval_days", sa.Integer(), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("evidenced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("done_for", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column(
            "sight",
            sa.Enum("public", "partners", "group", "restricted", name="sight", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("also", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(owner_kind = 'organisation' AND organisation_id IS NOT NULL AND body_id IS NULL) OR (owner_kind = 'group' AND group_id IS NOT NULL AND organisation_id IS NULL AND body_id IS NULL) OR (owner_kind = 'body' AND body_id IS NOT NULL AND organisation_id IS NULL)",
            name=op.f("ck_action_point_owner"),
        ),
        sa.CheckConstraint(
            "(status IN ('closed', 'no longer applicable', 'not implemented')) = (ended_at IS NOT NULL)",
            name=op.f("ck_action_point_ended"),
        ),
        sa.CheckConstraint("status <> 'closed' OR verified_at IS NOT NULL", name=op.f("ck_action_point_verified")),
        sa.CheckConstraint("verified_by IS NULL OR verified_by <> done_by", name=op.f("ck_action_point_another")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_action_point_body_id_body")),
        sa.ForeignKeyConstraint(["contact_id"], ["person.id"], name=op.f("fk_action_point_contact_id_person")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_action_point_group_id_working_group")
        ),
        sa.ForeignKeyConstraint(["heir_id"], ["person.id"], name=op.f("fk_action_point_heir_id_person")),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_action_point_item_id_plan_item")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_point_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_point")),
        sa.UniqueConstraint("number", name=op.f("uq_action_point_number")),
    )
    with op.batch_alter_table("action_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_point_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_point_contact_email"), ["contact_email"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_point_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_point_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_point_heir_id"), ["heir_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_point_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_action_point_listed", ["status", "due", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_point_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_action_point_source", ["source_kind", "source_id"], unique=False)

    op.create_table(
        "action_report",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "not started",
                "in progress",
                "reported done",
                "closed",
                "no longer applicable",
                "not implemented",
                name="status",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("unchanged", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(length=64), nullable=True),
        sa.Column("disowned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("taken <> '' OR unchanged <> '' OR evidence <> ''", name=op.f("ck_action_report_says")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action_point.id"], name=op.f("fk_action_report_action_id_action_point")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_report")),
        sa.UniqueConstraint("link", name=op.f("uq_action_report_link")),
    )
    with op.batch_alter_table("action_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_report_action_id"), ["action_id"], unique=False)

    op.create_table(
        "action_slip",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Date(), nullable=True),
        sa.Column("after", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action_point.id"], name=op.f("fk_action_slip_action_id_action_point")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_slip")),
    )
    with op.batch_alter_table("action_slip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_slip_action_id"), ["action_id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("reader", sa.String(length=210), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "thing", "step", "reader", name=op.f("pk_reminder")),
    )
    op.create_table(
        "no_reminders",
        sa.Column("reader", sa.String(length=210), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reader", name=op.f("pk_no_reminders")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stop_url", sa.String(length=400), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_column("stop_url")

    op.drop_table("no_reminders")
    op.drop_table("reminder")
    with op.batch_alter_table("action_slip", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_slip_action_id"))

    op.drop_table("action_slip")
    with op.batch_alter_table("action_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_report_action_id"))

    op.drop_table("action_report")
    with op.batch_alter_table("action_point", schema=None) as batch_op:
        batch_op.drop_index("ix_action_point_source")
        batch_op.drop_index(batch_op.f("ix_action_point_organisation_id"))
        batch_op.drop_index("ix_action_point_listed")
        batch_op.drop_index(batch_op.f("ix_action_point_item_id"))
        batch_op.drop_index(batch_op.f("ix_action_point_heir_id"))
        batch_op.drop_index(batch_op.f("ix_action_point_group_id"))
        batch_op.drop_index(batch_op.f("ix_action_point_contact_id"))
        batch_op.drop_index(batch_op.f("ix_action_point_contact_email"))
        batch_op.drop_index(batch_op.f("ix_action_point_body_id"))

    op.drop_table("action_point")
