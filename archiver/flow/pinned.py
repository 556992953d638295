"""Whether what archiver.toml pins about a site's pages is there: one that names nothing is a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.dom import blocks
from archiver.dom.selectors import find_all
from archiver.errors import ExtractionError
from archiver.extract.post import extract
from archiver.page import Page
from archiver.profile.pins import folded, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archiver.flow.work import Work

UNUSED = "pin-unused"
_LOOKED_AT = 24  # posts, evenly over the years


def check_pins(work: Work) -> None:
    """Open a problem that names the pins of which no post's page has a trace; close it where there are none."""
    problems, url, now = work.archive.problems, work.site.url, work.clock()
    if not work.site.pins.digest:
        problems.resolve(work.site_id, url, now, kind=UNUSED)
        return
    pages = list(_pages(work))
    unused = sorted(_named(work).difference(*(_used(work, page) for page in pages))) if pages else []
    if unused:
        message = f"archiver.toml pins {', '.join(unused)}, which none of {len(pages)} posts' pages has"
        problems.report(work.site_id, url, UNUSED, message, now)
        work.counts[f"warning:{UNUSED}"] += len(unused)
    else:
        problems.resolve(work.site_id, url, now, kind=UNUSED)


def _pages(work: Work) -> Iterator[Page]:
    for number in work.archive.captures.sample(work.site_id, _LOOKED_AT):
        try:
            yield Page.parse(work.archive.captures.load(number))
        except ExtractionError:
            continue


def _named(work: Work) -> set[str]:
    """The pins as archiver.toml writes them: 'cut "div.promo"', 'authors = "feed"'. What is forbidden need not be."""
    pins = work.site.pins
    listed = {"container": pins.container, "cut": pins.cut, "keep": pins.keep}
    return {f"{name} {_quoted(key)}" for name, keys in listed.items() for key in keys} | {
        f'{field} = "{source}"' for field, source in pins.fields.items()
    }


def _used(work: Work, page: Page) -> set[str]:
    """Those that stand on a page."""
    pins = work.site.pins
    row = work.archive.frontier.find(work.site_id, page.url)
    says = work.archive.frontier.statements(row.id) if row is not None else {}
    read_from = {(one.field, one.source) for one in extract(page, work.reading, says).provenance}
    named = {"container": pins.container, "cut": pins.cut, "keep": pins.keep}
    texts = {block.key for block in blocks.read(page.tree)} if any(map(is_text, (*pins.cut, *pins.keep))) else set()
    return {
        f"{name} {_quoted(key)}"
        for name, keys in named.items()
        for key in keys
        if (folded(key).strip('"') in texts if is_text(key) else find_all(page.tree, key))
    } | {f'{field} = "{source}"' for field, source in pins.fields.items() if (field, source) in read_from}


def _quoted(key: str) -> str:
    return key if is_text(key) else f'"{key}"'
