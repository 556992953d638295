"""How many authors a text such as "Ann Lee, Bo Ek" names, where no feed tells."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from archiver.evidence import choice, names
from archiver.evidence.structured import unique_authors
from archiver.evidence.values import VISIBLE
from archiver.records import Author

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from archiver.evidence.values import Readings

LED = 4  # posts on which a word leads to the names, before it is believed to be a label
UNNAMED = 0.2  # prior of elements whose names say nothing; less have sidebars, related posts and the text itself


def are_joined(posts: Sequence[Readings]) -> bool:
    """Whether "Ann Lee, Bo Ek" is two authors on a site whose feeds do not tell: one of them stands alone elsewhere.

    In the same element or in another that names authors, such as a box below the text; and nothing joined there is
    anything but names of persons ("Lee, Ek and Sons").
    """
    found = [[names.split(name, always=True) for name in values] for values in _by_source(posts).values()]
    alone = {names.key(part[0]) for parts in found for part in parts if len(part) == 1}
    told = [part for parts in found for part in parts if len(part) > 1]
    if not all(names.may_be_person(name) for part in told for name in part):
        return False
    return any(names.key(name) in alone for part in told for name in part)


def part(readings: Readings) -> None:
    """Make several authors, in place, of each text that joins their names, as reading does once this is known."""
    stated = readings.get("authors", {})
    for source, value in stated.items():
        people = cast("tuple[Author, ...]", value)
        parts = [(person, names.split(person.name, always=True)) for person in people]
        stated[source] = unique_authors(
            person if len(split) == 1 else Author(name) for person, split in parts for name in split
        )


def labels(posts: Sequence[Readings]) -> frozenset[str]:
    """What leads to the names on a site whose "by" no list knows: the same word before other names on all posts.

    In an element of its own, since it came apart from the name. No person's name, no link, and never alone.
    """
    stated: dict[str, list[tuple[Author, ...]]] = defaultdict(list)
    for readings in posts:
        for source, value in readings.get("authors", {}).items():
            if source.startswith(VISIBLE):
                stated[source].append(cast("tuple[Author, ...]", value))
    return frozenset(
        values[0][0].name
        for values in stated.values()
        if len(values) >= LED
        and len({people[0] for people in values}) == 1
        and values[0][0].url is None
        and not names.may_be_person(values[0][0].name)
        and all(len(people) > 1 for people in values)
        and len({people[1:] for people in values}) > 1
    )


def without(readings: Readings, labelling: Collection[str]) -> None:
    """Leave labels out of the authors, in place, as reading does once they are known."""
    stated = readings.get("authors", {})
    for source, value in list(stated.items()):
        people = tuple(author for author in cast("tuple[Author, ...]", value) if author.name not in labelling)
        if people:
            stated[source] = people
        else:
            del stated[source]


def _by_source(posts: Sequence[Readings]) -> dict[str, list[str]]:
    """The one name that each source of authors gives, of the posts on which it gives one."""
    found: dict[str, list[str]] = defaultdict(list)
    for readings in posts:
        for source, value in readings.get("authors", {}).items():
            people = cast("tuple[Author, ...]", value)
            if len(people) == 1 and choice.prior("authors", source) >= UNNAMED:
                found[source].append(people[0].name)
    return found
