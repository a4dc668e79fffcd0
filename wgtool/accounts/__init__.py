"""People, what they may be, and how they come in: joining, signing in, invitations, roles with dates.

A person belongs to one organisation at a time; the belonging is provisional until somebody confirms it. Knows
partners, below. Sends nothing: it announces, and notifications writes the mail.
"""
