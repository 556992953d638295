"""Files and folders that an export writes."""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.errors import StorageError, UsageError
from archiver.export import ExportOptions, export
from archiver.export.files import new_file, storage_errors
from archiver.export.folders import MANIFEST, new_folder
from archiver.store import Archive, PostFilter

if TYPE_CHECKING:
    from collections.abc import Callable

KIND = {"format": "markdown"}


class CutShortError(Exception):
    """What ends an export early."""


def interrupt(root: Path, kind: dict[str, str], **files: bytes) -> None:
    """Begin a folder, write these files (a name's "_" is "."), and end early."""
    with suppress(CutShortError), new_folder(root, kind, force=False) as folder:
        for name, content in files.items():
            folder.write(name.replace("_", "."), content)
        raise CutShortError


def write_file(target: Path, content: bytes, meanwhile: Callable[[], object], *, force: bool = False) -> None:
    """Write a file, with something that happens before it is whole."""
    with new_file(target, force=force) as stream:
        stream.write(content)
        meanwhile()


def test_a_file_appears_when_it_is_whole(tmp_path: Path):
    """Until the end there is nothing under the name, and afterwards nothing beside it."""
    target = tmp_path / "posts.json"
    with new_file(target, force=False) as stream:
        stream.write(b"[]")
        before = target.exists()

    assert not before
    assert b"[]" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


def test_a_failed_file_leaves_nothing(tmp_path: Path):
    """An error leaves the old file as it was, and no part of the new one."""
    target = tmp_path / "posts.json"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write_file(target, b"new", lambda: 1 // 0, force=True)

    assert b"old" == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["posts.json", "folder", "missing/posts.json"])
def test_what_is_in_the_way_is_said_before_anything_is_written(tmp_path: Path, place: str):
    """An existing file, a folder, a missing folder: wrong use, and nothing changes."""
    (tmp_path / "posts.json").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError), new_file(tmp_path / place, force=False):
        pass

    assert b"old" == (tmp_path / "posts.json").read_bytes()


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path):
    """Two exports to one name: the second to end says so."""
    target = tmp_path / "posts.json"
    with pytest.raises(UsageError):
        write_file(target, b"ours", lambda: target.write_bytes(b"the other's"))

    assert b"the other's" == target.read_bytes()


@pytest.mark.parametrize(("suffix", "decompress"), [(".gz", gzip.decompress), (".zst", zstd.decompress)])
def test_a_name_says_how_to_compress(
    archive: Archive, tmp_path: Path, suffix: str, decompress: Callable[[bytes], bytes]
):
    """.gz and .zst hold the same as the plain file, and the same bytes each time."""
    plain, first, second = (tmp_path / name for name in ("a.jsonl", f"b.jsonl{suffix}", f"c.jsonl{suffix}"))
    for target in (plain, first, second):
        export(archive, "jsonl", target)

    assert plain.read_bytes() == decompress(first.read_bytes())
    assert first.read_bytes() == second.read_bytes()


def test_errors_of_the_disk_name_the_file():
    """A full disk is a storage error; a reader that has left is not ours to explain."""
    with pytest.raises(StorageError, match=r"out\.json: No space left"), storage_errors(Path("out.json")):
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(BrokenPipeError), storage_errors(Path("out.json")):
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


def test_the_disk_that_fails_is_told(tmp_path: Path):
    """/dev/full takes no byte."""
    with pytest.raises(StorageError):
        write_file(tmp_path / "posts.json", b"", lambda: Path("/dev/full").write_bytes(b"x" * 5))


def test_a_folder_that_was_interrupted_goes_on(tmp_path: Path):
    """What an interrupted export wrote is not written again, and needs no --force."""
    root = tmp_path / "copy"
    interrupt(root, KIND, a_md=b"a")
    written = (root / "a.md").stat().st_mtime_ns
    with new_folder(root, KIND, force=False) as folder:
        folder.write("a.md", b"a")
        folder.write("deep/b.md", b"b")

    assert (1, 1, 0) == (folder.written, folder.unchanged, folder.removed)
    assert written == (root / "a.md").stat().st_mtime_ns
    assert {"a.md", "deep", MANIFEST} == {path.name for path in root.iterdir()}


