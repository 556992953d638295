"""What a person says about a site's pages overrules what was learned, and only there."""

from hypothesis import given
from hypothesis import strategies as st

from archiver.extract.post import extract
from archiver.page import Page
from archiver.profile import FieldRules, Profile, Template
from archiver.profile.pins import Pins, corrected
from archiver.profile.templates import CutRule

PAGE = b"""<html><head><meta name="author" content="Ada Vane"><script type="application/ld+json">
{"@type": "BlogPosting", "headline": "Bread", "author": {"@type": "Person", "name": "admin"}}</script></head><body>
<h1>Bread</h1><div class="wide"><p>A loaf needs a day of patience and an oven that holds its heat.</p>
<div class="inner"><p>Flour, water and salt.</p><p class="note">Read our other recipes, too.</p><p>Step 12</p></div>
</div></body></html>"""
LEARNED = Profile(
    3,
    20,
    templates=(Template("div.inner", "div.inner", cuts=(CutRule("repeats", "p.note"), CutRule("end", text="step 0"))),),
    fields=FieldRules(posts=20),
)
NAMES = st.lists(st.sampled_from(["p", "div.a", '"Read on"']), max_size=2).map(tuple)
PINS = st.builds(Pins, NAMES, NAMES, NAMES, st.dictionaries(st.sampled_from(["title", "tags"]), st.just("feed")), NAMES)


def read(pins):
    return extract(Page.from_bytes("https://blog.example/bread/", PAGE), corrected(LEARNED, pins), {})


def test_without_pins_the_learned_profile_is_used_as_it_is():
    assert corrected(LEARNED, Pins()) is LEARNED
    assert "Flour, water and salt." == read(Pins()).text


def test_a_pinned_container_keeps_the_learned_cuts():
    draft = read(Pins(container=("div.none", "div.wide")))

    assert "A loaf needs a day of patience and an oven that holds its heat.\nFlour, water and salt." == draft.text
    assert "user: div.wide" == draft.quality.template


def test_cuts_and_vetoes_name_elements_or_texts_as_the_page_writes_them():
    kept = read(Pins(keep=("p.note", '"Step 7"')))
    cut = read(Pins(cut=('"Flour, Water and Salt."',), keep=("p.note",)))

    assert "Flour, water and salt.\nRead our other recipes, too.\nStep 12" == kept.text
    assert "Read our other recipes, too." == cut.text
    assert ("user", '"flour, water and salt."') in {(one.rule, one.key) for one in cut.quality.cuts}


def test_sources_are_pinned_and_forbidden():
    def authors(pins):
        return [author.name for author in read(pins).authors]

    assert ["Ada Vane"] == authors(Pins(fields={"authors": "meta:author"}))
    assert ["Ada Vane"] == authors(Pins(forbid=("json-ld",)))
    assert ["Ada Vane"] == authors(Pins(forbid=("authors=json-ld",)))
    assert "Bread" == read(Pins(forbid=("authors=json-ld",))).title


@given(PINS, PINS)
def test_pins_have_one_digest_whatever_their_order_in_the_file(one, other):
    """Equal pins have equal digests, others another; none has none."""
    again = Pins(one.container, one.cut, one.keep, dict(reversed(one.fields.items())), one.forbid)

    assert one.digest == again.digest
    assert (one == other) == (one.digest == other.digest)
    assert (one == Pins()) == (one.digest == "")
