"""Archive a whole blog: every post, clean and whole, with its history, in SQLite."""

__version__ = "0.1.0"
