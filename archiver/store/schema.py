"""The tables of an archive, as its first migration makes them. What each column means: `columns.py`, docs/schema.md."""

from __future__ import annotations

import re

from archiver.store import views

TABLES = """
CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    title TEXT,
    settings TEXT NOT NULL,
    added_at TEXT NOT NULL,
    due_at TEXT
) STRICT;

CREATE TABLE profiles (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    version INTEGER NOT NULL,
    captures INTEGER NOT NULL,
    learned_at TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (site_id, version)
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    site_id INTEGER REFERENCES sites(id),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT,
    exit_code INTEGER,
    counts TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX runs_site ON runs(site_id, id);

CREATE TABLE dictionaries (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    digest TEXT NOT NULL,
    made_at TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX dictionaries_site ON dictionaries(site_id, id);

CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    size_bytes INTEGER NOT NULL,
    dictionary_id INTEGER REFERENCES dictionaries(id),
    base_id INTEGER REFERENCES bodies(id),
    chain INTEGER NOT NULL DEFAULT 0,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE urls (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    url TEXT NOT NULL,
    identity TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT 'unknown',
    state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'done', 'waiting', 'failed', 'excluded')),
    reason TEXT,
    priority REAL NOT NULL DEFAULT 0,
    depth INTEGER NOT NULL DEFAULT 0,
    redirects INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    shape TEXT NOT NULL DEFAULT '',
    found_at TEXT NOT NULL,
    found_on TEXT NOT NULL DEFAULT '',
    run_id INTEGER REFERENCES runs(id),
    etag TEXT,
    last_modified TEXT,
    sitemap_lastmod TEXT,
    fetched_at TEXT,
    status INTEGER,
    due_at TEXT,
    capture_id INTEGER REFERENCES captures(id),
    redirect_to INTEGER REFERENCES urls(id),
    post_id INTEGER REFERENCES posts(id) ON DELETE SET NULL,
    UNIQUE (site_id, identity)
) STRICT;
CREATE INDEX urls_due ON urls(site_id, state, priority DESC, id);
CREATE INDEX urls_again ON urls(site_id, due_at) WHERE state IN ('done', 'failed') AND due_at IS NOT NULL;
CREATE INDEX urls_post ON urls(post_id) WHERE post_id IS NOT NULL;
CREATE INDEX urls_redirect ON urls(redirect_to) WHERE redirect_to IS NOT NULL;

CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    url_id INTEGER NOT NULL REFERENCES urls(id),
    run_id INTEGER REFERENCES runs(id),
    url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body_id INTEGER REFERENCES bodies(id),
    size_bytes INTEGER NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0,
    fixity TEXT NOT NULL
) STRICT;
CREATE INDEX captures_url ON captures(url_id, id);
CREATE INDEX captures_body ON captures(body_id) WHERE body_id IS NOT NULL;
CREATE INDEX captures_waiting ON captures(id) WHERE settled = 0;

CREATE TABLE leads (
    url_id INTEGER NOT NULL REFERENCES urls(id),
    source TEXT NOT NULL,
    found_on TEXT NOT NULL,
    role TEXT NOT NULL,
    anchor TEXT NOT NULL DEFAULT '',
    title TEXT,
    published_at TEXT,
    modified_at TEXT,
    authors TEXT,
    categories TEXT,
    tags TEXT,
    description TEXT,
    language TEXT,
    excerpt TEXT,
    seen_at TEXT NOT NULL,
    capture_id INTEGER REFERENCES captures(id),
    PRIMARY KEY (url_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    url_id INTEGER NOT NULL REFERENCES urls(id),
    url TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'live' CHECK (status IN ('live', 'gone')),
    gone_at TEXT,
    title TEXT NOT NULL,
    authors TEXT NOT NULL DEFAULT '',
    tags_text TEXT NOT NULL DEFAULT '',
    description TEXT,
    language TEXT,
    published_at TEXT,
    modified_at TEXT,
    series TEXT,
    word_count INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    revised_at TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    fixity TEXT NOT NULL,
    capture_id INTEGER REFERENCES captures(id),
    profile_version INTEGER NOT NULL DEFAULT 0,
    extractor_version TEXT NOT NULL DEFAULT '',
    method TEXT NOT NULL,
    quality TEXT NOT NULL,
    provenance TEXT NOT NULL,
    text TEXT NOT NULL,
    markdown TEXT NOT NULL,
    html TEXT NOT NULL,
    parts TEXT
) STRICT;
CREATE UNIQUE INDEX posts_url ON posts(url_id);
CREATE INDEX posts_published ON posts(site_id, published_at);
CREATE INDEX posts_date ON posts(published_at);
CREATE INDEX posts_text ON posts(site_id, text_hash);

CREATE TABLE sightings (
    post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    missing_since TEXT,
    missing_reason TEXT
) STRICT;

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'revised', 'derived')),
    created_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    fields TEXT NOT NULL,
    words_added INTEGER NOT NULL,
    words_removed INTEGER NOT NULL,
    capture_id INTEGER REFERENCES captures(id),
    profile_version INTEGER NOT NULL,
    extractor_version TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    fixity TEXT NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    categories TEXT NOT NULL,
    tags TEXT NOT NULL,
    images TEXT NOT NULL,
    published_at TEXT,
    modified_at TEXT,
    description TEXT,
    language TEXT,
    text TEXT,
    markdown TEXT,
    UNIQUE (post_id, number)
) STRICT;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    run_id INTEGER REFERENCES runs(id),
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'revised', 'derived', 'duplicate', 'moved', 'gone', 'back')),
    reason TEXT NOT NULL,
    revision INTEGER,
    from_url TEXT,
    to_url TEXT
) STRICT;
CREATE INDEX events_post ON events(post_id, id);
CREATE INDEX events_at ON events(at);

CREATE TABLE aliases (
    url_id INTEGER PRIMARY KEY REFERENCES urls(id),
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    found_at TEXT NOT NULL
) STRICT;
CREATE INDEX aliases_post ON aliases(post_id);

CREATE TABLE authors (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    name TEXT NOT NULL,
    url TEXT,
    bio TEXT,
    UNIQUE (site_id, name)
) STRICT;

CREATE TABLE authors_posts (
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    author_id INTEGER NOT NULL REFERENCES authors(id),
    position INTEGER NOT NULL,
    PRIMARY KEY (post_id, author_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX authors_posts_author ON authors_posts(author_id, post_id);

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    kind TEXT NOT NULL CHECK (kind IN ('tag', 'category')),
    name TEXT NOT NULL,
    UNIQUE (site_id, kind, name)
) STRICT;

CREATE TABLE posts_tags (
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags(id),
    position INTEGER NOT NULL,
    PRIMARY KEY (post_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX posts_tags_tag ON posts_tags(tag_id, post_id);

CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    sha256 TEXT,
    path TEXT,
    UNIQUE (post_id, position)
) STRICT;

CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    identity TEXT NOT NULL,
    UNIQUE (post_id, position)
) STRICT;
CREATE INDEX links_identity ON links(identity);

CREATE TABLE similar (
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    other_post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    similarity REAL NOT NULL,
    PRIMARY KEY (post_id, other_post_id),
    CHECK (post_id < other_post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_other ON similar(other_post_id);

CREATE TABLE problems (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 1,
    resolved_at TEXT,
    UNIQUE (site_id, url, kind)
) STRICT;
CREATE INDEX problems_open ON problems(site_id, url) WHERE resolved_at IS NULL;
"""

