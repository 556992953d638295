"""Which posts of a site resemble each other, and the signatures that it is told by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archiver.store.connection import Connection


class Likeness:
    """The `signatures` and `similar` tables.

    method: how signatures are made; those that were made in another way count as missing.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unsigned(self, site_id: int, method: str) -> Iterator[tuple[int, str, str]]:
        """Id, text hash and text of each post of a site whose text has no signature yet, by id."""
        return self._connection.rows(
            "SELECT id, text_hash, text FROM posts WHERE id IN ("  # the inner query reads an index alone, and no texts
            "SELECT posts.id FROM posts LEFT JOIN signatures ON post_id = posts.id WHERE site_id = ?1 "
            "AND (signatures.text_hash IS NOT posts.text_hash OR signatures.method IS NOT ?2)) ORDER BY id",
            (site_id, method),
        )

    def signed(self, site_id: int, method: str) -> Iterator[tuple[int, bytes]]:
        """Id and signature of each post of a site whose text has one, by id."""
        return self._connection.rows(
            "SELECT post_id, signature FROM signatures JOIN posts ON posts.id = post_id WHERE site_id = ?1 "
            "AND signatures.text_hash = posts.text_hash AND signatures.method = ?2 ORDER BY post_id",
            (site_id, method),
        )

    def sign(self, method: str, signatures: Iterable[tuple[int, str, bytes]]) -> None:
        """Keep the signatures of texts: post id, text hash, signature."""
        self._connection.run_many(
            "INSERT OR REPLACE INTO signatures (post_id, text_hash, signature, method) VALUES (?, ?, ?, ?)",
            ((*row, method) for row in signatures),
        )

    def link(self, post_ids: Iterable[int], pairs: Iterable[tuple[int, int, float]]) -> None:
        """Record what these posts resemble, and how much (0 to 1), in place of what was known of them."""
        found = [(min(one, other), max(one, other), similarity) for one, other, similarity in pairs]
        with self._connection.transaction():
            self._connection.run_many(
                "DELETE FROM similar WHERE post_id = ?1 OR other_post_id = ?1", ((post_id,) for post_id in post_ids)
            )
            self._connection.run_many(
                "INSERT INTO similar (post_id, other_post_id, similarity) VALUES (?, ?, ?)", found
            )

    def of(self, post_id: int) -> dict[int, float]:
        """Posts that resemble this one, with their similarity, the most similar first."""
        return dict(
            self._connection.all(
                "SELECT other_post_id, similarity FROM similar WHERE post_id = ?1 UNION ALL "
                "SELECT post_id, similarity FROM similar WHERE other_post_id = ?1 ORDER BY 2 DESC, 1",
                (post_id,),
            )
        )
