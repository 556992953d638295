"""archiver.toml as a person wrote it, with a site more or a site less: comments and order stay."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from archiver import sites, urls
from archiver.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_site(text: str, table: Mapping[str, object]) -> str:
    """The file with one more site at its end. table: the keys of a `[[sites]]` table, "url" among them."""
    document = tomlkit.parse(text)
    entry = tomlkit.table()
    entry.update({key: value for key, value in table.items() if value not in (None, (), [])})
    if isinstance(document.get("sites"), AoT):
        document["sites"].append(entry)
    else:
        every = tomlkit.aot()
        every.append(entry)
        document["sites"] = every
    return tomlkit.dumps(document)


def without_site(text: str, word: str) -> str | None:
    """The file without the site of that name or address; None where it names no such site."""
    document = tomlkit.parse(text)
    for index, table in enumerate(document.get("sites", [])):
        url = str(table.get("url", ""))
        name = str(table.get("name") or sites.from_url(url).name)
        if word == name or _same(word, url):
            del document["sites"][index]
            if not len(document["sites"]):
                del document["sites"]
            return tomlkit.dumps(document)
    return None


def rewrite(path: Path, text: str) -> None:
    """Put the text in the file's place, whole or not at all. Raises ConfigError where it is no good archiver.toml."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        try:
            sites.load(new)
        except ConfigError as error:
            raise ConfigError(str(path), error.key, error.message) from error
        new.chmod(path.stat().st_mode if path.exists() else 0o644)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def read(path: Path) -> str:
    """The file's text; "" where there is none. Raises ConfigError where it is no TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        tomlkit.parse(text)
    except FileNotFoundError:
        return ""
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), "", f"is not TOML ({error})") from error
    return text


def _same(word: str, url: str) -> bool:
    try:
        return urls.identity(urls.from_user(word)) == urls.identity(urls.from_user(url))
    except UsageError:
        return False
