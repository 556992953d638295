"""Posts with anything in them, and what the formats write of them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from archiver.export import ExportOptions
from archiver.export.names import Names
from archiver.export.selection import Selection
from archiver.records import PostStatus
from archiver.store import PostAuthor, PostImage, PostLink, PostRecord, Scratch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

WHEN = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)

# anything that SQLite stores, with what has a meaning somewhere drawn often
tricky = st.sampled_from(
    [
        *"=+-@,;#~|\\'\"\r\t\x00\x08\x0b\x85\u2028\ufeff\ufffe\u202e",
        "=1+1",
        "\r\n",
        "''=",
        "＝1",
        "C:\\x",
        "../",
        "---",
        "...",
        "no",
        "1e3",
        "0o14",
        "null",
        "2021-11-01",
        "]]>",
        "<![CDATA[",
        "</script>",
        "<b>&amp;",
        "{{",
        "{{< x >}}",
        "{% y %}",
        "```",
        "气候",
        "می\u200cشود",
        "👩\u200d👧",
        "CON",
        "nul.txt",
        "long " * 1000,
    ]
)
texts = st.lists(st.one_of(tricky, st.text(st.characters(exclude_categories=["Cs"]), max_size=20)), max_size=5).map(
    "".join
)
names = st.lists(texts.filter(str.strip), max_size=3, unique=True).map(tuple)
paths = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters='"<>#?\\'), max_size=12)
addresses = paths.map(lambda path: f"https://blog.example/{path}")


@st.composite
def posts(draw: st.DrawFn) -> PostRecord:
    """A post with anything in it."""
    text = draw(texts)
    return PostRecord(
        id=draw(st.integers(1, 1 << 40)),
        site="blog",
        url=draw(addresses),
        status=PostStatus.LIVE,
        title=draw(texts),
        description=draw(st.none() | texts),
        language=draw(st.sampled_from([None, "de", "zh-Hant", "fa", "no language"])),
        published_at=draw(
            st.sampled_from([None, "2021-11-01", "2021-11-01T09:30:00+01:00", "9999-12-31", "0001-01-01"])
        ),
        modified_at=draw(st.none() | st.just("2022-01-05T00:00:00Z")),
        series=None,
        text=text,
        markdown=draw(texts),
        html=draw(texts),
        word_count=draw(st.integers(0, 9)),
        first_seen_at=WHEN,
        last_seen_at=WHEN,
        gone_at=draw(st.none() | st.just(WHEN)),
        revision=1,
        revised_at=WHEN,
        content_hash="1a",
        text_hash="1b",
        method="plain",
        quality="{}",
        provenance="[]",
        capture_id=None,
        profile_version=0,
        authors=tuple(PostAuthor(name, draw(st.none() | addresses), None) for name in draw(names)),
        categories=draw(names),
        tags=draw(names),
        images=tuple(PostImage(draw(st.just("") | addresses), alt, alt, None, None) for alt in draw(names)),
        links=tuple(PostLink(url, "x") for url in draw(st.lists(addresses, max_size=2))),
    )


class Chosen(Selection):
    """Posts that are at hand, without an archive."""

    def __init__(self, *chosen: PostRecord) -> None:
        super().__init__(archive=None, options=ExportOptions(title="All"))  # type: ignore[arg-type]
        self.chosen = chosen

    def outline(self) -> Iterator[PostRecord]:
        return iter(self.chosen)

    def cells(self, columns: Sequence[str], given: Mapping[str, object]) -> Iterator[tuple[Any, ...]]:
        for post in self.chosen:
            cells = [given[name] if name in given else getattr(post, name) for name in columns]
            yield tuple(one.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(one, datetime) else one for one in cells)
            self.done += 1

    def home(self) -> str | None:
        return None


@dataclass
class Pages:
    """A folder in memory."""

    scratch: Scratch = field(default_factory=Scratch)
    names: Names[int] = field(default_factory=Names)
    content: dict[str, bytes] = field(default_factory=dict)

    def write(self, name: str, content: bytes) -> None:
        self.content[name] = content

    def write_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        self.content[name] = b"".join(pieces)

    def name_post(self, post_id: int, stem: str) -> str:
        return self.names.assign(post_id, stem)


def written(module: ModuleType, *chosen: PostRecord, function: str = "write") -> bytes:
    """What a format writes of these posts."""
    stream = io.BytesIO()
    getattr(module, function)(Chosen(*chosen), stream, ExportOptions(title="All"))
    return stream.getvalue()


def pages(module: ModuleType, post: PostRecord, flavour: str | None = None) -> dict[str, str]:
    """What a folder format writes of a post, by name."""
    folder = Pages()
    with folder.scratch:
        module.write(Chosen(post), folder, ExportOptions(flavour=flavour, title="All"))
    return {name: content.decode() for name, content in folder.content.items()}
