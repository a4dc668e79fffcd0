"""Organisations that take on activities of the plan: as lead, co-lead, contributor or consulted.

Who may, and whether as lead, follows the activity's clause. One confirmed lead per activity and place; the gap that a
withdrawal leaves is shown. Knows plan and groups, below.
"""
