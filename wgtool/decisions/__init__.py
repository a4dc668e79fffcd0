"""Bodies, their seats and terms, the questions put to them, positions, objections and rulings: the numbered register.

A question names its subject as (kind, id) with the fixed text and its digest. What a ruling sets in motion stands in
`wgtool.outcomes`, which this room calls without knowing it.
"""
