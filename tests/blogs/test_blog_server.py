"""The scripted server does what it is told, and tells what it was asked."""

from __future__ import annotations

import gzip
import http.client
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest

from blogs.server import BlogServer, Request, Response, Validators

PAGE = b"<p>" + b"words " * 100 + b"</p>"


@pytest.fixture
def server():
    with BlogServer({"/": Response(PAGE)}) as running:
        yield running


def ask(server, path="/", method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_routes_answer_by_target_then_path_then_fallback(server):
    server.routes["/?p=1"] = Response(b"one")
    server.routes["/echo"] = lambda request: Response(request.query.encode())

    assert b"one" == ask(server, "/?p=1")[2]
    assert PAGE == ask(server, "/?p=2")[2]
    assert b"a=b" == ask(server, "/echo?a=b")[2]
    assert 404 == ask(server, "/nowhere")[0]
    assert ["/?p=1", "/?p=2", "/echo?a=b"] == server.paths(status=200)
    assert 3 == server.bodies()


def test_head_and_gzip(server):
    status, headers, body = ask(server, Accept_Encoding="gzip")
    head = ask(server, method="HEAD")

    assert (200, "gzip") == (status, headers["Content-Encoding"])
    assert PAGE == gzip.decompress(body)
    assert (b"", str(len(PAGE))) == (head[2], head[1]["Content-Length"])
    server.compress = False
    assert PAGE == ask(server, Accept_Encoding="gzip")[2]


@pytest.mark.parametrize(
    ("mode", "by_etag", "by_date"),
    [
        (Validators.BOTH, 304, 304),
        (Validators.ETAG, 304, 200),
        (Validators.ETAG_CHANGING, 200, 200),
        (Validators.ETAG_WEAKENED, 200, 304),
        (Validators.MODIFIED, 200, 304),
        (Validators.MODIFIED_FUTURE, 200, 304),
        (Validators.NONE, 200, 200),
    ],
)
def test_validators(server, mode, by_etag, by_date):
    """Each kind of server honours the validators that it can."""
    server.validators = mode
    headers = ask(server)[1]

    assert by_etag == ask(server, If_None_Match=headers.get("ETag", '"none"'))[0]
    assert by_date == ask(server, If_Modified_Since=headers.get("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT"))[0]
    assert [False, True, True] == [line.conditional for line in server.log]


def test_modified_now_follows_the_clock(server):
    server.validators = Validators.MODIFIED_NOW
    before = ask(server)[1]["Last-Modified"]
    server.now = datetime(2025, 1, 1, tzinfo=UTC)

    assert 200 == ask(server, If_Modified_Since=before)[0]
    assert "Wed, 01 Jan 2025 00:00:00 GMT" == ask(server)[1]["Date"]


def test_a_later_change_beats_the_validators(server):
    headers = ask(server)[1]
    server.routes["/"] = Response(b"new", modified=datetime(2024, 4, 1, tzinfo=UTC))

    assert 200 == ask(server, If_None_Match=headers["ETag"])[0]
    assert 200 == ask(server, If_Modified_Since=headers["Last-Modified"])[0]


def test_an_outage_covers_everything_and_ends(server):
    server.outage = Response.unavailable("120")
    status, headers, _ = ask(server)
    server.outage = None

    assert (503, "120") == (status, headers["Retry-After"])
    assert 200 == ask(server)[0]
    server.forget()
    assert [] == server.log


def test_redirects(server):
    server.routes["/old"] = Response.redirect("/new", 308)

    assert (308, "/new") == (ask(server, "/old")[0], ask(server, "/old")[1]["Location"])


def test_broken_deliveries(server):
    server.routes["/drop"] = Response(drop=True)
    server.routes["/short"] = Response(PAGE, truncate_to=10)

    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        ask(server, "/drop")
    with pytest.raises(http.client.IncompleteRead):
        ask(server, "/short")
    assert [0, 200] == [line.status for line in server.log]


def test_an_endless_body_goes_on_until_the_client_leaves(server):
    server.routes["/endless"] = Response(b"x", endless=True)
    with urllib.request.urlopen(server.origin + "/endless", timeout=5) as answer:
        body = answer.read(3_000_000)

    assert 3_000_000 == len(body)


def test_closing_ends_slow_answers_and_open_connections():
    with BlogServer({"/slow": Response(b"late", delay_s=60), "/": Response(b"now")}) as server:
        idle = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        idle.request("GET", "/")
        idle.getresponse().read()
        slow = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        slow.request("GET", "/slow")
        url = server.url

    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(url, timeout=5)
    idle.close()
    slow.close()


def test_two_servers_are_two_hosts(server):
    with BlogServer({"/": Response(b"other")}) as other:
        assert other.origin != server.origin
        assert b"other" == ask(other)[2]


def test_a_request_names_its_target():
    request = Request("GET", "/a", "b=1", {"if-none-match": "x"}, datetime(2024, 1, 1, tzinfo=UTC))

    assert ("/a?b=1", True) == (request.target, request.conditional)
