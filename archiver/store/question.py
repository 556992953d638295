"""What a person types into a search, understood: `climate -tax author:ruh tag:sdgs after:2019 "phrase" pref*`.

Words stand side by side and all must be there; `OR` between two asks for either, `-` or `NOT` for none of it.
`"a phrase"`, `begin*`, `NEAR(two words, 5)`; `title:` looks there only. `author:`, `tag:`, `category:`, `site:`,
`lang:`, `status:`, `after:` and `before:` narrow the posts down. Everything else is words: nothing that is typed can be
wrong for SQLite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from archiver.errors import UsageError
from archiver.records import PostStatus
from archiver.store.rows import PostFilter
from archiver.store.times import is_date
from archiver.store.words import RUN, pairs, spellings

_TOKEN: Final = re.compile(
    r"""
    (?P<near>NEAR\((?P<inside>[^()]*?)(?:,\s*(?P<distance>\d{1,4})\s*)?\))
    | (?P<minus>-)? (?:(?P<field>[A-Za-z]+):)? (?:"(?P<phrase>[^"]*)"? | (?P<word>[^\s"()]+)) (?P<star>(?<=")\*)?
    """,
    re.VERBOSE,
)
_COLUMNS: Final = {"title": "title", "text": "text"}
_FIELDS: Final = {
    "author": "author",
    "tag": "tag",
    "category": "category",
    "site": "site",
    "lang": "language",
    "language": "language",
    "status": "status",
    "after": "since",
    "since": "since",
    "before": "until",
    "until": "until",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A search, understood.

    match: an FTS5 expression that posts must match; "" where no word was asked for. without: one that they must not
    match, where that is all. only, never: filters that must, and must not, hold. words: what to mark in a snippet.
    """

    match: str = ""
    without: str = ""
    only: tuple[PostFilter, ...] = ()
    never: tuple[PostFilter, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    groups: list[list[str]] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    only: list[PostFilter] = field(default_factory=list)
    never: list[PostFilter] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    either: bool = False  # an OR stands before the next word
    no: bool = False  # a NOT does

    def add(self, expression: str, *, minus: bool) -> None:
        if minus or self.no:
            self.excluded.append(expression)
        elif self.either and self.groups:
            self.groups[-1].append(expression)
        else:
            self.groups.append([expression])
        self.either = self.no = False


def understand(text: str) -> Question:
    """The question that a text asks. Raises UsageError for a date or status that is none."""
    reading = _Reading()
    for token in _TOKEN.finditer(text.replace("\x00", " ")):  # FTS5 takes a NUL for the end
        if token["near"]:
            _near(reading, token["inside"], token["distance"])
        elif token["word"] == "OR" and not token["minus"] and not token["field"]:
            reading.either = True
        elif token["word"] == "NOT" and not token["field"]:
            reading.no = True
        elif token["word"] != "AND" or token["field"]:
            _word(reading, token)
    groups = [group[0] if len(group) == 1 else f"({' OR '.join(group)})" for group in reading.groups]
    match, without = " AND ".join(groups), " OR ".join(reading.excluded)
    if match and without:
        match, without = f"({match}) NOT ({without})", ""
    return Question(
        match=match,
        without=without,
        only=tuple(reading.only),
        never=tuple(reading.never),
        words=tuple(reading.words),
    )


def _word(reading: _Reading, token: re.Match[str]) -> None:
    name = (token["field"] or "").lower()
    spoken = token["phrase"] if token["phrase"] is not None else token["word"]
    if name in _FIELDS:
        (reading.never if token["minus"] else reading.only).append(_filter(_FIELDS[name], name, spoken))
        return
    column = _COLUMNS.get(name)
    if token["field"] and column is None:
        spoken = f"{token['field']} {spoken}"  # such as https://… or 12:30: words like any other
    prefix = bool(token["star"]) or (token["phrase"] is None and spoken.endswith("*"))
    expression = _expression(spoken.rstrip("*"), column, prefix=prefix)
    if expression:
        reading.add(expression, minus=bool(token["minus"]))
        if not token["minus"]:
            reading.words.extend(re.findall(r"\w+", spoken.casefold()))


def _near(reading: _Reading, inside: str, distance: str | None) -> None:
    words = re.findall(r"\w+", inside)
    if words:
        phrases = " ".join(_quoted(word) for word in words)
        reading.add(f"NEAR({phrases}, {distance or 10})", minus=False)
        reading.words.extend(word.casefold() for word in words)


def _expression(spoken: str, column: str | None, *, prefix: bool) -> str:
    """An FTS5 expression for a word or phrase; "" where it holds nothing to look for."""
    terms = []
    plain = RUN.sub(" ", spoken).strip()
    if re.search(r"[^\W_]", plain):
        where = f"{column} : " if column else ""
        either = [f"{where}{_quoted(one)}{' *' if prefix else ''}" for one in spellings(plain)]
        terms.append(either[0] if len(either) == 1 else f"({' OR '.join(either)})")
    for run in RUN.findall(spoken):
        halves = pairs(run)
        if len(halves) > 1:
            terms.append(f"parts : {_quoted(' '.join(halves[:-1]))}")
        elif halves:  # a single character; none at all where the run is nothing but combining marks
            terms.append(f"parts : {_quoted(halves[0])} *")
    return terms[0] if len(terms) == 1 else f"({' AND '.join(terms)})" if terms else ""


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _filter(name: str, typed: str, value: str) -> PostFilter:
    if name == "status":
        try:
            return PostFilter(status=PostStatus(value.lower()))
        except ValueError as error:
            raise UsageError(f'{typed}:{value}: a post is "live" or "gone"') from error
    if name in {"since", "until"} and not is_date(value):
        raise UsageError(f'{typed}:{value}: "{value}" is not a date (write 2019, 2019-05 or 2019-05-31)')
    given: dict[str, Any] = {name: value}
    return PostFilter(**given)
