"""Captures and pages as the crawler hands them over."""

from __future__ import annotations

import datetime as dt

import pytest

from archiver.page import Page
from archiver.records import Capture


@pytest.fixture
def received():
    """What came back from an address; `content_type="text/xml"` is the header Content-Type."""

    def make(url, body=b"", status=200, **headers):
        fields = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        body = body.encode() if isinstance(body, str) else body
        return Capture(url, dt.datetime(2024, 5, 1, tzinfo=dt.UTC), status, fields, body)

    return make


@pytest.fixture
def page():
    """A parsed page of html."""

    def make(url, html):
        return Page.from_bytes(url, html.encode(), "text/html; charset=utf-8")

    return make
