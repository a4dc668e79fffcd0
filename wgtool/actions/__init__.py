"""Action points to their closure, wherever they come from.

An action point belongs to an organisation, a group or a body first; a person is its contact and may have no account.
Who answers for it reports that it is done; somebody else closes it. Knows plan, groups and decisions, below; rooms
above open action points with `operations.open_action` and say with `sources` where they came from.
"""
