"""Posts that are split over several pages."""

import pytest

from archiver.extract.parts import first_page, joined
from archiver.records import Author, Draft, Image, Link


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2024/02/title/2/", ("https://example.org/2024/02/title/", 2)),
        ("https://example.org/title/3", ("https://example.org/title/", 3)),
        ("https://example.org/title/page/2/", ("https://example.org/title/", 2)),
        ("https://example.org/title/page-2/", ("https://example.org/title/", 2)),
        ("https://example.org/?p=7&page=4", ("https://example.org/?p=7", 4)),
        ("https://example.org/2/", None),
        ("https://example.org/?page=2", None),
        ("https://example.org/title/1/", None),
        ("https://example.org/title/2024/", None),
        ("https://example.org/title/99/", None),
        ("https://example.org/title/", None),
    ],
)
def test_a_later_page_names_its_first(url, expected):
    assert expected == first_page(url)


def test_the_parts_are_one_post_again():
    """The first page's fields stand for the whole; what the pages hold is put together in their order, once."""
    image = Image("https://example.org/1.png")
    first = Draft(
        "https://example.org/a/", title="T", authors=(Author("Ann"),), text="One.", markdown="One.", html="<p>One."
    )
    second = Draft("https://example.org/a/2/", title="T", text="Two.", markdown="Two.", html="<p>Two.", images=(image,))
    third = Draft("https://example.org/a/3/", title="T", images=(image,), links=(Link("https://example.org/b"),))

    whole = joined(first, [second, third])

    assert (whole.url, whole.title, whole.authors) == (first.url, "T", first.authors)
    assert whole.text == "One.\nTwo."
    assert whole.markdown == "One.\n\nTwo."
    assert whole.html == "<p>One.\n<p>Two."
    assert whole.images == (image,)
    assert whole.links == (Link("https://example.org/b"),)
