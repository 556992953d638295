"""Which sites a crawl takes."""

from dataclasses import replace

from archiver import sites
from archiver.cli.choose import to_crawl
from archiver.sites import Settings
from archiver.store import Archive


def test_a_label_narrows_what_is_due(tmp_path):
    news = replace(sites.from_url("https://news.example/"), tags=("partner", "daily"))
    own = sites.from_url("https://own.example/")

    with Archive.open(tmp_path / "archive.db", create=True) as archive:
        settings = Settings(sites=(news, own))

        assert [news, own] == to_crawl(archive, settings, ())
        assert [news] == to_crawl(archive, settings, (), "partner")
        assert [] == to_crawl(archive, settings, (), "weekly")
