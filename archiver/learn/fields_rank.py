"""The sources of one field in the order of their worth, by how often they were right."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from archiver.evidence import choice, dates, local_time, names
from archiver.evidence.values import DATES, ELEMENT, TERMS, VISIBLE, Value
from archiver.profile.fields import FieldRule, SourceRule
from archiver.records import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

    from archiver.evidence.values import Readings
    from archiver.records import Author

BELIEVED = 0.7  # agreement that a source needs to be read at all
TRUSTED = 3  # labelled posts from which on labels decide what a source is worth
SEVERAL = 2  # authors whom the pages name where the feed names one and the same for every post
WELL_STATED = 1.0  # weight of what a page's sources agree on, or one of them states as structured data
VARIES = {"title": 0.6, "published_at": 0.25, "description": 0.3}  # share of different values below which it is chrome
AS_GOOD = 0.9  # agreement from which on a page source goes before the feed that it agrees with
SURE = 0.8  # prior of structured data and well-marked elements: read even where nothing could be compared
UNNAMED = 0.2  # prior of elements whose names say nothing; sidebars, related posts and the text itself have less
SITE_WIDE = 0.4  # what standing on every post, different on each, adds to it
TIERS = (0.75, 0.85, 0.93)  # agreement that sources must have to go before others, whatever else speaks for these
SELDOM = 0.03  # share of the posts on which an element must stand to be learned
OFTEN = 0.2  # share of the posts on which a page source names just the feed's authors: where it names more, so does the
# post, since many feeds know a post's first author alone; one that always adds a name adds the site's own
CONSTANT = (
    0.5  # of its weight that a source keeps which says the same of every post: the site's own name beside authors
)
FEWEST_DAYS = 6  # posts of a layout without labels that must show a day before it is believed
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]*")
_LINK = re.compile(r">a(?:\.[^>]*)?$")  # with utility classes of its own or without: "a.px-N.rounded"
_META_LINE = re.compile(r"(?:meta|byline|info)[^>]*$", re.IGNORECASE)
KEPT, SHOWN = 8, 24  # sources kept in a rule, and turned down ones shown


@dataclass(frozen=True, slots=True)
class Label:
    """What other documents say of a field of one post.

    whole: whether a list is known to be of this very kind; feeds mix categories and tags.
    """

    source: str
    value: Value
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """One post: what its page's sources state of the field, and what others say."""

    values: Mapping[str, Value]
    label: Label | None


@dataclass(slots=True)
class _Tally:
    right: float = 0.0
    compared: int = 0
    labelled_right: float = 0.0
    labelled: int = 0
    wider: int = 0
    persons: int = 0
    stated: int = 0
    recall: float = 0.0
    fine: float = 0.0
    values: Counter[Hashable] = field(default_factory=Counter)

    def agreement(self) -> float:
        """Share of right answers: on labelled posts where these are enough, else on all that could be compared."""
        if self.labelled >= TRUSTED:
            fuller = self.wider if self.labelled_right >= OFTEN * self.labelled else 0
            return (self.labelled_right + fuller) / self.labelled
        return self.right / self.compared if self.compared else 0.0

    def cautious(self, prior: float) -> float:
        """The agreement as far as so few comparisons prove it: as if two more had gone as sources of its kind do."""
        compared = self.labelled if self.labelled >= TRUSTED else self.compared
        return (self.agreement() * compared + 2 * min(prior, 0.9)) / (compared + 2)


def label(name: str, said: Readings) -> Label | None:
    """The label of a field among what is said of a post; of lists in feeds, categories and tags together."""
    for source in ("rest", "platform", "feed"):
        if name in TERMS:
            lists = {kind: cast("tuple[str, ...]", said.get(kind, {}).get(source, ())) for kind in TERMS}
            if source == "feed" and any(lists.values()):
                return Label(source, tuple(dict.fromkeys(lists["categories"] + lists["tags"])), whole=False)
            if lists[name]:
                return Label(source, lists[name])
        elif value := said.get(name, {}).get(source):
            return Label(source, value)
    return None


