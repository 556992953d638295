"""How near a text is to the truth, and an archive to a blog: F1 of words, Chinese and Japanese by pairs of characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SPACELESS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_SPACELESS}]+|[^\W_{_SPACELESS}]+")
_NUMBER = re.compile(r"p=\d+")
GOOD = 0.98  # F1 of a text that is right but for a few words
_CJK = re.compile(f"[{_SPACELESS}]")


@dataclass(frozen=True, slots=True)
class Score:
    """An archive against the truth: shares of 0 to 1. good: of texts above GOOD. missing, wrong: paths."""

    recall: float
    precision: float
    text: float
    good: float
    title: float
    date: float
    authors: float
    tags: float
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    worst: tuple[tuple[float, str], ...]


def tokens(text: str) -> Counter[str]:
    """How often each word, or pair of Chinese characters, stands in a text."""
    counts: Counter[str] = Counter()
    for run in _TOKEN.findall(unicodedata.normalize("NFKC", text).lower()):
        pairs = [run[at : at + 2] for at in range(len(run) - 1)] if _CJK.match(run) else []
        counts.update(pairs or [run])
    return counts


def f1(text: str, truth: str) -> float:
    """Harmonic mean of precision and recall of the tokens."""
    mine, theirs = tokens(text), tokens(truth)
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 1.0


def set_f1(mine: Iterable[str], theirs: Iterable[str]) -> float:
    """The same of two sets of names, whatever their case."""
    left, right = ({name.strip().lower().lstrip("#") for name in names} for names in (mine, theirs))
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def path_of(url: str) -> str:
    """The path by which addresses are compared: decoded, without index.html and the last slash; a post's ?p=12 is kept."""
    parts = urlsplit(url)
    path = re.sub(r"/index\.html?$", "/", unquote(parts.path)).rstrip("/") or "/"
    return f"{path}?{parts.query}" if _NUMBER.fullmatch(parts.query) else path


def score(truth: Iterable[Mapping[str, Any]], posts: Iterable[Mapping[str, Any]]) -> Score:
    """An archive's posts (url, title, published_at, authors, categories, tags, text) against a blog's truth.

    A second record of one post counts against precision, as does a listing or page. Aliases in the truth ("dup",
    "redirect") stand for their post.
    """
    records = {path_of(record["path"]): record for record in truth}
    true = {path: record for path, record in records.items() if record["kind"] == "post"}
    found: dict[str, Mapping[str, Any]] = {}
    wrong: list[str] = []
    for post in posts:
        path = path_of(post["url"])
        alias = records.get(path, {}).get("dup_of")
        path = path_of(alias) if alias else path
        if path in true and path not in found:
            found[path] = post
        else:
            wrong.append(path)
    pairs = [(found[path], true[path], path) for path in found]
    texts = sorted((round(f1(mine.get("text") or "", record["text"]), 4), path) for mine, record, path in pairs)
    return Score(
        recall=len(found) / len(true) if true else 1.0,
        precision=len(found) / (len(found) + len(wrong)) if found or wrong else 1.0,
        text=_mean(value for value, _ in texts),
        good=_mean(value > GOOD for value, _ in texts),
        title=_mean(_same(mine.get("title"), record["title"]) for mine, record, _ in pairs),
        date=_mean(str(mine.get("published_at") or "")[:10] == record["date"] for mine, record, _ in pairs),
        authors=_mean(
            set_f1(_names(mine.get("authors")), record["authors"]) == 1
            for mine, record, _ in pairs
            if record["authors"]
        ),
        tags=_mean(_terms(mine, record) for mine, record, _ in pairs if record["tags"] or record["categories"]),
        missing=tuple(path for path in true if path not in found),
        wrong=tuple(wrong),
        worst=tuple(texts[:10]),
    )


def _terms(mine: Mapping[str, Any], record: Mapping[str, Any]) -> float:
    tags, categories = list(mine.get("tags") or ()), list(mine.get("categories") or ())
    exact = set_f1(tags, record["tags"]) if record["tags"] else 0.0
    return max(exact, set_f1(tags + categories, [*record["tags"], *record["categories"]]))


def _names(authors: Iterable[Any] | None) -> list[str]:
    return [author["name"] if isinstance(author, dict) else getattr(author, "name", author) for author in authors or ()]


def _same(mine: str | None, true: str) -> bool:
    return " ".join((mine or "").split()) == " ".join(true.split())


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return fmean(listed) if listed else 1.0