def test_a_manifest_torn_by_a_kill_is_read(tmp_path: Path):
    """The last line may be half written."""
    interrupt(tmp_path / "copy", KIND, a_md=b"a")
    with (tmp_path / "copy" / MANIFEST).open("ab") as manifest:
        manifest.write(b'{"file":"hal')
    with new_folder(tmp_path / "copy", KIND, force=False) as folder:
        folder.write("b.md", b"b")

    assert 1 == folder.removed
    assert {"b.md", MANIFEST} == {path.name for path in (tmp_path / "copy").iterdir()}


def test_a_folder_brought_up_to_date_loses_only_its_own_files(tmp_path: Path):
    """Files of the earlier export that are no longer part of it go, with their empty folders; others stay."""
    root = tmp_path / "copy"
    with new_folder(root, KIND, force=False) as folder:
        folder.write("old/a.md", b"a")
        folder.write("kept/b.md", b"b")
    (root / "kept" / "mine.txt").write_text("mine")
    with new_folder(root, KIND, force=True) as folder:
        folder.write("c.md", b"c")

    assert {"c.md", MANIFEST, "kept"} == {path.name for path in root.iterdir()}
    assert ["mine.txt"] == [path.name for path in (root / "kept").iterdir()]


def test_names_stay_from_run_to_run(tmp_path: Path):
    """A post keeps its file when its title changes; another kind of export names anew."""
    root = tmp_path / "copy"
    with new_folder(root, KIND, force=False) as folder:
        first = folder.name_post(7, "old-title")
    with new_folder(root, KIND, force=True) as folder:
        second = folder.name_post(7, "new-title")
    with new_folder(root, {"format": "html"}, force=True) as folder:
        third = folder.name_post(7, "new-title")

    assert ("old-title", "old-title", "new-title") == (first, second, third)


@pytest.mark.parametrize("found", ["file", "others", "complete", "other-kind"])
def test_a_folder_with_something_in_it_is_not_touched(tmp_path: Path, found: str):
    """A file, somebody's files, a complete export, an unfinished one of another kind: each needs --force."""
    root = tmp_path / "copy"
    if found == "file":
        root.write_text("x")
    elif found == "others":
        root.mkdir()
        (root / "mine.txt").write_text("mine")
    elif found == "complete":
        with new_folder(root, KIND, force=False):
            pass
    else:
        interrupt(root, {"format": "html"})
    with pytest.raises(UsageError), new_folder(root, KIND, force=False):
        pass

    assert found != "others" or ["mine.txt"] == [path.name for path in root.iterdir()]


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "a/../../b.md", "a\\b.md", "a\0.md"])
def test_no_name_leads_out_of_a_folder(tmp_path: Path, name: str):
    """Neither up, nor from the root, nor by another system's separator."""
    with pytest.raises(UsageError), new_folder(tmp_path / "copy", KIND, force=False) as folder:
        folder.write(name, b"x")


def test_stdout_takes_what_is_one_file(archive: Archive, capfdbinary: pytest.CaptureFixture[bytes]):
    """A dash is stdout, and a folder cannot go there."""
    export(archive, "json", "-")

    assert 3 == len(json.loads(capfdbinary.readouterr().out))
    with pytest.raises(UsageError, match="is a folder"):
        export(archive, "markdown", "-")


@pytest.mark.parametrize(
    ("format_name", "options", "message"),
    [
        ("pdf", {}, "no format is called"),
        ("epub", {"fields": ("title",)}, "epub takes no --fields"),
        ("csv", {"include": frozenset({"revisions"})}, "csv takes no --with"),
        ("json", {"page_size": 5}, "json takes no --page-size"),
        ("atom", {"page_size": 0}, "must be 1 or more"),
        ("markdown", {"flavour": "zola"}, "takes no --flavour zola: choose from plain, hugo"),
        ("html", {"flavour": "hugo"}, "html takes no --flavour"),
        ("json", {"ascii_only": True}, "json takes no --ascii"),
        ("json", {"fields": ("title", "nope")}, 'no field is called "nope"'),
    ],
)
def test_an_option_that_does_not_fit_is_refused(
    archive: Archive, tmp_path: Path, format_name: str, options: dict[str, object], message: str
):
    """The message says what would fit, and nothing is written."""
    with pytest.raises(UsageError, match=message):
        export(archive, format_name, tmp_path / "out", ExportOptions(**options))  # type: ignore[arg-type]

    assert not (tmp_path / "out").exists()


