"""Whole blogs in designs that nobody drew: layout, names, language, metadata and furniture by lot, the truth known."""
