"""Every SELECT of action points."""

from wgtool.actions.queries.points import by_id, numbered, seen, to_change
from wgtool.actions.queries.sources import Line, of_sources, open_of
from wgtool.actions.queries.waiting import quiet_for, waiting

__all__ = ["Line", "by_id", "numbered", "of_sources", "open_of", "quiet_for", "seen", "to_change", "waiting"]