def test_a_book_is_not_compressed_again(archive: Archive, tmp_path: Path):
    """.gz is for text formats."""
    with pytest.raises(UsageError, match="not written compressed"):
        export(archive, "epub", tmp_path / "book.epub.gz")


def test_filters_choose_and_progress_is_told(archive: Archive, tmp_path: Path):
    """Only the posts that are meant are written, and each is counted."""
    heard: list[int] = []
    options = ExportOptions(where=PostFilter(since="2021-11-02"), progress=heard.append)
    report = export(archive, "jsonl", tmp_path / "a.jsonl", options)

    assert [1, 2] == heard
    assert (2, 1, tmp_path / "a.jsonl") == (report.posts, report.files, report.target)


@pytest.mark.parametrize("told", [True, False])
def test_a_large_file_is_whole_whether_or_not_the_system_takes_hints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, told: bool
):
    """What leaves the kernel's cache on the way is on the disk; systems without such hints write the same."""
    pieces = [bytes([number]) * 700_001 for number in range(40)]
    if not told:
        monkeypatch.delattr("os.posix_fadvise", raising=False)
    with new_file(tmp_path / "large.json", force=False) as stream:
        stream.writelines(pieces)

    assert b"".join(pieces) == (tmp_path / "large.json").read_bytes()


def test_a_file_made_in_pieces_is_left_alone_when_it_is_the_same(tmp_path: Path):
    """It is written aside, compared, and takes its name only where it differs."""
    counts = []
    for pieces in ((b"a", b"b"), (b"ab",), (b"a", b"c")):
        with new_folder(tmp_path / "md", KIND, force=True) as folder:
            folder.write_pieces("list.html", iter(pieces))
        counts.append((folder.written, folder.unchanged))

    assert [(1, 0), (0, 1), (1, 0)] == counts
    assert {"list.html", MANIFEST} == {path.name for path in (tmp_path / "md").iterdir()}
    assert b"ac" == (tmp_path / "md" / "list.html").read_bytes()


def ended_process() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    return ended.pid


def test_what_a_killed_export_left_goes_with_the_next_one(tmp_path: Path):
    """It may be as large as the archive. What is being written now stays, and so do other names."""
    dead = ended_process()
    left, others, living = f".a.json.{dead}.3f.partial", f".b.json.{dead}.3f.partial", f".a.json.{os.getppid()}.partial"
    for name in (left, others, living, f".a.json.{dead}", ".a.json.partial"):
        (tmp_path / name).write_text("half")
    write_file(tmp_path / "a.json", b"[]", lambda: None)

    assert {others, living, f".a.json.{dead}", ".a.json.partial", "a.json"} == {one.name for one in tmp_path.iterdir()}


def test_what_a_killed_folder_left_goes_with_the_next_one(tmp_path: Path):
    root = tmp_path / "site"
    interrupt(root, KIND, a_md=b"one")
    (root / f".export.{ended_process()}.partial").write_text("half")
    with new_folder(root, KIND, force=False) as folder:
        folder.write("a.md", b"one")

    assert {MANIFEST, "a.md"} == {one.name for one in root.iterdir()}


@given(content=st.lists(st.binary(max_size=70_000), max_size=5), suffix=st.sampled_from([".gz", ".zst", ".GZ"]))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_compressed_files_hold_what_was_written_and_are_the_same_again(
    tmp_path: Path, content: list[bytes], suffix: str
):
    """Whatever was written, in whatever pieces: other programs read it back, and a second export is equal."""
    first, second = tmp_path / f"a.json{suffix}", tmp_path / f"b.json{suffix}"
    for target in (first, second):
        with new_file(target, force=True) as stream:
            for piece in content:
                stream.write(piece)
    read = gzip.decompress if suffix.lower() == ".gz" else zstd.decompress

    assert b"".join(content) == read(first.read_bytes())
    assert first.read_bytes() == second.read_bytes()
