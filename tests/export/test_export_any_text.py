"""Whatever a title, text, tag or address holds: it survives every format that promises it.

XML 1.0 cannot hold control characters; formats in XML promise the text without them (`plain.xml_text`). In a CSV cell,
what a spreadsheet would run has an apostrophe before it (`csv.undo` takes it away).
"""

from __future__ import annotations

import csv as csv_module
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import feedparser
import jsonschema
import pyarrow.parquet as pq
import yaml
from export.anything import WHEN, pages, posts, texts, written
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from archiver.export import atom, csv, epub, html, jsonfeed, markdown, parquet, wxr
from archiver.export import json as json_format
from archiver.export.plain import html_text, xml_text

if TYPE_CHECKING:
    from archiver.store import PostRecord

few = settings(deadline=None, max_examples=25)
csv_module.field_size_limit(1 << 24)
FEED_SCHEMA = json.loads((Path(__file__).parent / "jsonfeed.schema.json").read_bytes())
ATOM = "{http://www.w3.org/2005/Atom}"
WP = {"wp": "http://wordpress.org/export/1.2/", "content": "http://purl.org/rss/1.0/modules/content/"}


@given(posts())
@few
def test_json_holds_any_text(post: PostRecord):
    """Json and jsonl give back every field, exactly."""
    (array,) = json.loads(written(json_format, post))
    line = written(json_format, post, function="write_lines")

    assert array == json.loads(line)
    assert 1 == line.count(b"\n")
    assert (post.title, post.text, post.markdown, post.html) == tuple(
        array[name] for name in ("title", "text", "markdown", "html")
    )
    assert list(post.tags) == array["tags"]
    assert [(author.name, author.url) for author in post.authors] == [
        (one["name"], one["url"]) for one in array["authors"]
    ]
    assert post.url == array["url"]


@given(posts())
@few
def test_csv_holds_any_text_and_runs_nothing(post: PostRecord):
    """Cells give back their text; none begins as a formula does."""
    (row,) = csv_module.DictReader(io.StringIO(written(csv, post).decode(), newline=""))

    assert (post.title, post.text, post.url) == tuple(csv.undo(row[name]) for name in ("title", "text", "url"))
    assert list(post.tags) == json.loads(row["tags"])
    assert [author.name for author in post.authors] == [one["name"] for one in json.loads(row["authors"])]
    assert not any(cell.lstrip(" \n")[:1] in set("=+-@\t\r") for cell in row.values() if cell)


@given(texts)
def test_defusing_is_undone_exactly(text: str):
    """Whatever a cell was, it can be had back."""
    assert text == csv.undo(csv.defuse(text))


@given(posts())
@few
def test_parquet_holds_any_text(post: PostRecord):
    """Columns give back every field, exactly."""
    (row,) = pq.read_table(io.BytesIO(written(parquet, post))).to_pylist()

    assert (post.title, post.text, post.url, list(post.tags)) == tuple(
        row[name] for name in ("title", "text", "url", "tags")
    )
    assert WHEN == row["first_seen_at"]


@given(posts(), st.sampled_from(["plain", "hugo", "jekyll", "obsidian"]))
@few
def test_front_matter_holds_any_title(post: PostRecord, flavour: str):
    """A YAML reader finds title, tags, authors and address as they are (Obsidian allows fewer characters in tags)."""
    (page,) = pages(markdown, post, flavour).values()
    front_matter = page[4 : page.index("\n---\n", 3) + 1]
    stated = yaml.safe_load(front_matter)

    assert post.title == stated["title"]
    assert post.url == stated["original_url"]
    assert [author.name for author in post.authors] == stated.get("authors", [])
    assert flavour == "obsidian" or list(post.tags) == stated.get("tags", [])


@given(posts())
@few
def test_markdown_keeps_the_text(post: PostRecord):
    """Where nothing needs rewriting, the body is the post's Markdown."""
    (page,) = pages(markdown, post).values()

    assert page.endswith(f"---\n\n{post.markdown or post.text}\n")


