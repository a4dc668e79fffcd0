"""Amendments of the plan: proposed by a group or the SAG, supported by the SAG, verified by a global meeting (GLM).

An amendment keeps its edits: what each field was and becomes. The plan below carries them out and takes them back; the
questions put to the two bodies are those of decisions. Knows groups, whose leads propose.
"""
