"""Titles, names and terms as texts."""

# ruff: noqa: E501 - tables of texts

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.evidence import names, structured, terms, titles
from archiver.records import Author


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nov. 1, 2021 · Team", ("Team",)),
        ("By Jane Doe on May 3, 2020", ("Jane Doe",)),
        ("Posted on May 3, 2020 by Jane Doe", ("Jane Doe",)),
        ("von Jan Maier | 3. Mai 2020 | 3 Kommentare", ("Jan Maier",)),
        ("作者：王小明 2021年11月1日", ("王小明",)),
        ("نویسنده: علی رضایی", ("علی رضایی",)),
        ("par Zoé · 6 min read", ("Zoé",)),
        ("Keep Team\nLv4", ("Keep Team",)),
        ("5.1.2021 · 1 Minuten · 20 Wörter · Jörg Müller", ("Jörg Müller",)),
        ("Ana Ruiz · 4 minutos · 812 palabras", ("Ana Ruiz",)),
        ("Мария Ким · 5 минут", ("Мария Ким",)),
        ("Από\nΜαρία Νικολάου\n·\n5 λεπτά", ("Μαρία Νικολάου",)),
        ("Δημοσιεύτηκε από Γιώργος Παπάς", ("Γιώργος Παπάς",)),
        ("by the rust team", ("the rust team",)),
        ("By admin / March 3, 2020", ("admin",)),
        ("by\nmark2\nin\nNews", ("mark2",)),
        ("Jack Huey on behalf of the types team", ("Jack Huey",)),
        ("Carol (Nichols || Goulding)", ("Carol (Nichols || Goulding)",)),
        ("Written by", ()),
        ("12 comments", ()),
        ("https://facebook.com/jane", ()),
        ("View all posts by Nadia Okafor", ("Nadia Okafor",)),
        ("Martin King Jr.", ("Martin King Jr.",)),
        ("This was written in the rain.", ()),
        ("Who wrote this?", ()),
        ("a b c d e f g h i", ()),
    ],
)
def test_a_byline_gives_its_names(text: str, expected: tuple[str, ...]) -> None:
    assert expected == names.in_byline(text)


@pytest.mark.parametrize(
    "text", ["Por eso, el mercado cambió hace muchos años", "Von hier aus sieht man das Meer.", "Di solito si fa così."]
)
def test_a_sentence_that_begins_with_by_is_no_byline(text: str) -> None:
    assert () == names.in_byline(text, labelled=True)


def test_only_what_follows_by_counts_where_that_is_asked() -> None:
    assert () == names.in_byline("Weather · May 3, 2020", labelled=True)


@pytest.mark.parametrize(
    ("text", "always", "expected"),
    [
        ("Jane Doe and Tom O'Hara", None, ("Jane Doe", "Tom O'Hara")),
        ("Ada de Vries, Jan Maier, and Zoé Roux", None, ("Ada de Vries", "Jan Maier", "Zoé Roux")),
        ("Jan Maier und Zoé Roux", None, ("Jan Maier", "Zoé Roux")),
        ("The Core and the Release Team", None, ("The Core and the Release Team",)),
        ("Niko and Tyler", None, ("Niko and Tyler",)),
        ("Niko and Tyler", True, ("Niko", "Tyler")),
        ("Jane Doe and Tom O'Hara", False, ("Jane Doe and Tom O'Hara",)),
        ("Anderson Cooper", True, ("Anderson Cooper",)),
        ("王小明、李华", True, ("王小明", "李华")),
    ],
)
def test_joined_names_are_split_as_the_site_means_them(text: str, always: object, expected: tuple[str, ...]) -> None:
    assert expected == names.split(text, always=None if always is None else bool(always))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Soup 6 min read", "Soup"),
        ("Soup (6 minute read)", "Soup"),
        ("Suppe · Lesezeit: 6 Minuten Lesezeit", "Suppe"),
        ("汤 6 分钟阅读", "汤"),
        ("سوپ ۵ دقیقه مطالعه", "سوپ"),
        ("Learn to cook in 5 minutes", "Learn to cook in 5 minutes"),
        ("ساخت بادبادک در ۵ دقیقه", "ساخت بادبادک در ۵ دقیقه"),
        ("6 min read", "6 min read"),
    ],
)
def test_a_title_loses_its_reading_time_and_nothing_else(title: str, expected: str) -> None:
    assert expected == titles.without_reading_time(title)


