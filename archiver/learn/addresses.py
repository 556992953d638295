"""The address grammar of a site, learned from what is known of its addresses. Pure; the order does not matter."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from archiver import urls
from archiver.errors import UsageError
from archiver.profile import shapes, words
from archiver.profile.addresses import AddressGrammar, Mark, Observation, PageModel, ParameterRule, ShapeRule
from archiver.records import Role, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LABELS = frozenset((Source.FEED, Source.REST, Source.PLATFORM))  # what these call posts are posts
_JUDGED = (Role.POST, Role.LISTING, Role.PAGE, Role.OTHER)
_PRIOR = 2.0  # observations that the general expectation is worth
_LABEL_WORTH = 1.5  # a labelled address against one that was only judged
_UNNAMED = 0.7  # trust in a shape of posts that no source names, where sources name others
_SURE = 0.8  # a verdict that may teach others
_FEWEST_SAME = 2  # pages that must agree before a parameter is held idle
_FEWEST_CANONICALS = 3  # pages that name one address as theirs before it is disbelieved

_FEWEST_POSTS = 3  # known posts, and others, to learn a model from
_FEWEST_OTHERS = 2
_MOST_MARKS = 40
_SMOOTHING = 0.5  # Jeffreys' prior of a share
_TELLING = 0.5  # difference of shares below which a trait is the matter of single pages (code, a gallery)
_CLIP = 4.0


def learn(observations: Iterable[Observation]) -> AddressGrammar:
    """Shapes with their roles, idle parameters, mistaken canonicals, and the model of what posts look like.

    observations: one an address; of several of one address the greatest stands.
    """
    ordered = list({item.url: item for item in sorted(observations, key=_order)}.values())
    parameters = _parameters(ordered)
    plain = AddressGrammar(parameters=parameters)
    return AddressGrammar(
        shapes=_shapes(ordered, plain),
        parameters=parameters,
        model=_model(ordered),
        canonicals=_mistaken_canonicals(ordered),
    )


def is_labelled(item: Observation) -> bool:
    """Whether the site itself calls the address a post: its feed, REST or platform list, or a sitemap of posts."""
    return any(role is Role.POST and (source in _LABELS or source is Source.SITEMAP) for source, role in item.named)


def _shapes(items: Sequence[Observation], plain: AddressGrammar) -> tuple[ShapeRule, ...]:
    """A rule for each shape that was met, and one for each general shape that several of them share."""
    groups: dict[str, list[Observation]] = defaultdict(list)
    for item in items:
        shape = plain.shape_of(item.url)
        if shape and item.same_as is None:
            groups[shape].append(item)
            if shapes.general(shape) != shape:
                groups[shapes.general(shape)].append(item)
    labelled = any(map(is_labelled, items))
    return tuple(_rule(shape, group, unnamed=_UNNAMED if labelled else 1.0) for shape, group in sorted(groups.items()))


def _rule(shape: str, group: Sequence[Observation], unnamed: float) -> ShapeRule:
    """What was seen at a shape. unnamed: trust in it where no source names any of its addresses."""
    counts = Counter(item.role for item in group)
    named = sum(map(is_labelled, group))
    expected = shapes.expect(shape)
    evidence = dict.fromkeys(_JUDGED, 0.0)
    for role in _JUDGED:
        evidence[role] = math.fsum(item.sure for item in group if item.role is role and not is_labelled(item))
    evidence[Role.POST] += _LABEL_WORTH * sum(
        1 for item in group if is_labelled(item) and item.role in {Role.POST, Role.UNKNOWN}
    )
    if expected.role in evidence:
        evidence[expected.role] += _PRIOR * expected.sure
    total = math.fsum(evidence.values())
    best, second = sorted(_JUDGED, key=lambda role: -evidence[role])[:2]
    judged = total > _PRIOR * expected.sure if expected.role in evidence else total > 0
    trust = unnamed if best is Role.POST and not named else 1.0
    return ShapeRule(
        shape=shape,
        role=best if judged else expected.role,
        sure=round(trust * (evidence[best] - evidence[second]) / (total + 1), 4)
        if judged
        else round(expected.sure * 0.5, 4),
        met=len(group),
        named=named,
        posts=counts[Role.POST],
        listings=counts[Role.LISTING],
        pages=counts[Role.PAGE],
        others=counts[Role.OTHER],
        example=group[0].url,
    )


def _parameters(items: Sequence[Observation]) -> tuple[ParameterRule, ...]:
    """For each query parameter, whether addresses with it were other pages than the same without it."""
    same: Counter[str] = Counter()
    other: Counter[str] = Counter()
    fetched = {_key(item.url) for item in items if item.role is not Role.UNKNOWN}
    for item in items:
        head, mark, query = item.url.partition("?")
        if not mark or (item.role is Role.UNKNOWN and item.same_as is None):
            continue
        parts = [part for part in query.partition("#")[0].split("&") if part]
        for index, part in enumerate(parts):
            rest = parts[:index] + parts[index + 1 :]
            without = head + ("?" + "&".join(rest) if rest else "")
            name = part.partition("=")[0].casefold()
            if item.same_as is not None and _key(item.same_as) == _key(without):
                same[name] += 1
            elif _is_copy(item, without) and name not in words.QUERY_PAGINATION:
                same[name] += _key(without) in fetched
            elif item.same_as is None:
                other[name] += 1
    return tuple(
        ParameterRule(name, not (same[name] >= _FEWEST_SAME and same[name] > 4 * other[name]), same[name], other[name])
        for name in sorted(same | other)
    )


def _is_copy(item: Observation, without: str) -> bool:
    """Whether a post's page names the address without the parameter as its own; listings do so by mistake."""
    return item.role is Role.POST and item.canonical is not None and _key(item.canonical) == _key(without)


