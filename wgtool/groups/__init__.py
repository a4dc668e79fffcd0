"""Working groups: proposed, peopled, drafting terms, active; later paused, merged, dissolved.

A member is a person for an organisation in a role, with dates. Terms of reference are a document of the room below,
mounted here so that this room's permits rule. Knows plan, documents and decisions, below.
"""
