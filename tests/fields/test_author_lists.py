"""Several authors of one post, whom one document lists and another joins; their addresses, wherever they stand."""

from __future__ import annotations

import json
from html import escape

import pytest

from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page
from archiver.profile.fields import FieldRules
from archiver.records import Author, Source, Statement

WRITERS = ("Ada Vane", "Bo Lind", "Cy Marsh", "Di Pohl", "Eli Roth")
JOINED = "Ada Vane, Dr. Bo Lind"


def _address(name: str) -> str:
    return f"https://site.example/author/{name.lower().replace('. ', '-').replace(' ', '-')}/"


def _page(number: int, people: tuple[str, ...], *, listed: bool = True) -> Page:
    """As Yoast prints it: one text in the meta elements, a list in JSON-LD, links in the byline."""
    data = {
        "@type": "Article",
        "headline": f"Post {number}",
        "author": [{"@type": "Person", "name": name} for name in (people if listed else (", ".join(people),))],
    }
    links = ", ".join(f'<a rel="author" href="{_address(name)}">{name}</a>' for name in people)
    text = (
        f'<html><head><meta name="author" content="{", ".join(people)}">'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
        f'<body><h1>Post {number}</h1><p class="byline">{links if listed else ", ".join(people)}</p></body></html>'
    )
    return Page.from_bytes(f"https://site.example/post-{number}", text.encode())


def _learned(pages: list[Page], authors: list[str]):
    said = {
        page.url: {Source.FEED: Statement(authors=(Author(name),))} for page, name in zip(pages, authors, strict=True)
    }
    return learn_fields.learn(pages, said), said


def _read(page: Page, rules, says=None) -> list[str]:
    return [author.name for author in extract_fields.read(page, rules, says or {}).authors]


@pytest.mark.parametrize("number", [0, 3])
def test_names_that_a_feed_joins_are_split_where_pages_list_them(number: int) -> None:
    """WordPress writes all authors of a post into one dc:creator."""
    people = [(name,) for name in WRITERS] + [tuple(JOINED.split(", "))]
    pages = [_page(at, names) for at, names in enumerate(people)]
    rules, said = _learned(pages, [", ".join(names) for names in people])

    assert ["Ada Vane", "Dr. Bo Lind"] == _read(pages[5], rules, said[pages[5].url])
    assert ["Ada Vane", "Dr. Bo Lind"] == _read(_page(9, people[5]), rules)
    assert [WRITERS[number]] == _read(pages[number], rules, said[pages[number].url])


def test_one_name_with_a_comma_stays_one_where_nothing_lists_its_parts() -> None:
    people = [(name,) for name in WRITERS] + [("Lind, Marsh and Sons",)]
    pages = [_page(at, names, listed=False) for at, names in enumerate(people)]
    rules, _ = _learned(pages, [names[0] for names in people])

    assert ["Lind, Marsh and Sons"] == _read(pages[5], rules)


def test_authors_have_the_addresses_that_any_source_gives() -> None:
    pages = [_page(at, (name,)) for at, name in enumerate(WRITERS)]
    rules, _ = _learned(pages, list(WRITERS))
    found = extract_fields.read(_page(9, ("Ada Vane", "Cy Marsh")), rules, {}).authors

    assert [_address("Ada Vane"), _address("Cy Marsh")] == [author.url for author in found]


def test_a_line_of_metadata_that_alone_names_persons_is_read() -> None:
    """Nothing else on the site names anybody."""
    lines = ["Ada Vane", "Bo Lind", "Cy Marsh"]
    pages = [
        Page.from_bytes(
            f"https://site.example/{n}",
            f"<html><body><h1>Post {n}</h1><div class='post-meta'><span>{n + 1}.5.2021</span>&nbsp;·&nbsp;{n} Minuten"
            f"&nbsp;·&nbsp;9{n} Wörter&nbsp;·&nbsp;{lines[n % 3]}</div><p>{'Words. ' * 50}</p></body>".encode(),
        )
        for n in range(9)
    ]
    rules = learn_fields.learn(pages, {})

    assert ["Ada Vane"] == [author.name for author in extract_fields.read(pages[3], rules, {}).authors]
    assert ["Cy Marsh"] == [author.name for author in extract_fields.read(pages[5], rules, {}).authors]


