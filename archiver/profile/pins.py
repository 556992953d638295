"""What a person has said about a site's pages in archiver.toml, and a profile corrected by it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from archiver.profile.templates import USER, CutRule, Template

if TYPE_CHECKING:
    from archiver.profile import Profile

SOURCE_NAMES = (
    "rest",
    "platform",
    "feed",
    "listing",
    "json-ld",
    "json-ld:WebPage",
    "title-tag",
    "address",
    "html:lang",
)
SOURCE_KINDS = ("meta:", "dom:", "byline:", "author-link:", "labelled:")
"""The sources that a field can be read from: by name, and by how their names begin."""
LAST_SOURCES = ("trafilatura", "htmldate", "site")
"""Sources that are asked where no other answers: these can be forbidden, not pinned."""
_DIGEST = 8  # hex digits: a site sees a handful of pins in its life


@dataclass(frozen=True, slots=True)
class Pins:
    """Corrections to what is learned about a site's pages; each overrules the profile.

    container: CSS selectors of the element that holds a post's text, tried in this order before anything learned.
    cut, keep: what is never, or always, part of a post: CSS selectors below the container, or a block's text in quotes.
    fields: a field's name to the one source that is read first ("dom:span.byline"), as `provenance` names it.
    forbid: sources that are never read: "json-ld" for all fields, "authors=json-ld" for one.
    """

    container: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    forbid: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A short name of just these pins, "" for none: what was read with other pins is out of date."""
        if self == Pins():
            return ""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()[:_DIGEST]


def corrected(profile: Profile, pins: Pins) -> Profile:
    """The profile with a person's corrections: what posts are read with. The learned one stays as it is."""
    if not pins.digest:
        return profile
    rules = replace(
        profile.fields,
        pinned=tuple(f"{name}={source}" for name, source in pins.fields.items()),
        forbidden=pins.forbid,
    )
    return replace(profile, templates=pinned(profile.templates, pins), fields=rules)


def pinned(templates: tuple[Template, ...], pins: Pins) -> tuple[Template, ...]:
    """The learned templates as a person corrected them, those of the pinned containers first."""
    keep = tuple(map(folded, pins.keep))
    cuts = tuple(_cut(folded(key)) for key in pins.cut)
    learned = {template.container: template for template in templates}
    rules = tuple({rule.key: rule for template in templates for rule in template.cuts}.values())
    first = tuple(learned.get(css) or Template(f"{USER}: {css}", css, cuts=rules) for css in pins.container)
    others = tuple(template for template in templates if template.container not in pins.container)
    return tuple(
        replace(
            template,
            cuts=cuts + tuple(rule for rule in template.cuts if rule.key not in keep),
            keep=tuple(dict.fromkeys((*template.keep, *keep))),
        )
        for template in (*first, *others)
    )


def is_source(name: str) -> bool:
    """True for what a field can be read from: "feed", or an element's name behind what it is ("dom:span.byline")."""
    return name in SOURCE_NAMES or (name.startswith(SOURCE_KINDS) and name not in SOURCE_KINDS)


def is_text(key: str) -> bool:
    """True where a pin names a block by its text: in quotes."""
    return key.startswith('"')


def _cut(key: str) -> CutRule:
    return CutRule(USER, text=key.strip('"')) if is_text(key) else CutRule(USER, selector=key)


def folded(key: str) -> str:
    """A quoted text as blocks are compared; a selector as it is."""
    if not is_text(key):
        return key
    from archiver.dom.blocks import fold  # noqa: PLC0415 - it loads lxml, which reading archiver.toml needs not

    return f'"{fold(key.strip(chr(34)))}"'
