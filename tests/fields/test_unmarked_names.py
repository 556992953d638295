"""Authors whom nothing marks: a name beside the date on all posts, and two names in one line."""

# ruff: noqa: E501 - a line of markup is as long as it is

from __future__ import annotations

import pytest

from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page

LATIN = ("Jane Doe", "Peter Quill", "Maria Lopez")
HAN = ("林小满", "陈晓东", "欧阳明")
TEXT = "We went down to the river and saw the market garden, the machine and the winter light. " * 20
BESIDE = '<div class="x9"><span>{name}</span> <time datetime="2021-03-{day:02}">{day} Mar 2021</time></div>'
BEHIND = '<div class="fu"><span>2021-03-{day:02}</span> <span>{name}</span> <a href="/category/{topic}">{topic}</a> 阅读 {day}</div>'
PLAIN = '<div class="not-prose flex gap-1">{name},<time datetime="2021-03-{day:02}">{day} Mar 2021</time><span>•</span>3 min read</div>'
ABOVE = f'<div><div class="flex"><a href="/x" class="link">{{name}}</a><p class="small">Published <time datetime="2021-03-{{day:02}}">{{day}} Mar 2021</time></p></div><p>{TEXT}</p></div>'
WITHIN = '<div class="fu">2021年3月{day}日 <span>{name}</span> <a href="/category/{topic}" rel="category tag">{topic}</a> 阅读 {day} 评论 0</div>'


def _pages(line: str, named: tuple[str, ...], count: int = 12, lang: str = "zh") -> list[Page]:
    """Posts with such a line below their title, whose names take turns."""
    made = []
    for number in range(count):
        below = line.format(name=named[number % len(named)], day=1 + number, topic=("编程", "旅行")[number % 2])
        text = (
            f'<html lang="{lang}"><head><title>Post {number} | Site Name</title></head><body><div class="artcl">'
            f'<h1>Post {number}</h1>{below}<div class="neirong"><p>{TEXT}</p></div></div></body></html>'
        )
        made.append(Page.from_bytes(f"https://site.example/post-{number}", text.encode(), "text/html; charset=utf-8"))
    return made


def _read(pages: list[Page]) -> list[list[str]]:
    rules = learn_fields.learn(pages, {})
    return [[author.name for author in extract_fields.read(page, rules, {}).authors] for page in pages]


@pytest.mark.parametrize(
    "line", [BESIDE, BEHIND, WITHIN, PLAIN, ABOVE], ids=["beside", "behind", "within", "plain", "above"]
)
@pytest.mark.parametrize("named", [LATIN, HAN, LATIN[:1], HAN[:1]], ids=["latin", "han", "one", "one-han"])
def test_a_name_beside_the_date_of_all_posts_is_their_author(line: str, named: tuple[str, ...]) -> None:
    """Between date and category, without class, label or feed, as themes of China print it."""
    assert [[named[number % len(named)]] for number in range(12)] == _read(_pages(line, named))


@pytest.mark.parametrize(
    "named",
    [
        ("Market Garden", "Winter Light", "Machine River"),  # words that the texts write small
        ("Travel", "Food"),
        ("编程", "生活"),
        tuple(f"Name {chr(65 + at)}nders" for at in range(12)),  # another on each post: what they are about
    ],
    ids=["topics", "words", "han-topics", "all-different"],
)
def test_topics_beside_the_date_are_nobody(named: tuple[str, ...]) -> None:
    assert [[]] * 12 == _read(_pages(BESIDE, named, lang="en"))


def test_a_name_on_half_of_the_posts_is_nobody() -> None:
    pages = _pages(BESIDE, LATIN)[:6] + _pages(BESIDE.replace("<span>{name}</span>", ""), LATIN)[6:]

    assert [[]] * 12 == _read(pages)


