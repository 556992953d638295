"""The text of clean content is the same, read from its tree and from its html as it is written."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from archiver.dom import blocks, written
from archiver.extract.clean import clean

_WORDS = st.text(st.sampled_from("aб文 \n\t\xa0\u3000<>&\"'12é:"), max_size=12)
_TAGS = (
    "p",
    "div",
    "a",
    "b",
    "em",
    "span",
    "ul",
    "li",
    "h2",
    "blockquote",
    "figure",
    "figcaption",
    "section",
    "center",
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    escaped = _WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
    element = st.builds(
        lambda tag, inner: f"<{tag}>{''.join(inner)}</{tag}>", st.sampled_from(_TAGS), st.lists(children)
    )
    listing = escaped.map(lambda text: f'<pre class="x"><code><span class="k">{text}</span>\n1</code></pre>')
    return st.one_of(
        escaped, element, listing, st.just('<br class="x">'), st.just('<img src="/a.png" alt="a > b"><hr>')
    )


@given(st.recursive(_WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")), _element, max_leaves=25))
@example("<pre>1\n2\n3</pre>")
@example("<pre></pre>")
@example("a<br><br> b&nbsp;<a name=x>c</a>&amp;lt;")
@example("<ul><li>one<ul><li>two</li></ul>three</li></ul>")
def test_text_is_the_same_from_tree_and_from_written_html(source: str) -> None:
    """Whatever a post holds that is no table: blocks end at the same places, with the same words and lines."""
    content = clean(html.fragment_fromstring(source, create_parent="div"), "https://example.org/")
    as_html = html.tostring(content, encoding="unicode", with_tail=False)

    assert [block.text for block in blocks.read(content, is_clean=True)] == written.read(as_html)
    assert written.is_plain(as_html)


def test_tables_and_comments_are_left_to_the_tree() -> None:
    """Rows of a table are one line where they are plain, which only their tree tells."""
    assert not written.is_plain("<div><table><tr><td>a</td></tr></table></div>")
    assert not written.is_plain('<div><img alt="<!--# include -->"></div>')
