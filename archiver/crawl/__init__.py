"""Fetching: the only part that knows Scrapy. `route.Route` gives the visits and takes what came of them."""
