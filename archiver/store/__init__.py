"""The archive in SQLite: the only SQL of the program."""

from archiver.store.archive import Archive
from archiver.store.query import Answer
from archiver.store.rows import (
    AddressEvidence,
    Context,
    Discovery,
    Event,
    EventFilter,
    Found,
    Kept,
    Outcome,
    PostAuthor,
    PostFilter,
    PostImage,
    PostLink,
    PostRecord,
    Problem,
    RevisionRecord,
    Run,
    SiteRow,
    SourceCoverage,
    UrlRow,
)
from archiver.store.scratch import DiskMap, Scratch
from archiver.store.verify import Finding

__all__ = [
    "AddressEvidence",
    "Answer",
    "Archive",
    "Context",
    "Discovery",
    "DiskMap",
    "Event",
    "EventFilter",
    "Finding",
    "Found",
    "Kept",
    "Outcome",
    "PostAuthor",
    "PostFilter",
    "PostImage",
    "PostLink",
    "PostRecord",
    "Problem",
    "RevisionRecord",
    "Run",
    "Scratch",
    "SiteRow",
    "SourceCoverage",
    "UrlRow",
]
