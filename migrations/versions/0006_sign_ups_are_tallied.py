"""sign-ups are tallied."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
COUNT = """
INSERT INTO sign_up_tally (item_id, country, confirmed, offered, led, vacated)
SELECT item_id, country, sum(confirmed), sum(offered),
       sum(CASE WHEN role = 'lead' AND confirmed > 0 THEN 1 ELSE 0 END),
       sum(CASE WHEN gone > 0 AND confirmed = 0 THEN 1 ELSE 0 END)
FROM (SELECT item_id, country, role,
             sum(CASE WHEN status = 'confirmed' THEN 1 ELSE 0 END) AS confirmed,
             sum(CASE WHEN status = 'offered' THEN 1 ELSE 0 END) AS offered,
             sum(CASE WHEN status IN ('withdrawn', 'lapsed') AND confirmed_at IS NOT NULL THEN 1 ELSE 0 END) AS gone
      FROM sign_up WHERE sight = 'public' GROUP BY item_id, country, role) AS by_role
GROUP BY item_id, country
"""


def upgrade() -> None:
    op.create_table(
        "sign_up_tally",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("led", sa.Integer(), nullable=False),
        sa.Column("vacated", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_sign_up_tally_item_id_plan_item")),
        sa.PrimaryKeyConstraint("item_id", "country", name=op.f("pk_sign_up_tally")),
    )
    op.execute(COUNT)


def downgrade() -> None:
    op.drop_table("sign_up_tally")
