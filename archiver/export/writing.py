"""One export, from the archive to its target."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.errors import UsageError
from archiver.export.files import STDOUT, new_file
from archiver.export.folders import new_folder
from archiver.export.formats import COMPRESSED, FORMATS, Format
from archiver.export.options import ExportOptions, ExportReport
from archiver.export.selection import Selection

if TYPE_CHECKING:
    from archiver.store import Archive


def format_named(name: str) -> Format:
    """The format of that name; raises UsageError where there is none."""
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(f'no format is called "{name}": choose from {", ".join(FORMATS)}')
    return found


def export(
    archive: Archive, format_name: str, target: Path | str, options: ExportOptions | None = None
) -> ExportReport:
    """Write the posts of an archive as a file or a folder, and tell what was written.

    target: a path; "-" is stdout, for formats that are one file. A file exists, whole, only once all is written.
    Raises UsageError where the target is in the way or an option does not fit the format.
    """
    kind, options, target = format_named(format_name), options or ExportOptions(), Path(target)
    _check(kind, target, options)
    if archive.owns(target):
        raise UsageError(f"{target} is the archive itself: name another file")
    module = import_module(f"archiver.export.{kind.module}")
    selection = Selection(archive, options)
    if kind.kind == "file" and options.page_size is None:
        with new_file(target, force=options.force) as stream:
            getattr(module, kind.function)(selection, stream, options)
        return ExportReport(kind.name, target, selection.done)
    write = module.write_pages if options.page_size else module.write
    about = {
        "format": kind.name,
        "flavour": options.flavour,
        "ascii": options.ascii_only,
        "page_size": options.page_size,
    }
    with new_folder(target, about, force=options.force) as folder:
        write(selection, folder, options)
    return ExportReport(
        kind.name, target, selection.done, folder.written + folder.unchanged, folder.unchanged, folder.removed
    )


def _check(kind: Format, target: Path, options: ExportOptions) -> None:
    """Raises UsageError where an option does not fit the format."""
    takes = {
        "--fields": (bool(options.fields), kind.fields),
        "--with": (bool(options.include), kind.additions),
        "--page-size": (options.page_size is not None, kind.paged),
        "--flavour": (options.flavour is not None, options.flavour in kind.flavours),
        "--ascii": (options.ascii_only, kind.names_files),
    }
    for option, (given, taken) in takes.items():
        if given and not taken:
            hint = f": choose from {', '.join(kind.flavours)}" if option == "--flavour" and kind.flavours else ""
            value = f" {options.flavour}" if hint else ""
            raise UsageError(f"{kind.name} takes no {option}{value}{hint}")
    if options.page_size is not None and options.page_size < 1:
        raise UsageError("--page-size must be 1 or more")
    is_folder = kind.kind == "folder" or options.page_size is not None
    if is_folder and target == STDOUT:
        raise UsageError(f"{kind.name} is a folder here: name one (-o FOLDER)")
    if target.suffix in COMPRESSED and not kind.compress:
        raise UsageError(f"{kind.name} is not written compressed: leave {target.suffix} away")
