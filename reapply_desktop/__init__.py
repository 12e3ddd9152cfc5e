"""ReApply Desktop: a private, offline planner for the year after an unmatched Match."""

__version__ = "0.1.0"