def rank(
    name: str,
    posts: Sequence[Stated],
    site_names: tuple[str, ...],
    believed: Collection[str] = (),
    owners: Collection[str] = (),
) -> FieldRule:
    """The field's rule: sources that are mostly right, best first; the others with the reason why not.

    believed: sources of authors that their place speaks for. owners: keys of the words that say whose site it is.
    """
    posts = _with_believable_labels(name, posts, site_names)
    sayings = _sayings(posts, owners) if name == "authors" else frozenset()
    tallies = _tally(name, posts, _believing(_doubting(choice.prior, sayings, 0.0), believed), site_names)
    believed = {*believed, *_linked_terms(name, tallies, len(posts))}
    weigh = _doubting(_believing(_weigher(name, tallies, len(posts)), believed), sayings, 0.0)
    if name == "authors" and any(len(tallies[source].values) > 1 for source in believed):
        weigh = _doubting(weigh, {source for source, tally in tallies.items() if len(tally.values) == 1}, CONSTANT)
    tallies = _tally(name, posts, weigh, site_names)
    kept: list[tuple[tuple[float, ...], SourceRule]] = []
    rejected: list[tuple[int, str, str]] = []
    for source, tally in tallies.items():
        reason = _reason_against(name, source, tally, len(posts), is_believed=source in believed)
        if reason:
            rejected.append((-tally.stated, source, reason))
            continue
        rule = SourceRule(
            source, round(tally.agreement(), 3), tally.labelled or tally.compared, round(tally.stated / len(posts), 3)
        )
        kept.append((_worth(name, source, tally), rule))
    # A list may be read less often than the pages that it lists: it goes behind what these say themselves.
    kept.sort(key=lambda pair: (pair[1].source == Source.LISTING, tuple(-part for part in pair[0]), pair[1].source))
    labelled = sum(1 for post in posts if post.label is not None)
    sources = _with_labels(name, [rule for _, rule in kept[:KEPT]], tallies, posts)
    shown = sorted(rejected)[:SHOWN]
    return FieldRule(
        name,
        sources,
        "labels" if labelled >= TRUSTED else "consensus",
        tuple((source, why) for _, source, why in shown),
    )


def _with_believable_labels(name: str, posts: Sequence[Stated], site_names: tuple[str, ...]) -> Sequence[Stated]:
    """The posts, without labels that say the same of every post while the pages' own strong sources all differ.

    Of authors it is enough that the pages name several, or that the label is the site's name: feeds often state who
    runs the site, or what a theme's settings were left at. Some state the names with which people log in.
    """
    labelled = [(post.label, choice.choose(name, post.values)) for post in posts if post.label is not None]
    said = Counter(choice.sameness(name, label.value) for label, _ in labelled)
    if name not in {"authors", "title", "published_at"} or len(labelled) < TRUSTED:
        return posts
    told = [(label, one) for label, one in labelled if one and (name != "authors" or one.weight >= WELL_STATED)]
    seen = {choice.sameness(name, one.value) for _, one in told}
    if 2 * len(told) <= len(labelled) or seen & set(said):
        return posts
    named = {names.key(site) for site in site_names}
    is_site = name == "authors" and any(key in named for one in said for key in cast("frozenset[str]", one))
    enough = 1 if is_site else SEVERAL if name == "authors" else TRUSTED
    if (len(said) == 1 and len(seen) >= enough) or (name == "authors" and _are_logins(told)):
        return [Stated(post.values, None) for post in posts]
    return posts


def _are_logins(told: Sequence[tuple[Label, choice.Choice]]) -> bool:
    """Whether labels name people as they log in ("bo"), each of them always with one author on the page."""
    pairs = set()
    for label, one in told:
        authors = cast("tuple[Author, ...]", label.value)
        persons = all(names.may_be_person(author.name) for author in cast("tuple[Author, ...]", one.value))
        if not persons or not all(_LOGIN.fullmatch(author.name) for author in authors):
            return False
        pairs.add((choice.sameness("authors", authors), choice.sameness("authors", one.value)))
    return len({login for login, _ in pairs}) == len(pairs) == len({author for _, author in pairs})


