"""The site profile: what the archive has learned about a site, as one versioned, inspectable value.

`learn/` makes it, `extract/` and the frontier use it, `store/` keeps it as JSON. Nothing in it is code: a person can
read it, and correct it in archiver.toml.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from archiver.profile.addresses import AddressGrammar
from archiver.profile.fields import FieldRules
from archiver.profile.templates import Template

__all__ = ["AddressGrammar", "FieldRules", "Profile", "Template"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a site.

    version: 0 before anything was learned, then one more each time the learned value changes.
    captures: how many captures of posts it was learned from. posts: how many posts the site had then.
    addresses: which shapes of address are posts, listings, ...
    templates: where posts' text stands and what to cut there, best first; empty while too few pages are known.
    fields: where title, date, authors, ... stand.
    """

    version: int = 0
    captures: int = 0
    posts: int = 0
    addresses: AddressGrammar = field(default_factory=AddressGrammar)
    templates: tuple[Template, ...] = ()
    fields: FieldRules = field(default_factory=FieldRules)

    def to_json(self) -> str:
        """The profile as JSON, keys in their declared order: equal profiles give equal text."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, text: str) -> Profile:
        """The profile that `to_json` wrote. Raises msgspec.ValidationError for anything else."""
        return msgspec.json.decode(text, type=cls)
