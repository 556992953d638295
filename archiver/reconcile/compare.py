"""How two versions of a post differ, and whether a page still shows one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archiver.hashes import normalise_text
from archiver.reconcile.pictures import pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from archiver.records import Draft, KnownPost

# runs of letters and digits; ideographs, kana and Thai letters one by one, since no space parts their words
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_LABEL = 6  # words before a title: "You may also like to read"; Chinese characters count one by one
_RUN = 3  # words in a row that are compared where it is asked how much of a text stands in another


@dataclass(frozen=True, slots=True)
class Difference:
    """fields: names of what differs, in a fixed order; words_added, words_removed: of the text, as multisets."""

    fields: tuple[str, ...]
    words_added: int = 0
    words_removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.fields)


def words(text: str) -> list[str]:
    """The words of a text, case folded; one a character where a script writes no spaces."""
    return _WORD.findall(normalise_text(text).casefold())


def difference(before: KnownPost | Draft, after: Draft, furniture: Collection[str] = ()) -> Difference:
    """What differs from one version to the next, of the content that `hashes.content_hash` covers.

    Spaces, invisible characters and the order of categories and tags are no difference; nor is the time of day of a
    date that stays on its day, another size or address of the same picture (`pictures.picture`), nor a line of
    `furniture` (as `lines` gives them) that came or went.
    """
    fields = [name for name in _COMPARED if _COMPARED[name](before) != _COMPARED[name](after)]
    if "text" not in fields:
        return Difference(tuple(fields))
    old, new = Counter(words(before.text)), Counter(words(after.text))
    if furniture:
        kept = [[line for line in lines(post.text) if line not in furniture] for post in (before, after)]
        if kept[0] == kept[1]:
            return Difference(tuple(name for name in fields if name != "text"))
        old, new = (Counter(words("\n".join(one))) for one in kept)
    return Difference(tuple(fields), (new - old).total(), (old - new).total())


def lines(text: str) -> list[str]:
    """The lines of a text that hold words, spaces and invisible characters evened out."""
    return [line for raw in text.splitlines() if (line := normalise_text(raw))]


def share_in(text: str, of: str) -> float | None:
    """Which share of the word sequences of `of` stands in `text` too; None where `of` is too short to tell."""
    wanted, there = _runs(of), _runs(text)
    return len(wanted & there) / len(wanted) if len(wanted) >= _RUN else None


def holds(text: str, of: str) -> bool:
    """Whether every line of `of` stands, word for word, somewhere in `text`."""
    there = f" {' '.join(words(text))} "
    return all(f" {' '.join(words(line))} " in there for line in lines(of) if words(line))


def as_title(text: str) -> str:
    """A title in the form in which `rotating` looks for it: its words alone."""
    return " ".join(words(text))


def rotating(removed: Collection[str], added: Collection[str], titles: Collection[str]) -> frozenset[str]:
    """The lines that point to a post of the blog, under a label that pointed to another one before.

    "Read also: …" in the middle of a post, as plugins draw it anew at every look. titles: of the posts (`as_title`). A
    pointer that comes where there was none is the author's.
    """
    gone, come = ({line: _label(line, titles) for line in each} for each in (removed, added))
    both = {*gone.values()} & {*come.values()} - {None}
    return frozenset(line for each in (gone, come) for line, label in each.items() if label in both)


def _label(line: str, titles: Collection[str]) -> str | None:
    """The few words before the title of a post that a line ends with; None where it ends otherwise."""
    found = words(line)
    for size in range(min(len(found), _LABEL) + 1):
        if " ".join(found[size:]) in titles:
            return " ".join(found[:size])
    return None


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1)}


def _terms(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(normalise_text(name).casefold() for name in names)


def _authors(post: KnownPost | Draft) -> tuple[str, ...]:
    return tuple(normalise_text(author if isinstance(author, str) else author.name) for author in post.authors)


def _images(post: KnownPost | Draft) -> tuple[str, ...]:
    return pictures(tuple(image if isinstance(image, str) else image.url for image in post.images))


_COMPARED: dict[str, Callable[[KnownPost | Draft], object]] = {
    "title": lambda post: normalise_text(post.title),
    "text": lambda post: normalise_text(post.text),
    "authors": _authors,
    "categories": lambda post: _terms(post.categories),
    "tags": lambda post: _terms(post.tags),
    "images": _images,
    "published_at": lambda post: (post.published_at or "")[:10],
}
