"""archiver.toml and its mistakes."""

import pytest

from archiver import sites
from archiver.errors import ConfigError, UsageError
from archiver.profile.pins import Pins


def write(path, text):
    file = path / "archiver.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_whole_file_is_read(tmp_path):
    file = write(
        tmp_path,
        """
        contact = "archive@example.org"

        [[sites]]
        name = "ruh"
        url = "https://www.example.org/blog/"
        delay = "2s"
        period = "12h"
        posts = ["/20[0-9]{2}/"]
        tags = ["partner"]
        pins = {container = ["div.post"], fields = {authors = "dom:span.byline"}}

        [[sites]]
        url = "example.net"
        """,
    )

    settings = sites.load(file)

    first, second = settings.sites
    assert settings.contact == "archive@example.org"
    assert (first.name, first.delay_s, first.period_s, first.posts) == ("ruh", 2.0, 43_200.0, ("/20[0-9]{2}/",))
    assert first.pins == Pins(container=("div.post",), fields={"authors": "dom:span.byline"})
    assert (second.name, second.url) == ("example.net", "https://example.net/")
    assert settings.site("ruh") is first
    assert settings.site("http://example.net/?utm_source=x") is second
    assert settings.site("nothing") is None


MISTAKES = [
    ('[[sites]]\nurl = "ruhglobal"', 'sites[0].url: "ruhglobal" is not a web address (write https://…)'),
    ('[[sites]]\nname = "a"', "sites[0].url: is missing"),
    ('[[sites]]\nurl = "a.b"\ndleay = 3', "sites[0].dleay: is not a setting"),
    ('[[sites]]\nurl = "a.b"\ndelay = nan', 'sites[0].delay: "nan" is not a time'),
    ('[[sites]]\nurl = "a.b"\nperiod = 1e300', 'sites[0].period: "1e+300" is not a time'),
    ('[[sites]]\nurl = "a.b"\nperiod = "0d"', 'sites[0].period: "0d" is no time at all'),
    ('[[sites]]\nurl = "a.b"\ndelay = "soon"', 'sites[0].delay: "soon" is not a time'),
    ('[[sites]]\nurl = "a.b"\nperiod = "-1"', 'sites[0].period: "-1" is not a time'),
    ('[[sites]]\nurl = "a.b"\ntags = 3', "sites[0].tags: expected `array`, got `int`"),
    ('[[sites]]\nurl = "a.b"\nname = "a b"', 'sites[0].name: "a b" is not a name'),
    ('[[sites]]\nurl = "a.b"\nsource = "feed"', 'sites[0].source: "feed" is none of pages, rest'),
    ('[[sites]]\nurl = "a.b"\nnoindex = "skip"\nsource = "rest"', "sites[0].noindex: what pages ask is not seen"),
    ('[[sites]]\nurl = "a.b"\nscope = "all"', 'sites[0].scope: "all" is none of auto, host, path'),
    ('[[sites]]\nurl = "a.b"\nconcurrency = 0', "sites[0].concurrency: 0 is not between 1 and 64"),
    ('[[sites]]\nurl = "a.b"\nmax_requests = -1', "sites[0].max_requests: -1 is negative"),
    ('[[sites]]\nurl = "a.b"\nskip = ["("]', 'sites[0].skip[0]: "(" is not a regular expression'),
    ('[[sites]]\nurl = "a.b"\npins = {cut = ["p", "p[["]}', 'sites[0].pins.cut[1]: "p[[" is not a CSS selector'),
    (
        '[[sites]]\nurl = "a.b"\npins = {container = [\'"x"\']}',
        'sites[0].pins.container[0]: ""x"" is not',
    ),
    (
        '[[sites]]\nurl = "a.b"\npins = {fields = {autor = "feed"}}',
        'sites[0].pins.fields.autor: "autor" is none',
    ),
    ('[[sites]]\nurl = "a.b"\npins = {forbid = ["feed", "date=feed"]}', 'sites[0].pins.forbid[1]: "date" is none of'),
    (
        '[[sites]]\nurl = "a.b"\npins = {fields = {title = "json_ld"}}',
        'sites[0].pins.fields.title: "json_ld" is no source: it can be rest, platform, feed, listing, ',
    ),
    (
        '[[sites]]\nurl = "a.b"\npins = {fields = {title = "dom:"}}',
        'sites[0].pins.fields.title: "dom:" is no source: ',
    ),
    (
        '[[sites]]\nurl = "a.b"\npins = {fields = {authors = "site"}}',
        'sites[0].pins.fields.authors: "site" is no source: ',
    ),
    (
        '[[sites]]\nurl = "a.b"\npins = {forbid = ["authors=jsonld"]}',
        'sites[0].pins.forbid[0]: "jsonld" is no source: it can be rest, ',
    ),
    (
        '[[sites]]\nurl = "a.b"\npins = {forbid = ["site", "guess"]}',
        'sites[0].pins.forbid[1]: "guess" is no source: it can be rest, ',
    ),
    (
        """[[sites]]\nurl = "a.b"\npins = {keep = ['"Read on', "p"]}""",
        'sites[0].pins.keep[0]: "Read on is no text in quotes',
    ),
    ("""[[sites]]\nurl = "a.b"\npins = {cut = ['" "']}""", 'sites[0].pins.cut[0]: " " is no text in quotes'),
    ('[[sites]]\nurl = "a.b"\npins = {cuts = ["p"]}', "sites[0].pins.cuts: is not a setting"),
    ('[[sites]]\nurl = "a.b"\n[[sites]]\nurl = "https://www.a.b/"', 'sites[1].url: "a.b/" stands at sites[0] already'),
    ('[[sites]]\nurl = "a.b"\nname = "x"\n[[sites]]\nurl = "c.d"\nname = "x"', 'sites[1].name: "x" stands at sites[0]'),
    ('contact = "me\\nHost: evil"', "contact: "),
    ('[sites]\nurl = "a.b"', "sites: is one table, and must be a list of them (write [[sites]])"),
    ("contat = 1", "contat: is not a setting"),
    ("[[sites", "is not TOML"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_a_mistake_is_named_by_file_and_key(tmp_path, text, message):
    file = write(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        sites.load(file)

    assert f"{file}: " in str(caught.value)
    assert message in str(caught.value)


def test_an_unreadable_file_is_said(tmp_path):
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xff")

    with pytest.raises(ConfigError, match="cannot be read"):
        sites.load(tmp_path / "missing.toml")
    with pytest.raises(ConfigError, match="not UTF-8"):
        sites.load(tmp_path / "bytes.toml")


def test_a_site_is_named_after_its_address():
    assert sites.from_url("https://www.example.org/").name == "example.org"
    assert sites.from_url("https://example.org/blog/").name == "example.org-blog"
    assert sites.from_url("http://127.0.0.1:8700/").name == "127.0.0.1-8700"
    with pytest.raises(UsageError):
        sites.from_url("ruhglobal")


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("15m", 900), ("1.5h", 5400), ("2w", 1_209_600), (3, 3)])
def test_times_are_read(text, seconds):
    assert seconds == sites.duration(text)
