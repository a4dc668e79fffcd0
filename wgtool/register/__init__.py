"""The public register of action points: how far what was agreed is, by strategy area. A screen that owns no facts.

Everybody sees the same: what is public, by organisation, group or body, and never by person. It leaves as CSV, XLSX,
JSON and Atom, and as a page that other websites may show. Knows actions, learning, decisions and plan, below.
"""
