"""What each format writes, read back with other people's readers."""

from __future__ import annotations

import csv
import io
import json
import sys
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile

import feedparser
import jsonschema
import pyarrow.parquet as pq
import pytest
import yaml
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from archiver.errors import UsageError
from archiver.export import FORMATS, ExportOptions, export
from archiver.export.search import Index
from archiver.records import Change, ChangeKind, Lead, Role, Source
from archiver.sites import Site
from archiver.store import Archive, Context, Discovery, Outcome, PostFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Shelf

    from archiver.records import Draft

SCHEMA = json.loads(files("archiver.export").joinpath("post.schema.json").read_bytes())
HOME = "https://blog.example/"
XHTML = {"x": "http://www.w3.org/1999/xhtml", "opf": "http://www.idpf.org/2007/opf"}
WP = {"wp": "http://wordpress.org/export/1.2/", "dc": "http://purl.org/dc/elements/1.1/"}


def valid(post: object) -> None:
    """Raises where a post is not what the schema says."""
    jsonschema.validate(post, SCHEMA, format_checker=jsonschema.FormatChecker())


def test_json_and_jsonl_keep_the_contract(archive: Archive, tmp_path: Path):
    """Every post fits the shipped schema, in order of publication, and both formats say the same."""
    export(archive, "json", tmp_path / "a.json")
    export(archive, "jsonl", tmp_path / "a.jsonl")
    array = json.loads((tmp_path / "a.json").read_bytes())
    for post in array:
        valid(post)

    assert array == [json.loads(line) for line in (tmp_path / "a.jsonl").read_bytes().splitlines()]
    assert [1, 2, 3] == [post["id"] for post in array]
    assert list(SCHEMA["required"]) == list(array[0])
    assert [] == array[0]["comments"]


def test_an_empty_archive_is_an_empty_array(shelf: Shelf, tmp_path: Path):
    """No post is no error, where a format can say so."""
    export(shelf.archive, "json", tmp_path / "a.json")
    export(shelf.archive, "jsonl", tmp_path / "a.jsonl")

    assert [] == json.loads((tmp_path / "a.json").read_bytes())
    assert b"" == (tmp_path / "a.jsonl").read_bytes()


def test_fields_are_written_in_the_order_asked_for(archive: Archive, tmp_path: Path):
    """--fields is exact."""
    export(archive, "jsonl", tmp_path / "a.jsonl", ExportOptions(fields=("title", "id")))

    assert b'{"title":"Post number 1","id":1}' == (tmp_path / "a.jsonl").read_bytes().splitlines()[0]


def test_revisions_and_captures_come_when_asked_for(
    shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path, kept_capture: Callable[[Shelf, str], None]
):
    """--with adds every content and every fetch, and the schema knows both."""
    post_id = shelf.put(new_draft(1))
    shelf.put(new_draft(1, text="Another text."), ChangeKind.REVISED, post_id)
    kept_capture(shelf, new_draft(1).url)
    export(shelf.archive, "json", tmp_path / "a.json", ExportOptions(include=frozenset({"revisions", "captures"})))
    (post,) = json.loads((tmp_path / "a.json").read_bytes())
    valid(post)

    assert [(1, "new"), (2, "revised")] == [(one["number"], one["kind"]) for one in post["revisions"]]
    assert "The text of post 1.\nA caption." == post["revisions"][0]["text"]
    assert [200] == [one["status"] for one in post["captures"]]


