"""A scripted web server on 127.0.0.1: what it answers, how it fails and what it was asked are all in the test's hand.

with BlogServer() as server:
    server.routes["/"] = Response(b"<h1>Hello</h1>")
    server.routes["/gone/"] = Response(status=410)
    server.routes["/random/"] = lambda request: Response(request.query.encode())
    …
    assert ["/"] == server.paths(status=200)
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import itertools
import socket
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

START = datetime(2024, 3, 1, 6, 0, tzinfo=UTC)


class Validators(StrEnum):
    """How a server lets a client ask "changed since?"."""

    BOTH = "both"  # ETag and Last-Modified, both honoured
    ETAG = "etag"  # ETag alone
    ETAG_CHANGING = "etag-changing"  # another ETag at every request, so it never matches
    ETAG_WEAKENED = "etag-weakened"  # W/"…" as nginx writes it when it compresses; only If-Modified-Since works
    MODIFIED = "modified"  # Last-Modified alone
    MODIFIED_NOW = "modified-now"  # Last-Modified is always the present moment
    MODIFIED_FUTURE = "modified-future"  # Last-Modified is years ahead
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came. path: without query. conditional: it carried a validator. at: the server's own clock."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    at: datetime

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def conditional(self) -> bool:
        """Whether a validator came along."""
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the request log. size_bytes: body bytes sent, after compression."""

    method: str
    target: str
    status: int
    conditional: bool
    size_bytes: int
    at: datetime
    headers: Mapping[str, str] = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """What stands at an address, and how its delivery goes wrong.

    modified: for Last-Modified; the server's start where it is None. validators: None takes the server's.
    delay_s: waits before it answers (cut short when the server closes). drop: closes without a word.
    endless: the body is sent again and again, without a length, until the client leaves.
    truncate_to: Content-Length promises all, so many bytes come, then the connection closes.
    """

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    modified: datetime | None = None
    validators: Validators | None = None
    delay_s: float = 0.0
    drop: bool = False
    endless: bool = False
    truncate_to: int | None = None

    @classmethod
    def redirect(cls, location: str, status: int = 301) -> Response:
        """A redirect."""
        return cls(status=status, headers=(("Location", location),))

    @classmethod
    def unavailable(cls, retry_after: str | None = None, status: int = 503) -> Response:
        """A refusal for now; retry_after in seconds or as an HTTP date."""
        headers = (("Retry-After", retry_after),) if retry_after is not None else ()
        return cls(b"Come back later.", status=status, content_type="text/plain", headers=headers)


