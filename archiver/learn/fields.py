"""Where a site states its posts' metadata, learned from its pages and from what feeds and REST say of some of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from archiver.evidence import biographies, choice, dom, guesses, statements, structured, titles
from archiver.evidence.values import TERMS, VISIBLE
from archiver.learn import fields_beside, fields_habits, fields_names, fields_rank, fields_signed, fields_told
from archiver.learn.draw import drawn
from archiver.profile.fields import FIELDS, FieldRule, FieldRules

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from archiver.evidence.values import Readings, Value
    from archiver.page import Page
    from archiver.records import Author, Source, Statement

FEWEST = 4  # posts below which nothing is learned: each page is read by itself then
SAMPLE = 120  # posts that are looked at; more change no ranking and cost 4 ms each
ASKED = 6  # posts on which trafilatura is asked, where a site's own sources are weak
BOXLESS = 30  # posts without an author box after which none is expected: fewer than a tenth have one (rule of three)
WELL_STATED = 0.7  # prior of a source that needs no second opinion
NAMED, NAMED_FEWEST = 0.7, 8  # share and number of the posts that must name one person for the others to be by him
SAID = frozenset({"rest", "platform", "feed"})  # sources beside the pages
UNSPOKEN = 0.2  # share of the posts on which a feed may name a term of a kind by chance
SPOKEN = 0.9  # share of the posts on which it names terms of a kind that it knows
DOUBTFUL = ("title", "published_at", "authors")  # fields for which it is


@dataclass(frozen=True, slots=True)
class PostView:
    """One post of the sample: what its page states, and what other documents say of it."""

    page: Page
    readings: Readings
    said: Readings
    site_names: tuple[str, ...]


def learn(pages: Sequence[Page], labels: Mapping[str, Mapping[Source, Statement]]) -> FieldRules:
    """The rules by which to read the fields of the site's posts.

    pages: of posts only; their order does not matter. labels: what feeds and REST say, by the page's address.
    With fewer than four pages only an empty value comes back.
    """
    sample = _sample(pages, labels)
    if len(sample) < FEWEST:
        return FieldRules()
    habits = fields_habits.habits(sample, labels)
    views = [
        PostView(
            page,
            _merged(
                _merged(structured.read(page, habits), dom.candidates(page.tree, page.base_url, habits)),
                statements.listed(labels.get(page.url, {})),
            ),
            statements.read(labels.get(page.url, {}), splits_names=bool(habits.splits_names)),
            structured.site_names(page),
        )
        for page in sample
    ]
    if habits.splits_names is None and fields_names.are_joined([view.readings for view in views]):
        habits = replace(habits, splits_names=True)
        for view in views:
            fields_names.part(view.readings)
            fields_names.part(view.said)
    labelling = fields_names.labels([view.readings for view in views])
    for view in views if labelling else ():
        fields_names.without(view.readings, labelling)
    offset_min = fields_habits.put_on_calendar([(view.readings, view.said) for view in views])
    prefixes, suffixes = fields_habits.title_affixes([(view.readings, view.said) for view in views])
    boilerplate = fields_habits.repeated([view.readings.get("description", {}) for view in views])
    spellings = fields_habits.spellings([(view.readings, view.said) for view in views], sample)
    for view in views:
        _clean(view.readings, prefixes, suffixes, frozenset(boilerplate))
        _ask_where_doubtful(view, views)
    fields = {field: _learn_field(field, views) for field in FIELDS if field != "authors"}
    stated = [(view.page, view.readings) for view in views]
    places = [fields["published_at"], fields["title"]]
    named = _site_names(views, prefixes, suffixes)
    beside = fields_beside.beside(stated, places, named)
    owners = fields_beside.owners(sample, named)
    fields["authors"] = _learn_field("authors", views, beside, owners)
    if not any(source.source.startswith(VISIBLE) for source in fields["authors"].sources):
        told = fields_told.add([(view.page, view.readings, _told_author(view)) for view in views], habits)
        fields["authors"] = _learn_field("authors", views, beside | told, owners) if told else fields["authors"]
    return FieldRules(
        fields=tuple(fields[field] for field in FIELDS),
        posts=len(views),
        labelled=sum(1 for view in views if view.said),
        title_prefixes=prefixes,
        title_suffixes=suffixes,
        boilerplate=boilerplate,
        spellings=(*spellings, *((label, "") for label in sorted(labelling))),
        date_order=habits.order,
        utc_offset_min=offset_min,
        author_boxes=_author_boxes(sample),
        splits_names=habits.splits_names,
        sole_author=_sole_author(fields["authors"], views, _site_names(views, prefixes, suffixes)),
    )


def _told_author(view: PostView) -> str:
    """The only author whom other documents name of a post; "" without one."""
    label = fields_rank.label("authors", view.said)
    named = _names(label.value) if label is not None else ()
    return named[0] if len(named) == 1 else ""


def _author_boxes(pages: Sequence[Page]) -> bool | None:
    """False where enough pages were read and none shows an author box."""
    if len(pages) < BOXLESS or any(biographies.boxes(page.tree) for page in pages):
        return None
    return False


def _sample(pages: Sequence[Page], labels: Mapping[str, object]) -> list[Page]:
    """At most SAMPLE pages, the labelled first, as they are drawn."""
    ordered = drawn(pages)
    labelled = [page for page in ordered if page.url in labels][: SAMPLE // 2]
    chosen = {page.url for page in labelled}
    others = [page for page in ordered if page.url not in chosen]
    return labelled + others[: SAMPLE - len(labelled)]


def _merged(first: Readings, second: Readings) -> Readings:
    return {field: {**first.get(field, {}), **second.get(field, {})} for field in {*first, *second}}


def _clean(
    readings: Readings, prefixes: tuple[str, ...], suffixes: tuple[str, ...], boilerplate: frozenset[str]
) -> None:
    named = readings.get("title", {})
    for source, value in named.items():
        if isinstance(value, str) and not source.startswith(VISIBLE):
            named[source] = titles.without_site(value, prefixes, suffixes)
    described = readings.get("description", {})
    readings["description"] = {source: value for source, value in described.items() if value not in boilerplate}


def _ask_where_doubtful(view: PostView, views: Sequence[PostView]) -> None:
    """Add trafilatura's opinion to the first few posts, for fields that no label or well-marked source speaks of."""
    if view not in views[:ASKED]:
        return
    lonely = [field for field in DOUBTFUL if not view.said.get(field) and not _is_well_stated(field, view)]
    if lonely:
        answers = guesses.read(view.page)
        for field in lonely:
            view.readings.setdefault(field, {}).update(answers.get(field, {}))


