"""Which element holds the text of posts: the name under which the main text stands whole, with little beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archiver.dom import blocks as reading
from archiver.dom import lines, vocabulary
from archiver.dom.headline import is_title, titles_of
from archiver.dom.noise import INLINE
from archiver.dom.selectors import find_all, is_state, path_to, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from archiver.learn.teasers import Posts
    from archiver.page import Page

FEWEST = 3  # pages of one layout that make a template
MOST = 4  # templates a site
_BESIDE = 0.1  # an element with a lower score stands beside the text
_HALF = 0.5  # an element with less of the main text, or with a lower score, is no container
_RECALL_WEIGHT = 4.0  # beta squared of an F measure: text that is missed is lost, chrome within can still be cut
UNFITTED = 0.85  # what plain trafilatura does at best on a page that no container fits
_NEAR_NOTHING = 1e-6
TEMPLATE_COST = 0.3  # how many pages' whole text a further template must gain
USUAL_COST = 0.05  # and a first one whose name says that it holds the text: on a young blog, .3 is a part of each page
WHOLE_PAGE = 0.06  # by how much the whole page must be better than a part of it, or than trafilatura
_FAMILIAR = 0.01  # what a known container, or one with a usual name, may be worse
_SHORTEST = 20  # letters of main text on a page that can be learned from
_LITTLE = 0.15  # weight of letters that can be cut: what stands on 6 of 6 pages can be told from text, on 3 hardly
_MANY = 0.15  # share of pages from which a block is the site's
_QUOTES = frozenset(("blockquote", "figure", "pre"))
_LARGER = 2.0  # of several elements of one name the one twice the next is meant (`selectors.find_container`)


@dataclass(slots=True)
class Sample:
    """One page with its main text marked.

    found: element, folded text, letters and whether it is main text, a block. told: indexes of those that are another
    post's beginning. sizes: letters below each element. below, marked: the same weighed, of all blocks and of the main
    text; total: of the main text on the page. scores: how well each name holds it; missed: which share of it each place
    does not, for a name that is one.
    unfitted: what the page is worth without a container; less where its main text holds what other pages hold too.
    """

    page: Page
    found: list[tuple[HtmlElement, str, int, bool]]
    told: frozenset[int] = frozenset()
    total: float = 0.0
    sizes: dict[HtmlElement, int] = field(default_factory=lambda: defaultdict(int))
    below: dict[HtmlElement, float] = field(default_factory=lambda: defaultdict(float))
    marked: dict[HtmlElement, float] = field(default_factory=lambda: defaultdict(float))
    scores: dict[str, float] = field(default_factory=dict)
    missed: dict[str, float] = field(default_factory=dict)
    unfitted: float = UNFITTED


def sample(page: Page, main: str, posts: Posts | None = None) -> Sample | None:
    """The page with every block marked that stands in `main`, a text as letters; None for a page without a body.

    posts: the site's, of which others may be announced here.
    """
    body = page.tree.find("body")
    if body is None:
        return None
    found: list[tuple[HtmlElement, str, int, bool]] = []
    titles = titles_of(page)
    read = reading.read(body)
    excerpts = posts.excerpts(page, read) if posts is not None else set()
    told = set()
    for index, block in enumerate(read):
        text = reading.letters(block.text)
        if text and not is_title(block, titles):
            is_main = (
                text in main
                and not lines.is_metadata(block, page.url, ends=True)
                and not lines.leads_to_terms(block, page.url)
                and not (block.link_chars and lines.is_signed(block, page.url))
            )
            if index in excerpts:
                told.add(len(found))
            found.append((block.element, block.key, len(text), is_main))
    return Sample(page, found, frozenset(told))


def weigh(samples: Sequence[Sample]) -> list[Sample]:
    """The samples with a score for each name on their pages; pages with hardly any text of their own are left out.

    What stands on many pages, or names itself chrome, counts little: it can be cut wherever it stands, and whether it
    was taken for main text says nothing. So does what stands again further down, an excerpt above its own text, and how
    other posts begin.
    """
    spread = Counter(key for one in samples for key in {key for _, key, _, _ in one.found})
    many = max(FEWEST, _MANY * len(samples))
    little = max(_LITTLE, 1 / max(1, len(samples)))
    for one in samples:
        chrome: dict[HtmlElement, bool] = {}
        later = Counter(key for _, key, _, _ in one.found)
        for index, (element, key, size, is_main) in enumerate(one.found):
            later[key] -= 1
            is_chrome = spread[key] >= many or later[key] > 0 or index in one.told or _in_chrome(element, chrome)
            weight = size * little if is_chrome else float(size)
            up: HtmlElement | None = element
            while up is not None:
                one.sizes[up] += size
                one.below[up] += weight
                if is_main and not is_chrome:
                    one.marked[up] += size
                up = up.getparent()
        foreign = sum(size for _, key, size, is_main in one.found if is_main and spread[key] >= many)
        body = one.page.tree.find("body")
        one.total = one.marked.get(body, 0.0) if body is not None else 0.0
        if body is not None and one.total >= _SHORTEST:
            _score(one, body)
            one.unfitted = UNFITTED * _measure(one.total / (one.total + foreign), 1.0)
    scored = [one for one in samples if one.total >= _SHORTEST]
    for path in {name for one in scored for name in one.scores if ":" in name}:
        for one in scored:
            if path not in one.scores:
                elements = find_all(one.page.tree, path)
                if elements:
                    _score_place(one, path, elements[0])
    return scored


def _in_chrome(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """True where an element or one above it names itself chrome."""
    path: list[HtmlElement] = []
    up: HtmlElement | None = element
    while up is not None and up not in known:
        path.append(up)
        up = up.getparent()
    inside = known[up] if up is not None else False
    for one in reversed(path):
        inside = known[one] = inside or (one.tag not in INLINE and vocabulary.chrome_rule(one) is not None)
    return inside


def _score(found: Sample, body: HtmlElement) -> None:
    """Note for each name on the page how well its element holds the main text: F with recall weighing more.

    A quote may be all of a post that its page's main text shows, and is no post's whole text.
    """
    named: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in found.sizes:
        for token in tokens(element):
            named[token].append(element)
    for token, elements in named.items():
        if is_state(token):
            continue
        meant = _meant(elements, found.sizes)
        if meant is not None:
            found.scores[token] = _f(found, meant)
    for element, marked in found.marked.items():
        if marked < _HALF * found.total or element.tag == "html" or _is_quoted(element):
            continue
        if element is body or all(is_state(token) or token not in found.scores for token in tokens(element)):
            path = path_to(element)
            if path:
                _score_place(found, path, element)


def _score_place(found: Sample, path: str, element: HtmlElement) -> None:
    found.scores[path] = _f(found, element)
    found.missed[path] = 1 - found.marked.get(element, 0.0) / found.total


def _is_quoted(element: HtmlElement) -> bool:
    return element.tag in _QUOTES or any(up.tag in _QUOTES for up in element.iterancestors())


def _meant(elements: list[HtmlElement], sizes: dict[HtmlElement, int]) -> HtmlElement | None:
    if len(elements) == 1:
        return elements[0]
    named = set(elements)  # a page may have hundreds of one name
    outermost = [element for element in elements if named.isdisjoint(element.iterancestors())]
    ranked = sorted(outermost, key=lambda element: -sizes[element])
    if len(ranked) == 1 or sizes[ranked[0]] >= _LARGER * max(1, sizes[ranked[1]]):
        return ranked[0]
    return None


def _f(found: Sample, element: HtmlElement) -> float:
    marked = found.marked.get(element, 0.0)
    if not marked:
        return 0.0
    precision = marked / found.below[element]
    recall = marked / found.total
    return _measure(precision, recall)


def _measure(precision: float, recall: float) -> float:
    return (1 + _RECALL_WEIGHT) * precision * recall / (_RECALL_WEIGHT * precision + recall)


def beside(samples: Sequence[Sample]) -> list[str]:
    """The boxes of a layout that stand beside the text of most pages, and outweigh the shortest: there they seem it.

    By name: at one place stands the text here, and there a table of contents above it.
    """
    spread = Counter(
        name for one in samples for name, score in one.scores.items() if score < _BESIDE and name not in one.missed
    )
    seeming = {name for one in samples for name, score in one.scores.items() if score >= _HALF}
    return sorted(name for name in seeming if spread[name] > _HALF * len(samples))


def seemed(one: Sample, boxes: Sequence[str]) -> list[str]:
    """Those of these boxes that seem to hold a page's main text."""
    return [name for name in boxes if one.scores.get(name, 0.0) >= _HALF]


