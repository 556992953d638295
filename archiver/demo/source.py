"""The demo blog's content files, read: posts of blocks, their authors, and what stands around them.

A post is a text file: `key: value` lines, an empty line, then blocks that an empty line separates. Its name is the date
and the slug. Blocks are marked by how they begin:

    ## Heading    - item    1. item    * item with an icon    > quote    > -- who said it
    ![alt text](picture) caption      | cell | cell |         ? question, answer on the next line
    ```lang … ```                     [^1]: a footnote        anything else is a paragraph
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE = re.compile(
    r"\[\^(?P<note>\d+)\]|\[(?P<label>[^\]]+)\]\((?P<href>[^)\s]+)\)|(?P<mark>\*\*|\*|`)(?P<inner>.+?)(?P=mark)"
)
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<name>[^)]+)\)\s*(?P<caption>.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?…])\x00?\s+|(?<=[。！？])")  # noqa: RUF001 - Chinese ends its sentences so
WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Person:
    """An author: `bio` is a paragraph an entry."""

    key: str
    name: str
    role: str
    bio: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a post.

    kind: heading, subheading, paragraph, list, steps, icons, quote, image, table, code, toggle, note.
    lines: inline markup: items, paragraphs of a quote, questions and answers in turn; code as it is, one line each.
    rows: cells of a table, the header first. about: a quote's source, an image's or table's caption, a code's language.
    """

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    about: str = ""
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Post:
    """A post as it is written. number: its WordPress id. design: "widget" or "builder"."""

    number: int
    slug: str
    title: str
    published: datetime
    modified: datetime
    people: tuple[Person, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    language: str
    design: str
    blocks: tuple[Block, ...]

    @property
    def path(self) -> str:
        """Path of its address."""
        return f"/{self.slug}/"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its text as a reader sees it, one line a paragraph, item, caption, cell or line of code."""
        return tuple(line for block in self.blocks for line in _lines(block))

    @cached_property
    def excerpt(self) -> str:
        """The beginning, cut as WordPress cuts it: 30 words and an ellipsis."""
        prose = " ".join(plain(line) for block in self.blocks if block.kind == "paragraph" for line in block.lines)
        if self.language.startswith("zh"):
            return prose[:60] + "…"
        words = prose.split()
        return " ".join(words[:30]) + (" […]" if len(words) > 30 else "")  # noqa: PLR2004 - two more in one line

    @property
    def minutes(self) -> int:
        """Reading time."""
        return max(1, round(len(" ".join(self.lines).split()) / WORDS_A_MINUTE))

    @property
    def lead_picture(self) -> str:
        """Name of the picture that cards and shares show."""
        return next((block.picture for block in self.blocks if block.picture), "harbour")

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self.language in {"ar", "fa", "he"}


@cache
def settings() -> dict[str, Any]:
    """What site.toml says of the company, its pages and the words around the posts."""
    with files(__package__).joinpath("site.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def people() -> dict[str, Person]:
    """The authors by key."""
    return {
        key: Person(key, told["name"], told["role"], tuple(told["bio"])) for key, told in settings()["people"].items()
    }


@cache
def posts() -> tuple[Post, ...]:
    """Every post, the oldest first."""
    folder = files(__package__).joinpath("posts")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".md"))
    return tuple(
        _post(100 + 7 * index, name, folder.joinpath(name).read_text(encoding="utf-8"))
        for index, name in enumerate(names)
    )


def inline(text: str) -> Iterator[tuple[str, str, str]]:
    """Pieces of a line of inline markup as (kind, text, address): text, note, link, strong, em, code."""
    position = 0
    for match in _INLINE.finditer(text):
        if match.start() > position:
            yield "text", text[position : match.start()], ""
        position = match.end()
        if match["note"]:
            yield "note", match["note"], ""
        elif match["label"]:
            yield "link", match["label"], match["href"]
        else:
            yield {"**": "strong", "*": "em", "`": "code"}[match["mark"]], match["inner"], ""
    if position < len(text):
        yield "text", text[position:], ""


def plain(text: str) -> str:
    """Inline markup as a reader sees it, without the numbers that point to footnotes."""
    return "".join(piece for kind, piece, _ in inline(text) if kind != "note")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a line of inline markup, in plain text; the number of a footnote belongs to none."""
    prose = "".join("\x00" if kind == "note" else piece for kind, piece, _ in inline(text))
    return tuple(sentence for part in _SENTENCE.split(prose) if (sentence := part.replace("\x00", "").strip()))


def _post(number: int, name: str, text: str) -> Post:
    head, _, body = text.partition("\n\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    published = datetime.fromisoformat(f"{name[:10]}T{told['at']}").replace(tzinfo=UTC)
    modified = datetime.fromisoformat(told["changed"]).replace(tzinfo=UTC) if "changed" in told else None
    return Post(
        number=number,
        slug=name[11:-3],
        title=told["title"],
        published=published,
        modified=modified or published + timedelta(minutes=7),
        people=tuple(people()[key] for key in told["by"].split()),
        categories=tuple(told["in"].split(", ")),
        tags=tuple(told["tags"].split(", ")) if "tags" in told else (),
        language=told.get("language", "en-US"),
        design="builder" if number % 2 else "widget",
        blocks=tuple(_blocks(body)),
    )


def _blocks(body: str) -> Iterator[Block]:
    chunk: list[str] = []
    fenced = False
    for line in [*body.splitlines(), ""]:
        fenced ^= line.startswith("```")
        if line or fenced:
            chunk.append(line)
        elif chunk:
            yield _block("\n".join(chunk))
            chunk = []


def _block(chunk: str) -> Block:  # noqa: C901, PLR0911 - one case a kind of block
    lines = chunk.splitlines()
    first = lines[0]
    if first.startswith("```"):
        return Block("code", tuple(lines[1:-1]), about=first[3:])
    if image := _IMAGE.fullmatch(chunk):
        caption = " ".join(image["caption"].split())
        return Block("image", about=caption, picture=image["name"], alt=image["alt"])
    if first.startswith("|"):
        rows = tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line[0] == "|")
        return Block("table", rows=rows, about=" ".join(line for line in lines if line[0] != "|"))
    if first.startswith("[^"):
        return Block("note", tuple(re.sub(r"^\[\^\d+\]: ", "", line) for line in lines))
    if first.startswith("? "):
        return Block("toggle", tuple(line.removeprefix("? ") for line in lines))
    if first.startswith("> "):
        quoted = [line.removeprefix("> ") for line in lines]
        about = quoted.pop().removeprefix("-- ") if quoted[-1].startswith("-- ") else ""
        return Block("quote", tuple(quoted), about=about)
    for kind, mark in (("subheading", "### "), ("heading", "## ")):
        if first.startswith(mark):
            return Block(kind, (first.removeprefix(mark),))
    for kind, item in (("list", r"- "), ("icons", r"\* "), ("steps", r"\d+\. ")):
        if re.match(item, first):
            return Block(kind, tuple(re.sub(rf"^{item}", "", line) for line in lines))
    return Block("paragraph", (" ".join(lines),))


def _lines(block: Block) -> Iterator[str]:
    if block.kind == "code":
        yield from (line for line in block.lines if line.strip())
        return
    yield from (plain(line) for line in block.lines)
    yield from (plain(cell) for row in block.rows for cell in row)
    if block.about:
        yield plain(block.about)
