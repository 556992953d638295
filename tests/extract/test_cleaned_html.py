# ruff: noqa: E501 - markup reads best as it stands
"""A post's html is rewritten to one way of saying things; text, markdown and html say the same."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from archiver.dom import blocks
from archiver.extract import clean, images, links, serialise
from archiver.records import Image, Link

BASE = "https://blog.example/2020/post/"


def cleaned(html: str):
    return clean.clean(lxml.html.fragment_fromstring(f"<div>{html}</div>"), BASE)


def text(html: str) -> str:
    return blocks.joined(blocks.read(cleaned(html), is_clean=True))


def markdown(html: str) -> str:
    return serialise.to_markdown(serialise.to_html(cleaned(html)))


def sanitised(html: str) -> str:
    return serialise.to_html(cleaned(html)).removeprefix("<div>").removesuffix("</div>")


CODE = "def f():\n    return 1"
LISTINGS = {
    "hexo": '<figure class="highlight python"><table><tr><td class="gutter"><pre><span class="line">1</span><br>'
    '<span class="line">2</span><br></pre></td><td class="code"><pre><span class="line">def f():</span><br>'
    '<span class="line">    return 1</span><br></pre></td></tr></table></figure>',
    "rouge": '<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
    "<span>def</span> f():\n    return 1\n</code></pre></div></div>",
    "chroma": '<div class="highlight"><pre class="chroma"><code class="language-python" data-lang="python">'
    '<span class="line"><span class="ln">1</span><span class="cl">def f():\n</span></span>'
    '<span class="line"><span class="ln">2</span><span class="cl">    return 1\n</span></span></code></pre></div>',
    "docusaurus": '<div class="language-python codeBlockContainer"><div class="codeBlockContent"><pre class="prism-code '
    'language-python"><code><span class="token-line">def f():<br></span><span class="token-line">    return 1<br></span>'
    "</code></pre><button>Copy</button></div></div>",
    "prism": '<pre class="line-numbers language-python"><code class="language-python">def f():\n    return 1'
    '<span class="line-numbers-rows"><span></span><span></span></span></code></pre>',
    "syntaxhighlighter": '<div class="syntaxhighlighter python"><table><tr><td class="gutter"><div class="line">1</div>'
    '<div class="line">2</div></td><td class="code"><div class="container"><div class="line"><code>def f():</code></div>'
    '<div class="line"><code>    return 1</code></div></div></td></tr></table></div>',
    "pygments": '<div class="highlight"><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1\n2'
    '</pre></div></td><td class="code"><div class="highlight python"><pre>def f():\n    return 1\n</pre></div></td></tr>'
    "</table></div>",
}


@pytest.mark.parametrize("name", LISTINGS)
def test_listings_keep_their_lines_and_lose_their_gutters(name):
    html = f"<p>Before.</p>{LISTINGS[name]}<p>After.</p>"

    assert f"Before.\n{CODE}\nAfter." == text(html)


@pytest.mark.parametrize("name", LISTINGS)
def test_listings_name_their_language(name):
    assert f"```python\n{CODE}\n```" == markdown(LISTINGS[name])
    assert f'<pre><code class="language-python">{CODE}</code></pre>' in sanitised(LISTINGS[name])


def test_a_listing_of_numbers_is_no_gutter():
    assert "3\n1\n2" == text("<pre>3\n1\n2</pre>")


def test_a_caption_of_a_listing_stays():
    html = '<figure class="highlight js"><figcaption><span>app.js</span></figcaption><pre><code>let a;</code></pre></figure>'

    assert "app.js\nlet a;" == text(html)


def test_a_listing_that_an_author_put_into_code_is_a_listing():
    assert "a\n\n```\nx = 1\n```" == markdown("<p>a</p><div><code><pre><code>x = 1</code></pre></code></div>")


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<img src="/a.jpg">', "https://blog.example/a.jpg"),
        ('<img src="data:image/gif;base64,R0" data-src="/a.jpg">', "https://blog.example/a.jpg"),
        ('<img src="/blank.gif" data-lazy-src="b.jpg">', BASE + "b.jpg"),
        ('<img srcset="/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w">', "https://blog.example/l.jpg"),
        ('<img src="data:," data-srcset="/one.jpg 1x, /two.jpg 2x">', "https://blog.example/two.jpg"),
        ('<picture><source srcset="/p.webp"><img src="/placeholder.png"></picture>', "https://blog.example/p.webp"),
        ('<img src="data:,x"><noscript><img src="/real.jpg"></noscript>', "https://blog.example/real.jpg"),
        ('<div><img src="data:,x"></div><noscript><img src="/real.jpg"></noscript>', "https://blog.example/real.jpg"),
        ('<p>Words</p><noscript><img src="/only.jpg"></noscript>', "https://blog.example/only.jpg"),
        ('<img src="/placeholder.png">', "https://blog.example/placeholder.png"),
    ],
)
def test_the_address_of_an_image_is_what_a_reader_sees(html, address):
    assert [address] == [image.url for image in images.rows(cleaned(html))]


@pytest.mark.parametrize(
    "html",
    ['<img src="data:image/png;base64,AA">', '<img src="/p.gif" width="1" height="1">', '<img alt="nothing">'],
)
def test_what_shows_nothing_is_no_image(html):
    assert () == images.rows(cleaned(html))


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img src="/a.jpg" alt="An  alt"><figcaption>The <i>caption</i></figcaption></figure>',
        '<div class="wp-caption"><img src="/a.jpg" alt="An alt"><p class="wp-caption-text">The caption</p></div>',
        '<table class="tr-caption-container"><tr><td><img src="/a.jpg" alt="An alt"></td></tr><tr><td class="tr-caption">The caption</td></tr></table>',
    ],
)
def test_captions_belong_to_their_images_and_to_the_text(html):
    assert (Image("https://blog.example/a.jpg", "An alt", "The caption"),) == images.rows(cleaned(html))
    assert "The caption" == text(html)
    assert "<figcaption>" in sanitised(html)
    assert "caption" in markdown(html)


def test_what_a_picture_says_of_itself_is_no_caption():
    """Medium tells whoever sees no picture how to enlarge it."""
    html = (
        '<figure><div role="button" tabindex="0"><span class="pq">Press enter or click to view image in full size</span>'
        '<div><img src="/a.jpg" alt="A"></div></div><figcaption>The river</figcaption></figure>'
        '<div role="button"><span>What stays</span></div>'
    )

    assert "The river\nWhat stays" == text(html)


def test_an_image_twice_is_one_row_with_its_caption():
    html = '<img src="/a.jpg"><figure><img src="/a.jpg"><figcaption>Cap</figcaption></figure>'

    assert (Image("https://blog.example/a.jpg", "", "Cap"),) == images.rows(cleaned(html))


def test_emoji_and_formulas_drawn_as_images_are_text():
    html = '<p><img class="emoji" src="/e.png" alt="😀"> and <img class="latex" src="/l.png" alt="x^2"></p>'

    assert "😀 and $x^2$" == text(html)


def test_formulas_stand_once_as_tex():
    katex = (
        '<span class="katex"><span class="katex-mathml"><math><semantics><mi>E</mi><annotation encoding='
        '"application/x-tex">E=mc^2</annotation></semantics></math></span><span class="katex-html">E=mc2</span></span>'
    )
    mathjax = '<span class="MathJax">x2</span><script type="math/tex; mode=display">x_2</script>'

    assert "So $E=mc^2$ and $$x_2$$ hold" == text(f"<p>So {katex} and {mathjax} hold</p>")


def test_mathml_without_tex_is_left_as_it_reads():
    assert "a b" == text("<p>a <math><mi>b</mi></math></p>")


def test_embeds_become_links():
    html = (
        '<iframe src="https://video.example/embed/7" title="A film"></iframe><video><source src="/v.mp4"></video>'
        '<script src="https://gist.github.com/u/1.js"></script><lite-youtube videoid="q"></lite-youtube>'
        '<iframe src="about:blank"></iframe><script src="/x.js"></script><object></object>'
    )

    assert "" == text(html)
    assert (
        Link("https://video.example/embed/7", "A film"),
        Link("https://blog.example/v.mp4", "https://blog.example/v.mp4"),
        Link("https://gist.github.com/u/1", "https://gist.github.com/u/1.js"),
        Link("https://www.youtube.com/watch?v=q", "https://www.youtube.com/watch?v=q"),
    ) == links.rows(cleaned(html))
    assert "[A film](https://video.example/embed/7)" in markdown(html)
    assert ">A film</a>" in sanitised(html)


def test_links_are_absolute_and_never_scripts():
    html = '<a href="../x?a=1#f">one</a> <a href="javascript:x()">two</a> <a href="#n">three</a> <a href="http://[">four</a>'

    assert (Link("https://blog.example/2020/x?a=1#f", "one"),) == links.rows(cleaned(html))
    assert "javascript" not in sanitised(html)
    assert 'href="#n"' in sanitised(html)


def test_nothing_is_left_that_runs():
    html = (
        '<p onclick="x()" style="color:red">Text<script>alert(1)</script><style>p{}</style></p><form action="/"><input>'
        '<button>Go</button></form><img src="javascript:x" onerror="x()"><svg><title>t</title></svg><!-- c -->'
    )

    assert "<p>Text</p><div></div>" == sanitised(html)


def test_structure_stays_in_html_and_markdown():
    html = (
        '<h2>Head</h2><ol start="3"><li>one<ul><li>in</li></ul></li><li>two</li></ol><blockquote><p>a</p><p>b</p>'
        "</blockquote><table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    )

    lines = [line.rstrip() for line in markdown(html).splitlines() if line.strip()]

    assert ["## Head", "3. one", "   - in", "4. two", "> a", ">", "> b", "| A |", "| --- |", "| 1 |"] == lines
    assert html == sanitised(html)


def test_sections_and_unknown_elements_keep_their_blocks_apart():
    assert "<div>a</div><div>b</div>" == sanitised("<section>a</section><my-box>b</my-box>")


def test_inline_elements_neither_make_nor_lose_spaces():
    assert "中文强调文字 and bold." == text("<p>中文<b>强调</b><a href='/x'>文字</a> and <i>bo</i>ld.</p>")


def test_a_break_is_a_line_and_entities_are_decoded():
    assert "a & b\nc so\u00adft d" == text("<p>a &amp; b<br> c so&shy;ft&nbsp;d</p>")


def test_definition_lists_and_tables_are_lines():
    html = "<dl><dt>T</dt><dd>D</dd></dl><table><tr><th>A</th><td>B <a href='/b'>link</a><br>x</td></tr></table>"

    assert "T\nD\nA\tB link x" == text(html)


def test_a_table_that_lays_out_is_read_by_its_cells():
    assert "one\ntwo" == text("<table><tr><td><p>one</p></td><td><p>two</p></td></tr></table>")


def test_noise_is_left_out_wherever_it_stands():
    html = (
        '<h2>Head <a class="headerlink" href="#head">¶</a></h2><p>A<span class="sr-only">hidden</span><!-- c -->B'
        '<span style="display: none">C</span><span hidden>D</span></p><nav>E</nav><p>F <a class="anchor" href="#f">anchor</a>'
    )

    assert "Head\nAB\nF anchor" == text(html)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30))
def test_markdown_reads_back_as_the_same_words(words):
    paragraph = lxml.html.fragment_fromstring("<p></p>")
    paragraph.text = f"a {words} b"
    content = lxml.html.fragment_fromstring("<div></div>")
    content.append(paragraph)
    rendered = lxml.html.fragment_fromstring(
        MarkdownIt().render(serialise.to_markdown(serialise.to_html(content))), create_parent="div"
    )

    assert f"a {words} b" == rendered.text_content().strip()


def test_markdown_escapes_signs_beside_code_and_leaves_them_in_it():
    """A backslash right before code would take its fence for a letter; what stands in code and in addresses stays."""
    html = r'<p>C:\<code>a`b \* &amp;lt;</code> &amp;amp; <a href="/x?a=1&amp;lt;=2">[x](y)</a> `z` \ .</p>'

    shown = lxml.html.fragment_fromstring(MarkdownIt().render(markdown(html)))

    assert r"C:\a`b \* &lt; &amp; [x](y) `z` \ ." == shown.text_content()
    assert [r"a`b \* &lt;"] == [code.text for code in shown.iter("code")]
    assert ["https://blog.example/x?a=1&lt;=2"] == [link.get("href") for link in shown.iter("a")]


def test_captions_of_a_gallery_are_paragraphs_of_their_own_in_markdown():
    pictures = "".join(f'<figure><img src="/{n}.jpg" alt=""><figcaption>View {n}</figcaption></figure>' for n in "ab")
    shown = lxml.html.fragment_fromstring(MarkdownIt().render(markdown(f"<figure>{pictures}</figure>")), "div")

    assert ["", "View a", "", "View b"] == [paragraph.text_content() for paragraph in shown.iter("p")]


@pytest.mark.parametrize(
    "paragraph",
    [
        'Wow!<a href="/x">link</a>',
        'Wow!<sup><a href="/x">1</a></sup>',
        "[note]: https://blog.example/x",
        "~~not struck~~",
        "A wrapped line\n- is no list",
        "A wrapped line\n1. is no list",
        "A wrapped line\n---",
        "A wrapped line\n=",
        "A wrapped line\n# no heading",
        "A wrapped line\n&gt; no quote",
        "_private and __init__ and x_ y",
        "a &amp;amp; b &lt;i&gt; c",
        "\\* one \\_ two \\",
    ],
)
def test_what_is_a_sign_in_a_text_is_no_markup_in_markdown(paragraph):
    paragraphs = f"<p>{paragraph}</p><p>End.</p>"
    expected = lxml.html.fragment_fromstring(paragraphs, create_parent="div")
    parser = MarkdownIt().enable(["strikethrough", "table"])
    shown = lxml.html.fragment_fromstring(parser.render(markdown(paragraphs)), create_parent="div")

    assert [p.text_content() for p in expected] == [p.text_content() for p in shown]
    assert {"p", "a"} >= {element.tag for element in shown.iterdescendants()}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>\n<blockquote><p>b</p></blockquote><p>c</p>", "a\n\n> b\n\nc"),
        ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b"),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>", "> a\n>\n> > b\n>\n> c"),
        ("<ul><li><blockquote>a</blockquote></li><li>b<blockquote>c</blockquote></li></ul>", "- > a\n\n- b\n\n  > c"),
    ],
)
def test_quotes_stand_apart_from_what_is_before_them_in_markdown(html, expected):
    assert expected == markdown(html)


def test_names_in_code_style_read_as_they_stand_in_markdown():
    """Between letters an underscore is no emphasis; an address that is its own text stays one."""
    html = '<p>my_own_name <a href="https://x.example/a_b">https://x.example/a_b</a></p>'

    assert "my_own_name <https://x.example/a_b>" == markdown(html)


@pytest.mark.parametrize("sign", ["*", "_", "a*b*c", "snake_case_name"])
@pytest.mark.parametrize(
    "around",
    [
        "{} first",
        "last {}",
        "<code>x_y</code> {} <code>z</code>",
        '<a href="/a_b">{}</a>',
        "<ul><li>{}</li></ul>",
        "x<br>{}",
    ],
)
def test_signs_of_emphasis_in_a_text_are_the_texts(sign, around):
    """Also right beside code, where the signs in it are left as they stand."""
    shown = lxml.html.fragment_fromstring(MarkdownIt().render(markdown(f"<div>{around.format(sign)}</div>")))

    assert sign in shown.text_content()
    assert not list(shown.iter("em", "strong"))


def test_markdown_is_the_same_whether_or_not_something_is_escaped():
    """Addresses with signs, and what stands in code, do not matter."""
    html = (
        '<h2>Head</h2><p>A <a href="/a_b*c" title="t">link</a>, <strong>bold <em>both</em></strong>, <del>gone</del>, '
        '<code>x_y</code><br>next &amp; "quoted".</p><ol><li>one<ul><li>in<ul><li>deep</li></ul></li></ul></li><li>two'
        '</li></ol><pre><code class="language-py">a = b_c\n\n* d</code></pre><figure><img src="/i_j.png" alt="alt">'
        "<figcaption>Caption</figcaption></figure><hr><dl><dt>T</dt><dd>D</dd></dl>{}"
    )

    assert markdown(html.format("<p>end</p>")) + "\n\n\\*" == markdown(html.format("<p>end</p><p>*</p>"))


def test_links_to_the_page_itself_are_no_links_of_the_post():
    """What opens a box on the page (a link to its own address) leads nowhere."""
    html = f'<a href="{BASE}">More</a> <a href="{BASE}#part">part</a> <a href="?a=1">view</a> <a href="/x">x</a>'
    found = links.rows(cleaned(html), BASE)

    assert ["view", "x"] == [link.text for link in found]


def test_an_anchor_without_an_address_leads_nowhere() -> None:
    """`<a name>` marks a place: it is no link to the page that it stands on."""
    content = cleaned('<p><a name="top"></a><a id="x">Here</a> <a href="">there</a></p>')

    assert ["a", "a", "a"] == [element.tag for element in content.iter("a")]
    assert [None, None, None] == [element.get("href") for element in content.iter("a")]


@pytest.mark.parametrize("name", ["section-number-2", "section-number", "header-section-number"])
def test_the_number_that_a_generator_gives_a_section_is_no_text(name):
    """Org, Sphinx and pandoc print it; what an author numbers stays."""
    html = f'<h2><span class="{name}">1.2</span> Glaze</h2><p>Wait.</p><h2>3. Fire</h2><p>Open.</p>'

    assert "Glaze\nWait.\n3. Fire\nOpen." == text(html)


def test_tiles_that_show_only_a_background_are_images():
    """A gallery of empty elements with backgrounds is a row of images, with what they are called."""
    tiles = (
        "<div class='g'><div style='background-image:url(/a.jpg)'></div><a data-bg='/b.jpg' href='/big.jpg'></a>"
        "<div style='background: #eee url(\"/c.jpg\")' role='img' aria-label='The sea'></div></div>"
    )
    content = cleaned(tiles)
    host = "https://blog.example"

    assert images.rows(content) == (Image(f"{host}/a.jpg"), Image(f"{host}/b.jpg"), Image(f"{host}/c.jpg", "The sea"))


@pytest.mark.parametrize(
    "html",
    [
        "<div style='background-image:url(/blur.jpg)'></div><img src='/a.jpg'>",
        "<img src='/a.jpg'><div style='background-image:url(data:image/png;base64,AA)'></div>",
        "<div style='background-image:url(/paper.png)'>Words on paper</div><p>More</p><img src='/a.jpg'>",
        "<p><span style='background-image:url(/icon.png)'></span>Words</p><img src='/a.jpg'>",
    ],
)
def test_a_background_behind_something_is_no_image(html):
    """Blurred previews beside the image, placeholders, paper under words and icons are none."""
    assert [image.url for image in images.rows(cleaned(html))] == ["https://blog.example/a.jpg"]


@pytest.mark.parametrize(
    "html",
    [
        (
            "<dl class='gallery-item'><dt class='gallery-icon'><img src='/a.jpg'></dt>"
            "<dd class='wp-caption-text gallery-caption'>The sea</dd></dl>"
        ),
        "<div class='figure align-center'><img src='/a.jpg'><p class='caption'>The sea</p></div>",
        "<figure><img src='/a.jpg'><p class='caption'>The sea</p></figure>",
        "<figure><amp-img src='/a.jpg'><noscript><img src='/a.jpg'></noscript></amp-img><figcaption>The sea</figcaption></figure>",
    ],
)
def test_captions_of_galleries_docutils_and_amp_belong_to_their_images(html):
    """The classic gallery of WordPress, docutils' and pandoc's figures, and AMP's images."""
    content = cleaned(html)

    assert images.rows(content) == (Image("https://blog.example/a.jpg", "", "The sea"),)
    assert text(html) == "The sea"


def test_readings_stand_behind_their_signs_in_markdown():
    """Ruby: each reading behind its own sign."""
    ruby = "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby></p>"

    assert markdown(ruby) == "漢(kan)字(ji)"


def test_a_formula_for_readers_of_screens_stays_in_its_line():
    """MathJax 3 leaves a drawing and MathML: no line of its own."""
    formula = (
        "<p>So <mjx-container jax='SVG'><svg></svg><mjx-assistive-mml><math><mi>y</mi><mo>=</mo><mn>2</mn></math>"
        "</mjx-assistive-mml></mjx-container> holds.</p>"
    )

    assert text(formula) == "So y=2 holds."


def test_a_table_in_a_figure_stays_a_table():
    """A picture in a cell makes no caption box of it."""
    table = "<figure><table><tbody><tr><td>one</td><td><img src='/a.jpg'></td></tr></tbody></table></figure>"

    assert text(table) == "one"
    assert "<td>one</td>" in sanitised(table)
