"""Organisations and other stakeholders that take part: type, partner or observer, countries.

People move, commitments stay with the organisation. Lowest room; knows nobody.
"""