@pytest.mark.parametrize("text", ["6 min", "6 min read", "~6 minutes", "Lesezeit: 6 Minuten", "6 分钟", "۵ دقیقه"])
def test_reading_times_are_known_alone(text: str) -> None:
    assert titles.is_reading_time(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Soup | My Blog", "Soup"),
        ("My Blog: Soup", "Soup"),
        ("My Blog » Soup", "Soup"),
        ("Soup – Broth – My Blog", "Soup – Broth"),
        ("Soup", "Soup"),
        ("My Blog", "My Blog"),
        ("Soup in My Blog", "Soup in My Blog"),
    ],
)
def test_the_sites_name_is_no_part_of_a_title(title: str, expected: str) -> None:
    assert expected == titles.without_names(title, ("My Blog",))


def test_learned_ends_leave_at_least_something() -> None:
    assert "Soup" == titles.without_site("My Blog | Soup - by Jane", ("My Blog | ",), (" - by Jane",))
    assert "My Blog | " == titles.without_site("My Blog | ", ("My Blog | ",), ())


def test_entities_are_decoded_also_where_they_were_encoded_twice() -> None:
    assert "Broth & “Stock”" == titles.tidy(" Broth &amp;amp; &#8220;Stock&#8221;\n")


@given(st.text(max_size=60))
@settings(deadline=None)
def test_reading_any_text_ends_well(text: str) -> None:
    """No text breaks a reader, and what a reader gives is one of its own values."""
    assert titles.tidy(titles.tidy(text)) == titles.tidy(text) or "&" in text
    assert all(names.is_name(name) for name in names.in_byline(text))
    assert len(set(terms.listed(text))) == len(terms.listed(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A city, a river and the sea.", ""),
        ("history of the computing machines", "history of the computing machines"),
        ("St. Louis, Mo.", "St. Louis, Mo."),
    ],
)
def test_a_sentence_is_no_term(text: str, expected: str) -> None:
    """Neither many words alone make a sentence, nor a full stop."""
    assert expected == terms.tidy(text)


def test_one_author_has_what_any_mention_tells() -> None:
    mentions = (Author("Ann Lee"), Author("ann lee", bio="Writes."), Author("Ann Lee", url="https://a.example/ann"))

    assert (Author("Ann Lee", "https://a.example/ann", "Writes."),) == structured.unique_authors(mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tags: a, b b, a", ("a", "b b")),
        ("#rain #snow", ("rain", "snow")),
        ("# .NET", (".NET",)),
        ("没有标签", ()),
        ("Post Tags:", ()),
        ("标签：雨、雪", ("雨", "雪")),
        ("برچسب‌ها: باران، برف", ("باران", "برف")),
        ("May 3, 2020", ()),
        ("Start writing today. Use the button below.", ()),
    ],
)
def test_a_list_of_terms_is_read_from_text(text: str, expected: tuple[str, ...]) -> None:
    if expected == ():
        assert not any("." in term or "Post" in term for term in terms.listed(text))
    else:
        assert expected == terms.listed(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/tag/rain/", "tags"),
        ("/tags/#rain", "tags"),
        ("/search/label/rain", "tags"),
        ("/tag-rain.html", "tags"),
        ("/category/a/b/", "categories"),
        ("/categories/a//", "categories"),
        ("/?cat=3", "categories"),
        ("/kategorie/%C3%84pfel/", "categories"),
        ("/author/jane/", "authors"),
        ("https://substack.com/@jane", "authors"),
        ("/2021/rain/", ""),
        ("/tag/", ""),
    ],
)
def test_addresses_tell_what_their_links_name(url: str, expected: str) -> None:
    assert expected == terms.kind_of_address(url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en_us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("DE", "de"),
        ("es-419", "es-419"),
        ("english", None),
        ("", None),
    ],
)
def test_languages_are_written_as_bcp_47_does(text: str, expected: str | None) -> None:
    assert expected == structured.language(text)


@pytest.mark.parametrize(("text", "expected"), [("Tags:", "tags"), ("Filed under:", "categories"), ("分类：", "categories"),
                                                ("Topics we love", ""), ("Rain", "")])  # fmt: skip
def test_labels_tell_what_a_list_holds(text: str, expected: str) -> None:
    assert expected == terms.is_labelled(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("tags", "Tagi: piec"),
        ("categories", "Kategoria: życie"),
        ("tags", "Trefwoorden: oven"),
        ("categories", "Categorieën: leven"),
        ("tags", "Ετικέτες: πηλός"),
        ("categories", "Danh mục: đời sống"),
        ("tags", "Címkék: kemence"),
        ("tags", "Štítky: pec"),
        ("", "The: oven"),
    ],
)
def test_labels_of_terms_in_further_languages(kind: str, text: str) -> None:
    assert kind == terms.is_labelled(text)
