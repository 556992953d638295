"""Text that can be stored: without the half surrogate pairs that JSON in pages and feeds can spell."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def encodable(record: T) -> T:
    """The record itself or, where some text in it is no Unicode, the same with question marks there."""
    try:
        msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.convert(_mend(msgspec.to_builtins(record)), type(record))
    return record


def mended(text: str) -> str:
    """The text with question marks for half surrogate pairs, as `hashes.py` takes them too."""
    return text.encode("utf-8", "replace").decode()


def _mend(value: Any) -> Any:  # noqa: ANN401 - anything that JSON can hold
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, dict):
        return {key: _mend(one) for key, one in value.items()}
    return [_mend(one) for one in value] if isinstance(value, list | tuple) else value