def _tally(name: str, posts: Sequence[Stated], weigh: choice.Weigh, site_names: tuple[str, ...]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for post in posts:
        values = choice.supported(name, post.values, site_names)
        consensus = choice.choose(name, values, weigh) if post.label is None else None
        for source, value in post.values.items():
            tally = tallies.setdefault(source, _Tally())
            tally.stated += 1
            tally.values[choice.sameness(name, value)] += 1
            tally.persons += name == "authors" and all(
                names.is_person(part)
                for author in cast("tuple[Author, ...]", value)
                for part in names.split(author.name, always=None)
            )
            if name in DATES:
                stated = cast("str", value)
                tally.fine += dates.precision(stated) + local_time.LOCAL * local_time.is_local(stated)
            if post.label is not None:
                _compare(name, value, post.label, tally)
            elif consensus is not None:
                tally.compared += 1
                tally.right += choice.agree(name, value, consensus.value)
    return tallies


def _compare(name: str, value: Value, wanted: Label, tally: _Tally) -> None:
    tally.labelled += 1
    tally.compared += 1
    if name in TERMS:
        mine, theirs = (cast("frozenset[str]", choice.sameness(name, one)) for one in (value, wanted.value))
        right = len(mine & theirs) / len(mine | theirs) if wanted.whole else len(mine & theirs) / len(mine)
        tally.recall += len(mine & theirs) / len(theirs)
    else:
        right = float(choice.agree(name, value, wanted.value))
        tally.recall += float(_is_exact(name, value, wanted.value))
        tally.wider += name == "authors" and choice.sameness(name, wanted.value) < choice.sameness(name, value)  # type: ignore[operator]
    tally.right += right
    tally.labelled_right += right


def _is_exact(name: str, value: Value, wanted: Value) -> bool:
    if name == "authors":
        mine, theirs = (cast("tuple[Author, ...]", one) for one in (value, wanted))
        return [person.name for person in mine] == [person.name for person in theirs]
    return value == wanted


def _weigher(name: str, tallies: Mapping[str, _Tally], posts: int) -> choice.Weigh:
    """Weights for a second look at the posts without labels: what sources proved to be worth, chrome nothing."""

    def weigh(field_name: str, source: str) -> float:
        tally = tallies.get(source)
        if tally is None or _is_constant(name, source, tally, posts):
            return 0.0
        prior = choice.prior(field_name, source)
        if tally.labelled >= TRUSTED:
            agreement = tally.agreement()
            return 2 * agreement if agreement >= AS_GOOD else prior * agreement
        if field_name in VARIES and prior >= UNNAMED:  # stands on every post, and says something else on each
            return prior + SITE_WIDE * tally.stated / posts * min(1.0, len(tally.values) / tally.stated)
        return prior

    return weigh


def _linked_terms(name: str, tallies: Mapping[str, _Tally], posts: int) -> set[str]:
    """Places whose links lead to terms on most posts: lines of metadata, in the text's container or outside."""
    if name not in TERMS:
        return set()
    return {
        source
        for source, tally in tallies.items()
        if source.startswith(ELEMENT)
        and _LINK.search(source)
        and tally.stated >= choice.STATED * posts
        and not choice.LISTING_PLACE.search(source)
        and not _is_constant(name, source, tally, posts)
    }


def _believing(weigh: choice.Weigh, believed: Collection[str]) -> choice.Weigh:
    """The weights, those of believed sources high enough to be heard alone."""
    return lambda field_name, source: max(weigh(field_name, source), BELIEVED if source in believed else 0.0)


def _doubting(weigh: choice.Weigh, doubted: Collection[str], share: float) -> choice.Weigh:
    """The weights, but a share of them for doubted sources."""
    return lambda field_name, source: weigh(field_name, source) * (share if source in doubted else 1.0)


def _sayings(posts: Sequence[Stated], owners: Collection[str]) -> frozenset[str]:
    """Well-marked places that say one thing on every post, and not names alone, while others there name a person.

    Themes call a box "author" for its style alone, and a slogan stands in it, or beside the name. What other documents,
    a head or the site's own name and copyright call somebody is a name, whatever it looks like.
    """
    placed: dict[str, set[frozenset[str]]] = {}
    counts: Counter[str] = Counter()
    named = set(owners)
    for post in posts:
        for source, value in [*post.values.items(), *([(post.label.source, post.label.value)] if post.label else ())]:
            people = frozenset(author.name for author in cast("tuple[Author, ...]", value))
            if not source.startswith(VISIBLE):
                named.update(map(names.key, people) if source != "trafilatura" else ())
            elif choice.prior("authors", source) >= choice.STATED:
                placed.setdefault(source, set()).add(people)
                counts[source] += 1
    fitting = {
        source: {names.may_be_person(one) or names.key(one) in named for people in listed for one in people}
        for source, listed in placed.items()
    }
    if not any(fits == {True} and counts[source] >= choice.STATED * len(posts) for source, fits in fitting.items()):
        return frozenset()
    return frozenset(source for source, fits in fitting.items() if False in fits and len(placed[source]) == 1)


def _is_constant(name: str, source: str, tally: _Tally, posts: int) -> bool:
    """Whether a source hardly varies over the site: chrome, wherever posts differ."""
    if tally.stated < 4 or (tally.labelled >= TRUSTED and tally.agreement() >= AS_GOOD):  # noqa: PLR2004 - too few to tell
        return False
    if name in TERMS:
        common = tally.values.most_common(1)[0]
        size = len(cast("frozenset[str]", common[0]))
        return common[1] >= 0.8 * tally.stated and (size > 1 or source.startswith(VISIBLE)) and common[1] > 0.3 * posts
    if name == "authors":
        return (
            source.endswith("li>a")
            and len(tally.values) == 1
            and len(cast("frozenset[str]", next(iter(tally.values)))) > 1
        )
    return len(tally.values) < VARIES.get(name, 0.0) * tally.stated


def _reason_against(name: str, source: str, tally: _Tally, posts: int, *, is_believed: bool) -> str:
    """Why a source is not to be read; "" where it is."""
    prior = choice.prior(name, source)
    agreement = tally.agreement()
    compared = tally.labelled if tally.labelled >= TRUSTED else tally.compared
    if _is_constant(name, source, tally, tally.stated):
        reason = "hardly varies over the site"
    elif source.startswith(VISIBLE) and tally.stated < max(2, SELDOM * posts):
        reason = "on too few posts"
    elif name in {"description", "language"}:
        reason = "" if prior >= choice.STATED else "seldom holds this field"
    elif not compared:
        is_alone = (name == "authors" and _is_line_of_persons(source, tally, posts)) or (
            name == "published_at" and _is_day_of_each(source, tally, posts)
        )
        is_read = prior >= SURE or is_alone
        reason = "" if is_read else "never compared"
    elif min(agreement, tally.cautious(prior)) < BELIEVED:
        reason = f"right on {agreement:.0%} of {compared}"
    else:  # sidebars, related posts and the text itself may agree by chance
        is_chance = tally.labelled < TRUSTED and prior < UNNAMED and not is_believed
        reason = "right by its place, not by its kind" if is_chance else ""
    return reason


def _is_line_of_persons(source: str, tally: _Tally, posts: int) -> bool:
    """Whether a line of metadata names persons on most posts, few of them: "May 5, 2021 · 3 min · Jane Doe"."""
    is_meta = _META_LINE.search(source) is not None and choice.prior("authors", source) >= UNNAMED
    is_common = tally.stated >= choice.STATED * posts and tally.persons >= AS_GOOD * tally.stated
    return is_meta and is_common and 2 * len(tally.values) <= tally.stated


def _is_day_of_each(source: str, tally: _Tally, posts: int) -> bool:
    """Whether an element without a telling name shows another day on each of many posts: a layout that no label knows.

    What a feed names is of the newest design; the posts before it are dated by nothing else.
    """
    is_placed = source.startswith(VISIBLE) and choice.prior("published_at", source) >= UNNAMED
    is_common = tally.stated >= max(FEWEST_DAYS, OFTEN * posts)
    return is_placed and is_common and len(tally.values) >= AS_GOOD * tally.stated


def _worth(name: str, source: str, tally: _Tally) -> tuple[float, ...]:
    """What sources are ordered by: tier of agreement, precision of dates, exactness, what they are, coverage."""
    prior = choice.prior(name, source)
    if name == "language":
        return (float(len(tally.values) > 1), prior)
    if name == "description":
        return (prior, float(tally.stated))
    agreement = tally.agreement()
    tier = 0.0 if not tally.compared else 1.0 + sum(tally.cautious(0.9) >= bar for bar in TIERS)
    exact = round(tally.recall / tally.labelled, 1) if tally.labelled >= TRUSTED else 0.0
    if tally.wider >= max(1.0, SELDOM * tally.labelled) and tier:  # right, and it names those whom the feed leaves out
        exact = 1.0 + tally.wider / tally.labelled
    fine = round(tally.fine / tally.stated, 1) if tally.stated else 0.0
    return (tier, fine, exact, prior, agreement, float(tally.stated))


def _with_labels(
    name: str, sources: list[SourceRule], tallies: Mapping[str, _Tally], posts: Sequence[Stated]
) -> tuple[SourceRule, ...]:
    """The rule's sources with feeds and REST among them.

    Behind page sources that are as good, since a post stays when it has left the feed; before them where they know the
    date more exactly.
    """
    said = Counter(post.label.source for post in posts if post.label is not None)
    ordered = list(sources)
    for source, count in sorted(said.items(), key=lambda pair: -choice.prior(name, pair[0])):
        rule = SourceRule(source, 1.0, count, round(count / len(posts), 3))
        known = [
            cast("str", post.label.value) for post in posts if post.label is not None and post.label.source == source
        ]
        fine = sum(map(dates.precision, known)) / count if name in DATES else 0.0
        place = 0
        while place < len(ordered):
            tally = tallies.get(ordered[place].source)
            coarse = name in DATES and tally is not None and tally.fine / tally.stated < fine - 0.5
            if tally is None or ordered[place].agreement < AS_GOOD or coarse:
                break
            place += 1
        ordered.insert(place, rule)
    return tuple(ordered)
