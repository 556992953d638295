"""`scrapy crawl ruhglobal`: the blog of www.ruhglobal.com."""

from __future__ import annotations

from archiver.sites import Site
from spiders.blog import BlogSpider


class RuhGlobalSpider(BlogSpider):
    """The company's site is a WordPress with the Elementor page builder: the blog is found from its home page.

    Scope is the whole host, since posts stand at the root beside the company's pages.
    """

    name = "ruhglobal"
    site = Site(name="ruhglobal", url="https://www.ruhglobal.com/", scope="host", delay_s=2.0)
