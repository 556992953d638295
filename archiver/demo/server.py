"""The demo blog on 127.0.0.1, with validators, compression and a log of what was asked."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import socket
import threading
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

from archiver.demo import blog

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

_WORTH_COMPRESSING = 400  # bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """One request and its answer. target: path and query; size_bytes: of the body, as it was sent."""

    method: str
    target: str
    status: int
    size_bytes: int


class DemoServer:
    """The demo blog, served from a thread until it is closed; a context manager.

    url: its home page, on 127.0.0.1. requests: what was asked so far, in order.
    """

    def __init__(self, port: int = 0) -> None:
        self.requests: list[Asked] = []
        self._server = _Server(("127.0.0.1", port), self.requests)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.url = f"{self.origin}/"
        self._server.origin = self.origin
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the server and every connection to it."""
        self._server.closing = True
        self._server.shutdown()
        for connection in tuple(self._server.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._server.server_close()
        self._thread.join()


def serve(port: int = 0) -> DemoServer:
    """The demo blog on 127.0.0.1; port 0 takes a free one."""
    return DemoServer(port)


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, address: tuple[str, int], requests: list[Asked]) -> None:
        super().__init__(address, _Handler)
        self.requests = requests
        self.origin = ""
        self.connections: set[socket.socket] = set()
        self.closing = False

    def handle_error(self, *_: object) -> None:
        """A client that leaves early is no error of the blog."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)
        if self.server.closing:
            self.connection.shutdown(socket.SHUT_RDWR)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """What was asked is kept in `requests`; nothing is printed."""

    def _answer(self) -> None:
        path, _, query = self.path.partition("?")
        document = blog.find(path, query, self.server.origin)
        headers = {"Content-Type": document.content_type}
        status, body = document.status, document.body
        if document.location is not None:
            headers["Location"] = document.location
        if document.modified is not None:
            headers["Last-Modified"] = format_datetime(document.modified.replace(microsecond=0), usegmt=True)
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
            if _holds(self.headers, headers):
                status, body = HTTPStatus.NOT_MODIFIED, b""
        text = not document.content_type.startswith("image/png") and len(body) > _WORTH_COMPRESSING
        if text and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 5, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self._send(status, headers, body)

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        sent = b"" if self.command == "HEAD" else body
        self.server.requests.append(Asked(self.command, self.path, status, len(sent)))
        self.send_response_only(status)
        self.send_header("Date", self.date_time_string())
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(sent)


def _holds(asked: Message, headers: Mapping[str, str]) -> bool:
    """Whether what the client has is still what stands here; its ETag decides where it sent one (RFC 9110, 13.2.2)."""
    if tags := asked.get("If-None-Match"):
        return headers["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since = asked.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(headers["Last-Modified"]) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
