"""silence procedures, sittings, conditions with owners."""

import sqlalchemy as sa
from alembic import op

from wgtool.kernel.folding import fold

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sitting",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("planned", "sitting", "held", "dropped", name="sittingstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("link", sa.String(length=400), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("notes_url", sa.String(length=400), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_sitting_in_order")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_sitting_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
    )
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sitting_body_id"), ["body_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_attendance_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_attendance_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("sitting_id", "organisation_id", name=op.f("pk_attendance")),
    )
    op.create_table(
        "condition",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("open", "met", "dropped", name="conditionstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("owner_name", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_how", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_condition_person_id_person")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_condition_question_id_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
        sa.UniqueConstraint("question_id", "number", name=op.f("uq_condition_question_id_number")),
    )
    with op.batch_alter_table("condition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_condition_question_id"), ["question_id"], unique=False)

    op.create_table(
        "recording",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "approve", "no objection", "objection", "abstain", "recuse", name="answer", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("by_person", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disowned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "disowned_how",
            sa.Enum("undone", "reopened", "told", name="disowned", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_recording_owner_id_person")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_recording_question_id_question")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_recording_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording")),
    )
    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recording_question_id"), ["question_id"], unique=False)

    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.add_column(sa.Column("silence_days", sa.Integer(), nullable=False, server_default="10"))
        batch_op.add_column(sa.Column("zone", sa.String(length=60), nullable=False, server_default="UTC"))
        batch_op.add_column(sa.Column("countries", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "electors",
                sa.Enum("seats", "organisations", name="electors", native_enum=False, length=40),
                nullable=False,
                server_default="seats",
            )
        )
        batch_op.add_column(
            sa.Column(
                "quorum_by",
                sa.Enum("positions", "attendance", name="quorum", native_enum=False, length=40),
                nullable=False,
                server_default="positions",
            )
        )

    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answered_in", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_objection_answered_in"), ["answered_in"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_objection_answered_in_question"), "question", ["answered_in"], ["id"]
        )

    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sitting_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_position_sitting_id_sitting"), "sitting", ["sitting_id"], ["id"])

    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "procedure",
                sa.Enum("vote", "silence", name="procedure", native_enum=False, length=40),
                nullable=False,
                server_default="vote",
            )
        )
        batch_op.add_column(sa.Column("zone", sa.String(length=60), nullable=False, server_default="UTC"))
        batch_op.add_column(sa.Column("words", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("turned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sitting_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("singly", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_question_sitting_id"), ["sitting_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_question_sitting_id_sitting"), "sitting", ["sitting_id"], ["id"])

    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_seat_body_id_organisation_id"), ["body_id", "organisation_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_seat_organisation_id_organisation"), "organisation", ["organisation_id"], ["id"]
        )

    _search_texts()


def _search_texts() -> None:
    """Fold the texts of the questions there are, so that the register finds them by their words."""
    question = sa.table(
        "question", sa.column("id", sa.Integer), sa.column("text", sa.Text), sa.column("words", sa.Text)
    )
    connection = op.get_bind()
    for id, text in connection.execute(sa.select(question.c.id, question.c.text)).all():
        connection.execute(sa.update(question).where(question.c.id == id).values(words=fold(text)))


def downgrade() -> None:
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_seat_organisation_id_organisation"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_seat_body_id_organisation_id"), type_="unique")
        batch_op.drop_column("organisation_id")

    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_question_sitting_id_sitting"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_question_sitting_id"))
        batch_op.drop_column("review_on")
        batch_op.drop_column("singly")
        batch_op.drop_column("sitting_id")
        batch_op.drop_column("turned_at")
        batch_op.drop_column("extended_at")
        batch_op.drop_column("words")
        batch_op.drop_column("zone")
        batch_op.drop_column("procedure")

    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_position_sitting_id_sitting"), type_="foreignkey")
        batch_op.drop_column("sitting_id")

    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_objection_answered_in_question"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_objection_answered_in"))
        batch_op.drop_column("answered_in")

    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.drop_column("quorum_by")
        batch_op.drop_column("electors")
        batch_op.drop_column("countries")
        batch_op.drop_column("zone")
        batch_op.drop_column("silence_days")

    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recording_question_id"))

    op.drop_table("recording")
    with op.batch_alter_table("condition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_condition_question_id"))

    op.drop_table("condition")
    op.drop_table("attendance")
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sitting_body_id"))

    op.drop_table("sitting")
