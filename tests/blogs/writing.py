"""Posts that nobody wrote: real sentences of six languages, combined by seed; each post differs and all is known."""

from __future__ import annotations

import itertools
import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

START = datetime(2016, 2, 3, 9, 30, tzinfo=UTC)
_SIZES = (0, 4, 9, 2, 14, 6, 3, 30, 5, 1, 8, 18)  # blocks a post; 0 is a single sentence
_KINDS = "ppphplpqpipcpptp"
_SPACELESS = {"zh", "ja"}
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a post. kind: p, h, l (list), q (quote), i (image: lines are alt and caption), c (code), t (table)."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Article:
    """One post: what its truth says and what the platforms render. index: 0 is the oldest."""

    index: int
    slug: str
    title: str
    date: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    language: str
    blocks: tuple[Block, ...]
    comments: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its text, one line a block, item, cell or line of code; captions included, alternative texts not."""
        return "\n".join(line for block in self.blocks for line in _shown(block))

    @property
    def excerpt(self) -> str:
        """The beginning of its text."""
        joined = " ".join(" ".join(block.lines) for block in self.blocks if block.kind == "p")
        return joined[:60] + "…" if self.language in _SPACELESS else " ".join(joined.split()[:25]) + "…"

    def truth(self, path: str, **more: object) -> dict[str, Any]:
        """Its record in the format of the truth files."""
        return {
            "path": path,
            "kind": "post",
            "text": self.text,
            "title": self.title,
            "date": f"{self.date:%Y-%m-%d}",
            "authors": list(self.authors),
            "tags": list(self.tags),
            "categories": list(self.categories),
            "reach": "links",
        } | more


@cache
def language(code: str) -> dict[str, Any]:
    """The pools of a language: sentences with slots, titles, names."""
    return tomllib.loads((Path(__file__).parent / "prose" / f"{code}.toml").read_text(encoding="utf-8"))


def articles(code: str, count: int, seed: str) -> tuple[Article, ...]:
    """So many posts in a language, the oldest first; the same for the same seed."""
    found: list[Article] = []
    seen: set[str] = set()
    for index in range(count):
        drawn = (Pen(code, f"{seed}/{index}/{attempt}").article(index) for attempt in itertools.count())
        article = next(article for article in drawn if article.title not in seen and article.text not in seen)
        seen |= {article.title, article.text}
        found.append(article)
    return tuple(found)


def slugify(text: str) -> str:
    """A title as platforms write it in an address: ASCII where the script allows it, else the letters themselves."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = plain.replace("ß", "ss").encode("ascii", "ignore").decode() if re.search("[a-z]", plain) else text
    return "-".join(re.findall(r"[^\W_]+", plain))


def html(article: Article, image: Callable[[str, str, str], str], **marks: str) -> str:
    """The blocks as html. image: renders (address, alt, caption); marks: html patterns with {} for h, q, c and t."""
    return "\n".join(
        _html(block, f"/images/{article.index:03}-{place}.jpg", image, marks)
        for place, block in enumerate(article.blocks)
    )


class Pen:
    """Draws sentences of one post; never the same one twice in it."""

    def __init__(self, code: str, seed: str) -> None:
        self.code = code
        self.pools = language(code)
        self.random = random.Random(seed)
        self.used: set[str] = set()

    def line(self, pool: str, *, slotted: bool = False) -> str:
        """One line of a pool, its slots filled; slotted: only one that has any, and so hardly occurs twice."""
        pattern = self.random.choice([line for line in self.pools[pool] if not slotted or "{" in line])
        filled = re.sub(r"\{([abcn])\}", lambda match: self._fill(match[1]), pattern)
        return filled[0].upper() + filled[1:]

    def paragraph(self, sentences: int) -> str:
        """So many sentences that this post has not had yet, as far as there are any."""
        chosen: list[str] = []
        for _ in range(sentences):
            drawn = (self.line("sentences", slotted=sentences == 1) for _ in range(30))
            line = next((line for line in drawn if line not in self.used), "")
            self.used.add(line)
            chosen.append(line)
        return ("" if self.code in _SPACELESS else " ").join(filter(None, chosen))

    def article(self, index: int) -> Article:
        """The post of that place in its blog."""
        size = _SIZES[index % len(_SIZES)]
        blocks = tuple(self._block(_KINDS[(place + index) % len(_KINDS)] if place else "p") for place in range(size))
        title = self.line("titles")
        pools = self.pools
        return Article(
            index=index,
            slug=slugify(title) + (f"-{index}" if index else ""),
            title=title,
            date=START + timedelta(days=17 * index, minutes=211 * index),
            authors=(self.random.choice(pools["authors"]),),
            categories=(self.random.choice(pools["categories"]),),
            tags=tuple(sorted(self.random.sample(pools["tags"], self.random.randint(1, 3)))),
            language=self.code,
            blocks=blocks or (Block("p", (self.paragraph(1),)),),
            comments=tuple(self.random.sample(pools["comments"], self.random.choice((0, 0, 1, 2)))),
        )

    def _block(self, kind: str) -> Block:  # noqa: PLR0911 - one case a kind
        match kind:
            case "h":
                return Block("h", (self.line("headings"),))
            case "l":
                return Block("l", tuple(self.paragraph(1) for _ in range(self.random.randint(2, 5))))
            case "q":
                return Block("q", (self.paragraph(1),))
            case "i":
                return Block("i", (self.random.choice(self.pools["a"]), self.line("captions")))
            case "c":
                number = self.random.randint(10, 99)
                return Block(
                    "c", (f"def weigh_{number}(parts):", "    # every part counts", f"    return sum(parts) * {number}")
                )
            case "t":
                return Block("t", tuple(self.line("a") if place % 2 == 0 else self._fill("n") for place in range(6)))
            case _:
                return Block("p", (self.paragraph(self.random.randint(1, 6)),))

    def _fill(self, slot: str) -> str:
        if slot != "n":
            return str(self.random.choice(self.pools[slot]))
        number = str(self.random.randint(3, 89))
        return number.translate(_PERSIAN) if self.code == "fa" else number


def _shown(block: Block) -> tuple[str, ...]:
    return block.lines[1:] if block.kind == "i" else tuple(line.strip() for line in block.lines)


def _html(block: Block, address: str, image: Callable[[str, str, str], str], marks: dict[str, str]) -> str:  # noqa: PLR0911
    lines = [escape(line, quote=False) for line in block.lines]
    match block.kind:
        case "h":
            return marks.get("h", "<h2>{}</h2>").replace("{}", lines[0])
        case "l":
            return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"
        case "q":
            return marks.get("q", "<blockquote><p>{}</p></blockquote>").replace("{}", lines[0])
        case "i":
            return image(address, escape(block.lines[0]), lines[1])
        case "c":
            return marks.get("c", "<pre><code>{}</code></pre>").replace("{}", "\n".join(lines))
        case "t":
            rows = "".join(f"<tr><td>{lines[at]}</td><td>{lines[at + 1]}</td></tr>" for at in range(0, len(lines), 2))
            return marks.get("t", "<table><tbody>{}</tbody></table>").replace("{}", rows)
        case _:
            return f"<p>{lines[0]}</p>"
