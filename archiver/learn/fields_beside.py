"""Authors who stand beside a post's date or below its title, where no word and no class says that they wrote it."""

# ruff: noqa: SIM905 - long lists of words read best as words

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, cast

from archiver.evidence import choice, elements, keys, names, titles
from archiver.evidence.values import BYLINE, ELEMENT, TERMS, VISIBLE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from archiver.evidence.values import Readings
    from archiver.page import Page
    from archiver.profile.fields import FieldRule
    from archiver.records import Author

LEAST = 8  # posts that show it, before a place is believed to name authors
COMMON = 0.8  # share of the posts on which such a line stands
DESIGN = 0.3  # share of the posts that a design has at least, of several over time, for its lines to be believed
NAMES = 0.6  # share of its texts that must be able to be names: some write under pen names
REPEATED = 0.7  # different names a post: an author writes again, a title or a place does not
_SAID = 0.1  # of its names that may be terms of the site, too
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|版权|版權|کلیه حقوق|تمامی حقوق|جميع الحقوق", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"的(?=\S)|\W+")
_NO_OWNERS = frozenset(
    "blog blogs weblog the my our home news notes site web www com org copyright all rights reserved by and of powered "
    "theme made with licensed under terms privacy policy 博客 网站 版权所有 保留所有权利 وبلاگ وبسایت مدونة".split()
)
READ = 3  # pages on which the owner is looked for
TEXTS = 24  # pages whose words are read
_NOUNS = frozenset(("de", "lb"))  # languages in which topics have capitals
_WORD = re.compile(r"[^\W\d_]+")


def beside(
    pages: Sequence[tuple[Page, Readings]], rules: Sequence[FieldRule], site_names: Sequence[str]
) -> frozenset[str]:
    """The sources of authors that are believed for standing with the date or the title.

    pages: of posts, with what they state. rules: where the site states when a post was published, and its title. A
    text is believed there to be a name where the site's posts repeat it, where it can be one (by its capitals or its
    first character; else the site must say it elsewhere, in its own name or its copyright), and where it is no
    category. A "by" that leads to names on most posts is believed in the text's container, too.
    """
    shown = [one.source for rule in rules for one in rule.sources if one.source.startswith(VISIBLE)]
    if len(pages) < LEAST:
        return frozenset()
    lines = _lines([page for page, _ in pages], shown)
    places, own = {_place(source) for source in (*shown, *lines)}, {_last(source) for source in shown}
    terms = _terms([readings for _, readings in pages])
    said = owners([page for page, _ in pages], site_names)
    found: dict[str, list[tuple[str, ...]]] = {}
    designs: Counter[str] = Counter()
    known = _marked([readings for _, readings in pages])
    for _, readings in pages:
        stated = [source for rule in rules for source in readings.get(rule.field, {}) if source in shown]
        designs.update({step for source in stated for step in (_place(source), _last(source))})
        for source, value in readings.get("authors", {}).items():
            is_beside = source in shown or {_place(source), _last(source)} & places or _place(source) in own
            if (is_beside and source.startswith(ELEMENT)) or source.startswith(BYLINE):
                named = tuple(author.name for author in cast("tuple[Author, ...]", value))
                found.setdefault(source, []).append(named)
    believed = [
        source
        for source, stated in found.items()
        if len(stated) >= COMMON * _posts_of(source, designs, len(pages), 0.0 if _are_known(stated, known) else DESIGN)
        and (
            not choice.LISTING_PLACE.search(source) and _are_few(stated)
            if source.startswith(BYLINE)
            else choice.prior("authors", source) >= choice.LEAST["title"] and _are_authors(stated, terms, said)
        )
    ]
    common = _common_words([page for page, _ in pages]) if believed else set()
    return frozenset(source for source in believed if source.startswith(BYLINE) or _are_proper(found[source], common))


def _lines(pages: Sequence[Page], shown: Sequence[str]) -> set[str]:
    """The lines that hold just a time of a source and its label: what stands beside such a line is beside the date."""
    times = {source.partition(":")[2] for source in shown if _last(source).startswith("time")}
    found = (one for page in pages[:READ] for key in times for one in keys.find(page.tree, key))
    return {ELEMENT + keys.key(line) for one in found if (line := elements.line_around(one)) is not None}


