"""Posts whose pages ask not to be kept, for sites whose settings say to heed that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import discover
from archiver.discover import links
from archiver.discover.directives import directives
from archiver.errors import ExtractionError
from archiver.extract.role import judge
from archiver.page import Page
from archiver.records import Role

if TYPE_CHECKING:
    from archiver.flow.work import Work
    from archiver.records import Capture, Visit

REASONS = ("noarchive", "noindex")  # the plainer one first
_OK = 200


def asks_not_to_be_kept(work: Work, visit: Visit, capture: Capture) -> str | None:
    """The directive by which a post is left out, its bytes too; None where it is kept. Its links are taken as leads.

    Lists of posts are read whatever they say: blogs mark archives by tag and month "noindex" to keep them out of search
    results. A post that the archive has already stays as it is.
    """
    if work.site.noindex == "keep" or capture.status != _OK:
        return None
    try:
        page = Page.parse(capture)
    except ExtractionError:
        return None
    asked = directives(page, capture)
    reason = next((word for word in REASONS if word in asked), None)
    if reason is None:
        return None
    named = work.archive.frontier.leads_of(visit.url_id)
    if judge(page, capture.status, work.grammar, named, work.site.url).role is not Role.POST:
        return None
    work.offer((*discover.read(capture, page, visit.role), *links.read(page)), visit)
    return reason
