"""Commands that show posts: list, show, search, changes, diff, query."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archiver.records import Change, ChangeKind
from archiver.store import Archive, Context

NOW = datetime(2026, 2, 1, tzinfo=UTC)
SEAS = "https://blog.example/2021/rising-seas/"


def test_posts_are_listed_the_newest_first(on):
    """Tab-separated with a heading where no person looks, everything on one line."""
    ran = on("list")

    assert 0 == ran.code
    assert ["id", "site", "published", "title", "authors", "words", "status", "url"] == ran.out.splitlines()[0].split(
        "\t"
    )
    assert [("3", "Odd [31mred[0m tab"), ("1", "Rising, rising seas"), ("2", "Gone")] == [
        (row[0], row[3]) for row in ran.rows
    ]
    assert ["Ada Lovelace, Grace Hopper", "10", "live", SEAS] == ran.rows[1][4:]
    assert "" == ran.err


@pytest.mark.parametrize(
    ("expected", "filters"),
    [
        (["1"], ["--until", "2021-11-01", "--since", "2021", "--lang", "en"]),
        (["3"], ["--lang", "de"]),
        (["2"], ["--status", "gone"]),
        (["3", "1"], ["--author", "hopper"]),
        (["3", "1", "2"], ["--tag", "sea level", "--category", "climate", "--site", "blog.example"]),
        ([], ["--since", "2022-01"]),
    ],
)
def test_filters_choose_posts(on, expected, filters):
    """The same on every command that has them."""
    assert expected == [row[0] for row in on("list", *filters).rows]


def test_a_list_says_when_there_is_more(on):
    """On stderr, so that data stays data."""
    assert "1 of 3 posts; --limit 0 shows all\n" == on("list", "--limit", 1).err
    assert (3, "") == (len(on("list", "--limit", 0).rows), on("list", "--limit", 0).err)


def test_a_list_as_json(on):
    """An array of posts without their text; empty where none is meant."""
    posts = on("list", "--json").json

    assert [3, 1, 2] == [post["id"] for post in posts]
    assert ["Ada Lovelace", "Grace Hopper"] == posts[1]["authors"]
    assert "2026-01-31T09:31:00Z" == posts[1]["first_seen_at"]
    assert [] == on("list", "--lang", "fr", "--json").json


@pytest.mark.usefixtures("terminal")
def test_a_list_on_a_terminal(on):
    """Aligned, and nothing that the terminal would obey."""
    ran = on("list")

    assert "2021-11-01  Rising, rising seas" in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    "word", ["1", SEAS, "http://www.BLOG.example/2021/rising-seas", "https://blog.example/rising-seas/"]
)
def test_a_post_is_named_by_id_or_any_address(on, word):
    """Its own, in any spelling, or one that it had before."""
    assert "title       Rising, rising seas\n" in on("show", word).out


def test_a_post_as_text(on):
    """What is known of it, then its text."""
    out = on("show", 1).out

    assert "author      Ada Lovelace: Ada wrote the first program.\nauthor      Grace Hopper\n" in out
    assert (
        "published   2021-11-01T09:30:00+01:00\nmodified    2021-11-03\ncategories  Climate\ntags        sea level\n"
        in out
    )
    assert "also        https://blog.example/rising-seas/\n" in out
    assert "image       https://blog.example/gauge.jpg The gauge of Brest.\n" in out
    assert out.endswith("\n\nThe sea is rising.\nThe gauges agree.\nFew doubt it.\n")


def test_a_post_that_is_gone_says_so(on):
    assert "gone since 2026-01-31 09:34" in on("show", 2).out


def test_a_post_as_markdown_html_and_json(on):
    """The kept forms, and the contract of exports."""
    post = on("show", 1, "--format", "json").json

    assert on("show", 1, "-f", "markdown").out.startswith("The **sea** is rising.")
    assert on("show", 1, "-f", "html").out.startswith("<p>The <strong>sea</strong>")
    assert (1, 2, SEAS) == (post["schema"], post["revision"], post["url"])
    assert json.loads(on("export", "-f", "jsonl", "--lang", "en", "--status", "live").out.splitlines()[0]) == post


def test_an_older_revision(on):
    """Its text and markdown as they were; html is kept of the newest alone."""
    assert "title       Rising seas\n" in on("show", 1, "--revision", 1).out
    assert on("show", 1, "--revision", 1).out.endswith("Nobody doubts it.\n")
    assert on("show", 1, "--revision", 1, "-f", "markdown").out.endswith("Nobody doubts it.\n")
    assert ("new", 1) == tuple(on("show", 1, "--revision", 1, "-f", "json").json[name] for name in ("kind", "id"))
    assert on("show", 1, "--revision", 2).out == on("show", 1).out
    assert 2 == on("show", 1, "--revision", 1, "-f", "html").code


def test_signs_that_a_terminal_obeys_are_not_printed(on):
    """A page cannot colour, move or ring anything."""
    ran = on("show", 3)

    assert "title       Odd [31mred[0m" in ran.out
    assert "A climate of fear." in ran.out
    assert not {"\x1b", "\x07"} & set(ran.out)


def test_search_finds_words(on):
    """As a table elsewhere than on a terminal."""
    ran = on("search", "gauges agree")

    assert ["1"] == [row[0] for row in ran.rows]
    assert "The gauges agree" in ran.rows[0][-1]


@pytest.mark.parametrize("words", ["", '""', "*", "AND", "()"])
def test_a_search_for_nothing_is_wrong_use(on, words):
    """It is said so, instead of an empty page of all posts."""
    ran = on("search", words)

    assert (2, f'archiver: "{words}" asks for nothing: name a word, or a filter such as author:\n') == (
        ran.code,
        ran.err,
    )


def test_search_pages(on):
    """Says which of how many, and how to go on."""
    assert "1 to 1 of 2 posts; --page 2 goes on\n" == on("search", "title:rising OR title:odd", "--limit", 1).err
    assert "2 to 2 of 2 posts\n" == on("search", "title:rising OR title:odd", "--limit", 1, "--page", 2).err
    assert (
        "Page 3 is past the last one: 2 posts match.\n"
        == on("search", "title:rising OR title:odd", "--limit", 1, "--page", 3).err
    )
    assert (0, "No post matches.\n") == (on("search", "zebra").code, on("search", "zebra").err)


def test_search_as_json_with_filters(on):
    """With the places of the marks."""
    found = on("search", "rising", "--lang", "en", "--json").json

    assert (1, 1) == (found["total"], len(found["posts"]))
    start, end = found["posts"][0]["marks"][0]
    assert "rising" == found["posts"][0]["snippet"][start:end].lower()


@pytest.mark.usefixtures("terminal")
def test_search_on_a_terminal_marks_words(on):
    out = on("search", "gauges").out

    assert "Rising, rising seas" in out
    assert "gauges" in out


def test_changes_the_newest_first(on):
    """What, how much and why."""
    rows = on("changes").rows

    assert ["new", "gone", "new", "moved"] == [row[1] for row in rows[:4]]
    assert "https://blog.example/rising-seas/ → https://blog.example/2021/rising-seas/" == rows[3][5]
    assert ("title, text +3 -2", "test") == tuple(next(row for row in rows if row[1] == "revised")[5:])


def test_changes_are_chosen(on):
    """By kind, site and time; a span reaches back from now."""
    assert ["gone"] == [row[1] for row in on("changes", "--kind", "gone", "--site", "blog").rows]
    assert 3 == len(on("changes", "--since", "2026-01-31T09:34").rows)
    assert [] == on("changes", "--since", "1m", "--json").json
    assert "There are more than these 1; --limit 0 shows all.\n" == on("changes", "--limit", 1).err
    assert on("changes", "--limit", 0).out == on("changes").out


def test_changes_as_json(on):
    assert {"kind": "gone", "post_id": 2, "reason": "status 410"}.items() <= on(
        "changes", "--kind", "gone", "--json"
    ).json[0].items()


def test_a_diff_is_unified_where_no_person_looks(on):
    """Between the last two revisions; fields first."""
    lines = on("diff", 1).out.splitlines()

    assert "--- revision 1\t2026-01-31T09:31:00+00:00" == lines[0]
    assert {"-title: Rising seas", "+title: Rising, rising seas", "-Nobody doubts it.", "+Few doubt it."} <= set(lines)


@pytest.mark.usefixtures("terminal")
def test_a_diff_on_a_terminal_shows_words(on):
    """Both words stand where the edit was; --plain is unified there too."""
    out = on("diff", 1).out

    assert "revision 1 → 2" in out
    assert "NobodyFew doubtsdoubt it." in out or "Nobody doubtsFew doubt it." in out
    assert "-Nobody doubts it." in on("diff", 1, "--plain").out


def test_a_diff_as_json(on):
    """Pieces give back both texts."""
    found = on("diff", 1, "--from", 1, "--to", 2, "--json").json
    old = "".join(piece["text"] for piece in found["text"] if piece["kind"] != "added")

    assert ["Rising seas", "Rising, rising seas"] == found["fields"]["title"]
    assert "The sea is rising.\nThe gauges agree.\nNobody doubts it." == old
    assert (1, 2) == (found["from"]["number"], found["to"]["number"])


def test_a_diff_of_one_revision_has_nothing_to_say(on):
    ran = on("diff", 3)

    assert (0, "") == (ran.code, ran.out)
    assert "nothing to compare" in ran.err


def test_a_query(on):
    """As a table, JSON or CSV."""
    sql = "SELECT id, title, NULL AS no, 0.5 AS half, zeroblob(2) AS blob FROM posts WHERE id < 3 ORDER BY id"

    assert [["1", "Rising, rising seas", "", "0.5", "0000"], ["2", "Gone", "", "0.5", "0000"]] == on("query", sql).rows
    assert {"id": 2, "title": "Gone", "no": None, "half": 0.5, "blob": "0000"} == on("query", sql, "--json").json[1]
    assert '1,"Rising, rising seas",,0.5,0000' == on("query", sql, "--format", "csv").out.splitlines()[1]
    assert [] == on("query", "SELECT 1 WHERE 0", "--json").json


def test_a_query_from_stdin(on, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT count(*) AS posts FROM posts"))

    assert "posts\n3\n" == on("query", "-").out


@pytest.mark.parametrize("sql", ["DELETE FROM posts", "ATTACH 'x.db' AS x", "SELEC 1", "SELECT * FROM nothing", ""])
def test_a_query_can_only_read(on, sql):
    """One line, exit code 2."""
    ran = on("query", sql)

    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))


@pytest.mark.usefixtures("terminal")
def test_a_diff_leaves_out_what_did_not_change(copied, command, draft):
    """Long unchanged passages, except for two lines around each change."""
    lines = "".join(f"Line {number}.\n" for number in range(30))
    with Archive.open(copied) as archive:
        long = replace(draft, title="Long", text=f"{lines}One edit.\n{lines}Another edit.")
        known = archive.posts.known(1)
        assert known is not None
        for text in (long.text, long.text.replace("edit", "change")):
            change = Change(ChangeKind.REVISED, "edited", 1, fields=("text",))
            archive.posts.apply(1, known.url_id, change, replace(long, text=text), Context(NOW, None, None, 1, "1"))
    out = command("--db", copied, "diff", 1).out

    assert "⋯ 28 lines\nLine 28.\nLine 29.\nOne edit" in out
    assert "Line 0.\nLine 1.\n⋯ 26 lines\nLine 28.\nLine 29.\nAnother edit" in out


def test_posts_that_resemble_each_other_say_so(copied, command):
    with Archive.open(copied) as archive:
        archive.likeness.link([1], [(1, 3, 0.9)])

    assert "resembles   post 3 (90%)\n" in command("--db", copied, "show", 1).out


@pytest.mark.usefixtures("terminal")
def test_no_colour_where_none_is_wanted(on, monkeypatch):
    """NO_COLOR (https://no-color.org)."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)

    assert "\x1b" not in on("search", "gauges").out


def test_of_many_posts_that_resemble_one_the_nearest_are_named(copied, command, monkeypatch):
    monkeypatch.setattr("archiver.cli.show._LIKE", 1)
    with Archive.open(copied) as archive:
        archive.likeness.link([1], [(1, 2, 0.8), (1, 3, 0.9)])

    assert "resembles   post 3 (90%) and 1 more\n" in command("--db", copied, "show", 1).out
