"""Scrapy's settings, for `scrapy` on the command line (through scrapy.cfg) and for `run.crawl` alike.

What depends on a site (delay, concurrency, budget) is set by `spider.RouteSpider` when it opens.
"""

from __future__ import annotations

from typing import Any

from archiver import __version__

BOT_NAME = "blog-archiver"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "archiver.crawl.commands"

# Opens the route of a spider that `scrapy crawl` starts; see route.OpenRoute.
ROUTE_OPENER = "archiver.flow.open_route"
ARCHIVE_PATH = "data/archive.db"

# The frontier is the scheduler; addresses are told apart there, and redirects are captures of their own.
SCHEDULER = "archiver.crawl.scheduler.FrontierScheduler"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
ITEM_PIPELINES = {"archiver.crawl.pipeline.SettlePipeline": 500}
SPIDER_MIDDLEWARES: dict[str, int | None] = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "archiver.crawl.safety.GuardMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "archiver.crawl.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "archiver.crawl.retry.PatientRetryMiddleware": 550,
    "archiver.crawl.capture.ReceivedMiddleware": 595,  # before HttpCompressionMiddleware (590) undoes the coding
}
EXTENSIONS: dict[str, int | None] = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "archiver.crawl.throttle.FlooredThrottle": 0,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
}

# Politeness: one request at a time, robots.txt, an honest name.
USER_AGENT = f"blog-archiver/{__version__}"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "blog-archiver"  # our product token: the group of robots.txt that is meant for us
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # a response makes one item; Scrapy starts as many tasks for each response, 100 by default
WARN_ON_GENERATOR_RETURN_VALUE = False  # the check reads and parses the callback's source at every response
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.25
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # a page that failed is a row in the archive
DEFAULT_REQUEST_HEADERS: dict[str, str] = {}  # the spider's, by what is asked for; no language is preferred

# Safety: http and https alone, certificates checked, only public addresses, no endless bodies.
DOWNLOAD_HANDLERS: dict[str, Any] = {"data": None, "file": None, "s3": None, "ftp": None}
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "archiver.crawl.safety.PublicResolver"
HTTPPROXY_ENABLED = False  # through a proxy nobody would see which address is asked
COOKIES_ENABLED = False
DOWNLOAD_MAXSIZE = 10_000_000
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_FAIL_ON_DATALOSS = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

LOG_LEVEL = "INFO"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
