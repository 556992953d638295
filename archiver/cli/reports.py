"""Closing reports of runs, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from archiver.cli.output import size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archiver.flow.ending import RunReport

_KINDS = ("new", "revised", "unchanged", "moved", "gone", "back", "duplicate", "derived", "missing")


def as_json(ended: Sequence[RunReport]) -> str:
    """An array of reports, as the `runs` table keeps them."""
    return msgspec.json.format(msgspec.json.encode(ended), indent=2).decode()


def as_text(ended: Sequence[RunReport]) -> str:
    """A paragraph a site; a line where there was nothing to do."""
    return "\n\n".join(map(_paragraph, ended)) if ended else "No site is due."


def _paragraph(report: RunReport) -> str:
    counts = report.counts
    seconds = (report.finished_at - report.started_at).total_seconds()
    changes = ", ".join(f"{counts[kind]} {kind}" for kind in _KINDS if counts.get(kind))
    lines = [
        f"{report.site}: {report.outcome}" + (f" ({report.reason})" if report.reason else ""),
        f"  posts      {report.posts} live in the archive" + (f"; this run: {changes}" if changes else ""),
        f"  requests   {counts['requests']}, {size(counts['bytes'])} in {seconds:.0f} s",
    ]
    if report.blog:
        lines.insert(1, f"  the blog   {report.blog}")
    if report.source:
        lines.insert(1, f"  source     {report.source}")
    troubles = ", ".join(f"{counts[name]} {name}" for name in ("failed", "excluded", "retracted") if counts.get(name))
    doubts = ", ".join(f"{count} {name[8:]}" for name, count in counts.items() if name.startswith("warning:"))
    if troubles:
        lines.append(f"  trouble    {troubles}")
    if doubts:
        lines.append(f"  to look at {doubts}")
    return "\n".join(lines)
