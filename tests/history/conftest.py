"""A scripted server and an archive."""

from __future__ import annotations

import pytest
from blogs.server import BlogServer

from archiver.store import Archive


@pytest.fixture
def server():
    with BlogServer() as running:
        yield running


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "archive.db", create=True) as opened:
        yield opened
