"""the plan is amended, and kept as it was."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition_draft",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("map", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=True),
        sa.Column("published_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["old_id"], ["edition.id"], name=op.f("fk_edition_draft_old_id_edition")),
        sa.ForeignKeyConstraint(["published_id"], ["edition.id"], name=op.f("fk_edition_draft_published_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_draft")),
        sa.UniqueConstraint("slug", name=op.f("uq_edition_draft_slug")),
    )
    op.create_table(
        "plan_old_number",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_plan_old_number_edition_id_edition")),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_plan_old_number_item_id_plan_item")),
        sa.PrimaryKeyConstraint("edition_id", "number", name=op.f("pk_plan_old_number")),
    )
    with op.batch_alter_table("plan_old_number", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_old_number_item_id"), ["item_id"], unique=False)

    op.create_table(
        "plan_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "level",
            sa.Enum("pillar", "outcome", "output", "activity", name="level", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=True),
        sa.Column(
            "category",
            sa.Enum("CRITICAL", "Key activity", "Furtherance", name="category", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("printed_lead", sa.String(length=160), nullable=False),
        sa.Column("printed_timeframe", sa.String(length=80), nullable=False),
        sa.Column("continuing", sa.Boolean(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "status", sa.Enum("To start", "Ongoing", "Done", name="status", native_enum=False, length=40), nullable=True
        ),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_plan_state_edition_id_edition")),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_plan_state_item_id_plan_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_state")),
    )
    with op.batch_alter_table("plan_state", schema=None) as batch_op:
        batch_op.create_index("ix_plan_state_edition_id_since", ["edition_id", "since"], unique=False)
        batch_op.create_index("ix_plan_state_item_id_since", ["item_id", "since"], unique=False)
        batch_op.create_index(
            "uq_plan_state_now",
            ["item_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "plan_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_plan_version_edition_id_edition")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_plan_version_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_plan_version_edition_id_number")),
    )
    op.create_table(
        "amendment",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "reword",
                "category",
                "lead",
                "timeframe",
                "add",
                "drop",
                "move",
                "renumber",
                "split",
                "merge",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "supported",
                "on a sitting",
                "verified",
                "not supported",
                "not verified",
                "withdrawn",
                name="status",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("glm_question_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column(
            "sight",
            sa.Enum("public", "partners", "group", "restricted", name="sight", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("also", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_amendment_body_id_body")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_amendment_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["glm_question_id"], ["question.id"], name=op.f("fk_amendment_glm_question_id_question")
        ),
        sa.ForeignKeyConstraint(["group_id"], ["working_group.id"], name=op.f("fk_amendment_group_id_working_group")),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_amendment_item_id_plan_item")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_amendment_question_id_question")),
        sa.ForeignKeyConstraint(["version_id"], ["plan_version.id"], name=op.f("fk_amendment_version_id_plan_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("number", name=op.f("uq_amendment_number")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.create_index("ix_amendment_edition_id_status", ["edition_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_glm_question_id"), ["glm_question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_question_id"), ["question_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_version_id"), ["version_id"], unique=False)

    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("amended_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("void", sa.Boolean(), server_default=sa.false(), nullable=False))

    _keep_as_it_is()


def _keep_as_it_is() -> None:
    """Begin to keep how the plan is, from now on."""
    said = (
        "edition_id, parent_id, level, number, place, title, heading, text, clause, category, printed_lead, "
        "printed_timeframe, continuing, starts_on, ends_on, status, dropped_at, void"
    )
    now = sa.bindparam("now", type_=sa.DateTime(timezone=True))
    rows = sa.text(f"INSERT INTO plan_state (item_id, since, {said}) SELECT id, :now, {said} FROM plan_item")
    op.get_bind().execute(rows.bindparams(now), {"now": datetime.now(UTC)})


def downgrade() -> None:
    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        batch_op.drop_column("void")

    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_column("amended_at")

    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_version_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_question_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_item_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_group_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_glm_question_id"))
        batch_op.drop_index("ix_amendment_edition_id_status")

    op.drop_table("amendment")
    op.drop_table("plan_version")
    with op.batch_alter_table("plan_state", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_plan_state_now", sqlite_where=sa.text("until IS NULL"), postgresql_where=sa.text("until IS NULL")
        )
        batch_op.drop_index("ix_plan_state_item_id_since")
        batch_op.drop_index("ix_plan_state_edition_id_since")

    op.drop_table("plan_state")
    with op.batch_alter_table("plan_old_number", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_old_number_item_id"))

    op.drop_table("plan_old_number")
    op.drop_table("edition_draft")