def test_a_line_of_metadata_that_names_no_persons_is_not() -> None:
    """Where the site says what a post is about, or something else on each."""
    kinds = ["Gardens", "Boats"]
    pages = [
        Page.from_bytes(
            f"https://site.example/{n}",
            f"<html><body><h1>Post {n}</h1><div class='post-meta'><span>{n + 1}.5.2021</span> · {kinds[n % 2]}</div>"
            f"<p>{'Words. ' * 50}</p></body></html>".encode(),
        )
        for n in range(9)
    ]
    rules = learn_fields.learn(pages, {})

    assert () == extract_fields.read(pages[3], rules, {}).authors


@pytest.mark.parametrize("text", ['["Ana Lima", "Rui Costa"]', "[ 'Ana Lima' , 'Rui Costa' ]"])
def test_a_list_that_a_generator_printed_unread_is_a_list(text: str) -> None:
    """Jekyll prints the authors of a front matter so, in meta elements and in bylines."""
    head = f'<meta name="author" content="{escape(text)}">'
    html = f"<html><head>{head}</head><body><p class=byline>by {text}</p></body></html>"
    page = Page.from_bytes("https://site.example/a/", html.encode())

    read = extract_fields.read(page, FieldRules(), {})

    assert ["Ana Lima", "Rui Costa"] == [author.name for author in read.authors]


@pytest.mark.parametrize("joiner", [", ", " and ", ", and ", " y ", "、", " & "])
def test_names_in_elements_of_their_own_stay_joined_behind_their_by(joiner):
    """Nothing but a comma or an "and" stands between them, and no element has a name."""
    byline = f"<div>By <span>Ada Vane</span>{joiner}<span>Bo Lind</span></div>"
    html = f"<html><body><h1>Post</h1>{byline}<p>Text.</p></body></html>"
    page = Page.from_bytes("https://site.example/post-1", html.encode())

    assert ["Ada Vane", "Bo Lind"] == _read(page, FieldRules())


LABELS = {
    "fa": ("برچسب ها: ", "ارسال توسط "),
    "en": ("Tags: ", "Posted by "),
    "de": ("Schlagwörter: ", "Geschrieben von "),
}


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("count", [" (12)", ""])
def test_a_byline_below_terms_is_read_and_not_the_list_of_all_authors(language: str, count: str) -> None:
    """As Persian hosts print them: one box with breaks below each post, and everybody in the sidebar of every page."""
    people = ("Ann Lee", "Bo Ek", "Cy Marsh")
    tags, by = LABELS[language]
    side = "".join(f'<li><a href="/post/author/{at}">{name}{count}</a></li>' for at, name in enumerate(people))

    def page(number: int) -> Page:
        listed = ", ".join(f'<a href="/tag/{tag}">{tag}</a>' for tag in ("sea", "rain", "tea")[: 1 + number % 3])
        text = (
            f"<html><head><title>Post {number}</title></head><body><div class='post'><h2>Post {number}</h2>"
            f"<div class='postbody'><p>{'Words. ' * 50}</p></div><div class='postdesc'>{tags}{listed},<br>"
            f"{by}{people[number % 3]}<br><a href='#c'>3</a></div></div>"
            f"<div class='box'><ul>{side}</ul></div></body></html>"
        )
        return Page.from_bytes(f"https://site.example/{number}", text.encode())

    pages = [page(number) for number in range(12)]
    rules = learn_fields.learn(pages, {})

    assert [[people[number % 3]] for number in range(12)] == [
        [author.name for author in extract_fields.read(one, rules, {}).authors] for number, one in enumerate(pages)
    ]
