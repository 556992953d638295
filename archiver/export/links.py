"""Links between the posts of one export: which address is which of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver import urls
from archiver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import MutableMapping


class InnerLinks:
    """Finds the exported file that an address means, however it is spelled.

    Keys are hashes of identities, 64 bits wide: an address longer than a name would double the memory of large exports,
    and two of a million meet once in 37 million exports.
    names: where the names are kept.
    """

    def __init__(self, names: MutableMapping[int, str] | None = None) -> None:
        self._names: MutableMapping[int, str] = {} if names is None else names

    def add(self, url: str, name: str) -> None:
        """From now on `url` means the file called `name`, unless another claimed it first."""
        key = _key(url)
        if key is not None:
            self._names.setdefault(key, name)

    def find(self, url: str) -> tuple[str, str] | None:
        """The file's name and the fragment with its "#" ("" without); None where the address is not of this export."""
        key = _key(url)
        name = None if key is None else self._names.get(key)
        if name is None:
            return None
        _, mark, fragment = url.partition("#")
        return name, mark + fragment


def _key(url: str) -> int | None:
    if not url.startswith(("http://", "https://")):
        return None
    try:
        return hash(urls.identity(url))
    except UsageError:
        return None
