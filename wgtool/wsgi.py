"""For WSGI servers: `gunicorn wgtool.wsgi:app`."""

from wgtool.loading import loading

with loading():
    from wgtool.app import create_app

    app = create_app()
