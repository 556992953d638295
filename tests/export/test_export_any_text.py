"""Whatever a title, text, tag or address holds: it survives every format that promises it.

XML 1.0 cannot hold control characters; formats in XML promise the text without them (`plain.xml_text`). In a CSV cell,
what a spreadsheet would run has an apostrophe before it (`csv.undo` takes it away).
"""

from __future__ import annotations

import csv as csv_module
import io
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import feedparser
import pyarrow.parquet as pq
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from archiver.export import ExportOptions, atom, csv, epub, html, jsonfeed, markdown, parquet, wxr
from archiver.export import json as json_format
from archiver.export.names import Names
from archiver.export.plain import xml_text
from archiver.export.selection import Selection
from archiver.records import PostStatus
from archiver.store import PostAuthor, PostLink, PostRecord, Scratch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

few = settings(deadline=None, max_examples=25)
csv_module.field_size_limit(1 << 24)
WHEN = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
WP = {"wp": "http://wordpress.org/export/1.2/", "content": "http://purl.org/rss/1.0/modules/content/"}

# anything that SQLite stores, with what has a meaning somewhere drawn often
tricky = st.sampled_from(
    [
        *"=+-@,;#~|\\'\"\r\t\x00\x08\x0b\x85\u2028\ufeff\ufffe\u202e",
        "=1+1",
        "\r\n",
        "''=",
        "＝1",
        "C:\\x",
        "../",
        "---",
        "...",
        "no",
        "1e3",
        "0o14",
        "null",
        "2021-11-01",
        "]]>",
        "<![CDATA[",
        "</script>",
        "<b>&amp;",
        "{{",
        "{{< x >}}",
        "{% y %}",
        "```",
        "气候",
        "می\u200cشود",
        "👩\u200d👧",
    ]
)
texts = st.lists(st.one_of(tricky, st.text(st.characters(exclude_categories=["Cs"]), max_size=20)), max_size=5).map(
    "".join
)
names = st.lists(texts.filter(str.strip), max_size=3, unique=True).map(tuple)
paths = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters='"<>#?\\'), max_size=12)
addresses = paths.map(lambda path: f"https://blog.example/{path}")


@st.composite
def posts(draw: st.DrawFn) -> PostRecord:
    """A post with anything in it."""
    text = draw(texts)
    return PostRecord(
        id=draw(st.integers(1, 1 << 40)),
        site="blog",
        url=draw(addresses),
        status=PostStatus.LIVE,
        title=draw(texts),
        description=draw(st.none() | texts),
        language=draw(st.sampled_from([None, "de", "zh-Hant", "fa", "no language"])),
        published_at=draw(
            st.sampled_from([None, "2021-11-01", "2021-11-01T09:30:00+01:00", "9999-12-31", "0001-01-01"])
        ),
        modified_at=draw(st.none() | st.just("2022-01-05T00:00:00Z")),
        series=None,
        text=text,
        markdown=draw(texts),
        html=draw(texts),
        word_count=draw(st.integers(0, 9)),
        first_seen_at=WHEN,
        last_seen_at=WHEN,
        gone_at=draw(st.none() | st.just(WHEN)),
        revision=1,
        revised_at=WHEN,
        content_hash="1a",
        text_hash="1b",
        method="plain",
        quality="{}",
        provenance="[]",
        capture_id=None,
        profile_version=0,
        authors=tuple(PostAuthor(name, None, None) for name in draw(names)),
        categories=draw(names),
        tags=draw(names),
        links=tuple(PostLink(url, "x") for url in draw(st.lists(addresses, max_size=2))),
    )


class Chosen(Selection):
    """Posts that are at hand, without an archive."""

    def __init__(self, *chosen: PostRecord) -> None:
        super().__init__(archive=None, options=ExportOptions(title="All"))  # type: ignore[arg-type]
        self.chosen = chosen

    def outline(self) -> Iterator[PostRecord]:
        return iter(self.chosen)

    def cells(self, columns: Sequence[str], given: Mapping[str, object]) -> Iterator[tuple[Any, ...]]:
        for post in self.chosen:
            cells = [given[name] if name in given else getattr(post, name) for name in columns]
            yield tuple(one.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(one, datetime) else one for one in cells)
            self.done += 1

    def home(self) -> str | None:
        return None


@dataclass
class Pages:
    """A folder in memory."""

    scratch: Scratch = field(default_factory=Scratch)
    names: Names[int] = field(default_factory=Names)
    content: dict[str, bytes] = field(default_factory=dict)

    def write(self, name: str, content: bytes) -> None:
        self.content[name] = content

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        self.content[name] = b"".join(pieces)

    def name_post(self, post_id: int, stem: str) -> str:
        return self.names.assign(post_id, stem)


def written(module: ModuleType, *chosen: PostRecord, function: str = "write") -> bytes:
    """What a format writes of these posts."""
    stream = io.BytesIO()
    getattr(module, function)(Chosen(*chosen), stream, ExportOptions(title="All"))
    return stream.getvalue()


def pages(module: ModuleType, post: PostRecord, flavour: str | None = None) -> dict[str, str]:
    """What a folder format writes of a post, by name."""
    folder = Pages()
    with folder.scratch:
        module.write(Chosen(post), folder, ExportOptions(flavour=flavour, title="All"))
    return {name: content.decode() for name, content in folder.content.items()}


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
    assert post.url == array["url"]


@given(posts())
@few
def test_csv_holds_any_text_and_runs_nothing(post: PostRecord):
    """Cells give back their text; none begins as a formula does."""
    (row,) = csv_module.DictReader(io.StringIO(written(csv, post).decode(), newline=""))

    assert (post.title, post.text, post.url) == tuple(csv.undo(row[name]) for name in ("title", "text", "url"))
    assert list(post.tags) == json.loads(row["tags"])
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
    """Items have the text, exactly, and the members that the standard requires."""
    feed = json.loads(written(jsonfeed, post))
    (item,) = feed["items"]

    assert "https://jsonfeed.org/version/1.1" == feed["version"]
    assert (post.url, post.text) == (item["id"], item["content_text"])
    assert post.title == item["title"]


@given(posts())
@few
def test_wxr_holds_any_text(post: PostRecord):
    """An XML reader finds title, content and terms; line ends become line feeds, as XML readers make them."""
    root = etree.fromstring(written(wxr, post), etree.XMLParser(strip_cdata=False))
    (item,) = root.iter("item")
    content = item.findtext("content:encoded", namespaces=WP) or ""

    assert as_cdata(post.title) == (item.findtext("title") or "")
    assert as_cdata(post.html or post.text) == content
    assert [as_cdata(name) for name in (*post.categories, *post.tags)] == [
        category.text or "" for category in item.iter("category")
    ]


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

    assert (xml_text(post.title).strip() or post.url).split() == (
        page.findtext(".//{http://www.w3.org/1999/xhtml}h1") or ""
    ).split() or not xml_text(post.title).strip()


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
