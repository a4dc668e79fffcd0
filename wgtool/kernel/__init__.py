"""What every room stands on and no domain: database, events, permits, sight, lifecycles, web answers.

Nothing here knows a group, a plan or a person's name; rooms register what they have, `wgtool.app` joins them.
"""
