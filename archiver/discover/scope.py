"""Which addresses belong to the blog that was named. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from archiver import urls
from archiver.records import Role, Source

if TYPE_CHECKING:
    from archiver.records import Lead
    from archiver.urls import Address

_FILES = (".html", ".htm", ".php", ".aspx", ".asp", ".xml", ".json", ".rss", ".atom")
# Lists that stand at the top of a host and may name posts of a folder below.
_LISTS = frozenset((Role.SITEMAP, Role.FEED, Role.API))
_OWN_LISTS = frozenset((Source.FEED, Source.REST, Source.PLATFORM))


def in_scope(url: str, root: str, scope: str = "auto") -> bool:
    """Whether an address belongs to the blog at `root`, judged by the address alone.

    scope: "auto" is "path" where a folder was named and "host" where a bare host was; "host" takes the whole host, www
    or not, http or https; "path" what stands in the folder of `root` and below; anything else is itself an address
    that the blog's addresses begin with. Subdomains are other hosts; so are other ports.
    """
    address, home = urls.parse(url), urls.parse(scope if _is_prefix(scope) else root)
    if address is None or home is None or not _same_host(address, home):
        return False
    if scope == "host":
        return True
    if _is_prefix(scope):
        return _path(address).startswith(_path(home))
    folder = _folder(home)
    return (_path(address) + "/").startswith(folder) or _path(address).rstrip("/") == folder.rstrip("/")


def admits(lead: Lead, root: str, scope: str = "auto", listed_by: str = "") -> bool:
    """Whether a lead may be followed: its address is in scope, or the blog itself vouches for it.

    Two things may lie outside the folder that was named, on its host: robots.txt, sitemaps, feeds and REST, which may
    list the posts below; and posts that the blog's own feed or REST names (listed_by: that document's address, when not
    `lead.found_on`; it must be in scope, or be named for the whole host where the folder is the whole host). On
    another host, a post is taken only from such a list, and only where the host is a subdomain or the parent of the
    root's: feeds of link blogs name strangers' articles.
    """
    if lead.source is Source.SEED or in_scope(lead.url, root, scope):
        return True
    address, home = urls.parse(lead.url), urls.parse(root)
    if address is None or home is None:
        return False
    same = _same_host(address, home)
    if same and (lead.role in _LISTS or lead.source in {Source.ROBOTS, Source.WELL_KNOWN}):
        return True
    vouched = lead.source in _OWN_LISTS and lead.role is Role.POST
    lister = listed_by or lead.found_on
    if not vouched or _is_prefix(scope) or not in_scope(lister, root, scope):
        return False
    return same or _related(address.host, home.host)


def _is_prefix(scope: str) -> bool:
    return scope not in {"auto", "host", "path"}


def _same_host(first: Address, second: Address) -> bool:
    return first.host.removeprefix("www.") == second.host.removeprefix("www.") and first.port == second.port


def _related(host: str, home: str) -> bool:
    """Whether one host is a subdomain of the other, and not of a mere public suffix ("github.io", "co.uk")."""
    host, home = host.removeprefix("www."), home.removeprefix("www.")
    below, above = (host, home) if len(host) > len(home) else (home, host)
    return below.endswith("." + above) and "." in above


def _path(address: Address) -> str:
    return unquote(address.path, errors="surrogateescape")


def _folder(home: Address) -> str:
    """The folder that a named address stands for: /blog/ for /blog, /blog/ and /blog/index.html."""
    path = _path(home)
    head, _, last = path.rpartition("/")
    if last.lower().endswith(_FILES):
        return head + "/"
    return path if path.endswith("/") else path + "/"
