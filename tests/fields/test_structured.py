"""What heads of pages state: JSON-LD, meta tags, titles, addresses."""

# ruff: noqa: E501 - a line of markup is as long as it is

from __future__ import annotations

import json
from typing import Any

import pytest

from archiver.evidence import structured
from archiver.evidence.values import Habits, Value
from archiver.page import Page
from archiver.records import Author

URL = "https://blog.example/soup/"
PERSON = {"@type": "Person", "name": "Jane Doe", "url": "https://blog.example/jane", "description": "Cooks."}


def _page(head: str = "", *, ld: object = None, url: str = URL, lang: str = "en") -> Page:
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld is not None else ""
    text = f'<html lang="{lang}"><head>{head}{script}</head><body><p>x</p></body></html>'
    return Page.from_bytes(url, text.encode(), "text/html; charset=utf-8")


def _read(page: Page, field: str, source: str, habits: Habits | None = None) -> Value | None:
    return structured.read(page, habits or Habits()).get(field, {}).get(source)


def _posting(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"@context": "https://schema.org", "@type": "BlogPosting", "headline": "Soup", **more}


def test_an_author_is_resolved_through_the_graph() -> None:
    """Yoast names the author in the article and describes the person elsewhere."""
    person = {**PERSON, "@id": "#jane"}
    graph = {"@graph": [_posting(author={"@id": "#jane"}), person]}
    found = _read(_page(ld=graph), "authors", "json-ld")

    assert (Author("Jane Doe", "https://blog.example/jane", "Cooks."),) == found


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ([PERSON, {"@type": "Person", "name": "Tom O'Hara"}], ["Jane Doe", "Tom O'Hara"]),
        ("Jane Doe", ["Jane Doe"]),
        ({"@type": "Organization", "name": "The Kitchen Team"}, ["The Kitchen Team"]),
        ({"name": ["Jane Doe"]}, ["Jane Doe"]),
        ("Jane Doe, Tom O'Hara", ["Jane Doe", "Tom O'Hara"]),
        ([PERSON, PERSON], ["Jane Doe"]),
        ({"@type": "Person", "name": ""}, []),
        ([None, 3], []),
    ],
)
def test_authors_come_in_many_shapes(author: object, expected: list[str]) -> None:
    found = structured.read(_page(ld=_posting(author=author)), Habits()).get("authors", {}).get("json-ld", ())

    assert expected == [one.name for one in found if isinstance(one, Author)]


def test_contributors_are_authors_beside_the_first() -> None:
    """Ghost lists all but the first author so."""
    node = _posting(author=PERSON, contributor=[{"@type": "Person", "name": "Tom O'Hara"}])
    found = _read(_page(ld=node), "authors", "json-ld")

    assert isinstance(found, tuple)
    assert ["Jane Doe", "Tom O'Hara"] == [one.name for one in found if isinstance(one, Author)]


def test_a_node_without_context_and_one_that_is_nested_are_read() -> None:
    bare = {"@type": "Article", "headline": "Soup", "datePublished": "2021-11-01T10:30:00.000Z"}
    nested = {"@type": "WebPage", "mainEntity": bare}

    assert "2021-11-01T10:30:00+00:00" == _read(_page(ld=bare), "published_at", "json-ld")
    assert "2021-11-01T10:30:00+00:00" == _read(_page(ld=nested), "published_at", "json-ld")


def test_of_several_articles_the_pages_own_is_read() -> None:
    """Related posts are described too."""
    others = [_posting(headline=f"Other {n}", url=f"https://blog.example/other-{n}/") for n in range(3)]
    own = _posting(headline="Own", mainEntityOfPage={"@type": "WebPage", "@id": URL})

    assert "Own" == _read(_page(ld=[*others, own]), "title", "json-ld")
    assert _read(_page(ld=others), "title", "json-ld") is None


def test_terms_and_series_of_an_article() -> None:
    node = _posting(
        keywords="rain, snow", articleSection=["Weather"], isPartOf=[{"@type": "CreativeWorkSeries", "name": "Skies"}]
    )
    page = _page(ld=node)

    assert ("rain", "snow") == _read(page, "tags", "json-ld")
    assert ("Weather",) == _read(page, "categories", "json-ld")
    assert "Skies" == _read(page, "series", "json-ld")


def test_the_page_itself_is_dated_where_no_article_is_described() -> None:
    node = {"@type": "WebPage", "@id": URL, "url": URL, "datePublished": "2021-11-01", "description": "All of it"}
    page = _page(ld={"@graph": [node]})

    assert "2021-11-01" == _read(page, "published_at", "json-ld:WebPage")
    assert "All of it" == _read(page, "description", "json-ld:WebPage")


@pytest.mark.parametrize(
    ("head", "field", "source", "expected"),
    [
        ('<meta property="og:title" content="A &amp;amp; B">', "title", "meta:og:title", "A & B"),
        ('<meta name="DC.date" content="2021-11-01">', "published_at", "meta:dc.date", "2021-11-01"),
        ('<meta property="og:updated_time" content="2022-01-01T00:00Z">', "modified_at", "meta:og:updated_time",
         "2022-01-01T00:00+00:00"),
        ('<meta name="citation_author" content="Doe, Jane">', "authors", "meta:citation_author", (Author("Doe, Jane"),)),
        ('<meta property="article:author" content="https://facebook.com/jane">', "authors", "meta:article:author", None),
        ('<meta property="article:tag" content="rain"><meta property="article:tag" content="snow">', "tags",
         "meta:article:tag", ("rain", "snow")),
        ('<meta property="article:section" content="Weather">', "categories", "meta:article:section", ("Weather",)),
        ('<meta property="article:section" content="posts">', "categories", "meta:article:section", None),
        ('<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Jan">', "authors",
         "meta:twitter:data1", (Author("Jan"),)),
        ('<meta name="twitter:label2" content="Filed under"><meta name="twitter:data2" content="a, b">', "tags",
         "meta:twitter:data2", ("a", "b")),
        ('<meta name="twitter:label2" content="Reading time"><meta name="twitter:data2" content="3 min">', "tags",
         "meta:twitter:data2", None),
        ('<meta property="og:locale" content="pt_BR">', "language", "meta:og:locale", "pt-BR"),
        ("<title>\n Soup &#8211; Blog </title>", "title", "title-tag", "Soup – Blog"),
        ('<meta name="description" content=" All  of it ">', "description", "meta:description", "All of it"),
    ],
)  # fmt: skip
def test_meta_tags(head: str, field: str, source: str, expected: Value | None) -> None:
    assert expected == _read(_page(head), field, source)


def test_joined_names_in_meta_tags_follow_the_sites_habit() -> None:
    head = '<meta name="author" content="Niko and Tyler">'

    assert (Author("Niko"), Author("Tyler")) == _read(_page(head), "authors", "meta:author", Habits(splits_names=True))
    assert (Author("Niko and Tyler"),) == _read(_page(head), "authors", "meta:author", Habits(splits_names=False))


def test_a_page_says_what_its_site_is_called() -> None:
    ld = [{"@type": "WebSite", "name": "Kitchen"}, _posting(publisher={"@type": "Organization", "name": "Kitchen Ltd"})]
    head = (
        '<meta property="og:site_name" content="The Kitchen">'
        '<link rel="alternate" type="application/rss+xml" title="Kitchen Blog » Feed" href="/feed/">'
    )

    assert ("The Kitchen", "Kitchen", "Kitchen Ltd", "Kitchen Blog") == structured.site_names(_page(head, ld=ld))
