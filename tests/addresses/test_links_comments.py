"""Comments beside a listed heading."""

from archiver.discover import links
from archiver.page import Page


def test_a_comment_beside_a_heading_is_no_date():
    """Html comments stand where a date may: they are not elements, and reading them must not fail."""
    html = "".join(
        f'<!-- c --><h2><a href="/p{i}/">Post number {i}</a></h2><!-- c --><p>Text {i}</p>' for i in range(4)
    )
    page = Page.from_bytes("https://example.org/", f"<body>{html}</body>".encode())

    found = [lead.url for lead in links.read(page)]

    assert [f"https://example.org/p{i}/" for i in range(4)] == found
