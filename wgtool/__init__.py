"""wgtool: working groups, their terms of reference, the strategy plan and the decisions of a cluster."""

__version__ = "0.2.0"
