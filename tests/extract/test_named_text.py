"""Names that say what an element is: "share" beside the name of a text means the text, with its buttons."""

import lxml.html
import pytest

from archiver.dom.vocabulary import chrome_rule


@pytest.mark.parametrize(
    ("expected", "markup"),
    [
        (None, '<div class="entry themeform share"><div><p>We rowed out at dawn.</p></div></div>'),
        (None, '<div class="post-content share"><p>We rowed out at dawn.</p></div>'),
        ("share", '<div class="entry share"><a href="https://social.example/share">Share</a></div>'),
        ("share", '<div class="share"><p>Share this.</p></div>'),
        ("comments", '<div class="post comments"><p>I rowed with you.</p></div>'),
    ],
)
def test_a_text_with_buttons_is_no_box_of_buttons(expected, markup):
    assert expected == chrome_rule(lxml.html.fragment_fromstring(markup))
