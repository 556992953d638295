"""What runs under `scrapy list`: thin spiders, seeds and the quirks of single sites."""
