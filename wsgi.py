"""For WSGI servers in a checkout: `gunicorn wsgi:app`."""

from wgtool.wsgi import app as app
