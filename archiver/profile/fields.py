"""What is learned about where a site states its posts' metadata."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldRules:
    """For each field the sources to read, best first."""