def test_csv_is_a_table(archive: Archive, tmp_path: Path):
    """A line a post below the names of the fields, lines ended as RFC 4180 says."""
    export(archive, "csv", tmp_path / "a.csv", ExportOptions(fields=("title", "tags", "first_seen_at", "gone_at")))
    content = (tmp_path / "a.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))

    assert content.startswith(b"title,tags,first_seen_at,gone_at\r\n")
    assert ["history of computing", "Größe"] == json.loads(rows[0]["tags"])
    assert ("2026-01-31T09:30:00Z", "") == (rows[0]["first_seen_at"], rows[0]["gone_at"])


def test_parquet_has_columns_of_their_own_kind(archive: Archive, tmp_path: Path):
    """Records stay records, times are timestamps, and a choice of fields is a choice of columns."""
    export(archive, "parquet", tmp_path / "a.parquet")
    export(archive, "parquet", tmp_path / "b.parquet", ExportOptions(fields=("id", "title")))
    table = pq.read_table(tmp_path / "a.parquet")

    assert "timestamp[us, tz=UTC]" == str(table.schema.field("first_seen_at").type)
    assert "Grace Hopper" == table.to_pylist()[0]["authors"][1]["name"]
    assert {"id": [1, 2, 3], "title": [f"Post number {n}" for n in (1, 2, 3)]} == pq.read_table(
        tmp_path / "b.parquet"
    ).to_pydict()


def test_parquet_without_pyarrow_says_what_to_install(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"blog-archiver\[parquet\]"):
        export(archive, "parquet", tmp_path / "a.parquet")


def front_matter(page: str) -> dict[str, object]:
    """What the head of a Markdown file states."""
    return yaml.safe_load(page.split("---\n")[1])


def markdown_pages(archive: Archive, folder: Path, **options: str | bool) -> dict[str, str]:
    """The Markdown files by their paths."""
    export(archive, "markdown", folder, ExportOptions(**options))  # type: ignore[arg-type]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.md")}


@pytest.mark.parametrize(
    ("flavour", "file", "link"),
    [
        (None, "2021-11-02-post-number-2.md", "2021-11-01-post-number-1.md"),
        ("obsidian", "2021-11-02-post-number-2.md", "2021-11-01-post-number-1.md"),
        ("jekyll", "_posts/2021-11-02-post-number-2.md", "../../../../2021/11/01/post-number-1/"),
    ],
)
def test_markdown_links_lead_to_the_other_files(
    archive: Archive, tmp_path: Path, flavour: str | None, file: str, link: str
):
    """Links between posts are rewritten, as CommonMark reads them."""
    page = markdown_pages(archive, tmp_path / "md", flavour=flavour)[file]
    tokens = [child for token in MarkdownIt().parse(page) for child in token.children or ()]

    assert [link] == [token.attrGet("href") for token in tokens if token.type == "link_open"]


def test_hugo_pages_refer_to_each_other_and_run_no_shortcode(
    shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path
):
    """A link is a relref; what a post says about shortcodes stays words."""
    said = (
        f"Write {{{{< figure >}}}} or {{{{% x %}}}} or {{{{< open.\n\n[one]({HOME}2021/post-1/#top) [two]({HOME}other/)"
    )
    shelf.put(new_draft(1, markdown=said))
    (page,) = markdown_pages(shelf.archive, tmp_path / "md", flavour="hugo").values()

    assert "{{</* figure */>}} or {{%/* x */%}} or {\\{< open." in page
    assert '[one]({{< relref "2021-11-01-post-number-1.md#top" >}})' in page
    assert f"[two]({HOME}other/)" in page


def test_code_in_markdown_is_left_alone(shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path):
    """An address in a fenced block is part of the code."""
    code = f"```\n[x]({HOME}2021/post-1/)\n```\n\n[x]({HOME}2021/post-1/)"
    shelf.put(new_draft(1, markdown=code))
    (page,) = markdown_pages(shelf.archive, tmp_path / "md").values()

    assert f"```\n[x]({HOME}2021/post-1/)\n```\n\n[x](2021-11-01-post-number-1.md)" in page


def test_each_flavour_has_its_own_front_matter(shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path):
    """Hugo: lastmod. Jekyll: layout, permalink, no Liquid. Obsidian: created, tags without blanks."""
    shelf.put(new_draft(1))
    found = {
        flavour: front_matter(next(iter(markdown_pages(shelf.archive, tmp_path / flavour, flavour=flavour).values())))
        for flavour in ("hugo", "jekyll", "obsidian")
    }

    assert "2022-01-05" == str(found["hugo"]["lastmod"])
    assert ("post", "/2021/11/01/post-number-1/", False) == tuple(
        found["jekyll"][key] for key in ("layout", "permalink", "render_with_liquid")
    )
    assert ["history-of-computing", "Größe"] == found["obsidian"]["tags"]
    assert "created" in found["obsidian"]


def test_an_undated_post_is_a_draft_for_jekyll(shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path):
    """No date is made up for it."""
    shelf.put(new_draft(1, published_at=None, title="气候"))
    pages = markdown_pages(shelf.archive, tmp_path / "md", flavour="jekyll", ascii_only=True)

    assert ["_drafts/qihou.md"] == list(pages)
    assert "date" not in front_matter(pages["_drafts/qihou.md"])


def test_an_edited_post_is_all_that_is_written_again(shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path):
    """A folder brought up to date keeps the file of a post whose title changed, and drops what is filtered out."""
    first = shelf.put(new_draft(1))
    shelf.put(new_draft(2))
    export(shelf.archive, "markdown", tmp_path / "md")
    shelf.put(new_draft(1, title="Another title"), ChangeKind.REVISED, first)
    again = export(shelf.archive, "markdown", tmp_path / "md", ExportOptions(force=True))
    fewer = export(
        shelf.archive, "markdown", tmp_path / "md", ExportOptions(force=True, where=PostFilter(since="2021-11-02"))
    )

    assert (2, 1) == (again.files, again.unchanged)
    assert (1, 1) == (fewer.files, fewer.removed)
    assert ["2021-11-02-post-number-2.md"] == [path.name for path in (tmp_path / "md").glob("*.md")]


def test_atom_is_a_complete_feed(archive: Archive, tmp_path: Path):
    """Feedparser finds every post with authors, terms, times and content."""
    export(archive, "atom", tmp_path / "a.xml")
    feed = feedparser.parse((tmp_path / "a.xml").read_bytes())

    assert not feed.bozo
    assert ("A Blog", HOME, 3) == (feed.feed.title, feed.feed.link, len(feed.entries))
    assert "fh_complete" in feed.feed
    assert ["Ada Lovelace", "Grace Hopper"] == [author.name for author in feed.entries[0].authors]
    assert ["Machines", "history of computing", "Größe"] == [tag.term for tag in feed.entries[0].tags]
    assert ("2021-11-01T09:30:00+01:00", "2022-01-05T00:00:00Z") == (feed.entries[0].published, feed.entries[0].updated)
    assert "<strong>text</strong>" in feed.entries[0].content[0].value


@pytest.mark.parametrize(("size", "pages"), [(1, 3), (2, 2), (3, 1)])
def test_an_archived_feed_leads_back_through_every_page(archive: Archive, tmp_path: Path, size: int, pages: int):
    """From index.xml, prev-archive after prev-archive, each post comes once (RFC 5005)."""
    report = export(archive, "atom", tmp_path / "feed", ExportOptions(page_size=size))
    name, seen = "index.xml", []
    while name:
        feed = feedparser.parse((tmp_path / "feed" / name).read_bytes())
        seen += [entry.id for entry in feed.entries]
        name = next((link.href for link in feed.feed.links if link.rel == "prev-archive"), None)

    assert sorted(f"{HOME}2021/post-{number}/" for number in (1, 2, 3)) == sorted(seen)
    assert pages == report.files


def test_an_archived_feed_of_no_posts_is_one_document(shelf: Shelf, tmp_path: Path):
    export(shelf.archive, "atom", tmp_path / "feed", ExportOptions(page_size=2))

    assert [] == feedparser.parse((tmp_path / "feed" / "index.xml").read_bytes()).entries


@pytest.mark.parametrize(
    ("stated", "written"),
    [("2021-11-02", "date: 2021-11-02\n"), ("2021-11-02T25:61:00Z", 'date: "2021-11-02T25:61:00Z"\n')],
)
def test_front_matter_has_times_as_times_where_they_are_some(
    shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path, stated: str, written: str
):
    """What a site states is a YAML time only where it is one: programs refuse a whole file for another."""
    shelf.put(new_draft(1, published_at=stated))
    export(shelf.archive, "markdown", tmp_path / "md")
    [file] = (tmp_path / "md").glob("*.md")

    assert written in file.read_text()


def test_a_full_page_of_a_feed_never_changes(shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path):
    """A new post touches only the newest page."""
    for number in (1, 2, 3):
        shelf.put(new_draft(number))
    export(shelf.archive, "atom", tmp_path / "feed", ExportOptions(page_size=2))
    before = (tmp_path / "feed" / "archive-00001.xml").read_bytes()
    shelf.put(new_draft(4))
    export(shelf.archive, "atom", tmp_path / "feed", ExportOptions(page_size=2, force=True))

    assert before == (tmp_path / "feed" / "archive-00001.xml").read_bytes()


def test_formats_of_several_sites_have_a_common_title(shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path):
    """Neither site's name stands for both; an empty feed is a feed."""
    shelf.archive.sites.add(Site("other", "https://other.example/"), new_draft(1) and shelf.site.added_at)
    for name in ("atom", "jsonfeed", "wxr"):
        export(shelf.archive, name, tmp_path / name)
    feed = feedparser.parse((tmp_path / "atom").read_bytes())

    assert "Blog archive" == feed.feed.title
    assert feed.feed.id.startswith("urn:uuid:")
    assert {"version": "https://jsonfeed.org/version/1.1", "title": "Blog archive", "items": []} == json.loads(
        (tmp_path / "jsonfeed").read_bytes()
    )


def test_json_feed_has_what_the_standard_names(archive: Archive, tmp_path: Path):
    """Version, title, items with id and content; times by RFC 3339; nothing null."""
    export(archive, "jsonfeed", tmp_path / "feed.json")
    feed = json.loads((tmp_path / "feed.json").read_bytes())

    assert ["version", "title", "home_page_url", "items"] == list(feed)
    assert {
        "id": f"{HOME}2021/post-1/",
        "url": f"{HOME}2021/post-1/",
        "title": "Post number 1",
        "summary": "What 1 is about",
        "image": f"{HOME}img/1.jpg",
        "date_published": "2021-11-01T09:30:00+01:00",
        "date_modified": "2022-01-05T00:00:00Z",
        "authors": [{"name": "Ada Lovelace", "url": f"{HOME}author/ada/"}, {"name": "Grace Hopper"}],
        "tags": ["Machines", "history of computing", "Größe"],
        "language": "en",
    } == {name: value for name, value in feed["items"][0].items() if not name.startswith("content")}


def test_opml_names_a_feed_where_one_was_read(shelf: Shelf, tmp_path: Path):
    """Sites are outlines: with their feed, the shortest of several, or as a link."""
    export(shelf.archive, "opml", tmp_path / "a.opml")
    discovery = Discovery(shelf.site.id, shelf.site.added_at)
    for url in (f"{HOME}feed/", f"{HOME}category/x/feed/"):
        shelf.archive.frontier.offer(discovery, [Lead(url, Source.LINK, HOME, Role.FEED)], priority=lambda _: 0.0)
        row = shelf.archive.frontier.find(shelf.site.id, url)
        assert row is not None
        shelf.archive.frontier.done(row.id, Outcome(Role.FEED, shelf.site.added_at, 200))
    export(shelf.archive, "opml", tmp_path / "b.opml", ExportOptions(title="Mine & yours"))
    without, with_feed = (etree.parse(tmp_path / name).getroot() for name in ("a.opml", "b.opml"))

    assert [{"text": "A Blog", "title": "A Blog", "type": "link", "url": HOME}] == [
        dict(outline.attrib) for outline in without.iter("outline")
    ]
    assert f"{HOME}feed/" == with_feed.find(".//outline").get("xmlUrl")  # type: ignore[union-attr]
    assert "Mine & yours" == with_feed.findtext("head/title")


def test_wxr_has_posts_authors_terms_and_attachments(archive: Archive, tmp_path: Path):
    """What WordPress' importer looks for is there, and refers to each other."""
    export(archive, "wxr", tmp_path / "a.xml")
    channel = etree.parse(tmp_path / "a.xml").getroot().find("channel")
    assert channel is not None
    items = channel.findall("item")
    post = next(item for item in items if item.findtext("wp:post_type", namespaces=WP) == "post")
    attachment = next(item for item in items if item.findtext("wp:post_type", namespaces=WP) == "attachment")

    assert "1.2" == channel.findtext("wp:wxr_version", namespaces=WP)
    assert ["ada-lovelace", "grace-hopper"] == [
        author.findtext("wp:author_login", namespaces=WP) for author in channel.findall("wp:author", WP)
    ]
    assert "ada-lovelace" == post.findtext("dc:creator", namespaces=WP)
    assert ("2021-11-01 09:30:00", "2021-11-01 08:30:00") == tuple(
        post.findtext(f"wp:{name}", namespaces=WP) for name in ("post_date", "post_date_gmt")
    )
    assert [("category", "machines"), ("post_tag", "history-of-computing"), ("post_tag", "größe")] == [
        (term.get("domain"), term.get("nicename")) for term in post.findall("category")
    ]
    assert (f"{HOME}img/1.jpg", "1") == tuple(
        attachment.findtext(f"wp:{name}", namespaces=WP) for name in ("attachment_url", "post_parent")
    )
    assert 6 == len({item.findtext("wp:post_id", namespaces=WP) for item in items})


def test_a_book_is_packed_as_the_standard_says(archive: Archive, tmp_path: Path):
    """Mimetype first and plain; every file in the manifest and back; contents by year; links between chapters."""
    export(archive, "epub", tmp_path / "a.epub")
    with ZipFile(tmp_path / "a.epub") as book:
        first = book.infolist()[0]
        package = etree.fromstring(book.read("book/book.opf"))
        nav = etree.fromstring(book.read("book/nav.xhtml"))
        chapter = etree.fromstring(book.read("book/post-2.xhtml"))
        held = {name.removeprefix("book/") for name in book.namelist() if name.startswith("book/")}

    assert ("mimetype", ZIP_STORED) == (first.filename, first.compress_type)
    assert held == {"book.opf", *(item.get("href") for item in package.findall(".//opf:item", XHTML))}
    assert ["2021", "Post number 1", "Post number 2", "Post number 3"] == [
        link.text for link in nav.findall(".//x:nav[@id='toc']//x:a", XHTML)
    ]
    assert "post-1.xhtml" in [link.get("href") for link in chapter.findall(".//x:a", XHTML)]
    assert ["Ada Lovelace", "Grace Hopper"] == [
        creator.text for creator in package.iter("{http://purl.org/dc/elements/1.1/}creator")
    ]


def test_the_same_posts_make_the_same_book(archive: Archive, tmp_path: Path):
    """Nothing of the moment is in it."""
    for name in ("a.epub", "b.epub"):
        export(archive, "epub", tmp_path / name)

    assert (tmp_path / "a.epub").read_bytes() == (tmp_path / "b.epub").read_bytes()


def test_a_book_of_nothing_is_refused(archive: Archive, tmp_path: Path):
    """A book needs a chapter; none is left behind."""
    with pytest.raises(UsageError, match="no post"):
        export(archive, "epub", tmp_path / "a.epub", ExportOptions(where=PostFilter(tag="nothing")))

    assert not list(tmp_path.iterdir())


def test_a_book_is_called_after_what_narrows_it(archive: Archive, tmp_path: Path):
    """A book of a tag and a time says so, on as many lines as the cover takes."""
    where = PostFilter(site="blog", tag="größe", since="2021-11-02")
    export(archive, "epub", tmp_path / "a.epub", ExportOptions(where=where))
    with ZipFile(tmp_path / "a.epub") as book:
        package = book.read("book/book.opf").decode()

    assert "<dc:title>A Blog – größe – 2021-11-02</dc:title>" in package


def test_a_right_to_left_book_turns_its_pages_that_way(shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path):
    """Persian books open from the right; an undated post has no year; a Chinese cover breaks its lines sooner."""
    shelf.put(new_draft(1, language="fa", published_at=None))
    export(
        shelf.archive, "epub", tmp_path / "a.epub", ExportOptions(title="一本关于气候变化与可持续发展的博客文章全集")
    )
    with ZipFile(tmp_path / "a.epub") as book:
        cover = etree.fromstring(book.read("book/cover.svg"))
        package = book.read("book/book.opf").decode()

    assert 'page-progression-direction="rtl"' in package
    assert 3 == len(cover.findall(".//{http://www.w3.org/2000/svg}text"))


@pytest.fixture
def copy(shelf: Shelf, new_draft: Callable[..., Draft], tmp_path: Path) -> Path:
    """A reading copy of four posts, one of them gone and one with neither date nor terms."""
    for number in (1, 2, 3):
        shelf.put(new_draft(number))
    bare = {
        "published_at": None,
        "authors": (),
        "tags": (),
        "categories": (),
        "images": (),
        "html": "",
        "language": None,
    }
    shelf.put(new_draft(4, **bare))
    url_id = shelf.url_id(new_draft(3).url)
    shelf.archive.posts.apply(
        shelf.site.id, url_id, Change(ChangeKind.GONE, "404", 3), None, Context(shelf.site.added_at)
    )
    export(shelf.archive, "html", tmp_path / "copy")
    return tmp_path / "copy"


def test_every_link_of_a_copy_leads_somewhere(copy: Path):
    """Within the copy there is no dead link, and every page is reached from the first."""
    seen, due = set(), [copy / "index.html"]
    while due:
        page = due.pop().resolve()
        if page in seen or page.suffix != ".html":
            continue
        seen.add(page)
        document = lxml_html.document_fromstring(page.read_bytes())
        document.rewrite_links(lambda link: link.partition("#")[0])
        for _, _, link, _ in document.iterlinks():
            if link and not link.startswith("http"):
                target = page.parent / unquote(link)
                assert target.is_file(), (page, link)
                due.append(target)

    assert {path.resolve() for path in copy.rglob("*.html")} == seen


def test_a_copy_tells_what_is_gone(copy: Path):
    """A removed post stays readable, and says so."""
    assert (
        "no longer on its site (noticed 2026-01-31)" in (copy / "posts" / "2021-11-03-post-number-3.html").read_text()
    )
    assert "no longer" not in (copy / "posts" / "2021-11-02-post-number-2.html").read_text()


def test_a_post_without_html_shows_its_text(copy: Path):
    """A paragraph a line."""
    page = lxml_html.document_fromstring((copy / "posts" / "post-number-4.html").read_bytes())

    assert ["The text of post 4.", "A caption."] == [p.text for p in page.findall(".//article/div/p")]


def test_the_search_of_a_copy_knows_every_word(copy: Path):
    """The index names posts by number, in scripts by first letter."""
    rows = json.loads((copy / "search" / "posts.js").read_text().removeprefix("window.archivePosts = ").rstrip(";\n"))
    script = (copy / "search" / f"{ord('g') % 64}.js").read_text()
    words = json.loads(script.partition(", ")[2].rstrip(";)\n"))

    assert [0, 1, 2] == words["große"]
    assert ["posts/2021-11-01-post-number-1.html", "Post number 1", "2021-11-01", "Ada Lovelace, Grace Hopper"] == rows[
        0
    ]


def test_every_format_is_in_the_table_with_a_description():
    """The command line lists them from here."""
    assert {
        "json",
        "jsonl",
        "csv",
        "parquet",
        "markdown",
        "html",
        "epub",
        "atom",
        "changes",
        "jsonfeed",
        "opml",
        "wxr",
    } == set(FORMATS)
    assert all(row.description and (row.kind == "folder") == (not row.extension) for row in FORMATS.values())


def test_the_index_of_a_copy_is_the_same_whatever_is_held_in_memory(monkeypatch):
    """Words written down in between come together again, their posts in order."""
    texts = ["one two", "two three", "one 气候", "three two one"]
    scripts = []
    for most in (0, 3, 1000):
        monkeypatch.setattr("archiver.export.search.MOST_HELD", most)
        index = Index()
        for number, text in enumerate(texts):
            index.add(number, (text,))
        scripts.append(list(index.scripts()))

    assert scripts[0] == scripts[1] == scripts[2]
    assert (ord("o") % 64, b'archiveWords(47, {"one":[0,2,3]});\n') in scripts[0]
