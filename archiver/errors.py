"""The one error tree.

ArchiverError                      what the command line shows as one line; carries its exit code
├── UsageError                 2   the words of a command, or an address, are wrong
│   └── ConfigError            2   archiver.toml: names file and key
├── ArchiveError               3   the archive file is not usable
│   ├── NotAnArchiveError      3   some other file
│   ├── NewerArchiveError      3   written by a newer program
│   ├── OlderArchiveError      3   written by an older program, and opened to be read only
│   └── DamagedArchiveError    3   bytes are not what was written
├── StorageError               4   disk full, read-only, input/output error
├── LockedError               75   another run holds the archive
└── ExtractionError            -   one page: a row in `problems`, never the end of a run
"""

from __future__ import annotations


class ArchiverError(Exception):
    """Something a person must be told: what, where and what to do, in one line."""

    exit_code = 1


class UsageError(ArchiverError):
    """The words of a command, or an address, are wrong."""

    exit_code = 2


class ConfigError(UsageError):
    """A mistake in archiver.toml, named by file and key."""

    def __init__(self, path: str, key: str, message: str) -> None:
        super().__init__(f"{path}: {key}: {message}" if key else f"{path}: {message}")
        self.path = path
        self.key = key
        self.message = message


class ArchiveError(ArchiverError):
    """The archive file is not usable."""

    exit_code = 3

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class NotAnArchiveError(ArchiveError):
    """The file is something else than an archive."""


class NewerArchiveError(ArchiveError):
    """The archive was written by a newer version of the program."""


class OlderArchiveError(ArchiveError):
    """The archive was written by an older version of the program, and may only be read here."""


class DamagedArchiveError(ArchiveError):
    """Bytes in the archive are not what was written."""


class StorageError(ArchiverError):
    """The disk is full, read-only or failing."""

    exit_code = 4

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class LockedError(ArchiverError):
    """Another run holds the archive."""

    exit_code = 75


class ExtractionError(ArchiverError):
    """One page could not be read within its limits of time and size."""

    def __init__(self, url: str, message: str) -> None:
        super().__init__(f"{url}: {message}")
        self.url = url