def _posts_of(source: str, designs: Mapping[str, int], posts: int, share: float) -> float:
    """Of how many posts the design is that a source belongs to: those with a title or a date at its place.

    share: of all posts, that a design must have.
    """
    own = max(designs.get(_place(source), 0), designs.get(_last(source), 0))
    return max(own, share * posts) if own else float(posts)


def _marked(pages: Sequence[Readings]) -> frozenset[str]:
    """The names that the pages mark as their authors': by a link, a class, or in their head."""
    return frozenset(
        names.key(author.name)
        for readings in pages
        for source, value in readings.get("authors", {}).items()
        if choice.prior("authors", source) >= choice.STATED
        for author in cast("tuple[Author, ...]", value)
    )


def _are_known(stated: Sequence[tuple[str, ...]], known: frozenset[str]) -> bool:
    """Whether these are nearly all names that other posts mark: those of a new design, of however few posts."""
    people = [names.key(name) for named in stated for name in named]
    return sum(1 for name in people if name in known) >= COMMON * len(people)


def _are_proper(stated: Sequence[tuple[str, ...]], common: Collection[str]) -> bool:
    """Whether half of the names have no word that the site's texts write small: "Machine Learning" is a topic."""
    people = {name for named in stated for name in named}
    return 2 * sum(1 for name in people if not any(word.casefold() in common for word in _WORD.findall(name))) >= len(
        people
    )


def _common_words(pages: Sequence[Page]) -> set[str]:
    """The words that texts write without a capital; none in languages that write nouns with one."""
    shown = (page.tree for page in pages[:TEXTS])
    texts = (tree.text_content() for tree in shown if (tree.get("lang") or "")[:2].lower() not in _NOUNS)
    return {word for text in texts for word in _WORD.findall(text) if word.islower()}


def _are_few(stated: Sequence[tuple[str, ...]]) -> bool:
    """Whether some people wrote many posts, rather than each post naming another one."""
    people = {name for named in stated for name in named}
    return len(stated) >= LEAST and len(people) <= REPEATED * len(stated)


def _are_authors(stated: Sequence[tuple[str, ...]], terms: frozenset[str], owned: frozenset[str]) -> bool:
    """Whether the texts of one place are people's names. stated: those of each post."""
    counts = Counter(name for named in stated for name in named)
    total = sum(counts.values())
    if (
        not _are_few(stated)
        or sum(count for name, count in counts.items() if titles.loose(name) in terms) > _SAID * total
    ):
        return False
    fitting = sum(count for name, count in counts.items() if names.may_be_person(name) or names.key(name) in owned)
    return fitting >= NAMES * total


def _place(source: str) -> str:
    """The element that holds a source's element, as its key tells; what has none there stands in the body itself."""
    steps = source.partition(":")[2].split(">")
    return steps[-2] if len(steps) > 1 else "body"


def _last(source: str) -> str:
    """The element of a source itself: what holds a date may be a line with the author in it."""
    return source.rpartition(">")[2]


def _terms(pages: Sequence[Readings]) -> frozenset[str]:
    """All categories and tags that the pages link to or list."""
    return frozenset(
        titles.loose(term)
        for readings in pages
        for field in TERMS
        for source, value in readings.get(field, {}).items()
        if choice.prior(field, source) >= choice.STATED
        for term in cast("tuple[str, ...]", value)
    )


def owners(pages: Sequence[Page], site_names: Sequence[str]) -> frozenset[str]:
    """The words of what says whose site it is: its names, its copyright, the author that every page names."""
    said = set(site_names)
    for page in pages[:READ]:
        texts = [*page.metas.get("author", ()), *page.metas.get("copyright", ())]
        lines = map(elements.line_of, filter(elements.is_line, page.tree.iter("footer", "div", "p", "small", "span")))
        said.update(texts, filter(_COPYRIGHT.search, lines))
    words = (names.key(word) for text in said for word in _BETWEEN_WORDS.split(text))
    return frozenset(word for word in words if len(word) > 1 and not word.isdigit()) - _NO_OWNERS
