"""Texts in sections that several people write: versions, revisions, merge and redline.

A document belongs to a room above (a group's terms of reference); that room mounts its pages and its permits rule.
"""