@given(posts())
@few
def test_atom_holds_any_text(post: PostRecord):
    """An XML reader finds title, text, terms and address as they are, without what XML cannot hold."""
    entry = etree.fromstring(written(atom, post)).find(f"{ATOM}entry")

    assert entry is not None
    assert xml_text(post.title) == (entry.findtext(f"{ATOM}title") or "")
    assert xml_text(post.html or post.text) == (entry.findtext(f"{ATOM}content") or "")
    assert post.url == entry.findtext(f"{ATOM}id")
    assert [xml_text(author.name) for author in post.authors] == [
        name.text or "" for name in entry.iterfind(f"{ATOM}author/{ATOM}name")
    ]
    assert [xml_text(term) for term in dict.fromkeys((*post.categories, *post.tags))] == [
        category.get("term") for category in entry.iter(f"{ATOM}category")
    ]


@given(posts())
@few
def test_a_feed_parser_reads_any_atom(post: PostRecord):
    """Feedparser finds one entry and nothing malformed."""
    feed = feedparser.parse(written(atom, post))

    assert not feed.bozo
    assert 1 == len(feed.entries)


@given(posts())
@few
def test_json_feed_holds_any_text(post: PostRecord):
    """Items have the text, exactly, and the feed is what the standard says."""
    feed = json.loads(written(jsonfeed, post))
    (item,) = feed["items"]

    jsonschema.validate(feed, FEED_SCHEMA, format_checker=jsonschema.FormatChecker())
    assert (post.url, post.text) == (item["id"], item["content_text"])
    assert post.title == item["title"]
    assert [author.name for author in post.authors] == [one["name"] for one in item.get("authors", [])]
    assert list(dict.fromkeys((*post.categories, *post.tags))) == item.get("tags", [])


@given(posts())
@few
def test_wxr_holds_any_text(post: PostRecord):
    """An XML reader finds title, content and terms; line ends become line feeds, as XML readers make them."""
    root = etree.fromstring(written(wxr, post), etree.XMLParser(strip_cdata=False))
    item = next(root.iter("item"))
    content = item.findtext("content:encoded", namespaces=WP) or ""

    assert as_cdata(post.title) == (item.findtext("title") or "")
    assert as_cdata(post.html or post.text) == content
    assert [as_cdata(name) for name in (*post.categories, *post.tags)] == [
        category.text or "" for category in item.iter("category")
    ]


@given(posts())
@few
def test_wxr_holds_any_author(post: PostRecord):
    """Names of authors stand in the list of authors, and beyond the first beside the post."""
    root = etree.fromstring(written(wxr, post))
    found = [name.text or "" for name in root.iter(f"{{{WP['wp']}}}author_display_name")]
    beside = [value.text or "" for value in root.iterfind(".//item/wp:postmeta/wp:meta_value", WP)]

    assert [as_cdata(author.name) for author in post.authors] == found
    assert {as_cdata(author.name) for author in post.authors[1:]} <= set(beside)


def as_cdata(text: str) -> str:
    """A text as XML readers give it back from WXR."""
    clean = xml_text(text)
    return clean if "]]>" in text else clean.replace("\r\n", "\n").replace("\r", "\n")


@given(posts())
@few
def test_a_book_of_anything_is_well_formed(post: PostRecord):
    """Every page of the book is XML, and shows the title."""
    with ZipFile(io.BytesIO(written(epub, post))) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".svg", ".xml")):
                etree.fromstring(book.read(name))
        page = etree.fromstring(book.read(f"book/post-{post.id}.xhtml"))

    assert (html_text(post.title).strip() or post.url).split() == (
        page.findtext(".//{http://www.w3.org/1999/xhtml}h1") or ""
    ).split() or not html_text(post.title).strip()


@given(posts())
@few
def test_no_page_of_a_copy_runs_what_came_from_the_web(post: PostRecord):
    """No element or attribute that runs; only the copy's own scripts are named."""
    found = pages(html, post)
    elements = [
        element
        for name, page in found.items()
        if name.endswith(".html")
        for element in lxml_html.document_fromstring(page.encode()).iter()
        if isinstance(element.tag, str)
    ]

    assert {"search/posts.js", "search.js"} == {e.get("src") for e in elements if e.tag == "script"}
    assert not [e for e in elements if e.tag in {"iframe", "object", "embed", "svg", "base"}]
    assert not [name for e in elements for name in e.attrib if str(name).startswith("on") or name == "style"]
    assert not [e for e in elements if "script:" in str(e.get("href", "")) + str(e.get("src", ""))]
