"""Measures wgtool beside a floor application over the same rows, in one run: `make bench`.

`load` fills a database, `floor` is the least that Flask, SQLAlchemy and Jinja can do with it, `rounds` asks both in turn,
`report` says what holds. Nothing here is part of the wheel; nothing in wgtool knows of it.
"""