def _mistaken_canonicals(items: Sequence[Observation]) -> tuple[str, ...]:
    """Addresses that several different paths name as their own."""
    claims: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.canonical and _key(item.canonical) != _key(item.url):
            claims[_key(item.canonical)].add(_key(item.url).partition("?")[0])
    wrong = {
        target for target, pages in claims.items() if len(pages - {target.partition("?")[0]}) >= _FEWEST_CANONICALS
    }
    return tuple(sorted(wrong))


def _model(items: Sequence[Observation]) -> PageModel:
    """The traits that known posts share and known listings and pages lack, or the reverse.

    Traits that always stand on the same pages are one piece of evidence and counted once.
    """
    with_marks = [item for item in items if item.marks]
    posts = [item.marks for item in with_marks if is_labelled(item) and item.role in {Role.POST, Role.UNKNOWN}]
    if len(posts) < _FEWEST_POSTS:
        posts = [item.marks for item in with_marks if item.role is Role.POST and item.sure >= _SURE]
    posts_stand_at = {shapes.shape_of(item.url) for item in items if is_labelled(item)}
    others = [
        item.marks
        for item in with_marks
        if item.role in {Role.LISTING, Role.PAGE}
        and item.sure >= _SURE
        and not is_labelled(item)
        and not (item.role is Role.LISTING and shapes.shape_of(item.url) in posts_stand_at)
    ]
    if len(posts) < _FEWEST_POSTS or len(others) < _FEWEST_OTHERS:
        return PageModel()
    marks = _telling_marks(posts, others)
    if not marks:
        return PageModel()
    draft = PageModel(len(posts), len(others), marks=marks)
    for_posts, for_others = sorted(map(draft.weigh, posts)), sorted(map(draft.weigh, others))
    low, high = for_posts[len(for_posts) // 10], for_others[-1 - len(for_others) // 10]
    middle = (low + high) / 2
    top, bottom = for_posts[len(for_posts) // 2], for_others[len(for_others) // 2]
    width = max((top - bottom) / 4, 0.5)
    return PageModel(len(posts), len(others), round(middle, 4), round(width, 4), marks)


def _telling_marks(posts: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> tuple[Mark, ...]:
    stands: dict[str, int] = defaultdict(int)
    for index, marks in enumerate((*posts, *others)):
        for name in marks:
            stands[name] |= 1 << index
    names: dict[int, str] = {}
    for name, where in stands.items():
        names[where] = min(names.get(where, name), name, key=lambda word: (len(word), word))
    on_posts = (1 << len(posts)) - 1
    found = [
        _mark(name, ((where & on_posts).bit_count(), len(posts)), ((where >> len(posts)).bit_count(), len(others)))
        for where, name in names.items()
    ]

    def difference(mark: Mark) -> float:
        return abs(mark.posts / len(posts) - mark.others / len(others))

    telling = [mark for mark in found if difference(mark) >= _TELLING and (mark.present or mark.absent)]
    telling.sort(key=lambda mark: (-difference(mark), mark.name))
    return tuple(telling[:_MOST_MARKS])


def _mark(name: str, posts: tuple[int, int], others: tuple[int, int]) -> Mark:
    """The trait's weights: log odds, less their standard error, so that few pages and rare traits say little."""
    share, other_share = ((count + _SMOOTHING) / (total + 2 * _SMOOTHING) for count, total in (posts, others))
    present = _shrunk(share, other_share, posts[0], others[0])
    absent = _shrunk(1 - share, 1 - other_share, posts[1] - posts[0], others[1] - others[0])
    return Mark(name, posts[0], others[0], present, absent)


def _shrunk(share: float, other_share: float, count: int, other_count: int) -> float:
    value = math.log(share / other_share)
    error = math.sqrt(1 / (count + 1) + 1 / (other_count + 1))
    size = min(max(abs(value) - error, 0.0), _CLIP)
    return round(math.copysign(size, value), 4)


def _order(item: Observation) -> tuple[object, ...]:
    """A key that puts any observations in one order."""
    named = tuple(sorted(item.named))
    return (item.url, item.sure, item.role, named, sorted(item.marks), item.canonical or "", item.same_as or "")


def _key(url: str) -> str:
    """The identity of an address, or the text itself where it is none."""
    try:
        return urls.identity(url)
    except UsageError:
        return url
