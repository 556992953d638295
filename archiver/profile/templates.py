"""What is learned about a site's page templates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """Where the text of posts stands in one of the site's layouts, and what to leave out there."""

    name: str
