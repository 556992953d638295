"""File names from titles: readable, unique, stable, and safe on every system. Pure.

A name is made of letters, marks and digits of any script, joined by hyphens; so nothing of a title can leave the folder
or mean something to a shell. What file systems add to that:
- Windows reserves CON, PRN, AUX, NUL, COM1-9 and LPT1-9, with any extension, and drops trailing dots and spaces;
- NTFS and APFS take names that differ in case, or in Unicode form, for one;
- ext4 allows 255 bytes a name, and Windows 260 characters a path.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Generic, TypeVar

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

K = TypeVar("K", int, str)

MAX_BYTES = 100  # leaves room for the date, a number, an extension, and some folders below 260 characters
UNTITLED = "untitled"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin|conout|com[0-9]|lpt[0-9])", re.IGNORECASE)
_APOSTROPHES = dict.fromkeys(map(ord, "'\u2019\u02bc"))
_JOINER = "\u200c"  # parts Persian words, as a hyphen does here


def slug(title: str, *, ascii_only: bool = False, max_bytes: int = MAX_BYTES) -> str:
    """A title as a file name without extension: lower case, NFC, at most `max_bytes` of UTF-8, never empty.

    ascii_only: other scripts are transliterated ("气候" is "qihou").
    """
    text = unicodedata.normalize("NFKC", title).translate(_APOSTROPHES)
    if ascii_only:
        text = anyascii(text).translate(_APOSTROPHES)
    text = unicodedata.normalize("NFKC", text.lower())
    words = "".join(map(_letter, text)).split()
    name = _cut("-".join(words), max_bytes) or UNTITLED
    return f"{name}-post" if _RESERVED.fullmatch(name) else name


def fold(name: str) -> str:
    """What two names have in common that some file system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


class Names(Generic[K]):
    """Gives each key a name of its own: the stem where it is free, else the stem and the key.

    The first to ask gets the bare stem; ask in the order of the keys, and names stay what they are as an archive grows.
    names: where they are kept; those that are there, given by an earlier run, stay with their keys. taken: where is
    kept what cannot be given again.
    """

    def __init__(
        self, names: MutableMapping[K, str] | None = None, taken: MutableMapping[str, bool] | None = None
    ) -> None:
        self._names: MutableMapping[K, str] = {} if names is None else names
        self._taken: MutableMapping[str, bool] = {} if taken is None else taken
        for name in self._names.values():
            self._taken[fold(name)] = True

    def assign(self, key: K, stem: str) -> str:
        """The name of `key`, which is `stem` (a slug) as far as that is free."""
        known = self._names.get(key)
        if known is not None:
            return known
        name, number = stem, 1
        while fold(name) in self._taken:
            suffix = slug(str(key)) if number == 1 else f"{slug(str(key))}-{number}"
            name, number = f"{stem}-{suffix}", number + 1
        self._names[key] = name
        self._taken[fold(name)] = True
        return name

    def given_to(self, key: K) -> str:
        """The name of a key that has one."""
        return self._names[key]

    def given(self) -> Mapping[K, str]:
        """All names, by key."""
        return self._names


def _letter(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LMN":
        return character
    return "" if category == "Cf" and character != _JOINER else " "


def _cut(name: str, max_bytes: int) -> str:
    """The beginning of a name that fits, at a hyphen where one is near, and never between a letter and its marks."""
    if len(name.encode()) <= max_bytes:
        return name
    kept = name.encode()[:max_bytes].decode(errors="ignore")
    following = name[len(kept)]
    if following != "-":
        while unicodedata.combining(following) and len(kept) > 1:
            kept, following = kept[:-1], kept[-1]
        head, hyphen, _ = kept.rpartition("-")
        if hyphen and len(head) >= len(kept) // 2:
            kept = head
    return kept.strip("-")
