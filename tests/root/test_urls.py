"""Identity of addresses."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver import urls
from archiver.errors import UsageError

SAME = [
    ("http://example.org/a", "https://example.org/a"),
    ("https://www.example.org/a", "https://example.org/a"),
    ("https://EXAMPLE.org:443/a/", "https://example.org/a"),
    ("https://example.org/a/index.html", "https://example.org/a/"),
    ("https://example.org/a/default.aspx", "https://example.org/a"),
    ("https://example.org/a?utm_source=x&fbclid=1", "https://example.org/a"),
    ("https://example.org/a?replytocom=7#respond", "https://example.org/a"),
    ("https://example.org/a;jsessionid=1F?b=1", "https://example.org/a?b=1"),
    ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
    ("https://example.org/caf%C3%A9", "https://example.org/café"),
    ("https://example.org/%7Eann/", "https://example.org/~ann"),
    ("https://example.org/x/../a", "https://example.org/a"),
    ("https://example.org//a", "https://example.org/a"),
    ("https://ann:secret@example.org/a", "https://example.org/a"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
]

DIFFERENT = [
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/?p=1", "https://example.org/?p=2"),
    ("https://example.org/a", "https://blog.example.org/a"),
    ("https://example.org/a", "https://example.org:8080/a"),
    ("https://example.org/a?page=2", "https://example.org/a"),
    ("https://example.org/a%2Fb", "https://example.org/a/c"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_address_share_an_identity(one, other):
    assert urls.identity(one) == urls.identity(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_addresses_have_different_identities(one, other):
    assert urls.identity(one) != urls.identity(other)


@pytest.mark.parametrize("text", ["mailto:a@example.org", "javascript:void(0)", "ftp://example.org/", "https://", "/a"])
def test_what_is_no_web_address_has_no_identity(text):
    with pytest.raises(UsageError, match="is not a web address"):
        urls.identity(text)

    assert urls.clean(text) is None
    assert urls.parse(text) is None


def test_cleaning_keeps_the_spelling_of_what_matters():
    """The order of parameters, blank values and escapes stay as the site wrote them."""
    expected = "https://example.org/a?b=2&a=1&flag&q=%C3%A9"

    assert expected == urls.clean("https://example.org/a?b=2&utm_medium=x&a=1&flag&q=%C3%A9#top")


def test_a_link_resolves_without_its_fragment():
    assert urls.resolve("https://example.org/blog/", "../a?b#c") == "https://example.org/a?b"
    assert urls.resolve("https://example.org/", "mailto:ann@example.org") is None
    assert urls.resolve("https://example.org/", "http://[broken") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("example.org", "https://example.org/"),
        ("example.org/blog", "https://example.org/blog"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("127.0.0.1:8000/blog", "http://127.0.0.1:8000/blog"),
        ("localhost:8000", "http://localhost:8000/"),
        ("[::1]:8000", "http://[::1]:8000/"),
        ("https://127.0.0.1", "https://127.0.0.1/"),
        ("localhost.example.org", "https://localhost.example.org/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        (" https://example.org/?utm_source=mail ", "https://example.org/"),
    ],
)
def test_a_person_may_leave_the_scheme_out(text, expected):
    assert expected == urls.from_user(text)


@pytest.mark.parametrize("text", ["ruhglobal", "", "not an address", "ftp://example.org", "https://a b.example"])
def test_what_a_person_mistypes_is_refused(text):
    with pytest.raises(UsageError, match="is not a web address"):
        urls.from_user(text)


def test_the_parts_of_an_address():
    address = urls.parse("HTTPS://Example.org:8443/a?b")

    assert address == urls.Address("https", "example.org", "8443", "/a", "b")
    assert address.origin == "https://example.org:8443"


_PATHS = st.lists(st.text(string.ascii_letters + "éü漢-_.~%20", min_size=1, max_size=8), max_size=4).map("/".join)
_QUERIES = st.lists(st.tuples(st.sampled_from("abcpq"), st.text("xyz0é &", max_size=4)), max_size=4)


@given(path=_PATHS, query=_QUERIES)
def test_cleaning_twice_changes_nothing_and_keeps_the_identity(path, query):
    """`clean` is idempotent, and what it takes away is never part of the identity."""
    url = f"https://example.org/{path}?" + "&".join(f"{key}={value}" for key, value in query)

    cleaned = urls.clean(url)

    assert cleaned is not None
    assert cleaned == urls.clean(cleaned)
    assert urls.identity(url) == urls.identity(cleaned)


@given(query=st.permutations(["a=1", "b=2", "c=%C3%A9", "utm_campaign=x"]))
def test_the_order_of_parameters_is_no_identity(query):
    assert urls.identity("https://example.org/?a=1&b=2&c=é") == urls.identity("https://example.org/?" + "&".join(query))
