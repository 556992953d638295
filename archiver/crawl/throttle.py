"""Slower when the server is slow; never faster than the delay of the site, or of its robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.extensions.throttle import AutoThrottle

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.core.engine import ExecutionEngine
    from scrapy.http import Response


class FlooredThrottle(AutoThrottle):
    """Scrapy's AutoThrottle with a floor for each host: its own knows only the one of the whole crawl."""

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        floors = self.crawler.engine.downloader.per_slot_settings
        key = next((key for key, known in self.crawler.engine.downloader.slots.items() if known is slot), "")
        slot.delay = max(slot.delay, floors.get(key, {}).get("delay", 0.0))


def set_floor(engine: ExecutionEngine, host: str, delay_s: float) -> None:
    """Ask a host no more often than every `delay_s` from now on, without jitter that would undercut it.

    Kept in the downloader's own settings of slots, since it forgets a slot that was idle for a minute.
    """
    downloader = engine.downloader
    downloader.per_slot_settings.setdefault(host, {}).update(delay=delay_s, jitter=0.0)
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.delay, slot.jitter = max(slot.delay, delay_s), 0.0
