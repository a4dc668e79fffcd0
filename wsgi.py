"""For WSGI servers: `gunicorn wsgi:app`."""

from wgtool.app import create_app

app = create_app()
