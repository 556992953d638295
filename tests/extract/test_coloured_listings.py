# ruff: noqa: E501 - markup reads best as it stands
"""The colours of listings go early; what the listings say stays, and so does what else stands in them."""

from __future__ import annotations

import lxml.html
import pytest

from archiver.dom import highlighting
from archiver.extract.post import extract
from archiver.page import Page
from archiver.profile import Profile, Template
from archiver.profile.templates import USER, CutRule

PYGMENTS = '<pre><code class="language-python"><span class="k">def</span> <span class="nf">row</span><span class="p">():</span>\n    <span class="s2">"to the "</span> <span class="o">+</span> <span class="n">isle</span>\n</code></pre>'
PRISM = '<pre class="language-js"><code><span class="token keyword">let</span> a <span class="token operator">=</span> <span class="token template-string"><span class="token string">`b`</span></span>;</code></pre>'
NUMBERED = '<pre><code><span class="ln">1</span><span class="k">def</span> <span class="nf">row</span></code></pre>'
LINKED = '<pre><span class="k">see</span> <a href="/b">b</a></pre>'
HIDDEN = '<pre><span class="k">see</span> <span class="n" style="display: none">secret</span></pre>'
NAMED = '<pre><span class="k">see</span> <span class="footnote">1</span></pre>'


@pytest.mark.parametrize("markup", [PYGMENTS, PRISM])
def test_words_of_code_lose_their_elements(markup: str) -> None:
    """The text of a listing is the same, in one piece."""
    content = lxml.html.fragment_fromstring(f"<div><p>One.</p>{markup}<p>Two.</p></div>")
    text = content.text_content()

    highlighting.flatten(content)

    assert [] == list(content.iter("span"))
    assert text == content.text_content()


@pytest.mark.parametrize("markup", [NUMBERED, LINKED, HIDDEN, NAMED])
def test_a_listing_that_holds_more_is_left_alone(markup: str) -> None:
    """Line numbers, links, hidden words and whatever has a name are looked at as everywhere."""
    content = lxml.html.fragment_fromstring(f"<div>{markup}</div>")
    before = lxml.html.tostring(content)

    highlighting.flatten(content)

    assert before == lxml.html.tostring(content)


def test_a_part_of_a_listing_can_be_cut() -> None:
    """Whoever cuts the prompts out of listings gets them cut."""
    prompt = '<pre><span class="gp">$ </span><span class="nb">ls</span></pre>'
    page = Page.from_bytes("https://blog.example/1/", f"<body><article><p>Type:</p>{prompt}</article></body>".encode())
    template = Template("posts", "article", cuts=(CutRule(USER, "span.gp"),))

    assert "Type:\nls" == extract(page, Profile(1, templates=(template,)), {}).text
