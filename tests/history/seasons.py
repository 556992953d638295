"""Days of a blog's life, by seed: new posts, edits, removals, moves, and a server that is sometimes down."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from blogs.server import Response

if TYPE_CHECKING:
    from history.diary import Diary
    from history.growing import GrowingBlog

# How often something happens, a day.
POST, EDIT, REMOVAL, MOVE, OUTAGE = 2 / 7, 2 / 7, 1 / 30, 1 / 45, 1 / 60


@dataclass(slots=True)
class Seasons:
    """A blog that lives, and the diary of its archive. happened: how often what happened to it.

    gone: paths of posts that were taken away. requests, bodies: what each run asked for, and took whole.
    """

    blog: GrowingBlog
    diary: Diary
    chance: random.Random = field(default_factory=lambda: random.Random(5))
    happened: Counter[str] = field(default_factory=Counter)
    gone: set[str] = field(default_factory=set)
    requests: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)

    def day(self, *, quiet: bool = False) -> None:
        """A day passes: what happens, and a run."""
        server = self.blog.server
        server.now += timedelta(days=1)
        down = not quiet and self._comes(OUTAGE)
        server.outage = Response.unavailable() if down else None
        self.happened["outage"] += down
        if not quiet:
            self._live()
        self.blog.publish()
        server.forget()
        self.diary.crawl(server.now)
        self.requests.append(len(server.log))
        self.bodies.append(server.bodies())

    def _live(self) -> None:
        if self.blog.drafts and self._comes(POST):
            self.blog.add()
            self.happened["new"] += 1
        if self._comes(EDIT):
            index = self._choose()
            self.blog.edit(index, f"Corrected on {self.blog.server.now:%d %B %Y}, with thanks to a reader.")
            self.happened["revised"] += 1
        if self._comes(REMOVAL):
            index = self._choose()
            self.gone.add(self.blog.paths[index])
            self.blog.remove(index)
            self.happened["gone"] += 1
        if self._comes(MOVE):
            self.blog.move(self._choose())
            self.happened["moved"] += 1

    def _comes(self, often: float) -> bool:
        return self.chance.random() < often

    def _choose(self) -> int:
        """A post, the newest far more often than the oldest."""
        indices = sorted(self.blog.posts)
        return indices[int(len(indices) * self.chance.random() ** 0.3)]
