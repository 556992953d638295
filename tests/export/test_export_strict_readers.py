"""What the formats write of anything, read by strict readers of others: HTML 5, DuckDB, XML."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

import duckdb
import html5lib
import msgspec
from export.anything import WHEN, Chosen, pages, posts, texts, written
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archiver.export import ExportOptions, csv, epub, html, opml, parquet, plain
from archiver.export.plain import html_text
from archiver.sites import Site
from archiver.store import SiteRow

if TYPE_CHECKING:
    from archiver.store import PostRecord

few = settings(deadline=None, max_examples=25)
CSV = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n'"
XHTML = "{http://www.w3.org/1999/xhtml}"


@given(posts())
@few
def test_a_copy_of_anything_is_html(post: PostRecord):
    """A strict parser of HTML 5 finds no error in any page; title and text are there as they are."""
    found = pages(html, msgspec.structs.replace(post, html="", language=None))
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    trees = {name: parser.parse(page) for name, page in found.items() if name.endswith(".html") and not parser.errors}
    (name,) = (name for name in found if name.startswith("posts/"))
    article = trees[name].find(".//article")

    assert [] == parser.errors
    assert as_read(post.title.strip() or post.url) == as_read(article.findtext(".//h1"))
    assert [as_read(line) for line in post.text.splitlines() if line.strip()] == [
        as_read(paragraph.text or "") for paragraph in article.findall("p") + article.findall("div/p")
    ]


@given(posts())
@few
def test_html_of_anything_is_html(post: PostRecord):
    """Whatever markup a post was stored with, its page has no error for a strict parser."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    for name, page in pages(html, post).items():
        if name.endswith(".html"):
            parser.parse(page)

            assert [] == parser.errors


@given(st.lists(posts(), min_size=1, max_size=3))
@few
def test_duckdb_reads_any_csv_and_parquet_alike(some: list[PostRecord]):
    """Another program finds the same posts in both, exactly."""
    with TemporaryDirectory() as folder:
        for module, name in ((csv, "a.csv"), (parquet, "a.parquet")):
            Path(folder, name).write_bytes(written(module, *some))
        columns = "title, text, url, id::BIGINT"
        table = duckdb.sql(f"SELECT {columns} FROM read_csv('{folder}/a.csv', {CSV})").fetchall()
        parquet_table = duckdb.sql(f"SELECT {columns} FROM '{folder}/a.parquet'").fetchall()

    assert [(post.title, post.text, post.url, post.id) for post in some] == parquet_table
    assert parquet_table == [(*(csv.undo(cell or "") for cell in row[:3]), row[3]) for row in table]


@given(texts.filter(str.strip), texts)
@few
def test_opml_holds_any_title(name: str, title: str):
    """An XML reader finds the titles as they are, without what XML cannot hold."""
    site = SiteRow(1, Site("blog", "https://blog.example/", title=name), WHEN)

    class Sites(Chosen):
        def sites(self) -> list[SiteRow]:
            return [site]

        def feed_of(self, _: SiteRow) -> str | None:
            return None

    stream = io.BytesIO()
    opml.write(Sites(), stream, ExportOptions(title=title))
    root = etree.fromstring(stream.getvalue())

    assert [plain.xml_text(name)] == [outline.get("text") for outline in root.iter("outline")]
    assert plain.xml_text(title or "Archived blogs") == (root.findtext("head/title") or "")


@given(posts())
@few
def test_a_book_holds_any_text(post: PostRecord):
    """A chapter has the post's lines as they are, without what XML cannot hold."""
    with ZipFile(io.BytesIO(written(epub, msgspec.structs.replace(post, html="")))) as book:
        page = etree.fromstring(book.read(f"book/post-{post.id}.xhtml"))
    found = [as_read("".join(p.itertext())) for p in page.iter(f"{XHTML}p") if p.get("class") is None]

    assert [as_read(line) for line in post.text.splitlines() if line.strip()] == found


def as_read(text: str) -> str:
    """A text as parsers of HTML give it back, which end lines their own way."""
    return html_text(text).replace("\r\n", "\n").replace("\r", "\n").strip()
