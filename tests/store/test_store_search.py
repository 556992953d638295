"""Search: what is typed is understood, what is meant is found, and nothing that is typed breaks it."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archiver.errors import UsageError
from archiver.records import Author, PostStatus
from archiver.store import Archive, PostFilter
from archiver.store.question import understand
from archiver.store.words import parts, word_count

POSTS = {
    "climate": {
        "title": "Climate and taxes",
        "text": "The climate is changing. Nobody likes a tax.",
        "tags": ("sdgs",),
    },
    "trains": {"title": "Trains", "text": "Night trains cross the climate zones of Europe.", "tags": ("travel",)},
    "café": {"title": "Café au lait", "text": "Ein Kaffee in Zürich, naïve and simple.", "tags": ("SDGs", "food")},
    "chinese": {"title": "氣候變化", "text": "使用Python编程分析氣候數據。", "tags": ()},
    "japanese": {"title": "旅行", "text": "東京タワーへ行きました。とても楽しかったです。", "tags": ()},
    "korean": {"title": "여행", "text": "기후변화를 이야기합니다.", "tags": ()},
    "thai": {"title": "ข่าว", "text": "สวัสดีครับ ภาษาไทยเขียนติดกัน", "tags": ()},
    "persian": {"title": "آب و هوا", "text": "تغییرات آب و هوا را می‌بینیم.", "tags": ()},
    "hindi": {"title": "मौसम", "text": "जलवायु परिवर्तन हिन्दी में", "tags": ()},
}


@pytest.fixture
def library(stage):
    with stage.archive.transaction():
        for number, (name, says) in enumerate(POSTS.items()):
            author = "Ruh" if number % 2 else "Ann Other"
            stage.post(
                f"https://example.org/{number}",
                series=name,
                published_at=f"20{15 + number}-06-01",
                authors=(Author(author),),
                **says,
            )
    return stage


def found(stage, text: str, **how: object) -> list[str]:
    return [stage.archive.posts.get(one.id).series for one in stage.archive.search(text, **how)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("climate", ["climate", "trains"]),
        ("CLIMATE -tax", ["trains"]),
        ("climate NOT tax", ["trains"]),
        ("NEAR() nobody", ["climate"]),
        ("\u0e31", []),
        ("changes", ["climate"]),
        ("cafe", ["café"]),
        ("zurich", ["café"]),
        ('"night trains"', ["trains"]),
        ('"trains night"', []),
        ("clim*", ["climate", "trains"]),
        ('"night tr"*', ["trains"]),
        ("NEAR(climate europe, 3)", ["trains"]),
        ("NEAR(night europe)", ["trains"]),
        ("NEAR(night europe, 1)", []),
        ("title:climate", ["climate"]),
        ("text:nobody", ["climate"]),
        ("nobody OR lait", ["café", "climate"]),
        ("nobody OR lait simple", ["café"]),
        ("nobody AND tax", ["climate"]),
        ("tag:sdgs climate", ["climate"]),
        ("tag:sdgs", ["café", "climate"]),
        ("-tag:sdgs climate", ["trains"]),
        ("author:ruh climate", ["trains"]),
        ("climate after:2016", ["trains"]),
        ("climate before:2015", ["climate"]),
        ("climate site:other", []),
        ("climate category:news lang:de", []),
        ("climate status:live", ["climate", "trains"]),
        ("climate status:gone", []),
        ("氣候", ["chinese"]),
        ("氣候變", ["chinese"]),
        ("氣", ["chinese"]),
        ("據", ["chinese"]),
        ("编程 python", ["chinese"]),
        ("氣變", []),
        ("Python编程", ["chinese"]),
        ("東京", ["japanese"]),
        ("タワー", ["japanese"]),
        ("楽しか", ["japanese"]),
        ("기후", ["korean"]),
        ("변화", ["korean"]),
        ("สวัสดี", ["thai"]),
        ("ภาษา", ["thai"]),
        ("هوا", ["persian"]),
        ("हिन्दी", ["hindi"]),
        ("-climate tag:travel", []),
        ("", []),
        ("zebra", []),
    ],
)
def test_what_is_meant_is_found(library, text, expected):
    """Words, phrases, prefixes, filters; accents and case aside; parts of words in scripts without spaces."""
    assert sorted(expected) == sorted(found(library, text))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("علی آمد", "علي"),
        ("علي جاء", "علی"),
        ("كتاب", "کتاب"),
        ("سال ۱۴۰۲", "1402"),
        ("in 1402", "۱۴۰۲"),
        ("سنة ١٤٠٢", "title:1402"),
        ("میشود", "می\u200cشود"),
        ("می\u200cشود", "می شود"),
        ("می\u200cشود", "میشود"),
        ("کتاب\u200cهای نو", "كتابهای"),
        ("نمی\u200cخواهم", "نمیخواهم"),
        ("Ilık bir IŞIK", "ilik"),
        ("ılık bir ışık", "IŞIK"),
        ("Diyarbakır", "diyarbakir"),
        ("Grosse Strasse", "straße"),
    ],
)
def test_a_word_is_found_as_others_write_it(stage, text, typed):
    """Arabic and Persian letters, the digits of three scripts, the joiner of Persian words, ß, Turkish letters."""
    stage.post("https://example.org/1", title=text, text="Text.")

    assert 1 == len(stage.archive.search(typed))


def test_a_word_in_the_title_weighs_most(library):
    """The post about it comes before the post that mentions it."""
    assert ["climate", "trains"] == found(library, "climate")


def test_words_that_most_posts_hold_are_not_ranked_one_by_one(library, monkeypatch):
    """Beyond the cut: those with the words in title or tags first, then the latest, page by page, none twice."""
    monkeypatch.setattr("archiver.store.search.MOST_RANKED", 1)
    library.post("https://example.org/new", text="The climate again.", title="Other", series="new")

    assert ["climate", "new", "trains"] == found(library, "climate")
    assert [["climate"], ["new"], ["trains"], []] == [found(library, "climate", limit=1, offset=n) for n in range(4)]
    assert {None} == {one.rank for one in library.archive.search("climate")}


@pytest.mark.parametrize("left", [0, 1, 1000])
@pytest.mark.parametrize(
    "text",
    [
        "climate tag:travel",
        "climate -tag:travel",
        "climate author:ruh",
        "climate after:2019",
        "climate after:2019 before:2020-06",
        "climate before:2001",
        "climate lang:en",
        "climate lang:xx",
        "climate status:gone",
        "c*",
        "c* tag:travel after:2000",
        "climate OR trains author:nobody",
    ],
)
def test_words_of_most_posts_and_filters_find_the_same_in_any_way(library, monkeypatch, text, left):
    """Whether the filter's posts are asked for the words, or the words' posts for the filter: each is found once."""
    expected = sorted(found(library, text))
    monkeypatch.setattr("archiver.store.search.MOST_RANKED", 0)
    monkeypatch.setattr("archiver.store.search.MOST_LEFT", left)
    paged = [name for offset in range(len(expected) + 1) for name in found(library, text, limit=1, offset=offset)]

    assert expected == sorted(found(library, text))
    assert expected == sorted(paged)


def test_between_dates_the_latest_come_first(library, monkeypatch):
    """Words that most posts hold, of a long time: in the order of publication, also across pages."""
    monkeypatch.setattr("archiver.store.search.MOST_RANKED", 0)
    monkeypatch.setattr("archiver.store.search.MOST_LEFT", 0)
    days = [one.published_at for one in library.archive.search("climate after:1990")]

    assert sorted(days, reverse=True) == days


def test_results_come_in_pages(library):
    """Limit and offset cut the same order."""
    everything = found(library, "climate")

    with library.archive.transaction():
        assert everything == found(library, "climate")
    assert everything == found(library, "climate", limit=1) + found(library, "climate", limit=9, offset=1)


def test_a_filter_beside_the_words_narrows_them(library):
    """What a command's own options say holds too, whatever the words say."""
    assert ["trains"] == found(library, "climate", where=PostFilter(tag="travel"))


