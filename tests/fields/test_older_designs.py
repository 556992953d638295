"""Posts of a design that feeds do not reach any more."""

from __future__ import annotations

from archiver.extract import fields as extract_fields
from archiver.learn import fields as learn_fields
from archiver.page import Page
from archiver.records import Source, Statement


def _page(number: int, body: str) -> Page:
    html = f'<html lang="en"><head></head><body>{body}<div class="content"><p>{"Words. " * 60}</p></div></body></html>'
    return Page.from_bytes(f"https://site.example/post-{number}", html.encode(), "text/html; charset=utf-8")


def _site(old: str) -> tuple[list[Page], dict[str, dict[Source, Statement]]]:
    """Eight posts of an old design, eight of a new one whose days the feed knows."""
    before = [_page(n, f"<table><tr><td>{old.format(day=n + 1)}</td></tr></table>") for n in range(8)]
    after = [_page(n, f"<main><p><time>2021-05-{n:02}</time></p></main>") for n in range(8, 16)]
    return before + after, {
        page.url: {Source.FEED: Statement(published_at=f"2021-05-{n:02}T08:00:00+00:00")}
        for n, page in enumerate(after, 8)
    }


def test_an_older_design_is_dated_by_the_line_with_another_day_on_each_post() -> None:
    """Nothing confirms it, and the confidence says so."""
    pages, labels = _site("<p><i>March {day}, 2017</i></p>")
    rules = learn_fields.learn(pages, labels)
    read = extract_fields.read(pages[3], rules, {})

    assert "2017-03-04" == read.published_at
    assert [0.0] == [one.confidence for one in read.provenance if one.field == "published_at"]


def test_a_day_that_several_posts_share_is_no_day_of_theirs() -> None:
    pages, labels = _site("<p><i>March 4, 2017</i></p>")
    rules = learn_fields.learn(pages, labels)

    assert extract_fields.read(pages[3], rules, {}).published_at is None


def test_a_new_designs_title_loses_the_sites_name_behind_another_separator() -> None:
    """What was learned of the old one names the site; a title that only contains the name keeps it."""

    def page(title: str) -> Page:
        html = f"<html lang=en><title>{title}</title><body><p>Nets and boats, for once.</p></body>"
        return Page.from_bytes("https://site.example/new/", html.encode(), "text/html; charset=utf-8")

    rules = learn_fields.learn([_page(n, f"<h1>Post {n}</h1><title>Post {n} | The Quay</title>") for n in range(9)], {})
    shown = [f"Low water{ending}" for ending in (" - The Quay", " | The Quay", " – At The Quay", "")]

    assert (" | The Quay",) == rules.title_suffixes
    assert ["Low water", "Low water", "Low water – At The Quay", "Low water"] == [
        extract_fields.read(page(title), rules, {}).title for title in shown
    ]
