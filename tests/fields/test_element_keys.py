"""Elements found again by their keys."""

from __future__ import annotations

from lxml import html

from archiver.evidence import keys

PAGE = """<html><body><header class="top"><h1 class="entry-title">Soup</h1></header>
<div class="meta"><span class="by"><a href="/a">Jane</a></span>
<span class="tags"><a href="/t">x</a> <a href="/u">y</a></span></div>
<article><p>Text <a href="/b">link</a></p></article></body></html>"""


def test_several_keys_are_found_in_one_search() -> None:
    """Each key gets the elements that a search for it alone gives, in document order, or none."""
    tree = html.document_fromstring(PAGE)
    wanted = tuple(dict.fromkeys(keys.key(element) for element in tree.iter("h1", "a", "span", "p")))
    missing = "div.meta>time.published"

    found = keys.find_each(tree, (*wanted, missing))

    assert {key: tuple(keys.find(tree, key)) for key in wanted} | {missing: ()} == found
    assert ["/t", "/u"] == [link.get("href") for link in found["div.meta>span.tags>a"]]