def choose(samples: Sequence[Sample], known: Sequence[str] = ()) -> list[str]:
    """The containers of a site's layouts, in the order in which they are to be tried.

    A search that adds, swaps and drops containers as long as the site's pages gain more than further templates cost.
    What stands beside the text of most pages is none of them. What a place misses costs twice: the first paragraph
    holds all text of most posts of a blog of short ones, and stands on every page.
    """
    scores = [
        {name: score + _bonus(name, known) - one.missed.get(name, 0.0) for name, score in one.scores.items()}
        for one in samples
    ]
    spread = Counter(name for one in scores for name, score in one.items() if score >= _HALF)
    apart = frozenset(beside(samples))
    candidates = sorted(name for name, count in spread.items() if count >= FEWEST and name not in apart)
    chosen: list[str] = []
    plain = [one.unfitted for one in samples]
    worth = _worth(chosen, scores, plain)
    for _ in range(4 * MOST):
        step = max(
            _neighbours(chosen, candidates),
            key=lambda order: (round(_worth(order, scores, plain), 6), -len("".join(order)), order),
            default=chosen,
        )
        if _worth(step, scores, plain) <= worth + _NEAR_NOTHING:
            break
        chosen, worth = step, _worth(step, scores, plain)
    return chosen


def _neighbours(chosen: list[str], candidates: Sequence[str]) -> list[list[str]]:
    """The lists that are one addition, swap or omission away."""
    fewer = [[*chosen[:at], *chosen[at + 1 :]] for at in range(len(chosen))]
    bases = [*fewer, *([chosen] if len(chosen) < MOST else [])]
    more = [
        [*base[:at], name, *base[at:]]
        for base in bases
        for name in candidates
        if name not in base
        for at in range(len(base) + 1)
    ]
    return fewer + more


def _worth(order: Sequence[str], scores: Sequence[Mapping[str, float]], plain: Sequence[float]) -> float:
    """What a list of containers is worth: for each page the score of the first that stands on it."""
    found = [
        next((one[name] for name in order if name in one), unfitted)
        for one, unfitted in zip(scores, plain, strict=True)
    ]
    uses = Counter(next((name for name in order if name in one), "") for one in scores)
    unused = sum(1 for name in order if uses[name] < FEWEST)
    cost = TEMPLATE_COST * len(order)
    if any(map(vocabulary.is_content_name, order)):
        cost -= TEMPLATE_COST - USUAL_COST
    return sum(found) - cost - len(scores) * unused


def _bonus(name: str, known: Sequence[str]) -> float:
    if name == "body":
        return -WHOLE_PAGE
    return _FAMILIAR * ((name in known) + vocabulary.is_content_name(name))
