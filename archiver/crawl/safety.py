"""Only public addresses are asked, but for the one that the user named.

Names are judged by what they resolve to, at the moment of connecting, so that no spelling (decimal, octal, a name that
points to 127.0.0.1, a redirect) gets round it. The user's own address, host and port, may be anything; 80 and 443 count
as one, since sites move from http to https. Another port of the same private host is another service, and refused.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingHostnameResolver, dnscache
from twisted.internet.interfaces import IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from archiver import urls
from archiver.crawl.failures import RefusedError
from archiver.crawl.site_crawl import crawl_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.interfaces import IAddress, IHostResolution

Place = tuple[str, int]  # host and port

REFUSED = "leads into a private network"
# IPv6 addresses that carry an IPv4 one which is where they lead: NAT64 (RFC 6052) and its local-use form (RFC 8215).
NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if carried is None and any(ip in network for network in NAT64):
            carried = ipaddress.IPv4Address(ip.packed[-4:])
        if carried is not None:
            return is_public(str(carried))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def places_of(url: str) -> frozenset[Place]:
    """The host and ports that a user who names `url` has named."""
    address = urls.parse(url)
    if address is None:
        return frozenset()
    host = _bare(address.host)
    return frozenset({(host, int(address.port))} if address.port else {(host, 80), (host, 443)})


def place_of(url: str) -> Place:
    """The host and port that an address is asked at; ("", 0) where it is no web address."""
    address = urls.parse(url)
    if address is None:
        return "", 0
    return _bare(address.host), int(address.port or (443 if address.scheme == "https" else 80))


@implementer(IResolutionReceiver)
class PublicReceiver:
    """Passes on the addresses of a name that are public."""

    def __init__(self, receiver: IResolutionReceiver) -> None:
        self.receiver = receiver
        self.refused = False

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 - Twisted's name
        """Pass the beginning on."""
        self.receiver.resolutionBegan(resolution)  # type: ignore[call-arg, misc] # zope's interfaces

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 - Twisted's name
        """Pass a public address on."""
        if is_public(address.host):
            self.receiver.addressResolved(address)  # type: ignore[call-arg, misc]
        else:
            self.refused = True

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's name
        """Pass the end on: without any address, the connection fails as if the name were unknown."""
        self.receiver.resolutionComplete()  # type: ignore[misc]


class PublicResolver(CachingHostnameResolver):
    """Resolves names for the whole process, IPv4 and IPv6, and keeps private addresses back.

    named: what users named. refused: what was kept back, so that it can be told from an unknown name.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int) -> None:
        super().__init__(reactor, cache_size)
        self.named: set[Place] = set()
        self.refused: set[Place] = set()

    def resolveHostName(  # noqa: N802 - Twisted's name and arguments
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve a name, in Twisted's way."""
        place = (hostName.lower(), portNumber)
        named = place in self.named
        receiver: Any = resolutionReceiver if named else _Noting(resolutionReceiver, self.refused, place)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)

    def forget(self) -> None:
        """Start afresh for another crawl in this process: what was named, and what names resolved to."""
        self.named.clear()
        self.refused.clear()
        dnscache.clear()


class _Noting(PublicReceiver):
    def __init__(self, receiver: IResolutionReceiver, refused: set[Place], place: Place) -> None:
        super().__init__(receiver)
        self._all, self._place = refused, place

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's name
        if self.refused:
            self._all.add(self._place)
        super().resolutionComplete()


class GuardMiddleware:
    """Refuses addresses that are plainly private, and tells the resolver which place this crawl's user named."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The guard of one crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Nothing, where the request may go on. Raises RefusedError."""
        resolver = installed()
        own = places_of(crawl_of(self.crawler).route.site.url)
        place = place_of(request.url)
        if place in own:
            resolver.named |= own
        elif place in resolver.named or (_is_literal(place[0]) and not is_public(place[0])):
            # Named by the user of another crawl in this process: for this one it is just some address.
            raise RefusedError(REFUSED)


def installed() -> PublicResolver:
    """The resolver of this process. Raises RuntimeError where another is in place: then nothing is safe to ask."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

    resolver = reactor.nameResolver
    if not isinstance(resolver, PublicResolver):
        raise RuntimeError("no PublicResolver: set TWISTED_DNS_RESOLVER as archiver.crawl.settings does")  # noqa: TRY004
    return resolver


def is_refused(url: str) -> bool:
    """Whether the resolver kept back the addresses of this url's host."""
    return place_of(url) in installed().refused


def _bare(host: str) -> str:
    return host.strip("[]").lower()


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
