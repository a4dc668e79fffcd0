"""A small made-up world for `make run` and for tests in the browser, and the doors by which to enter it.

Built through the rooms' own operations, at dates in the past. Doors exist only in a database made by `wgtool demo`.
"""
