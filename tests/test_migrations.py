"""The migrations make exactly the tables of the models, on both engines, up and down."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from wgtool.kernel.db import db


def test_up_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            db.metadata.drop_all(connection)
        try:
            upgrade()
            downgrade(revision="base")
            upgrade()
            with db.engine.connect() as connection:
                context = MigrationContext.configure(connection, opts={"compare_type": True})
                assert compare_metadata(context, db.metadata) == []
        finally:
            with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
                db.metadata.drop_all(connection)
                connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
                db.metadata.create_all(connection)
            db.session.remove()
            db.engine.dispose()
