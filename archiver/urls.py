"""Identity of an address: which spellings mean the same place. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode

import ada_url

from archiver.errors import UsageError

# Query parameters that never select another post. utm_* to mkt_tok: the strip lists of Firefox and Brave
# (privacy-preserving "copy clean link"); the rest: WordPress, its Jetpack sharing links, and session ids.
TRACKING_PARAMETERS = frozenset(
    (
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "_hsenc",
        "_hsmi",
        "hsctatracking",
        "mkt_tok",
        "oly_anon_id",
        "oly_enc_id",
        "vero_id",
        "vero_conv",
        "wickedid",
        "s_cid",
        "_openstat",
        "__s",
        "rb_clickid",
        "ml_subscriber",
        "ml_subscriber_hash",
        "_ga",
        "_gl",
        "spm",
        "scm",
        "replytocom",
        "share",
        "nb",
        "like_comment",
        "unapproved",
        "moderation-hash",
        "phpsessid",
        "jsessionid",
        "sessionid",
        "sid",
        "aspsessionid",
        "cftoken",
        "cfid",
    )
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "hsa_", "stm_")

# Addresses that stay parsed: a site's pages repeat those of their menus and sidebars, some 100 a page.
_CACHED = 16_384

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_LOCAL = re.compile(r"localhost|[\d.]+|\[.*\]")  # hosts as WHATWG parsing writes them
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in the parts that identity is made of. host: lower case, punycode; port: "" when default."""

    scheme: str
    host: str
    port: str
    path: str
    query: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a robots.txt is valid for: "https://example.org"."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host, with its port where that is not the scheme's own."""
        return f"{self.host}:{self.port}" if self.port else self.host


@lru_cache(maxsize=_CACHED)
def parse(url: str) -> Address | None:
    """The parts of an http(s) address by the WHATWG URL standard, as browsers read it; None for anything else."""
    try:
        parsed = ada_url.URL(url.strip())
    except ValueError:
        return None
    if parsed.protocol not in {"http:", "https:"} or not parsed.hostname:
        return None
    return Address(parsed.protocol[:-1], parsed.hostname, parsed.port, parsed.pathname, parsed.search[1:])


def resolve(base: str, href: str) -> str | None:
    """The absolute http(s) address that a link means on a page at `base`, without fragment; None where it is none."""
    href = href.strip()
    return _resolved("", href) if _ABSOLUTE.match(href) else _resolved(base, href)


@lru_cache(maxsize=_CACHED)
def _resolved(base: str, href: str) -> str | None:
    try:
        parsed = ada_url.URL(href, base=base or None)
    except ValueError:
        return None
    if parsed.protocol not in {"http:", "https:"} or not parsed.hostname:
        return None
    parsed.hash = ""
    return parsed.href


@lru_cache(maxsize=_CACHED)
def clean(url: str) -> str | None:
    """The address to fetch and to store: WHATWG form, without fragment, credentials, tracking and session parameters.

    Every other parameter stays, in its own order and spelling. None where it is not a web address.
    """
    try:
        parsed = ada_url.URL(url.strip())
    except ValueError:
        return None
    if parsed.protocol not in {"http:", "https:"} or not parsed.hostname:
        return None
    parsed.hash = parsed.username = parsed.password = ""
    if ";" in parsed.pathname:
        parsed.pathname = _SESSION.sub("", parsed.pathname)
    if parsed.search:
        kept = [part for part in parsed.search[1:].split("&") if part and not _is_tracking(part.partition("=")[0])]
        parsed.search = "&".join(kept)
    return parsed.href.removesuffix("?")


@lru_cache(maxsize=_CACHED)
def identity(url: str) -> str:
    """What two spellings of one address have in common: a key, not an address to fetch.

    http and https, www and none, default ports, a trailing slash, index.html, the order of parameters, tracking
    parameters, fragments and percent-encoding do not tell addresses apart; the case of the path does.
    Raises UsageError where `url` is not a web address.
    """
    cleaned = clean(url)
    address = parse(cleaned) if cleaned else None
    if address is None:
        raise UsageError(f'"{url}" is not a web address (write https://…)')
    path = _INDEX.sub("/", address.path)
    path = quote(unquote(path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape")
    path = re.sub(r"/{2,}", "/", path).rstrip("/")
    query = urlencode(sorted(parse_qsl(address.query, keep_blank_values=True))) if address.query else ""
    host = address.host.removeprefix("www.")
    port = f":{address.port}" if address.port else ""
    return f"{host}{port}{path or '/'}" + (f"?{query}" if query else "")


_HOST = re.compile(r"^(?:https?:)?//(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def domain(url: str) -> str:
    """The last two parts of an address's host; "" for an address without one.

    What "blog.site.example" and "www.site.example" share: such hosts are one site, as far as menus and terms go.
    """
    match = _HOST.match(url)
    if match is None:
        return ""
    host = match[1].lower()
    return host if host[-1].isdigit() else ".".join(host.split(".")[-2:])


def from_user(text: str) -> str:
    """The address that a person means: "example.org/blog" is https://example.org/blog. Raises UsageError.

    localhost and addresses in numbers are http where nothing else is said: few have a certificate, and a server that
    waits for a request in plain text lets a connection by TLS wait for minutes.
    """
    text = text.strip()
    has_scheme = _SCHEME.match(text) is not None and "://" in text
    spelled = text if has_scheme else f"https://{text}"
    address = parse(spelled)
    is_local = address is not None and _LOCAL.fullmatch(address.host) is not None
    if is_local and not has_scheme:
        spelled = f"http://{text}"
    if address is None or not (is_local or "." in address.host) or " " in text:
        raise UsageError(f'"{text}" is not a web address (write https://…)')
    return clean(spelled) or spelled


def _is_tracking(name: str) -> bool:
    name = unquote(name).lower()
    return name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES)
