"""A site's habits of writing: what it puts around titles, how it orders dates, how it joins names, what it repeats."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, cast

from archiver.evidence import choice, dates, dom, local_time, names, statements, structured, titles
from archiver.evidence.values import DATES, VISIBLE, Habits, Readings, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archiver.page import Page
    from archiver.records import Author, Source, Statement

LEAST_PAGES = 2  # that must show an end of a title, beside a heading without it, for it to be the site's
LEAST_PRIOR = 0.1  # of a heading that may confirm: not one in the text, a sidebar or among related posts
LEAST_SHARE = 0.3  # of the pages that must share an end, where no heading confirms it
NEARLY_ALL = 0.8  # of the pages, where headings have it too: it may be a part of some posts' titles
READ_FOR_NAMES = 3  # pages in whose text a name is looked for
_MONTH_FIRST = frozenset({"en-US"})


def habits(pages: Sequence[Page], labels: Mapping[str, Mapping[Source, Statement]]) -> Habits:
    """How the site orders day and month, and whether it joins several names into one text."""
    languages = Counter(structured.language(page.tree.get("lang") or "") or "" for page in pages)
    common = max(sorted(languages), key=lambda language: languages[language])
    return Habits(_date_order(pages, labels, common), _splits_names(pages, labels), common.partition("-")[0])


def _date_order(pages: Sequence[Page], labels: Mapping[str, Mapping[Source, Statement]], language: str) -> str:
    votes: Counter[str] = Counter()
    for page in pages:
        said = statements.read(labels.get(page.url, {})).get("published_at", {})
        days = {cast("str", day)[:10] for day in said.values()}
        for line in dom.numeric_dates(page.tree):
            order = dates.order_of(line)
            fitting = [one for one in ("dmy", "mdy") if (dates.iso(line, one) or "")[:10] in days]
            votes.update([order] if order else fitting if len(fitting) == 1 else [])
    if votes:
        return max(sorted(votes), key=lambda order: votes[order])
    return "mdy" if language in _MONTH_FIRST else "dmy"


def _splits_names(pages: Sequence[Page], labels: Mapping[str, Mapping[Source, Statement]]) -> bool | None:
    """Whether "A, B" is two authors: so it is where any document lists them as two, such as the page of that post."""
    votes: Counter[bool] = Counter()
    for page in pages:
        for value in statements.read(labels.get(page.url, {})).get("authors", {}).values():
            authors = cast("tuple[Author, ...]", value)
            parts = names.split(authors[0].name, always=True)
            if len(authors) > 1:
                votes[True] += 1
            elif len(parts) > 1:
                votes[_lists(page, parts)] += 1
    return None if not votes else votes[True] >= votes[False]


def _lists(page: Page, wanted: Sequence[str]) -> bool:
    """Whether a page's structured data list just these people, one by one."""
    stated = structured.read(page, Habits(splits_names=False)).get("authors", {})
    listed = ({names.key(author.name) for author in cast("tuple[Author, ...]", value)} for value in stated.values())
    return set(map(names.key, wanted)) in listed


def put_on_calendar(posts: Sequence[tuple[Readings, Readings]]) -> int | None:
    """Write moments in UTC as the site's own clock has them; return its offset in minutes where it has but one.

    Learned from the days and clocks that posts show beside moments in UTC. With summer time the offset is that of the
    clock on the post's own page.
    """
    stated = [{**readings.get("published_at", {}), **said.get("published_at", {})} for readings, said in posts]
    shown = _shown(cast("list[dict[str, str]]", stated))
    offsets = local_time.learn(
        [(cast("list[str]", list(one.values())), seen) for one, seen in zip(stated, shown, strict=True)]
    )
    if not offsets:
        return None
    for post, seen in zip(posts, shown, strict=True):
        for readings in post:
            for field in DATES:
                for source, value in readings.get(field, {}).items():
                    readings[field][source] = _on_calendar(cast("str", value), seen, offsets)
    return offsets[0] if len(offsets) == 1 else None