def test_a_snippet_shows_where_the_words_stand(library):
    """Found by stem as well; for scripts without spaces by the characters themselves; else the text's beginning."""

    def marked(text: str) -> list[str]:
        (one,) = library.archive.search(text)
        return [one.snippet[start:end] for start, end in one.marks]

    assert ["changing"] == marked("changes nobody")[:1]
    assert ["编程"] == marked("编程")
    assert [] == marked("title:lait")
    assert ["氣候"] == marked("氣候")
    assert "The climate is changing." in library.archive.search("nobody")[0].snippet


def test_a_snippet_of_a_long_text_is_cut_on_both_sides(stage):
    """Some words around the place, on one line."""
    stage.post(text="字 " * 200 + "\n標題\n" + "詞 " * 200)
    (one,) = stage.archive.search("標題")

    assert one.snippet.startswith("…")
    assert one.snippet.endswith("…")
    assert "\n" not in one.snippet
    assert ["標題"] == [one.snippet[start:end] for start, end in one.marks]


@pytest.mark.parametrize(
    "text", ["after:soon", "before:1.5.2020", "after:2021-13-45", "before:2021-02-30", "status:lost"]
)
def test_a_date_or_status_that_is_none_is_said(library, text):
    """A clear line, not an empty result that looks like an answer."""
    with pytest.raises(UsageError, match=text.split(":")[0]):
        library.archive.search(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(
                [
                    "AND",
                    "OR",
                    "NOT",
                    "NEAR(",
                    "NEAR(a b, 9)",
                    ")",
                    "(",
                    '"',
                    "*",
                    "-",
                    ":",
                    "^",
                    "title:",
                    "tag:",
                    "a*b",
                    "+",
                ]
            ),
        ),
        max_size=6,
    )
)
def test_nothing_that_is_typed_is_an_sql_error(library, words):
    """Operators in wrong places, open quotes, any character at all."""
    text = " ".join(words)

    for one in library.archive.search(text):
        assert one.id
    assert library.archive.posts.count(PostFilter(search=text)) >= 0


