"""Only public addresses are asked, and only servers that prove their name."""

from __future__ import annotations

import datetime as dt
import ssl

import pytest
from blogs.server import BlogServer, Response
from crawl.memory_route import FAST, MemoryRoute, links
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.python.failure import Failure

from archiver.crawl import safety
from archiver.crawl.outcome import Outcome
from archiver.crawl.run import _loop, crawl
from archiver.crawl.site_crawl import SiteCrawl
from archiver.crawl.spider import RouteSpider

REFUSED = "leads into a private network"
PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0"),
    *("fc00::1", "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1"),
    *("64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:db8::1", "localhost"),
]
SPELLINGS = [
    *("127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0.0.0.0", "127.0.0.1.", "0x7f.1"),
    *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "127%2e0.0.1"),
]


class Names:
    """A resolver that knows some names; addresses resolve to themselves, as getaddrinfo does it."""

    def __init__(self, **names):
        self.names = {name.replace("_", "."): address for name, address in names.items()}

    def resolveHostName(self, receiver, name, port=0, *_):  # noqa: N802 - Twisted's name
        receiver.resolutionBegan(HostResolution(name))
        address = self.names.get(name) or (name if name[0].isdigit() or ":" in name else None)
        if address is not None:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()


@pytest.fixture
def server():
    with BlogServer() as running:
        yield running


@pytest.fixture
def other():
    """A server that nobody named."""
    with BlogServer({"/": Response(b"secret")}) as running:
        yield running


@pytest.fixture
def names(monkeypatch):
    """Lets the resolver know some names."""
    _loop()

    def know(**known):
        monkeypatch.setattr(safety.installed(), "original_resolver", Names(**known))

    return know


def test_private_addresses_are_told_from_public_ones():
    """Loopback, private, link-local, shared, multicast, reserved, and IPv6 that carries any of these."""
    assert [] == [address for address in PRIVATE if safety.is_public(address)]


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_public(address):
    """IPv4, IPv6, and IPv6 that carries a public IPv4 address."""
    assert safety.is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_carried_in_ipv6_is_judged_like_itself(address):
    """Mapped, 6to4 and NAT64 forms lead where the IPv4 address leads."""
    public = safety.is_public(str(address))

    assert public == safety.is_public(f"::ffff:{address}")
    assert public == safety.is_public(f"64:ff9b::{address}")


def test_no_spelling_of_a_private_address_gets_through(server, other):
    """Decimal, hexadecimal, octal and short forms, IPv6 and mapped ones: as links, as redirects, as they stand."""
    targets = [f"http://{host}:{other.port}/{number}" for number, host in enumerate(SPELLINGS)]
    redirects = {f"/to/{number}": Response.redirect(target + "?again") for number, target in enumerate(targets)}
    server.routes |= {"/": links(*targets, *redirects), **redirects}
    route = MemoryRoute(server.url)
    for target in targets:
        route.add(target + "?as-it-stands")

    ended = crawl([route], FAST)

    assert [] == other.log
    assert {REFUSED} == set(route.exclusions.values())
    assert (3 * len(targets), Outcome.COMPLETE) == (len(route.exclusions), ended.outcome)


def test_a_name_that_points_to_a_private_address_is_refused(server, other, names):
    """What counts is where the connection would go."""
    names(trick_example="127.0.0.1", mapped_example="::ffff:127.0.0.1", dot_example_="127.0.0.1")
    hosts = ("trick.example", "mapped.example", "dot.example.")
    targets = [f"http://{host}:{other.port}/" for host in hosts]
    server.routes["/"] = links(*targets)
    route = MemoryRoute(server.url)

    crawl([route], FAST)

    assert [] == other.log
    assert dict.fromkeys(targets, REFUSED) == route.exclusions


def test_the_host_that_the_user_named_may_be_private(server, names):
    """One's own server in the house, by its name."""
    names(blog_lan="127.0.0.1")
    server.routes["/"] = links("/a/")
    server.routes["/a/"] = Response(b"a")
    route = MemoryRoute(f"http://blog.lan:{server.port}/")

    ended = crawl([route], FAST)

    assert {"/", "/a/"} == route.captures.keys()
    assert Outcome.COMPLETE == ended.outcome


def test_what_one_site_may_ask_another_may_not(server, other):
    """Each crawl's user named one place, also where both run side by side."""
    server.routes["/"] = links(other.url + "from-the-first/")
    first, second = MemoryRoute(server.url, name="first"), MemoryRoute(other.url, name="second")

    crawl([second, first], FAST)

    assert {other.url + "from-the-first/": REFUSED} == first.exclusions
    assert ["/robots.txt", "/"] == other.paths()
    assert b"secret" == second.captures["/"].body


def test_http_and_https_of_a_named_host_are_one_place():
    """A site that moves to https stays the one that was named; another port is another service."""
    assert {("intranet", 80), ("intranet", 443)} == safety.places_of("http://intranet/blog/")
    assert {("10.0.0.1", 8080)} == safety.places_of("http://10.0.0.1:8080/")
    assert (("intranet", 443), ("::1", 80)) == (safety.place_of("https://intranet/"), safety.place_of("http://[::1]/"))
    assert (frozenset(), ("", 0)) == (safety.places_of("mailto:a@b"), safety.place_of("mailto:a@b"))


def test_without_the_resolver_nothing_is_asked(monkeypatch):
    """A process that was set up otherwise fails loudly."""
    _loop()
    from twisted.internet import reactor  # noqa: PLC0415 - installed by the line before

    monkeypatch.setattr(reactor, "_nameResolver", Names())

    with pytest.raises(RuntimeError, match="PublicResolver"):
        safety.installed()


def test_a_name_that_turns_private_between_two_requests_is_refused():
    """DNS rebinding: robots.txt came from a public address, the page would not."""
    _loop()
    route = MemoryRoute("https://blog.example/")
    visit = route.add("http://rebinding.example:81/")
    spider = RouteSpider()
    spider.crawl = SiteCrawl(route)
    failure = Failure(CannotResolveHostError())
    failure.request = spider.request(visit)
    safety.installed().refused.add(("rebinding.example", 81))

    spider.fail(failure)

    assert {visit.url: REFUSED} == route.exclusions


def test_a_certificate_that_nobody_vouches_for_is_refused(server, tmp_path):
    """TLS is verified: a server with a certificate of its own making gets no request."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate(tmp_path))
    server._server.socket = context.wrap_socket(server._server.socket, server_side=True)
    route = MemoryRoute(server.url.replace("http:", "https:"))

    ended = crawl([route], FAST)

    assert [] == server.log
    assert Outcome.UNREACHABLE == ended.outcome
    assert "127.0.0.1: no safe connection: its TLS certificate is not trusted" in ended.sites[0].reason


def own_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(encoding, form, serialization.NoEncryption()) + certificate.public_bytes(encoding)
    )
    return path
