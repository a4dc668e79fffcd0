"""What the server of these tests loads: the application, with its templates and statements ready before it forks."""

from __future__ import annotations

from wgtool.app import create_app
from wgtool.kernel.db import db

app = create_app()
for _url in ("/help", "/plan/2022/1.1.1.1", "/groups/WG-ROADS", "/decisions"):
    app.test_client().get(_url)
with app.app_context():
    db.engine.dispose()  # no connection may cross the fork