def test_what_is_typed_is_understood():
    """The parts of a question, as they go to SQLite."""
    question = understand('weather -tax author:ruh -tag:sdgs status:gone "a ""phrase" https://x.y')

    assert '("weather" AND "a" AND "phrase" AND "https //x.y") NOT ("tax")' == question.match
    assert (PostFilter(author="ruh"), PostFilter(status=PostStatus.GONE)) == question.only
    assert (PostFilter(tag="sdgs"),) == question.never


def test_parts_are_only_there_for_scripts_without_spaces():
    """Pairs, then the last character alone; what stands between them whole; nothing for other scripts."""
    assert parts("The quick brown fox, здравствуй, سلام") is None
    assert "氣候 候變 變化 化 用 Python 编程 程" == parts("氣候變化 and 用Python编程")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("don't re-use it", 3),
        ("氣候變化", 4),
        ("用 Python 编程", 4),
        ("1.5 and 2,000", 4),
    ],
)
def test_words_are_counted(text, count):
    """Characters, in scripts without spaces."""
    assert count == word_count(text)


@pytest.mark.usefixtures("library")
def test_others_find_the_index(path: Path):
    """sqlite-utils detects it, and finds with it; Datasette looks for the same words in the schema."""
    database = Database(sqlite3.connect(path))
    like_datasette = database.execute(
        "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"posts\"%'"
    ).fetchall()

    assert "posts_fts" == database.table("posts").detect_fts()
    assert [("posts_fts",)] == like_datasette
    assert {"climate", "trains"} == {row["series"] for row in database.table("posts").search("climate")}
    assert ["chinese"] == [row["series"] for row in database.table("posts").search("編程 OR 编程")]
    database.close()


def test_the_triggers_are_the_ones_that_the_schema_names(archive):
    """A migration that transforms a table drops its triggers silently: then search would miss new posts."""
    triggers = {row[0] for row in archive._connection.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}

    assert {"posts_fts_insert", "posts_fts_update", "posts_fts_delete"} == triggers


def test_an_older_index_is_built_anew(library):
    """An archive from before the index knew beginnings of words has one that does, with every post in it."""
    connection = library.archive._connection
    connection.run("DROP TABLE posts_fts")
    connection.run("DROP INDEX posts_status")
    connection.run("DROP INDEX posts_language")
    connection.run("DROP INDEX urls_failed")
    connection.run('CREATE VIRTUAL TABLE posts_fts USING fts5(title, text, authors, tags_text, parts, content="posts")')
    connection.run("DELETE FROM _sqlite_migrations WHERE name = 'm003_faster_search'")
    connection.run("PRAGMA user_version = 2")
    path = connection.path
    library.archive.close()

    with Archive.open(path) as archive:
        ddl = archive._connection.value("SELECT sql FROM sqlite_master WHERE name = 'posts_fts'")

        assert 'prefix="1 2 3"' in ddl
        assert 2 == len(archive.search("climate"))
        assert [] == list(archive.verify())
