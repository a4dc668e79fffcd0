"""The strategy plan: editions, and pillar > outcome > output > activity within each.

Reads the plan as published (`readers/`), keeps the official wording beside a stable identity, and shows progress
as dated reports. Below it: partners, accounts, history. Above it: sign-ups and groups, which refer to activities.
"""
