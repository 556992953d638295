"""Pages that close html or body before their content: browsers show all of it, and so it is read."""

from __future__ import annotations

import pytest

from archiver.page import Page

HEAD = "<head><title>Dawn</title></head>"
TEXT = "<div><p>We rowed out at dawn.</p></div>"


@pytest.mark.parametrize(
    "source",
    [
        f"<html>{HEAD}</html></html><body>{TEXT}</body></html>",  # Hexo's Ayer
        f"<html>{HEAD}<body><p>Top</p></body></html>{TEXT}",
        f"<HTML>{HEAD}<BODY><p>Top</p></HTML>\n{TEXT.upper()}</BODY></HTML>",
        f"<html></html><html>{HEAD}<body>{TEXT}</body></html>",
        f"<html>{HEAD}<body><p>Top</p></body><p>Between</p>{TEXT}<script>x()</script></html>",
    ],
)
def test_what_stands_behind_an_early_end_is_in_the_body(source: str) -> None:
    page = Page.from_bytes("https://blog.example/dawn/", source.encode())
    body = page.tree.find("body")

    assert body is not None
    assert "we rowed out at dawn." in body.text_content().lower()
    assert "Dawn" == page.title_tag


def test_a_page_that_ends_as_it_should_stays_as_it_is() -> None:
    """Scripts may stand behind the body, and write of end tags."""
    source = f'<html>{HEAD}<body>{TEXT}</body><script>w("</body>")</script></html>\n'
    page = Page.from_bytes("https://blog.example/dawn/", source.encode())

    assert ["head", "body", "script"] == [part.tag for part in page.tree]
