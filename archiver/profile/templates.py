"""What is learned about a site's page templates."""

from __future__ import annotations

from dataclasses import dataclass, replace

USER = "user"  # name of a pinned template, and rule of the cuts that a person asked for


@dataclass(frozen=True, slots=True)
class CutRule:
    """Something inside a template's container that is no post's text, with what speaks for it.

    rule: why: "repeats", "related", "toc", "meta", "author-box", …; "start" and "end" are texts at the edges; "border"
    is a text from which on everything to the end is left out.
    selector: CSS, below the container; "" where `text` says what is meant.
    text: a block as `dom.blocks.fold` writes it.
    pages, of: on how many pages it stood, of how many looked at. chrome: on how many of these it was judged to be none
    of the post's. example: the beginning of what it held on one page.
    """

    rule: str
    selector: str = ""
    text: str = ""
    pages: int = 0
    of: int = 0
    chrome: int = 0
    example: str = ""

    @property
    def key(self) -> str:
        """How a person names the rule to veto it: the selector, or the text in quotes."""
        return self.selector or f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Template:
    """Where the text of posts stands in one of the site's layouts, and what to leave out there.

    name: unique on the site. container: CSS selector of the element that holds the text. parts: selectors of what
    belongs to a post and stands outside (a lead, a hero's caption).
    pages, of: how many pages it fits, of how many were learned from. has_title: the layout prints the title inside the
    container; where it does not, a line that equals the title was written by the author. size_low, size_median:
    characters that were kept on these pages: the fifth percentile and the middle.
    keep: selectors (or quoted texts) that are never cut: a person's, or names that mislead on this site.
    """

    name: str
    container: str
    parts: tuple[str, ...] = ()
    pages: int = 0
    of: int = 0
    has_title: bool = True
    size_low: int = 0
    size_median: int = 0
    cuts: tuple[CutRule, ...] = ()
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pins:
    """What a person has said about a site's templates in archiver.toml; all CSS selectors, or texts in quotes.

    container: where the text stands, tried before anything learned. cut: never part of a post. keep: never cut.
    """

    container: str = ""
    cut: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


def pinned(templates: tuple[Template, ...], pins: Pins) -> tuple[Template, ...]:
    """The learned templates as a person corrected them; without any, one of the pinned container alone."""
    cuts = tuple(
        CutRule(USER, text=key.strip('"')) if key.startswith('"') else CutRule(USER, selector=key) for key in pins.cut
    )
    if pins.container and all(template.container != pins.container for template in templates):
        learned = tuple(rule for template in templates for rule in template.cuts)
        own = Template(USER, pins.container, cuts=tuple({rule.key: rule for rule in learned}.values()))
        templates = (own, *templates)
    elif pins.container:
        templates = tuple(sorted(templates, key=lambda template: template.container != pins.container))
    return tuple(
        replace(
            template,
            cuts=cuts + tuple(rule for rule in template.cuts if rule.key not in pins.keep),
            keep=tuple(dict.fromkeys((*template.keep, *pins.keep))),
        )
        for template in templates
    )
