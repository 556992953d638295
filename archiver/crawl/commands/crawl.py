"""`scrapy crawl`, whose exit code says how the crawl ended: Scrapy's own is 0 whatever became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.commands import crawl

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider
    from scrapy.crawler import Crawler

EXIT_CODE = "archiver/exit_code"  # among Scrapy's statistics


class Command(crawl.Command):
    """Scrapy's own, with the exit codes of `archiver crawl`."""

    _made: Crawler | None = None

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider that was named."""
        super().run(args, opts)
        stats = self._made.stats if self._made is not None else None
        if not self.exitcode:  # 1: no spider could be made
            self.exitcode = int(stats.get_value(EXIT_CODE, 1)) if stats is not None else 1

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self._made = super()._create_crawler(spidercls)
        return self._made