def test_a_category_that_is_linked_too_is_no_author() -> None:
    """A name may be a topic: the post's own link says that it is one."""
    line = BESIDE.replace("</span>", "</span> <a rel='category tag' href='/category/x'>{name}</a>")

    assert [[]] * 12 == _read(_pages(line, LATIN, lang="en"))


@pytest.mark.parametrize("line", ['<p class="author">{name}</p>', BESIDE], ids=["marked", "unmarked"])
def test_two_names_in_one_line_are_two_where_one_stands_alone_elsewhere(line: str) -> None:
    pages = _pages(line, ("Jane Doe", "Peter Quill", "Jane Doe, Peter Quill"), lang="en")

    assert [["Jane Doe"], ["Peter Quill"], ["Jane Doe", "Peter Quill"]] * 4 == _read(pages)


@pytest.mark.parametrize("label", ["Από", "Egilea"])
def test_a_word_before_other_names_on_all_posts_is_a_label(label: str) -> None:
    """Whether it is known or not, as Basque's is not; what every post adds with a link or as a person stays."""
    line = f'<div class="author-wrapper"><span>{label} </span><span>{{name}}</span></div>'
    pair = line.replace(label, "Bo Ek")

    assert [["Jane Doe"], ["Peter Quill"], ["Maria Lopez"]] * 4 == _read(_pages(line, LATIN, lang="el"))
    assert ["Bo Ek", "Jane Doe"] == _read(_pages(pair, LATIN, lang="en"))[0]


@pytest.mark.parametrize(
    "named",
    [
        ("Anna Berg", "Jane Doe and Peter Quill"),  # neither stands alone
        ("Jane Doe", "Jane Doe, Quill and sons"),  # not all of it are persons
    ],
)
def test_one_name_with_a_comma_or_an_and_stays_one(named: tuple[str, str]) -> None:
    pages = _pages('<p class="author">{name}</p>', named, lang="en")

    assert [[named[0]], [named[1]]] * 6 == _read(pages)


SLOGAN = '<aside class="box"><div class="author-content-item-title">{said}</div></aside>'
SIGNED = '<div class="post-author_group"><div class="post-author_name">{name}</div><div>慢慢写，慢慢走</div></div>'
OWNER = '<footer><div class="copyright">© 2023 - 2026 By <a href="/">{name}</a></div></footer>'


@pytest.mark.parametrize(
    ("said", "name"),
    [("探索感兴趣的内容", "林小满"), ("探索感兴趣的内容", "风行者也"), ("Find what moves you", "Jane Doe")],
    ids=["person", "owner", "latin"],
)
def test_what_every_page_says_is_no_author_where_another_place_names_a_person(said: str, name: str) -> None:
    """A theme's class says "author" of the slogan in a card, which stands before the post's own line."""
    pages = [_signed(number, said, name) for number in range(12)]

    assert [[name]] * 12 == _read(pages)


def test_an_owner_with_a_made_up_name_stays_the_author() -> None:
    """Where the site repeats a name that does not look like one, and the other place names nobody either."""
    pages = [_signed(number, "风行者也", "编程与生活的种种") for number in range(12)]

    assert [["风行者也"]] * 12 == _read(pages)


def test_authors_under_made_up_names_stay_beside_an_owner() -> None:
    """Names that change with the posts are their authors', however little they look like names."""
    pages = [_signed(number, ("深海电台", "半块饼干")[number % 2], "林小满") for number in range(12)]

    assert [[("深海电台", "半块饼干")[number % 2]] for number in range(12)] == _read(pages)


def _signed(number: int, said: str, name: str) -> Page:
    text = (
        f'<html lang="zh"><head><title>Post {number} | Site Name</title></head><body>{SLOGAN.format(said=said)}'
        f'<div class="artcl"><h1>Post {number}</h1><div class="neirong"><p>{TEXT}</p></div></div>'
        f"{SIGNED.format(name=name)}{OWNER.format(name=name)}</body></html>"
    )
    return Page.from_bytes(f"https://site.example/post-{number}", text.encode(), "text/html; charset=utf-8")