def _is_well_stated(field: str, view: PostView) -> bool:
    stated = view.readings.get(field, {})
    return any(choice.prior(field, source) >= WELL_STATED for source in stated)


def _sole_author(rule: FieldRule, views: Sequence[PostView], site_names: Sequence[str]) -> str:
    """Who wrote every post on a site that knows one person: whom other documents name alone, else who signs every page.

    Where pages name authors, the one whom most of them name, if none names another: a design has pages on which the
    line stands elsewhere. "" where they differ, or nobody does.
    """
    said = [label.value for view in views if (label := fields_rank.label("authors", view.said))]
    named = {_names(value) for value in said}
    shown = [source.source for source in rule.sources if source.source not in SAID]
    if shown:
        read = [value for view in views for source in shown if (value := view.readings.get("authors", {}).get(source))]
        pages = sum(1 for view in views if any(view.readings.get("authors", {}).get(source) for source in shown))
        known = named | {_names(value) for value in read}
        only = known.pop() if len(known) == 1 and pages >= max(NAMED_FEWEST, NAMED * len(views)) else ()
        return only[0] if len(only) == 1 else ""
    if not named:
        bare = (re.sub(r"^[^\w]+|[^\w]+$", "", name) for name in site_names)
        return fields_signed.signer([view.page for view in views], {*site_names, *bare})
    only = named.pop() if len(said) >= FEWEST and len(named) == 1 else ()
    return only[0] if len(only) == 1 else ""


def _names(value: Value) -> tuple[str, ...]:
    return tuple(author.name for author in cast("tuple[Author, ...]", value))


def _site_names(views: Sequence[PostView], prefixes: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    """What the pages and their titles say the site is called."""
    return (*sorted({name for view in views for name in view.site_names}), *prefixes, *suffixes)


def _is_unspoken(field: str, views: Sequence[PostView]) -> bool:
    """Whether feeds name the other kind of terms alone: Movable Type and Serendipity name categories and no tags.

    Asked on posts whose page shows both kinds. Feeds do not tell them apart.
    """
    shared: Counter[str] = Counter()
    for view in views:
        about = fields_rank.label(field, view.said)
        shown = {kind: choice.choose(kind, view.readings.get(kind, {})) for kind in TERMS}
        terms = {kind: choice.sameness(kind, one.value) for kind, one in shown.items() if one is not None}
        if about is None or about.whole or len(terms) < len(TERMS) or len(set(terms.values())) == 1:
            continue
        named = cast("frozenset[str]", choice.sameness(field, about.value))
        shared.update(kind for kind, own in terms.items() if named & cast("frozenset[str]", own))
        shared[""] += 1
    others = min(shared[kind] for kind in TERMS if kind != field)
    asked = shared[""]
    return asked >= fields_rank.TRUSTED and shared[field] <= UNSPOKEN * asked and others >= SPOKEN * asked


def _learn_field(
    field: str, views: Sequence[PostView], believed: Collection[str] = (), owners: Collection[str] = ()
) -> FieldRule:
    """The rule of one field.

    believed: sources that something else than the comparison with others speaks for. owners: keys of the words that say
    whose site it is.
    """
    states = [view.readings.get(field, {}) for view in views]
    said = [fields_rank.label(field, view.said) for view in views]
    if field in TERMS and _is_unspoken(field, views):
        said = [about if about is not None and about.whole else None for about in said]
    site_names = tuple(sorted({name for view in views for name in view.site_names}))
    posts = [fields_rank.Stated(state, about) for state, about in zip(states, said, strict=True)]
    return fields_rank.rank(field, posts, site_names, believed, owners)
