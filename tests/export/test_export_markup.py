"""A post's html made valid."""

from __future__ import annotations

import pytest
from lxml import etree

from archiver.export.markup import Setting, as_html, as_xhtml, language_or, web_address
from archiver.export.search import words_of


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ("<p>a</p>", "<p onclick='x()' style='x' class='y'>a<script>alert(1)</script></p>"),
        ("x<div>b</div>", "<b>x<div>b</div></b>"),
        ("<h2>a</h2>", "<h1>a</h1>"),
        ("<p>a</p>", "<summary>a</summary>"),
        ("<ul><li>t</li><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "<ul>t<li>a</li><ul><li>b</li></ul>c</ul>"),
        ('<ol start="3" reversed="reversed"><li value="2">a</li></ol>', "<ol start=3 reversed><li value=2>a</ol>"),
        ("<ul><li><p>a</p></li></ul>", "<ul><p>a</p></ul>"),
        ("", "<ul> </ul>"),
        ("<dl><dt>a</dt><dd><p>b</p></dd></dl>", "<dl><dt>a<dd><p>b</dl>"),
        ("<dl><dt/><dd>b</dd><dt>c</dt><dd/></dl>", "<dl><dd>b<dt>c</dl>"),
        ("<div><div>a</div></div>", "<dl><dt>a</dl>"),
        (
            "<table><caption>c</caption><tbody><tr><td>1</td></tr></tbody></table>",
            "<table><caption>c</caption><tr><td>1</table>",
        ),
        (
            (
                '<table><thead><tr><th scope="col"> h </th></tr></thead>'
                '<tbody><tr><td colspan="2"><p>1</p></td></tr></tbody></table>'
            ),
            "<table><thead><tr><th scope=col><p>h</p></thead><tbody><tr><td colspan=2 rowspan=0><p>1</p></table>",
        ),
        ("", "<table></table>"),
        (
            "<figure>a b<figcaption>cd</figcaption></figure>",
            "<figure><figcaption>c</figcaption>a b<figcaption>d</figcaption></figure>",
        ),
        ("<hr/><p>a<br/>b</p><pre>  x\n y</pre>", "<hr><p>a<br>b</p><pre>  x\n y</pre>"),
        ("<blockquote><p>a</p></blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("漢(kan)", "<ruby>漢<rt>kan</rt></ruby>"),
        ("<s>a</s><code>b</code>", "<strike>a</strike><tt>b</tt>"),
        ("<del><p>a</p></del>", "<del><p>a</p></del>"),
        ('<p lang="fa" dir="rtl">a</p>', "<p lang=fa dir=rtl>a</p>"),
        ("<p>a</p>", "<p lang='?' dir=up>a</p>"),
        (
            '<a href="#in-n">1</a><p id="in-n">note</p>',
            '<a href="#n">1</a><p id="n">note</p>',
        ),
        ("<a>1</a><p>note</p>", '<a href="#n">1</a><p id="m">note</p>'),
        ("<p>a</p>", "<a><p>a</p></a>"),
        (
            "<p><span>evil</span></p>",
            '<p><a href="javascript:alert(1)">evil</a></p>',
        ),
        ("alt", '<img src="data:image/png;base64,xx" alt="alt">'),
        ("<p>a b</p>", "<p>a\x0bb\x00</p>"),
        ("<p>a<wbr/>b</p>", "<p>a<!-- c --><wbr>b</p>"),
    ],
)
def test_markup_becomes_valid(expected: str, given: str):
    """What has no place loses its tag and keeps its text; what runs is gone."""
    assert f"<div>{expected}</div>".replace("<div></div>", "<div/>") == as_xhtml(given, Setting())


def test_images_stay_in_the_web_or_become_links():
    """A copy shows them from there, without telling who reads; a book names them."""
    given = (
        '<figure><img src="https://x.example/a b.jpg" alt="An engine"></figure>'
        '<a href="https://y.example/"><img src="https://x.example/c.jpg"></a>'
    )
    shown, named = as_html(given, Setting()), as_html(given, Setting(remote_images=False))

    assert 'src="https://x.example/a%20b.jpg" alt="An engine" loading="lazy" referrerpolicy="no-referrer"' in shown
    assert '<a class="image" href="https://x.example/a%20b.jpg">[An engine]</a>' in named
    assert '<a href="https://y.example/"><span class="image">[c.jpg]</span></a>' in named


def test_endless_nesting_keeps_its_text():
    """Markup a thousand levels deep neither fails nor loses a word."""
    built = as_xhtml("<div>" * 200 + "deep <b>words</b>" + "</div>" * 200, Setting())

    assert "deep words" == "".join(etree.fromstring(built).itertext())


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        ("https://x.example/a%20b?q=%5B1%5D%7C2#c%23d", "https://x.example/a b?q=[1]|2#c#d"),
        ("https://xn--qei.example/100%25", "https://❤.example/100%"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("", "https://"),
        ("", "no address"),
    ],
)
def test_an_address_is_written_as_strict_readers_want_it(expected: str, url: str):
    """RFC 3986, with the host in ASCII."""
    assert expected == web_address(url)


def test_a_language_is_one_or_none():
    """What is no tag of BCP 47 is not passed on."""
    assert ["zh-Hant", None, "en"] == [
        language_or("zh-Hant", None),
        language_or("no language", None),
        language_or("", "en"),
    ]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["grunes", "haus"], "Grünes HAUS!"),
        (["气候", "候变", "变化", "2030"], "气候变化2030"),
        (["a", "水", "b"], "a水b"),
        (["v2"], "v2"),
        (["x" * 40], "x" * 90),
    ],
)
def test_words_are_found_without_case_accents_and_spaces(expected: list[str], text: str):
    """Scripts without spaces are found by pairs of characters."""
    assert expected == list(words_of(text))
