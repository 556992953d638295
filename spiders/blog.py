"""`scrapy crawl blog -a url=https://…`: archive any blog."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archiver import urls
from archiver.crawl.spider import RouteSpider
from archiver.errors import UsageError
from archiver.sites import Site

if TYPE_CHECKING:
    from collections.abc import Mapping


class BlogSpider(RouteSpider):
    """The generic spider. Arguments: url, name, scope, delay, concurrency, max_requests, limit, contact, db."""

    name = "blog"
    site: Site | None = None  # of spiders that are made for one site; the arguments overrule it

    @classmethod
    def site_from(cls, arguments: Mapping[str, str]) -> Site:
        """The site that the arguments describe. Raises UsageError."""
        site = cls.site
        if site is None or "url" in arguments:
            if "url" not in arguments:
                raise UsageError(f"spider {cls.name} needs an address: -a url=https://…")
            url = urls.from_user(arguments["url"])
            address = urls.parse(url)
            assert address is not None, "from_user gives web addresses alone"
            site = Site(name=address.netloc, url=url) if site is None else replace(site, url=url)
        return replace(
            site,
            name=arguments.get("name", site.name),
            scope=arguments.get("scope", site.scope),
            delay_s=_number(arguments, "delay", site.delay_s),
            concurrency=int(_number(arguments, "concurrency", site.concurrency)),
            max_requests=int(_number(arguments, "max_requests", site.max_requests)),
        )


def _number(arguments: Mapping[str, str], key: str, default: float) -> float:
    try:
        number = float(arguments.get(key, default))
    except ValueError:
        number = -1.0
    if number < 0:
        raise UsageError(f'-a {key}="{arguments[key]}" is not a number of 0 or more')
    return number
