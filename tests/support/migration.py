"""Write the next numbered migration from the models: `python -m tests.support.migration "a sentence"`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from flask_migrate import migrate, upgrade

from wgtool.app import create_app
from wgtool.config import Settings

VERSIONS = Path(__file__).parent.parent.parent / "migrations" / "versions"


def main(sentence: str) -> None:
    """Bring an empty SQLite to the newest migration and write what the models have beyond it."""
    number = len(list(VERSIONS.glob("[0-9]*.py"))) + 1
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database_url=f"sqlite:///{folder}/m.sqlite3", secret_key="x" * 32))
        with app.app_context():
            upgrade()
            migrate(message=sentence, rev_id=f"{number:04}")


if __name__ == "__main__":
    main(sys.argv[1])
