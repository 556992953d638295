"""What is learned about a site's addresses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddressGrammar:
    """Which shapes of address are posts, listings, pages, and which lead nowhere."""
