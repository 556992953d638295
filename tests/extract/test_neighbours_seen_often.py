# ruff: noqa: E501 - markup reads best as it stands
"""Links to other posts that stand on many pages, since the site recommends few posts again and again."""

from __future__ import annotations

from extract.conftest import write

from archiver.dom import fit
from archiver.learn import templates

_POSTS = 12
_NAMES = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heath", "Inlet", "Jetty", "Knoll", "Ledge")


def test_links_to_neighbours_are_chrome_though_each_stands_on_several_pages(site) -> None:
    """A box of meaningless name between text and recommended posts leads away, whatever it calls the posts."""
    posts = write(_POSTS)

    def card(number: int, label: str) -> str:
        post = posts[number % _POSTS]
        return f'<div class="k3"><a class="k4" href="{post.url}"><div class="k5">{label}</div><h3>{_NAMES[number % _POSTS]}</h3></a></div>'

    def layout(post) -> str:
        # Five recommended posts a page: each name stands on seven pages.
        more = "".join(card(post.number + step, "") for step in (2, 3, 5, 7, 8))
        near = (card(post.number - 1, "Earlier") + card(post.number + 1, "Later")).replace("k3", "k9")
        return (
            f'<div class="k1">{post.html}<div class="k6">{near}</div><div class="k7"><h4>Perhaps</h4>{more}</div></div>'
        )

    made = site(_POSTS, layout)

    learned = templates.learn(made.pages)

    assert ("related", "div.k6") in {(rule.rule, rule.selector) for rule in learned[0].cuts}
    texts = [fit.lay(page, learned[0], fit.container_of(page, learned[0])).text for page in made.pages]
    assert [post.text for post in made.posts] == texts