def _shown(posts: Sequence[Mapping[str, str]]) -> list[list[str]]:
    """Of each post the days and clocks that a reader sees, in elements that show the time of their post."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for stated in posts:
        utc = next((value for value in stated.values() if local_time.is_utc(value)), "")
        for source, value in stated.items() if utc else ():
            pairs.setdefault(source, []).append((utc, value))
    told = {
        source
        for source in {source for stated in posts for source in stated}
        if source.startswith((*VISIBLE, "address"))
        and (choice.prior("published_at", source) >= choice.STATED or local_time.is_steady(pairs.get(source, [])))
    }
    return [
        [value for source, value in stated.items() if source in told and not local_time.is_utc(value)]
        for stated in posts
    ]


def _on_calendar(value: str, shown: Sequence[str], offsets: tuple[int, ...]) -> str:
    if len(offsets) == 1 or not local_time.is_utc(value):
        return local_time.shifted(value, offsets[0])
    local = (local_time.joined(value, text) for text in shown)
    moments = {local_time.shifted(value, offset) for offset in offsets}
    return next((text for text in local if text in moments), value)


def title_affixes(posts: Sequence[tuple[Readings, Readings]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Prefixes and suffixes that the site puts around titles, with their separators, longest first.

    An end is the site's where several pages show it around what a heading, a feed or another source gives alone; or,
    where nothing on the pages confirms it, where very many pages share it.
    """
    confirmed: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    shared: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    held: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    constant = set(repeated([readings.get("title", {}) for readings, _ in posts], least=0.5))
    for readings, said in posts:
        stated = {source: value for source, value in readings.get("title", {}).items() if value not in constant}
        bare = _bare_titles(stated, said)
        shown = [
            *(value for source, value in stated.items() if source.startswith(VISIBLE)),
            *said.get("title", {}).values(),
        ]
        heads = {cast("str", value) for source, value in stated.items() if not source.startswith(VISIBLE)}
        found: tuple[set[str], set[str]] = (set(), set())
        for full in sorted(heads):
            for title in bare:
                parts = titles.around(full, title)
                if parts and any(parts):
                    found[0].update(part for part in parts[:1] if _is_prefix(part))
                    found[1].update(part for part in parts[1:] if _is_suffix(part))
        full_tag = str(stated.get("title-tag", ""))
        for side, counter, ends in (
            (0, shared[0], titles.prefixes(full_tag)),
            (1, shared[1], titles.suffixes(full_tag)),
        ):
            counter.update(set(ends))
            held[side].update(end for end in set(ends) if _is_held(end, full_tag, bare, shown))
            confirmed[side].update(found[side])
    for side, counter in enumerate(shared):
        for end in [
            end
            for end, count in held[side].items()
            if counter[end] < NEARLY_ALL * len(posts) and 2 * count > counter[end]
        ]:
            del counter[end]
    return _accepted(confirmed[0], shared[0], len(posts)), _accepted(confirmed[1], shared[1], len(posts))


def _is_held(end: str, full: str, bare: Sequence[str], shown: Sequence[Value]) -> bool:
    """Whether a heading of the page has an end of `<title>` too, as the titles of a series do ("Notes: …").

    bare: titles that sources other than `<title>` state. shown: headings and feeds' titles: these may be all of it.
    """
    return any(end.strip() in title and title in full and (title != full or title in shown) for title in bare)


def _bare_titles(stated: Mapping[str, Value], said: Readings) -> list[str]:
    values = [value for source, value in stated.items() if choice.prior("title", source) >= LEAST_PRIOR]
    values.extend(said.get("title", {}).values())
    return sorted({value for value in values if isinstance(value, str)})


def _is_suffix(text: str) -> bool:
    match = titles.SEPARATOR.match(text if text[:1] != "" else "")
    return bool(text.strip()) and (match is not None or titles.SEPARATOR.match(f" {text.strip()} ") is not None)


def _is_prefix(text: str) -> bool:
    return bool(text.strip()) and text in {
        *titles.prefixes(f"{text}x"),
        text if titles.prefixes(f"{text.rstrip()} x") else "",
    }


def _accepted(confirmed: Counter[str], shared: Counter[str], posts: int) -> tuple[str, ...]:
    enough = max(3, LEAST_SHARE * posts)
    accepted = {end for end, count in confirmed.items() if count >= LEAST_PAGES}
    if not accepted:
        accepted = {end for end, count in shared.items() if count >= enough}
    return tuple(sorted(accepted, key=lambda end: (-len(end), end)))


def repeated(stated: Iterable[Mapping[str, Value]], least: float = 0.05) -> tuple[str, ...]:
    """Texts that stand on several posts (at least three, and that share of all): the site's own, no post's."""
    pages = list(stated)
    counts = Counter(
        text for values in pages for text in {value for value in values.values() if isinstance(value, str)}
    )
    return tuple(sorted(text for text, count in counts.items() if count >= max(3, least * len(pages))))


def spellings(posts: Sequence[tuple[Readings, Readings]], pages: Sequence[Page]) -> tuple[tuple[str, str], ...]:
    """Names of authors as the site's metadata write them, and as its feeds, REST or its text do.

    Only where both are the same letters ("jane-doe" and "Jane Doe"): a login name is left to the sources' ranking.
    """
    written = {author.name for readings, _ in posts for author in _believable(readings)}
    labelled = {author.name for _, said in posts for author in _believable(said)}
    by_key = {names.key(name): name for name in sorted(labelled)}
    found = {name: by_key[names.key(name)] for name in written - labelled if names.key(name) in by_key}
    for name in sorted((written | labelled) - set(found)):
        if spelled := _in_text(name, pages):
            found[name] = spelled
    return tuple(sorted((name, spelled) for name, spelled in found.items() if name != spelled))


def _believable(readings: Readings) -> list[Author]:
    stated = readings.get("authors", {})
    believed = (value for source, value in stated.items() if choice.prior("authors", source) >= choice.STATED)
    return [author for value in believed for author in cast("tuple[Author, ...]", value)]


def _in_text(name: str, pages: Sequence[Page]) -> str | None:
    """How the site's text writes a name that its metadata give as a slug ("jane-doe"); None where it never does."""
    parts = re.split(r"[-_.]", name)
    if " " in name or len(parts) < 2 or not all(parts):  # noqa: PLR2004 - no slug
        return None
    pattern = re.compile(r"\b" + r"\s+".join(map(re.escape, parts)) + r"\b", re.IGNORECASE)
    for page in pages[:READ_FOR_NAMES]:
        match = pattern.search(page.tree.text_content())
        if match:
            return titles.tidy(match[0])
    return None