# sqlite-utils and Datasette find the index by content="posts" in double quotes. The triggers name their columns: one on
# any update would index a post again when nothing of it changed. Without `prefix`, "b*" merges the posts of every word
# that begins so (20 s at 1,000,000 posts), and so does every search for one Chinese character; with it the index is 2.6
# to 2.8 times as large (1.5 of 6.4 GB at 1,000,000 posts of 120 words without captures).
FULL_TEXT = """
CREATE VIRTUAL TABLE posts_fts USING fts5(
    title, text, authors, tags_text, parts,
    content="posts", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2", prefix="1 2 3"
);
CREATE TRIGGER posts_fts_insert AFTER INSERT ON posts BEGIN
    INSERT INTO posts_fts(rowid, title, text, authors, tags_text, parts)
    VALUES (new.id, new.title, new.text, new.authors, new.tags_text, new.parts);
END;
CREATE TRIGGER posts_fts_delete AFTER DELETE ON posts BEGIN
    INSERT INTO posts_fts(posts_fts, rowid, title, text, authors, tags_text, parts)
    VALUES ('delete', old.id, old.title, old.text, old.authors, old.tags_text, old.parts);
END;
CREATE TRIGGER posts_fts_update AFTER UPDATE OF title, text, authors, tags_text, parts ON posts BEGIN
    INSERT INTO posts_fts(posts_fts, rowid, title, text, authors, tags_text, parts)
    VALUES ('delete', old.id, old.title, old.text, old.authors, old.tags_text, old.parts);
    INSERT INTO posts_fts(rowid, title, text, authors, tags_text, parts)
    VALUES (new.id, new.title, new.text, new.authors, new.tags_text, new.parts);
END;
"""


def statements() -> list[str]:
    """Every statement that makes the schema, in order."""
    return re.split(r"(?<=;)\n+(?=CREATE )", (TABLES + FULL_TEXT + views.VIEWS).strip())
