"""What the user has said about a site: the settings of archiver.toml, one record a site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """One site to archive, and how.

    name: short and unique ("ruhglobal"); the host where none was given. url: where the blog begins.
    scope: "auto" (the host, or the folder below a path that was named), "host", "path", or a URL prefix.
    delay_s: seconds between requests to one host; 0 only for one's own server. concurrency: requests at once a host.
    period_s: how long until the site is due again. posts, skip: regular expressions on addresses that overrule what is
    learned. max_requests: budget of one run, 0 = none.
    """

    name: str
    url: str
    scope: str = "auto"
    delay_s: float = 1.0
    concurrency: int = 1
    period_s: float = 86_400.0
    tags: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    source: str = "pages"  # or "rest": take posts from WordPress REST without fetching their pages
    max_requests: int = 0
    title: str | None = None
