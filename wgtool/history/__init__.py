"""One line per fact: who, on whose behalf, when, what, from what to what, and why. Append-only.

Listens to every event; `timeline(ref)` tells the story of any thing, in the reader's language and by the reader's sight.
Stands above accounts and partners, whose names it shows.
"""