class BlogServer:
    """A server in a thread; a context manager. Each instance is a host of its own (127.0.0.1:port).

    routes: by path with query where that matters ("/?p=1"), else by path alone; change it while it runs.
    fallback: what answers everything else. outage: while set, all that comes back, whatever is asked.
    now: the server's clock (a Date header, "modified now"); compress: gzip where the client takes it.
    """

    def __init__(
        self,
        routes: Mapping[str, Response | Callable[[Request], Response]] | None = None,
        *,
        validators: Validators = Validators.BOTH,
        compress: bool = True,
        now: datetime = START,
    ) -> None:
        self.routes: dict[str, Response | Callable[[Request], Response]] = dict(routes or {})
        self.fallback: Response | Callable[[Request], Response] = Response(b"<h1>Not found</h1>", status=404)
        self.outage: Response | None = None
        self.validators = validators
        self.compress = compress
        self.now = now
        self.log: list[Logged] = []
        self.closing = threading.Event()
        self.connections: set[socket.socket] = set()
        self._serial = itertools.count(1)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.blog = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """Its port."""
        return int(self._server.server_address[1])

    @property
    def origin(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Address of the home page."""
        return self.origin + "/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends every connection and the server; afterwards the port refuses."""
        self.closing.set()
        self._server.shutdown()
        for connection in tuple(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._thread.join()

    def paths(self, *, status: int | None = None, conditional: bool | None = None) -> list[str]:
        """Targets asked for, in order, as far as they fit."""
        return [
            line.target
            for line in self.log
            if status in {None, line.status} and conditional in {None, line.conditional}
        ]

    def bodies(self) -> int:
        """How many answers carried a body with status 200."""
        return sum(line.status == 200 and line.size_bytes > 0 for line in self.log)

    def forget(self) -> None:
        """Empties the log."""
        self.log.clear()

    def answer(self, request: Request) -> Response:
        """What stands at the address asked for, before validators."""
        if self.outage is not None:
            return self.outage
        route = self.routes.get(request.target) or self.routes.get(request.path) or self.fallback
        return route(request) if callable(route) else route

    def validated(self, request: Request, response: Response) -> Response:
        """The response with its validators, or a 304 where the client's still hold."""
        mode = response.validators or self.validators
        if response.status != 200 or mode is Validators.NONE or response.endless:
            return response
        etag, modified = self._etag(mode, response.body), self._modified(mode, response)
        named = tuple((name, value) for name, value in (("ETag", etag), ("Last-Modified", modified)) if value)
        asked, since = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
        if asked is not None and mode is not Validators.ETAG_WEAKENED:
            same = etag is not None and etag in [tag.strip() for tag in asked.split(",")]
        else:
            same = bool(modified and since and parsedate_to_datetime(modified) <= parsedate_to_datetime(since))
        if same:
            return Response(status=304, headers=named, content_type="")
        return replace(response, headers=response.headers + named)

    def _etag(self, mode: Validators, body: bytes) -> str | None:
        if mode is Validators.ETAG_CHANGING:
            return f'"{next(self._serial)}"'
        digest = hashlib.sha1(body, usedforsecurity=False).hexdigest()[:16]
        if mode is Validators.ETAG_WEAKENED:
            return f'W/"{digest}"'
        return f'"{digest}"' if mode in {Validators.BOTH, Validators.ETAG} else None

    def _modified(self, mode: Validators, response: Response) -> str | None:
        if mode in {Validators.ETAG, Validators.ETAG_CHANGING}:
            return None
        if mode is Validators.MODIFIED_NOW:
            return format_datetime(self.now.replace(microsecond=0), usegmt=True)
        if mode is Validators.MODIFIED_FUTURE:
            return format_datetime(START.replace(year=2099), usegmt=True)
        return format_datetime((response.modified or START).replace(microsecond=0), usegmt=True)


class _Server(ThreadingHTTPServer):
    blog: BlogServer
    daemon_threads = False
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Clients that leave early are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.blog.connections.add(self.connection)
        if self.server.blog.closing.is_set():
            self.connection.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        self.server.blog.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """The log is `BlogServer.log`."""

    def _answer(self) -> None:
        blog = self.server.blog
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, path, query, headers, blog.now)
        response = blog.answer(request)
        if response.delay_s:
            blog.closing.wait(response.delay_s)
        status = 0 if response.drop else response.status
        if response.drop or response.endless:
            blog.log.append(Logged(self.command, self.path, status, request.conditional, 0, blog.now, headers))
            self._drop() if response.drop else self._endless(response)
            return
        response = blog.validated(request, response)
        body, encoding = self._encoded(response, headers)
        sent = 0 if self.command == "HEAD" else len(body)
        blog.log.append(Logged(self.command, self.path, response.status, request.conditional, sent, blog.now, headers))
        self._send(response, body, encoding)

    def _encoded(self, response: Response, headers: Mapping[str, str]) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        wanted = "gzip" in headers.get("accept-encoding", "") and self.server.blog.compress
        text = response.content_type.startswith(("text/", "application/"))
        encoded = any(name.lower() == "content-encoding" for name, _ in response.headers)
        if not (wanted and text and not encoded and len(response.body) > 200):
            return response.body, ()
        return gzip.compress(response.body, 1, mtime=0), (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))

    def _send(self, response: Response, body: bytes, encoding: tuple[tuple[str, str], ...]) -> None:
        self.send_response_only(response.status)
        self.send_header("Date", format_datetime(self.server.blog.now.replace(microsecond=0), usegmt=True))
        for name, value in (*response.headers, *encoding):
            self.send_header(name, value)
        if response.content_type:
            self.send_header("Content-Type", response.content_type)
        if response.status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD" or response.status == 304:
            return
        self.wfile.write(body[: response.truncate_to])
        if response.truncate_to is not None:
            self._drop()

    def _endless(self, response: Response) -> None:
        self.close_connection = True
        self.send_response_only(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Connection", "close")
        self.end_headers()
        chunk = (response.body or b"<p>and on</p>") * 1000
        with contextlib.suppress(OSError):
            while not self.server.blog.closing.is_set():
                self.wfile.write(chunk)

    def _drop(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
