"""E-mail addresses that Cloudflare hides are written out: every look then shows the same."""

import lxml.html
import pytest

from archiver.extract import clean, serialise
from archiver.extract.emails import decoded


def hidden(address: str, key: int) -> str:
    return f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in address)


@pytest.mark.parametrize("key", [0, 7, 255])
@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/cdn-cgi/l/email-protection#{0}" class="__cf_email__" data-cfemail="{0}">[email&#160;protected]</a>',
        '<a href="/cdn-cgi/l/email-protection#{0}"><span class="__cf_email__" data-cfemail="{0}">[<b>e</b>]</span></a>',
        '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{0}">[email&#160;protected]</a>',
    ],
)
def test_a_hidden_address_is_shown(markup, key):
    content = lxml.html.fragment_fromstring(f"<p>Write to {markup.format(hidden('me@blog.example', key))} soon.</p>")
    html = serialise.to_html(clean.clean(content, "https://blog.example/a/"))

    assert "Write to me@blog.example soon." == content.text_content()
    assert 'href="mailto:me@blog.example"' in html


@pytest.mark.parametrize("form", ["", "0", "zz", "00ff", "004142"])
def test_what_hides_no_address_is_left_alone(form):
    assert decoded(form) is None


def test_a_broken_one_stays_as_it_was():
    content = lxml.html.fragment_fromstring(
        '<p><span class="__cf_email__" data-cfemail="zz">[email protected]</span></p>'
    )

    assert "[email protected]" == clean.clean(content, "https://blog.example/").text_content()
