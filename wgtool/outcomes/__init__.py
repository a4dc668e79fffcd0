"""What a ruling sets in motion: (what the question is about, the answer) to one operation, its sentences and its undo.

`does` gives what `undo` needs; "refs" name timelines on which nothing may happen before a ruling is taken back.
"""

from wgtool.outcomes import amendments, life, products, terms

KINDS = {**terms.KINDS, **life.KINDS, **products.KINDS, **amendments.KINDS}
OUTCOMES = (*terms.OUTCOMES, *life.OUTCOMES, *products.OUTCOMES, *amendments.OUTCOMES)
